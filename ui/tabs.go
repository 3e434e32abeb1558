package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A tabs is a bar of tabs. It is one stop of the Tab key: Left, Right, Home and
// End move in it, and what they reach is chosen. Tabs that do not fit side by side
// go on in another line, so that none is hidden.
type tabs struct {
	widget.BaseWidget
	keys     keyHandler
	name     string // of the bar, for who cannot see it
	onSelect func(i int)
	bar      []*tab
	line     flow
	selected int
	focused  bool
}

var (
	_ fyne.Focusable  = (*tabs)(nil)
	_ fyne.Accessible = (*tabs)(nil)
)

func newTabs(keys keyHandler, labels []string, onSelect func(i int)) *tabs {
	t := &tabs{keys: keys, onSelect: onSelect}
	t.ExtendBaseWidget(t)
	t.setLabels(labels)
	return t
}

// set shows a tab as the chosen one, without calling back.
func (t *tabs) set(selected int) {
	if t.selected != selected {
		t.selected = selected
		t.Refresh()
	}
}

// setLabels changes the texts: one may tell a number.
func (t *tabs) setLabels(labels []string) {
	for len(t.bar) < len(labels) {
		t.bar = append(t.bar, newTab(t, len(t.bar)))
	}
	t.bar = t.bar[:len(labels)]
	for i, label := range labels {
		t.bar[i].label = label
	}
	t.Refresh()
}

func (t *tabs) choose(i int) {
	if i < 0 || i >= len(t.bar) || i == t.selected {
		return
	}
	t.set(i)
	if t.onSelect != nil {
		t.onSelect(i)
	}
}

func (t *tabs) tapped(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	t.choose(i)
}

func (t *tabs) TypedKey(e *fyne.KeyEvent) {
	last := len(t.bar) - 1
	switch e.Name {
	case fyne.KeyLeft:
		t.choose(max(t.selected-1, 0))
	case fyne.KeyRight:
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

func (t *tabs) FocusGained() {
	t.focused = true
	t.Refresh()
	focusShown(t)
}

func (t *tabs) FocusLost()     { t.focused = false; t.Refresh() }
func (t *tabs) TypedRune(rune) {}

// AccessibilityLabel says which tab of what is chosen.
func (t *tabs) AccessibilityLabel() string {
	if t.selected < 0 || t.selected >= len(t.bar) {
		return t.name
	}
	if t.name == "" {
		return t.bar[t.selected].label
	}
	return t.name + ": " + t.bar[t.selected].label
}

// AccessibilityRole says that it holds others.
func (t *tabs) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (t *tabs) CreateRenderer() fyne.WidgetRenderer { return &tabsRenderer{t} }

type tabsRenderer struct{ t *tabs }

func (r *tabsRenderer) MinSize() fyne.Size    { return r.t.line.MinSize(r.Objects()) }
func (r *tabsRenderer) Layout(size fyne.Size) { r.t.line.Layout(r.Objects(), size) }
func (r *tabsRenderer) Destroy()              {}

func (r *tabsRenderer) Refresh() {
	for _, b := range r.t.bar {
		b.Refresh()
	}
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *tabsRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, len(r.t.bar))
	for _, b := range r.t.bar {
		objects = append(objects, b)
	}
	return objects
}

// A tab is one of them.
type tab struct {
	widget.BaseWidget
	bar     *tabs
	index   int
	label   string
	hovered bool
}

var (
	_ fyne.Tappable      = (*tab)(nil)
	_ fyne.Accessible    = (*tab)(nil)
	_ desktop.Hoverable  = (*tab)(nil)
	_ desktop.Cursorable = (*tab)(nil)
)

func newTab(bar *tabs, index int) *tab {
	b := &tab{bar: bar, index: index}
	b.ExtendBaseWidget(b)
	return b
}

func (b *tab) Tapped(*fyne.PointEvent)        { b.bar.tapped(b.index) }
func (b *tab) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *tab) MouseMoved(*desktop.MouseEvent) {}
func (b *tab) MouseOut()                      { b.hovered = false; b.Refresh() }
func (b *tab) Cursor() desktop.Cursor         { return desktop.PointerCursor }

// AccessibilityLabel is the tab's text.
func (b *tab) AccessibilityLabel() string { return b.label }

// AccessibilityRole is the nearest that the toolkit has.
func (b *tab) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{
		b: b, back: canvas.NewRectangle(color.Transparent), mark: canvas.NewRectangle(color.Transparent),
		text: newText(), ring: newRing(),
	}
	r.apply()
	return r
}

type tabRenderer struct {
	b          *tab
	back, mark *canvas.Rectangle
	text       *canvas.Text
	ring       ring
}

const (
	tabPadX, tabPadY = 12, 9
	tabMark          = 3 // the line under the chosen one
)

func (r *tabRenderer) chosen() bool { return r.b.bar.selected == r.b.index }

func (r *tabRenderer) apply() {
	th := r.b.Theme()
	front := colorMuted
	if r.chosen() {
		front = theme.ColorNameForeground
	}
	r.text.TextSize = th.Size(theme.SizeNameText)
	r.text.TextStyle.Bold = r.chosen()
	r.text.Color = themeColor(th, front)
	radius := th.Size(theme.SizeNameInputRadius)
	r.back.CornerRadius = radius
	r.back.FillColor = color.Transparent
	if r.b.hovered {
		r.back.FillColor = themeColor(th, theme.ColorNameHover)
	}
	r.mark.FillColor = themeColor(th, theme.ColorNamePrimary)
	r.mark.CornerRadius = tabMark / 2.0
	r.mark.Hidden = !r.chosen()
	r.ring.apply(th, radius, r.chosen() && r.b.bar.focused)
}

// MinSize keeps room for the label in bold, so that the bar stays still when
// another one is chosen.
func (r *tabRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.b.label, r.b.Theme().Size(theme.SizeNameText), fyne.TextStyle{Bold: true})
	return text.AddWidthHeight(2*tabPadX, 2*tabPadY)
}

// Layout also shortens the text where there is no room for all of it.
func (r *tabRenderer) Layout(size fyne.Size) {
	r.back.Move(fyne.NewSquareOffsetPos(ringWidth))
	r.back.Resize(size.SubtractWidthHeight(2*ringWidth, 2*ringWidth))
	r.ring.Resize(size)
	r.text.Text = fitText(r.b.label, size.Width-2*tabPadX+0.5, r.text.TextSize, r.text.TextStyle)
	t := r.text.MinSize()
	r.text.Resize(t)
	r.text.Move(fyne.NewPos((size.Width-t.Width)/2, (size.Height-t.Height)/2))
	r.mark.Move(fyne.NewPos(tabPadX, size.Height-tabMark-ringWidth-1))
	r.mark.Resize(fyne.NewSize(size.Width-2*tabPadX, tabMark))
}

func (r *tabRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *tabRenderer) Destroy() {}
func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.ring.Rectangle, r.mark, r.text}
}
