package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// A Tabs is a bar of tabs over what they choose, or a column at its left. It is one
// stop of the Tab key: the arrows, Home and End move in it, and what they reach is
// chosen. Tabs that do not fit side by side go on in another line, so that none is
// hidden.
type Tabs struct {
	widget.BaseWidget
	keys     KeyHandler
	Name     string // of the bar, for who cannot see it
	onSelect func(i int)
	bar      []*tab
	look     tabLook
	layout   fyne.Layout
	back, on fyne.KeyName // lead to the tab before and to the next
	selected int
	focused  bool
}

var (
	_ fyne.Focusable  = (*Tabs)(nil)
	_ fyne.Accessible = (*Tabs)(nil)
)

// NewTabs returns tabs side by side.
func NewTabs(keys KeyHandler, labels []string, onSelect func(i int)) *Tabs {
	t := &Tabs{keys: keys, onSelect: onSelect, look: tabLook{padX: 12}, layout: &flow{}, back: fyne.KeyLeft, on: fyne.KeyRight}
	t.ExtendBaseWidget(t)
	t.SetLabels(labels)
	return t
}

// NewSideTabs makes a column of tabs.
func NewSideTabs(keys KeyHandler, onSelect func(i int)) *Tabs {
	t := &Tabs{keys: keys, onSelect: onSelect, look: tabLook{padX: 16, side: true}, layout: stack{}, back: fyne.KeyUp, on: fyne.KeyDown}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows a tab as the chosen one, without calling back.
func (t *Tabs) Set(selected int) {
	if t.selected != selected {
		t.selected = selected
		t.Refresh()
	}
}

// SetLabels changes the texts: one may tell a number.
func (t *Tabs) SetLabels(labels []string) {
	for len(t.bar) < len(labels) {
		t.bar = append(t.bar, newTab(t, len(t.bar)))
	}
	t.bar = t.bar[:len(labels)]
	for i, label := range labels {
		t.bar[i].label = label
	}
	t.Refresh()
}

func (t *Tabs) choose(i int) {
	if i < 0 || i >= len(t.bar) || i == t.selected {
		return
	}
	t.Set(i)
	if t.onSelect != nil {
		t.onSelect(i)
	}
}

func (t *Tabs) tapped(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
	t.choose(i)
}

func (t *Tabs) TypedKey(e *fyne.KeyEvent) {
	last := len(t.bar) - 1
	switch e.Name {
	case t.back:
		t.choose(max(t.selected-1, 0))
	case t.on:
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

func (t *Tabs) FocusGained() {
	t.focused = true
	t.Refresh()
	FocusShown(t)
}

func (t *Tabs) FocusLost()     { t.focused = false; t.Refresh() }
func (t *Tabs) TypedRune(rune) {}

// AccessibilityLabel says which tab of what is chosen.
func (t *Tabs) AccessibilityLabel() string {
	if t.selected < 0 || t.selected >= len(t.bar) {
		return t.Name
	}
	if t.Name == "" {
		return t.bar[t.selected].label
	}
	return t.Name + ": " + t.bar[t.selected].label
}

// AccessibilityRole says that it holds others.
func (t *Tabs) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

func (t *Tabs) CreateRenderer() fyne.WidgetRenderer { return &tabsRenderer{t} }

type tabsRenderer struct{ t *Tabs }

func (r *tabsRenderer) MinSize() fyne.Size    { return r.t.layout.MinSize(r.Objects()) }
func (r *tabsRenderer) Layout(size fyne.Size) { r.t.layout.Layout(r.Objects(), size) }
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
