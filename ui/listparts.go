package ui

import (
	"image/color"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
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

// frame sets one object at the top, one at the bottom, and gives a third the rest.
// Unlike Fyne's border layout it leaves no gaps. A top that scrolls leaves the rest
// so much height at least, at 100 % text, but no more than its part of what there is:
// with large text in a low window something of the top is to show too.
type frame struct{ least, most float32 }

func (l frame) MinSize(o []fyne.CanvasObject) fyne.Size {
	top, bottom, middle := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(top.Width, bottom.Width, middle.Width), top.Height+bottom.Height+middle.Height)
}

func (l frame) Layout(o []fyne.CanvasObject, size fyne.Size) {
	bottom := heightAt(o[1], size.Width)
	var top float32
	if scroll, ok := o[0].(*scrollArea); ok {
		room := size.Height - bottom
		rest := min(scaled(l.least), room*l.most)
		top = max(0, min(heightAt(scroll.Content, size.Width), room-rest))
		scroll.Resize(fyne.NewSize(size.Width, top))
	} else {
		top = heightAt(o[0], size.Width)
	}
	o[0].Move(fyne.Position{})
	o[1].Move(fyne.NewPos(0, size.Height-bottom))
	o[2].Move(fyne.NewPos(0, top))
	o[2].Resize(fyne.NewSize(size.Width, size.Height-top-bottom))
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

// A bar is a thin measure of progress. It never moves by itself, so that the
// window is still when nothing happens.
type bar struct {
	widget.BaseWidget
	fraction float32
}

func (b *bar) set(fraction float32) {
	b.fraction = min(max(fraction, 0), 1)
	b.Refresh()
}

func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{b, canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)}
	r.apply()
	return r
}

type barRenderer struct {
	b          *bar
	back, done *canvas.Rectangle
}

func (r *barRenderer) apply() {
	v := fyne.CurrentApp().Settings().ThemeVariant()
	r.back.FillColor = r.b.Theme().Color(theme.ColorNameSeparator, v)
	r.done.FillColor = r.b.Theme().Color(theme.ColorNamePrimary, v)
}

func (r *barRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.done.Resize(fyne.NewSize(size.Width*r.b.fraction, size.Height))
}

func (r *barRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *barRenderer) MinSize() fyne.Size           { return fyne.NewSize(10, 4) }
func (r *barRenderer) Destroy()                     {}
func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.done} }

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
