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

// MinSize is as high as the lines are at the width that the list last had.
func (r *linkListRenderer) MinSize() fyne.Size {
	var size fyne.Size
	for _, row := range r.l.rows {
		m := row.MinSize()
		size = fyne.NewSize(m.Width, size.Height+m.Height)
	}
	return size
}

func (r *linkListRenderer) Layout(size fyne.Size) {
	var y float32
	for _, row := range r.l.rows {
		row.Move(fyne.NewPos(0, y))
		y += heightAt(row, size.Width)
	}
}

func (r *linkListRenderer) Refresh() {
	for _, row := range r.l.rows {
		row.Refresh()
	}
	r.Layout(r.l.Size())
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
		title: lines{newText()}, status: lines{newText()}, icon: newSymbolImage(),
	}
	d.apply()
	return d
}

type linkRowRenderer struct {
	r             *linkRow
	back          *canvas.Rectangle
	ring          ring
	title, status lines
	icon          *canvas.Image
}

// linkPadX keeps the titles in line with text that a label holds.
const linkPadX, linkPadY, linkGap = 8, 7, 2

func (d *linkRowRenderer) apply() {
	th, k := d.r.Theme(), d.r.list.links[d.r.index]
	title, status := d.title[0], d.status[0]
	title.TextSize, status.TextSize = th.Size(theme.SizeNameText), th.Size(theme.SizeNameCaptionText)
	title.Color = themeColor(th, theme.ColorNameHyperlink)
	status.Color = themeColor(th, k.tint)
	d.wrap(max(d.r.Size().Width, leastLink))
	setSymbol(d.icon, k.icon, k.tint)
	radius := th.Size(theme.SizeNameInputRadius)
	d.back.CornerRadius = radius
	d.back.FillColor = color.Transparent
	if d.r.hovered {
		d.back.FillColor = themeColor(th, theme.ColorNameHover)
	}
	d.ring.apply(th, radius, d.r.list.focused && d.r.list.current == d.r.index)
}

// leastLink is how narrow a line can be.
const leastLink = 160

// statusAt is where the second text begins, behind its sign.
func (d *linkRowRenderer) statusAt() float32 { return linkPadX + d.signSide() + 4 }

// signSide is the room of the sign, as high as a line of the text beside it.
func (d *linkRowRenderer) signSide() float32 {
	return fyne.MeasureText("Ág", d.status[0].TextSize, fyne.TextStyle{}).Height
}

// wrap breaks both texts for a width.
func (d *linkRowRenderer) wrap(width float32) {
	k := d.r.list.links[d.r.index]
	d.title.set(wrapText(k.title, width-2*linkPadX, d.title[0].TextSize, fyne.TextStyle{}))
	d.status.set(wrapText(k.status, width-d.statusAt()-linkPadX, d.status[0].TextSize, fyne.TextStyle{}))
}

// MinSize is as high as the texts are at the width that the line last had.
func (d *linkRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(leastLink, d.title.size().Height+linkGap+d.status.size().Height+2*linkPadY)
}

func (d *linkRowRenderer) Layout(size fyne.Size) {
	d.wrap(size.Width)
	d.back.Resize(size)
	d.ring.Resize(size)
	d.title.place(linkPadX, linkPadY, size.Width, false)
	y := linkPadY + d.title.size().Height + linkGap
	side := d.signSide()
	d.icon.Resize(fyne.NewSquareSize(side * 0.86))
	d.icon.Move(fyne.NewPos(linkPadX, y+side*0.07))
	d.status.place(d.statusAt(), y, size.Width, false)
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
	objects := []fyne.CanvasObject{d.back, d.ring.Rectangle, d.icon}
	for _, text := range slices.Concat(d.title, d.status) {
		objects = append(objects, text)
	}
	return objects
}
