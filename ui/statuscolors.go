package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
)

// statusColors are the colours of the list's symbols. Words stand beside them.
var statusColors = map[present.Icon]fyne.ThemeColorName{
	present.IconMoving: colorMoving,
	present.IconRead:   colorRead,
	present.IconSent:   colorMuted,
	present.IconEnded:  colorEnded,
	present.IconUnread: colorMuted,
	present.IconNote:   colorMuted,
}
