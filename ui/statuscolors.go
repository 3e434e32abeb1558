package ui

import (
	"candidaturas/ui/look"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
)

// statusColors are the colours of the list's symbols. Words stand beside them.
var statusColors = map[present.Icon]fyne.ThemeColorName{
	present.IconMoving: look.ColorMoving,
	present.IconRead:   look.ColorRead,
	present.IconSent:   look.ColorMuted,
	present.IconEnded:  look.ColorEnded,
	present.IconUnread: look.ColorMuted,
	present.IconNote:   look.ColorMuted,
}
