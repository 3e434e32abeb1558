package ui

import (
	"strings"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// offerText shows what an offer says, as plain text: it comes from outside.
type offerText struct {
	object *fyne.Container
	copied *widget.Label
	notice *fyne.Container
	facts  *widget.Label
	parts  *fyne.Container
}

func newOfferText(w *present.Words) *offerText {
	v := &offerText{copied: newParagraph(""), facts: newParagraph(""), parts: newStack(0)}
	v.notice = container.New(&inset{8, 4}, newPanel(colorPane, 8, container.New(&inset{4, 2}, v.copied)))
	v.object = newStack(0,
		newHeading(w.T("offer.heading"), theme.SizeNameText, fyne.TextAlignLeading), v.notice, v.facts, v.parts)
	v.object.Hide()
	return v
}

func (v *offerText) set(o *present.OfferText) {
	setVisible(v.object, o != nil)
	if o == nil {
		return
	}
	setVisible(v.notice, o.Copy != "")
	setText(v.copied, o.Copy)
	setText(v.facts, strings.Join(o.Facts, " · "))
	v.parts.RemoveAll()
	for _, part := range o.Parts {
		heading := newSmall(part.Heading, fyne.TextAlignLeading)
		v.parts.Add(heading)
		v.parts.Add(newParagraph(part.Text))
	}
}
