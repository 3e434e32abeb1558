package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A choice is one of several, as a form needs it: it shows what is chosen, opens a
// menu, and Up, Down and letters change it without opening.
type choice struct {
	menuButton
	name     string // for who cannot see what stands beside it
	options  []string
	selected int // -1 for none
	onChange func(i int)
	typed    typeAhead
}

func newChoice(name string, keys keyHandler, onChange func(i int)) *choice {
	c := &choice{name: name, selected: -1, onChange: onChange, typed: newTypeAhead()}
	c.entries, c.modifiers = c.menuEntries, heldModifiers
	c.setUp(buttonField, "", "", keys)
	c.extend(c)
	return c
}

// set shows options with one of them chosen, without calling back.
func (c *choice) set(options []string, selected int) {
	c.options, c.selected = options, selected
	c.label, c.longest = "", widestText(options, c.Theme().Size(theme.SizeNameText))
	if selected >= 0 && selected < len(options) {
		c.label = options[selected]
	}
	c.Refresh()
}

// widestText is the text that takes the most room.
func widestText(texts []string, size float32) string {
	widest, width := "", float32(0)
	for _, text := range texts {
		if w := fyne.MeasureText(text, size, fyne.TextStyle{}).Width; w > width {
			widest, width = text, w
		}
	}
	return widest
}

func (c *choice) menuEntries() []menuEntry {
	entries := make([]menuEntry, 0, len(c.options))
	for i, o := range c.options {
		entries = append(entries, menuEntry{label: o, checked: i == c.selected, action: func() { c.choose(i) }})
	}
	return entries
}

// choose is the person's own change.
func (c *choice) choose(i int) {
	if i < 0 || i >= len(c.options) || i == c.selected {
		return
	}
	c.set(c.options, i)
	if c.onChange != nil {
		c.onChange(i)
	}
}

func (c *choice) TypedKey(e *fyne.KeyEvent) {
	n := len(c.options)
	by, ok := steps(e.Name, 5, n)
	switch {
	case !ok:
		c.menuButton.TypedKey(e)
	case !c.disabled && n > 0:
		c.choose(min(max(c.selected+by, 0), n-1))
	}
}

func (c *choice) TypedRune(r rune) {
	if !c.disabled {
		c.choose(c.typed.find(r, len(c.options), c.selected, func(i int) string { return c.options[i] }))
	}
}

// AccessibilityLabel says what it is about and what is chosen.
func (c *choice) AccessibilityLabel() string {
	if c.label == "" {
		return c.name
	}
	return c.name + ": " + c.label
}
