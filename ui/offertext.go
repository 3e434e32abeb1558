package ui

import (
	"reflect"
	"strings"

	"candidaturas/ui/look"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// offerTab shows what an offer says, as plain text: it comes from outside.
type offerTab struct {
	object  *fyne.Container
	notice  *notice
	missing *widget.Label
	since   *fyne.Container
	list    *fyne.Container // of what has changed
	changes []present.OfferChange
	reader  *reader
	cut     *widget.Label
	copy    *button
	actions *fyne.Container
	parts   []readerPart
}

func newOfferTab(w *present.Words, p *pane, keys keyHandler, copyText func()) *offerTab {
	v := &offerTab{missing: newParagraph(""), list: newStack(theme.Padding()), cut: newParagraph("")}
	v.notice = newNotice(look.ColorInfoBack, look.ColorInfoText, symbolInfo)
	v.missing.Importance = widget.LowImportance
	v.cut.Importance = widget.LowImportance
	since := newStack(-theme.Padding(), newHeading(w.T("offer.since"), theme.SizeNameText, fyne.TextAlignLeading), v.list)
	v.since = container.New(&inset{8, 6}, newPanel(look.ColorPane, 8, container.New(&inset{4, 2}, since)))
	v.reader = newReader(p.view, p.focus, w.T("action.copy"), w.T("toolkit.select_all"))
	v.copy = newButton(buttonQuiet, symbolCopy, w.T("offer.copy_text"), keys, copyText)
	v.actions = container.New(&inset{2, 2}, container.NewHBox(v.copy))
	v.object = newStack(0, v.notice.object, v.missing, v.since, v.reader, v.cut, v.actions)
	return v
}

func (v *offerTab) set(o present.OfferText) {
	v.notice.set(o.Copy)
	setText(v.missing, o.Missing)
	v.setChanges(o.Changes)
	setText(v.cut, o.Cut)
	parts := readerParts(o)
	if !reflect.DeepEqual(parts, v.parts) {
		v.parts = parts
		v.reader.set(parts)
	}
	setVisible(v.reader, len(parts) > 0)
	setVisible(v.actions, len(o.Parts) > 0)
}

// setChanges shows what has changed, part by part: what each says now and, as on the
// line of time, what it said before.
func (v *offerTab) setChanges(changes []present.OfferChange) {
	setVisible(v.since, len(changes) > 0)
	if reflect.DeepEqual(v.changes, changes) {
		return
	}
	v.changes = changes
	v.list.RemoveAll()
	for _, c := range changes {
		v.list.Add(newStack(-theme.Padding(), newParagraph(c.Name), newTimeline(-theme.Padding(), c.Texts)))
	}
}

func readerParts(o present.OfferText) []readerPart {
	var parts []readerPart
	if len(o.Facts) > 0 {
		parts = append(parts, readerPart{text: strings.Join(o.Facts, "\n")})
	}
	for _, p := range o.Parts {
		parts = append(parts, readerPart{heading: true, text: p.Heading}, readerPart{text: p.Text})
	}
	return parts
}
