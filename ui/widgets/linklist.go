package widgets

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A Link is a line of a LinkList.
type Link struct {
	ID, Title, Status string
	Icon              Symbol
	Tint              fyne.ThemeColorName
}

// A LinkList is a short list within a page, each line of which leads somewhere. It
// is one stop of the Tab key: Up, Down, Home and End move in it and pass on what
// leads out of it, Enter and Space go where the line leads.
type LinkList struct {
	widget.BaseWidget
	name   string // for who cannot see it
	keys   KeyHandler
	choose func(id string)
	reveal func(fyne.CanvasObject) // brings a line into view

	Links   []Link
	Rows    []*linkRow
	Current int
	focused bool
}

var (
	_ fyne.Focusable  = (*LinkList)(nil)
	_ fyne.Accessible = (*LinkList)(nil)
)

// NewLinkList returns an empty list of links.
func NewLinkList(name string, keys KeyHandler, choose func(id string), reveal func(fyne.CanvasObject)) *LinkList {
	l := &LinkList{name: name, keys: keys, choose: choose, reveal: reveal}
	l.ExtendBaseWidget(l)
	return l
}

// Set shows other links. The current one stays current if it is still there.
func (l *LinkList) Set(links []Link) {
	if slices.Equal(l.Links, links) {
		return
	}
	id := ""
	if l.Current < len(l.Links) {
		id = l.Links[l.Current].ID
	}
	l.Links = links
	l.Current = max(slices.IndexFunc(links, func(k Link) bool { return k.ID == id }), 0)
	for len(l.Rows) < len(links) {
		r := &linkRow{list: l, index: len(l.Rows)}
		r.ExtendBaseWidget(r)
		l.Rows = append(l.Rows, r)
	}
	l.Rows = l.Rows[:len(links)]
	l.Refresh()
}

func (l *LinkList) open(i int) {
	if i >= 0 && i < len(l.Links) {
		l.choose(l.Links[i].ID)
	}
}

func (l *LinkList) move(to int) {
	l.Current = to
	l.Refresh()
	l.reveal(l.Rows[to])
}

func (l *LinkList) TypedKey(e *fyne.KeyEvent) {
	last := len(l.Links) - 1
	switch {
	case e.Name == fyne.KeyDown && l.Current < last:
		l.move(l.Current + 1)
	case e.Name == fyne.KeyUp && l.Current > 0:
		l.move(l.Current - 1)
	case e.Name == fyne.KeyHome && l.Current > 0:
		l.move(0)
	case e.Name == fyne.KeyEnd && l.Current < last:
		l.move(last)
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter, e.Name == fyne.KeySpace:
		l.open(l.Current)
	default:
		l.keys(e)
	}
}

func (l *LinkList) TypedRune(rune) {}
func (l *LinkList) FocusLost()     { l.focused = false; l.Refresh() }

func (l *LinkList) FocusGained() {
	l.focused = true
	l.Refresh()
	FocusShown(l)
	if l.Current < len(l.Rows) {
		l.reveal(l.Rows[l.Current])
	}
}

// held are the lines, each of which may be brought into view.
func (l *LinkList) held() []fyne.CanvasObject {
	lines := make([]fyne.CanvasObject, 0, len(l.Rows))
	for _, r := range l.Rows {
		lines = append(lines, r)
	}
	return lines
}

// AccessibilityLabel names it and says what the current line is.
func (l *LinkList) AccessibilityLabel() string {
	if l.Current >= len(l.Rows) {
		return l.name
	}
	return l.name + ": " + l.Rows[l.Current].AccessibilityLabel()
}

// AccessibilityRole says that it holds others.
func (l *LinkList) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (l *LinkList) CreateRenderer() fyne.WidgetRenderer { return &linkListRenderer{l} }

type linkListRenderer struct{ l *LinkList }

// MinSize is as high as the lines are at the width that the list last had.
func (r *linkListRenderer) MinSize() fyne.Size {
	var size fyne.Size
	for _, row := range r.l.Rows {
		m := row.MinSize()
		size = fyne.NewSize(m.Width, size.Height+m.Height)
	}
	return size
}

func (r *linkListRenderer) Layout(size fyne.Size) {
	var y float32
	for _, row := range r.l.Rows {
		row.Move(fyne.NewPos(0, y))
		y += HeightAt(row, size.Width)
	}
}

func (r *linkListRenderer) Refresh() {
	for _, row := range r.l.Rows {
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
	list    *LinkList
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
	k := r.list.Links[r.index]
	return k.Title + ", " + k.Status
}

// AccessibilityRole says that it leads somewhere.
func (r *linkRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

func (r *linkRow) CreateRenderer() fyne.WidgetRenderer {
	d := &linkRowRenderer{
		r: r, back: canvas.NewRectangle(color.Transparent), ring: NewRing(),
		title: lines{NewText()}, status: lines{NewText()}, icon: NewSymbolImage(),
	}
	d.apply()
	return d
}

type linkRowRenderer struct {
	r             *linkRow
	back          *canvas.Rectangle
	ring          Ring
	title, status lines
	icon          *canvas.Image
}

// linkPadX keeps the titles in line with text that a label holds.
const linkPadX, linkPadY, linkGap = 8, 7, 2

func (d *linkRowRenderer) apply() {
	th, k := d.r.Theme(), d.r.list.Links[d.r.index]
	title, status := d.title[0], d.status[0]
	title.TextSize, status.TextSize = th.Size(theme.SizeNameText), th.Size(theme.SizeNameCaptionText)
	title.Color = ThemeColor(th, theme.ColorNameHyperlink)
	status.Color = ThemeColor(th, k.Tint)
	d.wrap(max(d.r.Size().Width, leastLink))
	SetSymbol(d.icon, k.Icon, k.Tint)
	radius := th.Size(theme.SizeNameInputRadius)
	d.back.CornerRadius = radius
	d.back.FillColor = color.Transparent
	if d.r.hovered {
		d.back.FillColor = ThemeColor(th, theme.ColorNameHover)
	}
	d.ring.Apply(th, radius, d.r.list.focused && d.r.list.Current == d.r.index)
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
	k := d.r.list.Links[d.r.index]
	d.title.set(wrapText(k.Title, width-2*linkPadX, d.title[0].TextSize, fyne.TextStyle{}))
	d.status.set(wrapText(k.Status, width-d.statusAt()-linkPadX, d.status[0].TextSize, fyne.TextStyle{}))
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
	if d.r.index >= len(d.r.list.Links) {
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
