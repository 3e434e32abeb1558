package widgets

import (
	"image/color"
	"strings"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A MenuRow draws one entry of a menu.
type MenuRow struct {
	widget.BaseWidget
	menu  *Menu
	index int
	Entry MenuEntry
	ticks bool    // there is room for a tick
	width float32 // what it gets; 0 before that is known
}

var (
	_ fyne.Tappable     = (*MenuRow)(nil)
	_ fyne.Accessible   = (*MenuRow)(nil)
	_ desktop.Hoverable = (*MenuRow)(nil)
)

func newMenuRow(m *Menu, index int, e MenuEntry, ticks bool) *MenuRow {
	r := &MenuRow{menu: m, index: index, Entry: e, ticks: ticks}
	r.ExtendBaseWidget(r)
	return r
}

func (r *MenuRow) Tapped(*fyne.PointEvent) { r.menu.Choose(r.index) }

func (r *MenuRow) MouseIn(*desktop.MouseEvent) {
	if r.Entry.usable() {
		r.menu.point(r.index, false)
	}
}

// MouseMoved takes the entry back from the keys.
func (r *MenuRow) MouseMoved(e *desktop.MouseEvent) {
	if r.menu.current != r.index {
		r.MouseIn(e)
	}
}

func (r *MenuRow) MouseOut() {}

// AccessibilityLabel also tells that it is ticked, and its shortcut.
func (r *MenuRow) AccessibilityLabel() string {
	parts := []string{r.Entry.Label}
	if r.Entry.Checked {
		parts[0] = "✓ " + r.Entry.Label
	}
	if r.Entry.Shortcut != "" {
		parts = append(parts, r.Entry.Shortcut)
	}
	return strings.Join(parts, ", ")
}

// AccessibilityRole says that it is a button.
func (r *MenuRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// menuMetrics are the lengths of an entry, from the theme's text sizes.
type menuMetrics struct {
	text, small, tick, textH, rowH, lineH float32
}

func (r *MenuRow) metrics() menuMetrics {
	th := r.Theme()
	m := menuMetrics{text: th.Size(theme.SizeNameText), small: th.Size(theme.SizeNameCaptionText), lineH: 9}
	m.textH = fyne.MeasureText("Ág", m.text, fyne.TextStyle{}).Height
	m.rowH = m.textH + 2*menuPadY
	if r.ticks {
		m.tick = m.text + menuGap
	}
	return m
}

const (
	menuPadX, menuPadY = 10, 6
	menuGap            = 8
	shortcutGap        = 24
)

func (r *MenuRow) CreateRenderer() fyne.WidgetRenderer {
	d := &menuRowRenderer{
		r: r, back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent),
		tick: NewSymbolImage(), label: lines{NewText()}, shortcut: NewText(), ring: NewRing(),
	}
	d.apply()
	return d
}

type menuRowRenderer struct {
	r          *MenuRow
	back, line *canvas.Rectangle
	tick       *canvas.Image
	label      lines
	shortcut   *canvas.Text
	ring       Ring
}

func (d *menuRowRenderer) apply() {
	th, m, e := d.r.Theme(), d.r.metrics(), d.r.Entry
	front, muted := theme.ColorNameForeground, look.ColorMuted
	if e.Disabled {
		front, muted = theme.ColorNameDisabled, theme.ColorNameDisabled
	}
	current := d.r.menu.current == d.r.index
	d.back.CornerRadius = menuRadius - 2
	d.back.FillColor, d.back.StrokeWidth = color.Transparent, 0
	if current {
		d.back.FillColor = ThemeColor(th, look.ColorSelected)
		drawEdge(d.back, th)
	}
	d.ring.Apply(th, menuRadius-2, current && d.r.menu.byKeys)
	d.line.FillColor = ThemeColor(th, theme.ColorNameSeparator)
	d.label[0].TextSize, d.label[0].Color = m.text, ThemeColor(th, front)
	d.shortcut.Text, d.shortcut.TextSize, d.shortcut.Color = e.Shortcut, m.small, ThemeColor(th, muted)
	SetSymbol(d.tick, symbolCheck, front)
	d.line.Hidden = !e.Separator
	d.tick.Hidden = !e.Checked
}

// MinSize is as wide as all of it on one line, and as high as it needs in its width.
func (d *menuRowRenderer) MinSize() fyne.Size {
	m, e := d.r.metrics(), d.r.Entry
	if e.Separator {
		return fyne.NewSize(0, m.lineH)
	}
	width := m.tick + fyne.MeasureText(e.Label, m.text, fyne.TextStyle{}).Width + 2*menuPadX
	if e.Shortcut != "" {
		width += shortcutGap + fyne.MeasureText(e.Shortcut, m.small, fyne.TextStyle{}).Width
	}
	height := m.rowH
	if d.r.width > 0 {
		height += float32(len(d.r.lines(m, d.r.width))-1) * m.textH
	}
	return fyne.NewSize(width, height)
}

// lines are those of the label in a width.
func (r *MenuRow) lines(m menuMetrics, width float32) []string {
	return wrapText(r.Entry.Label, max(width-2*menuPadX-m.tick, 0), m.text, fyne.TextStyle{})
}

// Layout leaves the shortcut out and then breaks the label where there is no room for
// all of it.
func (d *menuRowRenderer) Layout(size fyne.Size) {
	m, e := d.r.metrics(), d.r.Entry
	d.line.Move(fyne.NewPos(0, size.Height/2))
	d.line.Resize(fyne.NewSize(size.Width, 1))
	d.back.Resize(size)
	d.ring.Resize(size)
	d.tick.Move(fyne.NewPos(menuPadX, (size.Height-m.text)/2))
	d.tick.Resize(fyne.NewSquareSize(m.text))
	s := d.shortcut.MinSize()
	d.shortcut.Resize(s)
	d.shortcut.Move(fyne.NewPos(size.Width-menuPadX-s.Width, (size.Height-s.Height)/2))
	d.shortcut.Hidden = e.Shortcut == "" || d.MinSize().Width > size.Width+0.5
	d.label.set(d.r.lines(m, size.Width))
	t := d.label.size()
	d.label.place(menuPadX+m.tick, (size.Height-t.Height)/2, t.Width, false)
}

func (d *menuRowRenderer) Refresh() {
	d.apply()
	d.Layout(d.r.Size())
	canvas.Refresh(d.r)
}

func (d *menuRowRenderer) Destroy() {}
func (d *menuRowRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{d.back, d.ring.Rectangle, d.line, d.tick}
	for _, line := range d.label {
		objects = append(objects, line)
	}
	return append(objects, d.shortcut)
}
