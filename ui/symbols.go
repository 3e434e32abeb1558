package ui

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

	symbolMenu      symbol = "menu"
	symbolMore      symbol = "more"
	symbolStar      symbol = "star"
	symbolStarOn    symbol = "star-on"
	symbolSearch    symbol = "search"
	symbolClear     symbol = "clear"
	symbolCheck     symbol = "check"
	symbolCaretDown symbol = "caret-down"
	symbolTag       symbol = "tag"
	symbolNote      symbol = "note"
	symbolEye       symbol = "read"
	symbolEyeOff    symbol = "eye-off"
	symbolSortUp    symbol = "sort-up"
	symbolSortDown  symbol = "sort-down"
	symbolTable     symbol = "table"
)

// resource returns the sign in a colour of the theme, as it is at the moment.
// Fyne's own coloured resources fill in what is drawn as a line.
func (s symbol) resource(name fyne.ThemeColorName) fyne.Resource {
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

// A symbolIcon shows a symbol and changes colour with the theme.
type symbolIcon struct {
	widget.Icon
	symbol symbol
	tint   fyne.ThemeColorName
}

func newSymbolIcon(s symbol, tint fyne.ThemeColorName) *symbolIcon {
	i := &symbolIcon{symbol: s, tint: tint}
	i.ExtendBaseWidget(i)
	i.Refresh()
	return i
}

func (i *symbolIcon) set(s symbol, tint fyne.ThemeColorName) {
	if i.symbol != s || i.tint != tint {
		i.symbol, i.tint = s, tint
		i.Refresh()
	}
}

// Refresh takes the colour from the theme anew.
func (i *symbolIcon) Refresh() {
	i.Resource = i.symbol.resource(i.tint)
	i.Icon.Refresh()
}
