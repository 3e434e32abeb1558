package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A notice is a remark within a page that stays, on a ground of its own, with
// buttons beside or under it.
type notice struct {
	object *fyne.Container
	text   *widget.Label
}

func newNotice(ground, front fyne.ThemeColorName, sign symbol, actions ...fyne.CanvasObject) *notice {
	n := &notice{text: newParagraph("")}
	var line fyne.CanvasObject = container.New(iconText{n.text}, newSymbolIcon(sign, front), n.text)
	if len(actions) > 0 {
		line = container.New(newBesideOrBelow(), line, newRightFlow(theme.Padding(), actions...))
	}
	p := newPanel(ground, 8, container.New(&inset{4, 2}, line))
	p.edged = true
	n.object = container.New(&inset{8, 4}, p)
	n.object.Hide()
	return n
}

// set says something, or nothing.
func (n *notice) set(text string) {
	if n.text.Text != text {
		n.text.SetText(text)
	}
	setVisible(n.object, text != "")
}
