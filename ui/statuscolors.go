package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
)

// statusColors are the colours of the list's symbols. Words stand beside them.
var statusColors = map[present.Icon]fyne.ThemeColorName{
	present.IconMoving: ColorMoving,
	present.IconRead:   ColorRead,
	present.IconSent:   ColorMuted,
	present.IconEnded:  ColorEnded,
	present.IconUnread: ColorMuted,
	present.IconNote:   ColorMuted,
}
