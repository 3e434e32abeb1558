package ui

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A buttonKind is how much a button stands out.
type buttonKind int

const (
	buttonPlain   buttonKind = iota
	buttonPrimary            // the one next step
	buttonDanger             // what it does cannot be undone
	buttonQuiet              // looks like a link
	buttonChoice             // one of several, of which one is on
	buttonTinted             // plain, on a coloured ground
	buttonField              // holds a value, as a text field does
	buttonChip               // narrows something down, or does so now
	buttonIcon               // shows its icon alone; its label is for who cannot see it
)

// A keyHandler takes the keys that a focused widget has no use for: Fyne gives
// keys to the focused widget alone.
type keyHandler func(*fyne.KeyEvent)

// A button is Fyne's with three differences: Enter presses it as Space does, the
// focus is a ring that can be seen, and it passes on the keys it does not use.
type button struct {
	widget.BaseWidget
	self   fyne.Widget // what Fyne knows it by: itself, or what embeds it
	kind   buttonKind
	label  string
	icon   symbol  // none if empty
	caret  bool    // shows that it opens something
	name   string  // for who cannot see it, if its label does not say enough
	widest float32 // as wide as it asks to be at most, at 100 % text; 0 for as wide as its label
	// longest is a text that it also keeps room for.
	longest string
	action  func()
	keys    keyHandler
	watch   func() // told when the focus or the mouse comes or goes; may be nil

	disabled, focused, hovered, on bool
}

var (
	_ fyne.Focusable     = (*button)(nil)
	_ fyne.Tappable      = (*button)(nil)
	_ fyne.Disableable   = (*button)(nil)
	_ fyne.Accessible    = (*button)(nil)
	_ desktop.Hoverable  = (*button)(nil)
	_ desktop.Cursorable = (*button)(nil)
)

func newButton(kind buttonKind, icon symbol, label string, keys keyHandler, action func()) *button {
	b := &button{kind: kind, icon: icon, label: label, keys: keys, action: action}
	b.extend(b)
	return b
}

// extend says what embeds the button; each of them calls it once.
func (b *button) extend(self fyne.Widget) {
	b.self = self
	b.ExtendBaseWidget(self)
}

// setLabel changes the text.
func (b *button) setLabel(label string) {
	if b.label != label {
		b.label = label
		b.Refresh()
	}
}

func (b *button) setIcon(icon symbol) {
	if b.icon != icon {
		b.icon = icon
		b.Refresh()
	}
}

// setOn marks a choice as the one that holds.
func (b *button) setOn(on bool) {
	if b.on != on {
		b.on = on
		b.Refresh()
	}
}

// setEnabled is Enable or Disable. A disabled button gives the focus away.
func (b *button) setEnabled(enabled bool) {
	if b.disabled == !enabled {
		return
	}
	b.disabled = !enabled
	if b.disabled && b.focused {
		if c := fyne.CurrentApp().Driver().CanvasForObject(b.self); c != nil {
			c.Unfocus()
		}
	}
	b.Refresh()
}

func (b *button) Enable()        { b.setEnabled(true) }
func (b *button) Disable()       { b.setEnabled(false) }
func (b *button) Disabled() bool { return b.disabled }

func (b *button) press() {
	if !b.disabled && b.action != nil {
		b.action()
	}
}

func (b *button) Tapped(*fyne.PointEvent)        { b.press() }
func (b *button) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.noticed() }
func (b *button) MouseMoved(*desktop.MouseEvent) {}
func (b *button) MouseOut()                      { b.hovered = false; b.noticed() }
func (b *button) FocusGained()                   { b.focused = true; b.noticed(); focusShown(b.self) }
func (b *button) FocusLost()                     { b.focused = false; b.noticed() }
func (b *button) TypedRune(rune)                 {}

// noticed draws and tells that the focus or the mouse came or went.
func (b *button) noticed() {
	b.Refresh()
	if b.kind == buttonIcon {
		b.showName()
	}
	if b.watch != nil {
		b.watch()
	}
}

func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.press()
	default:
		if b.keys != nil {
			b.keys(e)
		}
	}
}

func (b *button) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel is the button's name, or its text.
func (b *button) AccessibilityLabel() string { return cmp.Or(b.name, b.label) }

// AccessibilityRole says that it is a button.
func (b *button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
