package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A Notice is a remark within a page that stays, on a ground of its own, with
// buttons beside or under it.
type Notice struct {
	Object *fyne.Container
	Text   *widget.Label
}

// NewNotice returns an empty notice in the colours of its kind.
func NewNotice(ground, front fyne.ThemeColorName, sign Symbol, actions ...fyne.CanvasObject) *Notice {
	n := &Notice{Text: NewParagraph("")}
	text := container.New(IconText{n.Text}, NewSymbolIcon(sign, front), n.Text)
	p := NewPanel(ground, 8, container.New(&Inset{4, 2}, NewWithActions(text, actions...)))
	p.Edged = true
	n.Object = container.New(&Inset{8, 4}, p)
	n.Object.Hide()
	return n
}

// Set says something, or nothing.
func (n *Notice) Set(text string) {
	if n.Text.Text != text {
		n.Text.SetText(text)
	}
	SetVisible(n.Object, text != "")
}
