package ui

import (
	"fmt"
	"io/fs"

	"candidaturas/assets"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A symbol is a drawn one-colour sign of our own, by its file's name.
type symbol string

const (
	symbolRefresh  symbol = "refresh"
	symbolBack     symbol = "back"
	symbolOpen     symbol = "open"
	symbolCopy     symbol = "copy"
	symbolExpand   symbol = "expand"
	symbolCollapse symbol = "collapse"
	symbolWarning  symbol = "warning"
	symbolInfo     symbol = "info"
	symbolSignOut  symbol = "signout"
)

// resource returns the sign in a colour of the theme; it changes with it.
func (s symbol) resource(c fyne.ThemeColorName) fyne.Resource {
	name := fmt.Sprintf("symbols/%s.svg", s)
	data, err := fs.ReadFile(assets.Symbols, name)
	if err != nil {
		// The files are embedded, so this is a misspelt constant.
		panic(fmt.Sprintf("ui: no symbol %q", s))
	}
	return theme.NewColoredResource(fyne.NewStaticResource(name, data), c)
}

// statusColors are the colours of the list's symbols. Words stand beside them.
var statusColors = map[present.Icon]fyne.ThemeColorName{
	present.IconMoving: colorMoving,
	present.IconRead:   colorRead,
	present.IconSent:   colorMuted,
	present.IconEnded:  colorEnded,
}
