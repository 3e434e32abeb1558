package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// newsBar is what narrows «Novedades» down, and marks all of it as seen.
type newsBar struct {
	words   *present.Words
	object  *fyne.Container
	kind    *widgets.MenuButton
	markAll *widgets.Button
	kinds   []present.Choice
}

func newNewsBar(win *Window) *newsBar {
	b := &newsBar{words: win.words}
	b.kind = widgets.NewMenuButton(widgets.ButtonChip, "", "", win.keys, func() []widgets.MenuEntry {
		return choiceEntries(b.kinds, win.list().News.ShowKind)
	})
	b.markAll = widgets.NewButton(widgets.ButtonQuiet, "", win.words.T("news.mark_all"), win.keys, win.list().News.MarkAllSeen)
	b.object = widgets.NewFlow(0, b.kind, b.markAll)
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
	bar    *widgets.ProgressBar
	stop   *widgets.Button
}

func newProgressLine(w *present.Words, keys widgets.KeyHandler, cancel func()) *progressLine {
	p := &progressLine{text: widgets.NewParagraph(""), bar: &widgets.ProgressBar{}}
	p.bar.ExtendBaseWidget(p.bar)
	p.stop = widgets.NewButton(widgets.ButtonQuiet, "", w.T("action.cancel"), keys, cancel)
	p.object = widgets.NewStack(0,
		container.New(&widgets.Inset{X: 4, Y: 0}, widgets.NewWithButton(200, p.text, p.stop)), p.bar)
	p.object.Hide()
	return p
}

func (p *progressLine) set(s *present.Progress) {
	widgets.SetVisible(p.object, s != nil)
	if s == nil {
		return
	}
	p.text.SetText(s.Text)
	p.bar.Set(float32(s.Fraction))
}

// emptyList stands in for a list with nothing in it.
type emptyList struct {
	object *widgets.ScrollArea
	text   *widget.Label
	button *widgets.Button
	action present.EmptyAction
}

func newEmptyList(keys widgets.KeyHandler, do func(present.EmptyAction)) *emptyList {
	e := &emptyList{text: widgets.NewParagraph("")}
	e.text.Alignment = fyne.TextAlignCenter
	e.button = widgets.NewButton(widgets.ButtonPlain, "", "", keys, func() { do(e.action) })
	e.object = widgets.NewScrollArea(widgets.NewColumn(320, 16, true, widgets.NewStack(4, e.text, widgets.NewMiddleFlow(e.button))))
	e.object.Hide()
	return e
}

func (e *emptyList) set(s *present.Empty) {
	widgets.SetVisible(e.object, s != nil)
	if s == nil {
		return
	}
	e.action = s.Action
	widgets.SetText(e.text, s.Text)
	e.button.SetLabel(s.Label)
	widgets.SetVisible(e.button, s.Label != "")
	e.object.Refresh() // the button has another width
}
