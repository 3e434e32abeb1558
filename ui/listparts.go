package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// newsBar is what narrows «Novedades» down, and marks all of it as seen.
type newsBar struct {
	words   *present.Words
	object  *fyne.Container
	kind    *menuButton
	markAll *button
	kinds   []present.Choice
}

func newNewsBar(win *Window) *newsBar {
	b := &newsBar{words: win.words}
	b.kind = newMenuButton(buttonChip, "", "", win.keys, func() []menuEntry {
		return choiceEntries(b.kinds, win.shell().ShowNewsKind)
	})
	b.markAll = newButton(buttonQuiet, "", win.words.T("news.mark_all"), win.keys, win.shell().MarkAllSeen)
	b.object = newFlow(0, b.kind, b.markAll)
	return b
}

func (b *newsBar) set(s present.ApplicationsState) {
	b.kinds = s.NewsKinds
	b.kind.setLabel(b.words.T("news.filter", "Kind", s.NewsKind))
	b.markAll.setEnabled(s.CanMark)
	b.object.Refresh()
}

// goingAway reports whether a control of the bar is about to go or be disabled.
func (b *newsBar) goingAway(focused fyne.Focusable, s present.ApplicationsState) bool {
	away := s.Section != present.SectionNews
	return focused == b.markAll && (away || !s.CanMark) || focused == b.kind && away
}

// progressLine shows a download under way and how to stop it.
type progressLine struct {
	object *fyne.Container
	text   *widget.Label
	bar    *bar
	stop   *button
}

func newProgressLine(w *present.Words, keys keyHandler, cancel func()) *progressLine {
	p := &progressLine{text: newParagraph(""), bar: &bar{}}
	p.bar.ExtendBaseWidget(p.bar)
	p.stop = newButton(buttonQuiet, "", w.T("action.cancel"), keys, cancel)
	p.object = newStack(0,
		container.New(&inset{4, 0}, container.New(&besideOrBelow{first: 200}, p.text, newRightFlow(0, p.stop))), p.bar)
	p.object.Hide()
	return p
}

func (p *progressLine) set(s *present.Progress) {
	setVisible(p.object, s != nil)
	if s == nil {
		return
	}
	p.text.SetText(s.Text)
	p.bar.set(float32(s.Fraction))
}

// emptyList stands in for a list with nothing in it.
type emptyList struct {
	object *scrollArea
	text   *widget.Label
	button *button
	action present.EmptyAction
}

func newEmptyList(keys keyHandler, do func(present.EmptyAction)) *emptyList {
	e := &emptyList{text: newParagraph("")}
	e.text.Alignment = fyne.TextAlignCenter
	e.button = newButton(buttonPlain, "", "", keys, func() { do(e.action) })
	e.object = newScrollArea(newColumn(320, 16, true, newStack(4, e.text, newMiddleFlow(e.button))))
	e.object.Hide()
	return e
}

func (e *emptyList) set(s *present.Empty) {
	setVisible(e.object, s != nil)
	if s == nil {
		return
	}
	e.action = s.Action
	setText(e.text, s.Text)
	e.button.setLabel(s.Label)
	setVisible(e.button, s.Label != "")
	e.object.Refresh() // the button has another width
}
