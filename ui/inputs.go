package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// An entry is Fyne's, passing on Escape, for which it has no use.
type entry struct {
	widget.Entry
	keys keyHandler
}

func newEntry(keys keyHandler) *entry {
	e := &entry{keys: keys}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	e.ExtendBaseWidget(e)
	return e
}

func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && e.keys != nil {
		e.keys(k)
		return
	}
	e.Entry.TypedKey(k)
}

// A check is Fyne's, passing on the keys it does not use.
type check struct {
	widget.Check
	keys keyHandler
}

func newCheck(text string, keys keyHandler, changed func(bool)) *check {
	c := &check{keys: keys}
	c.Text = text
	c.OnChanged = changed
	c.ExtendBaseWidget(c)
	return c
}

func (c *check) TypedKey(k *fyne.KeyEvent) {
	if c.keys != nil {
		c.keys(k)
	}
	c.Check.TypedKey(k)
}

// AccessibilityLabel is the box's text.
func (c *check) AccessibilityLabel() string { return c.Text }

// AccessibilityRole is the nearest that the toolkit has.
func (c *check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
