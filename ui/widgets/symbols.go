package widgets

import (
	"bytes"
	"fmt"
	"image/color"
	"io/fs"

	"candidaturas/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Symbol is a drawn one-colour sign of our own, by its file's name.
type Symbol string

// The symbols.
const (
	SymbolRefresh  Symbol = "refresh"
	SymbolBack     Symbol = "back"
	SymbolOpen     Symbol = "open"
	SymbolCopy     Symbol = "copy"
	SymbolExpand   Symbol = "expand"
	SymbolCollapse Symbol = "collapse"
	SymbolWarning  Symbol = "warning"
	SymbolInfo     Symbol = "info"

	SymbolMenu      Symbol = "menu"
	SymbolMore      Symbol = "more"
	SymbolStar      Symbol = "star"
	SymbolStarOn    Symbol = "star-on"
	symbolSearch    Symbol = "search"
	symbolClear     Symbol = "clear"
	symbolCheck     Symbol = "check"
	symbolCaretDown Symbol = "caret-down"
	SymbolTag       Symbol = "tag"
	SymbolNote      Symbol = "note"
	symbolEye       Symbol = "read"
	symbolEyeOff    Symbol = "eye-off"
	symbolSortUp    Symbol = "sort-up"
	SymbolSortDown  Symbol = "sort-down"
	SymbolTable     Symbol = "table"
)

// Resource returns the sign in a colour of the theme, as it is at the moment.
// Fyne's own coloured resources fill in what is drawn as a line.
func (s Symbol) Resource(name fyne.ThemeColorName) fyne.Resource {
	path := fmt.Sprintf("symbols/%s.svg", s)
	data, err := fs.ReadFile(assets.Symbols, path)
	if err != nil {
		// The files are embedded, so this is a misspelt constant.
		panic(fmt.Sprintf("ui: no symbol %q", s))
	}
	c := color.NRGBAModel.Convert(theme.Color(name)).(color.NRGBA)
	hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	// Fyne keeps what it has drawn by name.
	return fyne.NewStaticResource(hex+"-"+path, bytes.ReplaceAll(data, []byte("#000000"), []byte(hex)))
}

// A SymbolIcon shows a symbol and changes colour with the theme.
type SymbolIcon struct {
	widget.Icon
	symbol Symbol
	tint   fyne.ThemeColorName
}

// NewSymbolIcon returns a symbol in a colour of the theme.
func NewSymbolIcon(s Symbol, tint fyne.ThemeColorName) *SymbolIcon {
	i := &SymbolIcon{symbol: s, tint: tint}
	i.ExtendBaseWidget(i)
	i.Refresh()
	return i
}

// Set shows another symbol, or another colour.
func (i *SymbolIcon) Set(s Symbol, tint fyne.ThemeColorName) {
	if i.symbol != s || i.tint != tint {
		i.symbol, i.tint = s, tint
		i.Refresh()
	}
}

// Refresh takes the colour from the theme anew.
func (i *SymbolIcon) Refresh() {
	i.Resource = i.symbol.Resource(i.tint)
	i.Icon.Refresh()
}
