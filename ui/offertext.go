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
	notice  *Notice
	missing *widget.Label
	since   *fyne.Container
	list    *fyne.Container // of what has changed
	changes []present.OfferChange
	reader  *Reader
	cut     *widget.Label
	copy    *Button
	actions *fyne.Container
	parts   []ReaderPart
}

func newOfferTab(w *present.Words, p *Pane, keys KeyHandler, copyText func()) *offerTab {
	v := &offerTab{missing: NewParagraph(""), list: NewStack(theme.Padding()), cut: NewParagraph("")}
	v.notice = NewNotice(look.ColorInfoBack, look.ColorInfoText, SymbolInfo)
	v.missing.Importance = widget.LowImportance
	v.cut.Importance = widget.LowImportance
	since := NewStack(-theme.Padding(), NewHeading(w.T("offer.since"), theme.SizeNameText, fyne.TextAlignLeading), v.list)
	v.since = container.New(&Inset{X: 8, Y: 6}, NewPanel(look.ColorPane, 8, container.New(&Inset{X: 4, Y: 2}, since)))
	v.reader = NewReader(p.View, p.Focus, w.T("action.copy"), w.T("toolkit.select_all"))
	v.copy = NewButton(ButtonQuiet, SymbolCopy, w.T("offer.copy_text"), keys, copyText)
	v.actions = container.New(&Inset{X: 2, Y: 2}, container.NewHBox(v.copy))
	v.object = NewStack(0, v.notice.Object, v.missing, v.since, v.reader, v.cut, v.actions)
	return v
}

func (v *offerTab) set(o present.OfferText) {
	v.notice.Set(o.Copy)
	SetText(v.missing, o.Missing)
	v.setChanges(o.Changes)
	SetText(v.cut, o.Cut)
	parts := readerParts(o)
	if !reflect.DeepEqual(parts, v.parts) {
		v.parts = parts
		v.reader.Set(parts)
	}
	SetVisible(v.reader, len(parts) > 0)
	SetVisible(v.actions, len(o.Parts) > 0)
}

// setChanges shows what has changed, part by part: what each says now and, as on the
// line of time, what it said before.
func (v *offerTab) setChanges(changes []present.OfferChange) {
	SetVisible(v.since, len(changes) > 0)
	if reflect.DeepEqual(v.changes, changes) {
		return
	}
	v.changes = changes
	v.list.RemoveAll()
	for _, c := range changes {
		v.list.Add(NewStack(-theme.Padding(), NewParagraph(c.Name), newTimeline(-theme.Padding(), c.Texts)))
	}
}

func readerParts(o present.OfferText) []ReaderPart {
	var parts []ReaderPart
	if len(o.Facts) > 0 {
		parts = append(parts, ReaderPart{Text: strings.Join(o.Facts, "\n")})
	}
	for _, p := range o.Parts {
		parts = append(parts, ReaderPart{Heading: true, Text: p.Heading}, ReaderPart{Text: p.Text})
	}
	return parts
}
