package ui

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A link is a line of a linkList.
type link struct {
	id, title, status string
	icon              symbol
	tint              fyne.ThemeColorName
}

// A linkList is a short list within a page, each line of which leads somewhere. It
// is one stop of the Tab key: Up, Down, Home and End move in it and pass on what
// leads out of it, Enter and Space go where the line leads.
type linkList struct {
	widget.BaseWidget
	name   string // for who cannot see it
	keys   keyHandler
	choose func(id string)
	reveal func(fyne.CanvasObject) // brings a line into view

	links   []link
	rows    []*linkRow
	current int
	focused bool
}

var (
	_ fyne.Focusable  = (*linkList)(nil)
	_ fyne.Accessible = (*linkList)(nil)
)

func newLinkList(name string, keys keyHandler, choose func(id string), reveal func(fyne.CanvasObject)) *linkList {
	l := &linkList{name: name, keys: keys, choose: choose, reveal: reveal}
	l.ExtendBaseWidget(l)
	return l
}

// set shows other links. The current one stays current if it is still there.
func (l *linkList) set(links []link) {
	if slices.Equal(l.links, links) {
		return
	}
	id := ""
	if l.current < len(l.links) {
		id = l.links[l.current].id
	}
	l.links = links
	l.current = max(slices.IndexFunc(links, func(k link) bool { return k.id == id }), 0)
	for len(l.rows) < len(links) {
		r := &linkRow{list: l, index: len(l.rows)}
		r.ExtendBaseWidget(r)
		l.rows = append(l.rows, r)
	}
	l.rows = l.rows[:len(links)]
	l.Refresh()
}

func (l *linkList) open(i int) {
	if i >= 0 && i < len(l.links) {
		l.choose(l.links[i].id)
	}
}

func (l *linkList) move(to int) {
	l.current = to
	l.Refresh()
	l.reveal(l.rows[to])
}

func (l *linkList) TypedKey(e *fyne.KeyEvent) {
	last := len(l.links) - 1
	switch {
	case e.Name == fyne.KeyDown && l.current < last:
		l.move(l.current + 1)
	case e.Name == fyne.KeyUp && l.current > 0:
		l.move(l.current - 1)
	case e.Name == fyne.KeyHome && l.current > 0:
		l.move(0)
	case e.Name == fyne.KeyEnd && l.current < last:
		l.move(last)
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter, e.Name == fyne.KeySpace:
		l.open(l.current)
	default:
		l.keys(e)
	}
}

func (l *linkList) TypedRune(rune) {}
func (l *linkList) FocusLost()     { l.focused = false; l.Refresh() }

func (l *linkList) FocusGained() {
	l.focused = true
	l.Refresh()
	focusShown(l)
	if l.current < len(l.rows) {
		l.reveal(l.rows[l.current])
	}
}

// held are the lines, each of which may be brought into view.
func (l *linkList) held() []fyne.CanvasObject {
	lines := make([]fyne.CanvasObject, 0, len(l.rows))
	for _, r := range l.rows {
		lines = append(lines, r)
	}
	return lines
}

// AccessibilityLabel names it and says what the current line is.
func (l *linkList) AccessibilityLabel() string {
	if l.current >= len(l.rows) {
		return l.name
	}
	return l.name + ": " + l.rows[l.current].AccessibilityLabel()
}

// AccessibilityRole says that it holds others.
func (l *linkList) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (l *linkList) CreateRenderer() fyne.WidgetRenderer { return &linkListRenderer{l} }

type linkListRenderer struct{ l *linkList }

func (r *linkListRenderer) MinSize() fyne.Size {
	if len(r.l.rows) == 0 {
		return fyne.Size{}
	}
	one := r.l.rows[0].MinSize()
	return fyne.NewSize(one.Width, one.Height*float32(len(r.l.rows)))
}

func (r *linkListRenderer) Layout(size fyne.Size) {
	for i, row := range r.l.rows {
		h := row.MinSize().Height
		row.Move(fyne.NewPos(0, float32(i)*h))
		row.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *linkListRenderer) Refresh() {
	r.Layout(r.l.Size())
	for _, row := range r.l.rows {
		row.Refresh()
	}
	canvas.Refresh(r.l)
}

func (r *linkListRenderer) Destroy()                     {}
func (r *linkListRenderer) Objects() []fyne.CanvasObject { return r.l.held() }

// A linkRow is one line: a title, and under it how things stand.
type linkRow struct {
	widget.BaseWidget
	list    *linkList
	index   int
	hovered bool
}

var (
	_ fyne.Tappable      = (*linkRow)(nil)
	_ fyne.Accessible    = (*linkRow)(nil)
	_ desktop.Hoverable  = (*linkRow)(nil)
	_ desktop.Cursorable = (*linkRow)(nil)
)

func (r *linkRow) Tapped(*fyne.PointEvent)        { r.list.open(r.index) }
func (r *linkRow) MouseIn(*desktop.MouseEvent)    { r.hovered = true; r.Refresh() }
func (r *linkRow) MouseMoved(*desktop.MouseEvent) {}
func (r *linkRow) MouseOut()                      { r.hovered = false; r.Refresh() }
func (r *linkRow) Cursor() desktop.Cursor         { return desktop.PointerCursor }

// AccessibilityLabel says all that the line shows.
func (r *linkRow) AccessibilityLabel() string {
	k := r.list.links[r.index]
	return k.title + ", " + k.status
}

// AccessibilityRole says that it leads somewhere.
func (r *linkRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

func (r *linkRow) CreateRenderer() fyne.WidgetRenderer {
	d := &linkRowRenderer{
		r: r, back: canvas.NewRectangle(color.Transparent), ring: newRing(),
		title: newText(), status: newText(), icon: newSymbolImage(),
	}
	d.apply()
	return d
}

type linkRowRenderer struct {
	r             *linkRow
	back          *canvas.Rectangle
	ring          ring
	title, status *canvas.Text
	icon          *canvas.Image
}

// linkPadX keeps the titles in line with text that a label holds.
const linkPadX, linkPadY = 8, 7

func (d *linkRowRenderer) apply() {
	th, k := d.r.Theme(), d.r.list.links[d.r.index]
	d.title.TextSize, d.status.TextSize = th.Size(theme.SizeNameText), th.Size(theme.SizeNameCaptionText)
	d.title.Color = themeColor(th, theme.ColorNameHyperlink)
	d.status.Color = themeColor(th, k.tint)
	setSymbol(d.icon, k.icon, k.tint)
	radius := th.Size(theme.SizeNameInputRadius)
	d.back.CornerRadius = radius
	d.back.FillColor = color.Transparent
	if d.r.hovered {
		d.back.FillColor = themeColor(th, theme.ColorNameHover)
	}
	d.ring.apply(th, radius, d.r.list.focused && d.r.list.current == d.r.index)
}

func (d *linkRowRenderer) heights() (title, status float32) {
	return fyne.MeasureText("Ág", d.title.TextSize, fyne.TextStyle{}).Height,
		fyne.MeasureText("Ág", d.status.TextSize, fyne.TextStyle{}).Height
}

func (d *linkRowRenderer) MinSize() fyne.Size {
	title, status := d.heights()
	return fyne.NewSize(160, title+status+2+2*linkPadY)
}

// Layout also shortens the texts.
func (d *linkRowRenderer) Layout(size fyne.Size) {
	k := d.r.list.links[d.r.index]
	title, status := d.heights()
	d.back.Resize(size)
	d.ring.Resize(size)
	d.title.Text = fitText(k.title, size.Width-2*linkPadX, d.title.TextSize, d.title.TextStyle)
	d.title.Resize(d.title.MinSize())
	d.title.Move(fyne.NewPos(linkPadX, linkPadY))
	y := linkPadY + title + 2
	d.icon.Resize(fyne.NewSquareSize(status * 0.86))
	d.icon.Move(fyne.NewPos(linkPadX, y+status*0.07))
	left := linkPadX + status + 4
	d.status.Text = fitText(k.status, size.Width-left-linkPadX, d.status.TextSize, d.status.TextStyle)
	d.status.Resize(d.status.MinSize())
	d.status.Move(fyne.NewPos(left, y))
}

func (d *linkRowRenderer) Refresh() {
	if d.r.index >= len(d.r.list.links) {
		return // it is gone
	}
	d.apply()
	d.Layout(d.r.Size())
	canvas.Refresh(d.r)
}

func (d *linkRowRenderer) Destroy() {}
func (d *linkRowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{d.back, d.ring.Rectangle, d.title, d.icon, d.status}
}
