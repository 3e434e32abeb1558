package ui

import "fyne.io/fyne/v2"
import "fyne.io/fyne/v2/widget"
import "candidaturas/ui/present"

type tableColumn struct {
	title       string
	width       float32
	right, grow bool
}
type table struct {
	widget.Label
	onMenu func(string, fyne.Position)
}

func (t *table) FocusGained()            {}
func (t *table) FocusLost()              {}
func (t *table) TypedRune(rune)          {}
func (t *table) TypedKey(*fyne.KeyEvent) {}
func newTable(keyHandler, func(string), func(string), func(int)) *table {
	t := &table{}
	t.ExtendBaseWidget(t)
	return t
}
func (t *table) set([]tableColumn, *present.Table, string, int, bool) {}

func (w *Window) showExport()   {}
func (w *Window) ShowSettings() {}
func (w *Window) quit()         { w.window.Close() }
