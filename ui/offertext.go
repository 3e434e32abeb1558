package ui

import (
	"reflect"
	"strings"

	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// offerTab shows what an offer says, as plain text: it comes from outside.
type offerTab struct {
	object  *fyne.Container
	notice  *widgets.Notice
	missing *widget.Label
	since   *fyne.Container
	list    *fyne.Container // of what has changed
	changes []present.OfferChange
	reader  *widgets.Reader
	cut     *widget.Label
	copy    *widgets.Button
	actions *fyne.Container
	parts   []widgets.ReaderPart
}

func newOfferTab(w *present.Words, p *widgets.Pane, keys widgets.KeyHandler, copyText func()) *offerTab {
	v := &offerTab{missing: widgets.NewParagraph(""), list: widgets.NewStack(theme.Padding()), cut: widgets.NewParagraph("")}
	v.notice = widgets.NewNotice(look.ColorInfoBack, look.ColorInfoText, widgets.SymbolInfo)
	v.missing.Importance = widget.LowImportance
	v.cut.Importance = widget.LowImportance
	since := widgets.NewStack(-theme.Padding(), widgets.NewHeading(w.T("offer.since"), theme.SizeNameText, fyne.TextAlignLeading), v.list)
	v.since = container.New(&widgets.Inset{X: 8, Y: 6}, widgets.NewPanel(look.ColorPane, 8, container.New(&widgets.Inset{X: 4, Y: 2}, since)))
	v.reader = widgets.NewReader(p.View, p.Focus, w.T("action.copy"), w.T("toolkit.select_all"))
	v.copy = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolCopy, w.T("offer.copy_text"), keys, copyText)
	v.actions = container.New(&widgets.Inset{X: 2, Y: 2}, container.NewHBox(v.copy))
	v.object = widgets.NewStack(0, v.notice.Object, v.missing, v.since, v.reader, v.cut, v.actions)
	return v
}

func (v *offerTab) set(o present.OfferText) {
	v.notice.Set(o.Copy)
	widgets.SetText(v.missing, o.Missing)
	v.setChanges(o.Changes)
	widgets.SetText(v.cut, o.Cut)
	parts := readerParts(o)
	if !reflect.DeepEqual(parts, v.parts) {
		v.parts = parts
		v.reader.Set(parts)
	}
	widgets.SetVisible(v.reader, len(parts) > 0)
	widgets.SetVisible(v.actions, len(o.Parts) > 0)
}

// setChanges shows what has changed, part by part: what each says now and, as on the
// line of time, what it said before.
func (v *offerTab) setChanges(changes []present.OfferChange) {
	widgets.SetVisible(v.since, len(changes) > 0)
	if reflect.DeepEqual(v.changes, changes) {
		return
	}
	v.changes = changes
	v.list.RemoveAll()
	for _, c := range changes {
		v.list.Add(widgets.NewStack(-theme.Padding(), widgets.NewParagraph(c.Name), newTimeline(-theme.Padding(), c.Texts)))
	}
}

func readerParts(o present.OfferText) []widgets.ReaderPart {
	var parts []widgets.ReaderPart
	if len(o.Facts) > 0 {
		parts = append(parts, widgets.ReaderPart{Text: strings.Join(o.Facts, "\n")})
	}
	for _, p := range o.Parts {
		parts = append(parts, widgets.ReaderPart{Heading: true, Text: p.Heading}, widgets.ReaderPart{Text: p.Text})
	}
	return parts
}
