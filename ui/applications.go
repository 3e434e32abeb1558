package ui

import (
	"cmp"
	"image/color"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// applications is the main screen: the list, and what happened to the chosen one.
type applications struct {
	win *Window

	object   fyne.CanvasObject
	sections [2]*button // by present.Section
	active   *button
	all      *button
	filters  *fyne.Container
	markAll  *button
	refresh  *button
	signOut  *button
	banners  *bannerBox
	progress *progressLine
	list     *rowList
	listArea *fyne.Container
	empty    *emptyList
	detail   *detail
	split    *masterDetail
	panes    *fyne.Container
	counts   *widget.Label
	updated  *widget.Label
	question present.SignOutQuestion
	section  present.Section
}

func newApplications(win *Window) *applications {
	w, shell := win.words, win.shell()
	v := &applications{win: win}
	for i, label := range []string{w.T("section.applications"), w.T("news.title")} {
		v.sections[i] = newButton(buttonChoice, "", label, win.keys, func() { shell.ShowSection(present.Section(i)) })
	}
	v.active = newButton(buttonChoice, "", w.T("list.active"), win.keys, func() { shell.SetScope("") })
	v.all = newButton(buttonChoice, "", w.T("list.all"), win.keys, func() { shell.SetScope("all") })
	v.markAll = newButton(buttonQuiet, "", w.T("news.mark_all"), win.keys, shell.MarkAllSeen)
	v.refresh = newButton(buttonPlain, symbolRefresh, w.T("list.refresh"), win.keys, shell.Refresh)
	v.signOut = newButton(buttonQuiet, "", w.T("list.sign_out"), win.keys, win.askSignOut)
	v.banners = newBannerBox(w, win.keys, win.doBanner, win.copyText)
	v.progress = newProgressLine(w, win.keys, shell.CancelDownload)
	v.list = newRowList(win.keys, shell.Choose, v.openRow)
	v.empty = newEmptyList(win.keys, shell.DoEmpty)
	v.detail = newDetail(win, v.closeDetail)
	v.filters = container.NewHBox(v.active, v.all)
	filters := container.New(&inset{8, 4}, container.NewStack(v.filters, container.NewHBox(v.markAll)))
	v.listArea = container.New(&frame{}, newStack(0, filters, widget.NewSeparator()), newStack(0),
		container.NewStack(v.list, v.empty.object))
	v.counts = newSmall("", fyne.TextAlignLeading)
	v.counts.Wrapping, v.counts.Truncation = fyne.TextWrapOff, fyne.TextTruncateEllipsis
	v.updated = newSmall("", fyne.TextAlignTrailing)
	v.updated.Wrapping = fyne.TextWrapOff

	v.split = &masterDetail{onNarrow: v.narrowed}
	v.panes = container.New(v.split, newPanel(colorPane, 0, v.listArea), widget.NewSeparator(), v.detail.object)
	bar := container.New(&inset{8, 4}, container.New(&sides{},
		container.NewHBox(v.sections[0], v.sections[1]), container.NewHBox(v.refresh, v.signOut)))
	top := newStack(0, bar, v.banners.box, v.progress.object)
	status := newStack(0, widget.NewSeparator(),
		container.NewBorder(nil, nil, nil, v.updated, v.counts))
	v.object = container.New(&frame{}, newStack(0, top, widget.NewSeparator()), status, v.panes)
	return v
}

func (v *applications) set(s present.ApplicationsState) {
	stopping := s.Progress == nil && v.win.focused() == v.progress.stop
	bannerGoes := v.banners.has(v.win.focused()) && !equalBanners(v.banners.shown, s.Banners)
	markGoes := v.win.focused() == v.markAll && (s.Section != present.SectionNews || !s.CanMark)
	v.setSection(s)
	v.refresh.setEnabled(s.Progress == nil && !s.SigningOut)
	v.signOut.setEnabled(!s.SigningOut)
	v.banners.set(s.Banners)
	v.progress.set(s.Progress)
	v.list.set(s.Rows, s.Selected)
	v.empty.set(s.Empty)
	setVisible(v.list, s.Empty == nil)
	v.detail.set(s.Detail)
	v.counts.SetText(s.Counts)
	v.updated.SetText(cmp.Or(s.Toast.Text, s.Updated))
	v.question = s.SignOut
	// A control that goes away or is disabled must not take the focus with it.
	if stopping || bannerGoes || markGoes || v.win.focused() == nil && v.win.atApplications() {
		v.win.focus(v.list)
	}
}

// setSection shows what belongs to the applications or to what changed.
func (v *applications) setSection(s present.ApplicationsState) {
	news := s.Section == present.SectionNews
	v.sections[present.SectionApplications].setOn(!news)
	v.sections[present.SectionNews].setOn(news)
	v.sections[present.SectionNews].setLabel(s.News)
	v.active.setOn(s.Filters.Scopes[0].On)
	v.all.setOn(s.Filters.Scopes[1].On)
	setVisible(v.filters, !news)
	setVisible(v.markAll, news)
	v.markAll.setEnabled(s.CanMark)
	if v.section != s.Section {
		v.section = s.Section
		v.list.scroll.ScrollToTop()
	}
}

// openRow goes to the detail of a row, or unfolds it: Enter or a tap.
func (v *applications) openRow(id string) {
	if !v.win.presenter.Unfold(id) {
		v.openDetail()
	}
}

// frame sets one object at the top, one at the bottom, and gives a third the rest.
// Unlike Fyne's border layout it leaves no gaps.
type frame struct{}

func (frame) MinSize(o []fyne.CanvasObject) fyne.Size {
	top, bottom, middle := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(top.Width, bottom.Width, middle.Width), top.Height+bottom.Height+middle.Height)
}

func (frame) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := heightAt(o[0], size.Width)
	bottom := heightAt(o[1], size.Width)
	o[0].Move(fyne.Position{})
	o[1].Move(fyne.NewPos(0, size.Height-bottom))
	o[2].Move(fyne.NewPos(0, top))
	o[2].Resize(fyne.NewSize(size.Width, size.Height-top-bottom))
}

// openDetail goes to the detail: Enter or a tap on a row.
func (v *applications) openDetail() {
	if v.split.narrow {
		v.split.detail = true
		v.detail.setBack(true)
		v.panes.Refresh()
		v.win.focus(v.detail.back)
	}
}

// closeDetail goes back to the list.
func (v *applications) closeDetail() {
	if v.split.narrow && v.split.detail {
		v.split.detail = false
		v.panes.Refresh()
	}
	v.win.focus(v.list)
}

func (v *applications) narrowed(narrow bool) {
	v.detail.setBack(narrow)
	if !narrow {
		v.split.detail = false
	}
}

// otherPane moves the focus between list and detail.
func (v *applications) otherPane() {
	if v.win.focused() != v.list {
		v.closeDetail()
		return
	}
	v.openDetail()
	if !v.split.narrow {
		v.detail.focus()
	}
}

// progressLine shows a download under way and how to stop it.
type progressLine struct {
	object *fyne.Container
	text   *widget.Label
	bar    *bar
	stop   *button
}

func newProgressLine(w *present.Words, keys keyHandler, cancel func()) *progressLine {
	p := &progressLine{text: widget.NewLabel(""), bar: &bar{}}
	p.text.Truncation = fyne.TextTruncateEllipsis
	p.bar.ExtendBaseWidget(p.bar)
	p.stop = newButton(buttonQuiet, "", w.T("action.cancel"), keys, cancel)
	p.object = newStack(0,
		container.New(&inset{4, 0}, container.NewBorder(nil, nil, nil, p.stop, p.text)), p.bar)
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
	object *fyne.Container
	text   *widget.Label
	button *button
	action present.EmptyAction
}

func newEmptyList(keys keyHandler, do func(present.EmptyAction)) *emptyList {
	e := &emptyList{text: newParagraph("")}
	e.text.Alignment = fyne.TextAlignCenter
	e.button = newButton(buttonPlain, "", "", keys, func() { do(e.action) })
	e.object = newColumn(320, 16, true, newStack(4, e.text, container.NewCenter(e.button)))
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
