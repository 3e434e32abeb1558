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
	kind    *MenuButton
	markAll *Button
	kinds   []present.Choice
}

func newNewsBar(win *Window) *newsBar {
	b := &newsBar{words: win.words}
	b.kind = NewMenuButton(ButtonChip, "", "", win.keys, func() []MenuEntry {
		return choiceEntries(b.kinds, win.shell().ShowNewsKind)
	})
	b.markAll = NewButton(ButtonQuiet, "", win.words.T("news.mark_all"), win.keys, win.shell().MarkAllSeen)
	b.object = NewFlow(0, b.kind, b.markAll)
	return b
}

func (b *newsBar) set(s present.ApplicationsState) {
	b.kinds = s.NewsKinds
	b.kind.SetLabel(b.words.T("news.filter", "Kind", s.NewsKind))
	b.markAll.SetEnabled(s.CanMark)
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
	bar    *ProgressBar
	stop   *Button
}

func newProgressLine(w *present.Words, keys KeyHandler, cancel func()) *progressLine {
	p := &progressLine{text: NewParagraph(""), bar: &ProgressBar{}}
	p.bar.ExtendBaseWidget(p.bar)
	p.stop = NewButton(ButtonQuiet, "", w.T("action.cancel"), keys, cancel)
	p.object = NewStack(0,
		container.New(&Inset{X: 4, Y: 0}, container.New(&BesideOrBelow{First: 200}, p.text, NewRightFlow(0, p.stop))), p.bar)
	p.object.Hide()
	return p
}

func (p *progressLine) set(s *present.Progress) {
	SetVisible(p.object, s != nil)
	if s == nil {
		return
	}
	p.text.SetText(s.Text)
	p.bar.Set(float32(s.Fraction))
}

// emptyList stands in for a list with nothing in it.
type emptyList struct {
	object *ScrollArea
	text   *widget.Label
	button *Button
	action present.EmptyAction
}

func newEmptyList(keys KeyHandler, do func(present.EmptyAction)) *emptyList {
	e := &emptyList{text: NewParagraph("")}
	e.text.Alignment = fyne.TextAlignCenter
	e.button = NewButton(ButtonPlain, "", "", keys, func() { do(e.action) })
	e.object = NewScrollArea(NewColumn(320, 16, true, NewStack(4, e.text, NewMiddleFlow(e.button))))
	e.object.Hide()
	return e
}

func (e *emptyList) set(s *present.Empty) {
	SetVisible(e.object, s != nil)
	if s == nil {
		return
	}
	e.action = s.Action
	SetText(e.text, s.Text)
	e.button.SetLabel(s.Label)
	SetVisible(e.button, s.Label != "")
	e.object.Refresh() // the button has another width
}
