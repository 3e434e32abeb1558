package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// A tabs is a bar of tabs over what they choose, or a column at its left. It is one
// stop of the Tab key: the arrows, Home and End move in it, and what they reach is
// chosen. Tabs that do not fit side by side go on in another line, so that none is
// hidden.
type tabs struct {
	widget.BaseWidget
	keys     keyHandler
	name     string // of the bar, for who cannot see it
	onSelect func(i int)
	bar      []*tab
	look     tabLook
	layout   fyne.Layout
	back, on fyne.KeyName // lead to the tab before and to the next
	selected int
	focused  bool
}

var (
	_ fyne.Focusable  = (*tabs)(nil)
	_ fyne.Accessible = (*tabs)(nil)
)

func newTabs(keys keyHandler, labels []string, onSelect func(i int)) *tabs {
	t := &tabs{keys: keys, onSelect: onSelect, look: tabLook{padX: 12}, layout: &flow{}, back: fyne.KeyLeft, on: fyne.KeyRight}
	t.ExtendBaseWidget(t)
	t.setLabels(labels)
	return t
}

// newSideTabs makes a column of tabs.
func newSideTabs(keys keyHandler, onSelect func(i int)) *tabs {
	t := &tabs{keys: keys, onSelect: onSelect, look: tabLook{padX: 16, side: true}, layout: stack{}, back: fyne.KeyUp, on: fyne.KeyDown}
	t.ExtendBaseWidget(t)
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
