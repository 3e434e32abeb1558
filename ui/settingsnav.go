package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A sideTabs is a column of tabs at the left of what they choose. It is one stop of
// the Tab key: Up, Down, Home and End move in it, and what they reach is chosen.
type sideTabs struct {
	widget.BaseWidget
	name     string // for who cannot see what it is
	keys     keyHandler
	onSelect func(i int)
	rows     []*sideTab
	selected int
	focused  bool
}

var (
	_ fyne.Focusable  = (*sideTabs)(nil)
	_ fyne.Accessible = (*sideTabs)(nil)
)

func newSideTabs(keys keyHandler, onSelect func(i int)) *sideTabs {
	t := &sideTabs{keys: keys, onSelect: onSelect}
	t.ExtendBaseWidget(t)
	return t
}

// set shows tabs, one of them as the chosen one, without calling back.
func (t *sideTabs) set(labels []string, selected int) {
	for len(t.rows) < len(labels) {
		r := &sideTab{bar: t, index: len(t.rows)}
		r.ExtendBaseWidget(r)
		t.rows = append(t.rows, r)
	}
	t.rows = t.rows[:len(labels)]
	for i, label := range labels {
		t.rows[i].label = label
	}
	t.selected = selected
	t.Refresh()
}

func (t *sideTabs) choose(i int) {
	if i < 0 || i >= len(t.rows) || i == t.selected {
		return
	}
	t.selected = i
	t.Refresh()
	if t.onSelect != nil {
		t.onSelect(i)
	}
}

func (t *sideTabs) TypedKey(e *fyne.KeyEvent) {
	last := len(t.rows) - 1
	switch e.Name {
	case fyne.KeyUp:
		t.choose(max(t.selected-1, 0))
	case fyne.KeyDown:
		t.choose(min(t.selected+1, last))
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(last)
	default:
		if t.keys != nil {
			t.keys(e)
		}
	}
}

func (t *sideTabs) FocusGained()   { t.focused = true; t.Refresh(); focusShown(t) }
func (t *sideTabs) FocusLost()     { t.focused = false; t.Refresh() }
func (t *sideTabs) TypedRune(rune) {}

// AccessibilityLabel says what it is and which one is chosen.
func (t *sideTabs) AccessibilityLabel() string {
	if t.selected < 0 || t.selected >= len(t.rows) {
		return t.name
	}
	return t.name + ": " + t.rows[t.selected].label
}

// AccessibilityRole says that it holds others.
func (t *sideTabs) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (t *sideTabs) CreateRenderer() fyne.WidgetRenderer { return &sideTabsRenderer{t} }

type sideTabsRenderer struct{ t *sideTabs }

func (r *sideTabsRenderer) MinSize() fyne.Size {
	var size fyne.Size
	for _, row := range r.t.rows {
		m := row.MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height)
	}
	return size
}

func (r *sideTabsRenderer) Layout(size fyne.Size) {
	var y float32
	for _, row := range r.t.rows {
		h := row.MinSize().Height
		row.Move(fyne.NewPos(0, y))
		row.Resize(fyne.NewSize(size.Width, h))
		y += h
	}
}

func (r *sideTabsRenderer) Destroy() {}

func (r *sideTabsRenderer) Refresh() {
	for _, row := range r.t.rows {
		row.Refresh()
	}
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *sideTabsRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(r.t.rows))
	for _, row := range r.t.rows {
		objects = append(objects, row)
	}
	return objects
}

// A sideTab is one of them.
type sideTab struct {
	widget.BaseWidget
	bar     *sideTabs
	index   int
	label   string
	hovered bool
}

var (
	_ fyne.Tappable      = (*sideTab)(nil)
	_ fyne.Accessible    = (*sideTab)(nil)
	_ desktop.Hoverable  = (*sideTab)(nil)
	_ desktop.Cursorable = (*sideTab)(nil)
)

func (b *sideTab) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.bar); c != nil {
		c.Focus(b.bar)
	}
	b.bar.choose(b.index)
}

func (b *sideTab) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *sideTab) MouseMoved(*desktop.MouseEvent) {}
func (b *sideTab) MouseOut()                      { b.hovered = false; b.Refresh() }
func (b *sideTab) Cursor() desktop.Cursor         { return desktop.PointerCursor }

// AccessibilityLabel is the tab's text.
func (b *sideTab) AccessibilityLabel() string { return b.label }

// AccessibilityRole is the nearest that the toolkit has.
func (b *sideTab) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *sideTab) CreateRenderer() fyne.WidgetRenderer {
	r := &sideTabRenderer{b: b, back: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent), text: newText(), ring: newRing()}
	r.apply()
	return r
}

type sideTabRenderer struct {
	b          *sideTab
	back, mark *canvas.Rectangle
	text       *canvas.Text
	ring       ring
}

const (
	sideTabPadX, sideTabPadY = 16, 9
	sideTabMark              = 3 // the line before the chosen one
)

func (r *sideTabRenderer) chosen() bool { return r.b.bar.selected == r.b.index }

func (r *sideTabRenderer) apply() {
	th := r.b.Theme()
	r.text.TextSize = th.Size(theme.SizeNameText)
	r.text.TextStyle.Bold = r.chosen()
	r.text.Color = themeColor(th, theme.ColorNameForeground)
	r.back.CornerRadius = th.Size(theme.SizeNameInputRadius)
	r.back.FillColor = color.Transparent
	switch {
	case r.chosen():
		r.back.FillColor = themeColor(th, colorSelected)
	case r.b.hovered:
		r.back.FillColor = themeColor(th, theme.ColorNameHover)
	}
	r.mark.FillColor = themeColor(th, theme.ColorNamePrimary)
	r.mark.CornerRadius = sideTabMark / 2.0
	r.mark.Hidden = !r.chosen()
	r.ring.apply(th, th.Size(theme.SizeNameInputRadius), r.chosen() && r.b.bar.focused)
}

// MinSize keeps room for the label in bold.
func (r *sideTabRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.b.label, r.b.Theme().Size(theme.SizeNameText), fyne.TextStyle{Bold: true})
	return text.AddWidthHeight(2*sideTabPadX, 2*sideTabPadY)
}

// Layout keeps the ground within the ring.
func (r *sideTabRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	r.back.Move(fyne.NewSquareOffsetPos(ringRoom))
	r.back.Resize(size.SubtractWidthHeight(2*ringRoom, 2*ringRoom))
	r.mark.Move(fyne.NewPos(ringRoom+1, ringRoom+5))
	r.mark.Resize(fyne.NewSize(sideTabMark, size.Height-2*ringRoom-10))
	r.text.Text = fitText(r.b.label, size.Width-2*sideTabPadX+0.5, r.text.TextSize, r.text.TextStyle)
	t := r.text.MinSize()
	r.text.Resize(t)
	r.text.Move(fyne.NewPos(sideTabPadX, (size.Height-t.Height)/2))
}

func (r *sideTabRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *sideTabRenderer) Destroy() {}
func (r *sideTabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.ring.Rectangle, r.mark, r.text}
}
