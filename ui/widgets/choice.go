package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A Choice is one of several, as a form needs it: it shows what is chosen, opens a
// menu, and Up, Down and letters change it without opening.
type Choice struct {
	MenuButton
	Name     string // for who cannot see what stands beside it
	Options  []string
	Selected int // -1 for none
	onChange func(i int)
	typed    typeAhead
}

// NewChoice returns a choice that calls back with the index of what is chosen.
func NewChoice(name string, keys KeyHandler, onChange func(i int)) *Choice {
	c := &Choice{Name: name, Selected: -1, onChange: onChange, typed: newTypeAhead()}
	c.entries, c.modifiers = c.menuEntries, heldModifiers
	c.setUp(buttonField, "", "", keys)
	c.Extend(c)
	return c
}

// Set shows options with one of them chosen, without calling back.
func (c *Choice) Set(options []string, selected int) {
	c.Options, c.Selected = options, selected
	c.Label, c.longest = "", widestText(options, c.Theme().Size(theme.SizeNameText))
	if selected >= 0 && selected < len(options) {
		c.Label = options[selected]
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

func (c *Choice) menuEntries() []MenuEntry {
	entries := make([]MenuEntry, 0, len(c.Options))
	for i, o := range c.Options {
		entries = append(entries, MenuEntry{Label: o, Checked: i == c.Selected, Action: func() { c.Choose(i) }})
	}
	return entries
}

// Choose is the person's own change.
func (c *Choice) Choose(i int) {
	if i < 0 || i >= len(c.Options) || i == c.Selected {
		return
	}
	c.Set(c.Options, i)
	if c.onChange != nil {
		c.onChange(i)
	}
}

func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	n := len(c.Options)
	by, ok := Steps(e.Name, 5, n)
	switch {
	case !ok:
		c.MenuButton.TypedKey(e)
	case !c.disabled && n > 0:
		c.Choose(min(max(c.Selected+by, 0), n-1))
	}
}

func (c *Choice) TypedRune(r rune) {
	if !c.disabled {
		c.Choose(c.typed.find(r, len(c.Options), c.Selected, func(i int) string { return c.Options[i] }))
	}
}

// AccessibilityLabel says what it is about and what is chosen.
func (c *Choice) AccessibilityLabel() string {
	if c.Label == "" {
		return c.Name
	}
	return c.Name + ": " + c.Label
}
