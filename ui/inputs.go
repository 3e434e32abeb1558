package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// An entry is Fyne's, passing on what it has no use for: Escape, and the window's
// shortcuts, which Fyne withholds from the window while a field has the focus.
type entry struct {
	widget.Entry
	keys      keyHandler
	shortcuts fyne.Shortcutable
}

func newEntry(keys keyHandler, shortcuts fyne.Shortcutable) *entry {
	e := &entry{keys: keys, shortcuts: shortcuts}
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

// TypedShortcut passes on what has no meaning of its own in a field.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	if _, custom := s.(*desktop.CustomShortcut); custom {
		e.shortcuts.TypedShortcut(s)
	}
}

// A codeEntry is for the verification code: what is pasted into it is masked, as
// others may be looking at the screen.
type codeEntry struct{ entry }

func newCodeEntry(keys keyHandler, shortcuts fyne.Shortcutable) *codeEntry {
	e := &codeEntry{}
	e.keys, e.shortcuts = keys, shortcuts
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = func(text string) {
		if text == "" {
			e.mask(false)
		}
	}
	e.ExtendBaseWidget(e)
	return e
}

func (e *codeEntry) mask(on bool) {
	if e.Password != on {
		e.Password = on
		e.Refresh()
	}
}

// TypedShortcut masks what is pasted.
func (e *codeEntry) TypedShortcut(s fyne.Shortcut) {
	e.entry.TypedShortcut(s)
	if _, pasted := s.(*fyne.ShortcutPaste); pasted && e.Text != "" {
		e.mask(true)
	}
}

// noBars is the app's theme, as it is at the moment, without scroll bars: in a field
// of one line they cover it.
type noBars struct{}

func (noBars) app() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (t noBars) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return t.app().Color(n, v)
}
func (t noBars) Font(s fyne.TextStyle) fyne.Resource     { return t.app().Font(s) }
func (t noBars) Icon(n fyne.ThemeIconName) fyne.Resource { return t.app().Icon(n) }

func (t noBars) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameScrollBar || n == theme.SizeNameScrollBarSmall {
		return 0
	}
	return t.app().Size(n)
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

// TypedKey passes all on: Space comes as a rune.
func (c *check) TypedKey(k *fyne.KeyEvent) { c.keys(k) }

// AccessibilityLabel is the box's text.
func (c *check) AccessibilityLabel() string { return c.Text }

// AccessibilityRole is the nearest that the toolkit has.
func (c *check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
