package widgets

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A buttonKind is how much a button stands out.
type buttonKind int

// The kinds.
const (
	ButtonPlain   buttonKind = iota
	ButtonPrimary            // the one next step
	ButtonDanger             // what it does cannot be undone
	ButtonQuiet              // looks like a link
	ButtonChoice             // one of several, of which one is on
	ButtonTinted             // plain, on a coloured ground
	buttonField              // holds a value, as a text field does
	ButtonChip               // narrows something down, or does so now
	ButtonIcon               // shows its icon alone; its label is for who cannot see it
)

// A KeyHandler takes the keys that a focused widget has no use for: Fyne gives
// keys to the focused widget alone.
type KeyHandler func(*fyne.KeyEvent)

// A Button is Fyne's with three differences: Enter presses it as Space does, the
// focus is a ring that can be seen, and it passes on the keys it does not use.
type Button struct {
	widget.BaseWidget
	self   fyne.Widget // what Fyne knows it by: itself, or what embeds it
	Kind   buttonKind
	Label  string
	icon   Symbol  // none if empty
	caret  bool    // shows that it opens something
	Name   string  // for who cannot see it, if its label does not say enough
	Widest float32 // as wide as it asks to be at most, at 100 % text; 0 for as wide as its label
	// longest is a text that it also keeps room for.
	longest string
	Action  func()
	Keys    KeyHandler
	watch   func() // told when the focus or the mouse comes or goes; may be nil

	disabled, Focused, hovered, On bool
}

var (
	_ fyne.Focusable     = (*Button)(nil)
	_ fyne.Tappable      = (*Button)(nil)
	_ fyne.Disableable   = (*Button)(nil)
	_ fyne.Accessible    = (*Button)(nil)
	_ desktop.Hoverable  = (*Button)(nil)
	_ desktop.Cursorable = (*Button)(nil)
)

// NewButton returns a button with a symbol, which may be empty, and a label.
func NewButton(kind buttonKind, icon Symbol, label string, keys KeyHandler, action func()) *Button {
	b := &Button{Kind: kind, icon: icon, Label: label, Keys: keys, Action: action}
	b.Extend(b)
	return b
}

// Extend says what embeds the button; each of them calls it once.
func (b *Button) Extend(self fyne.Widget) {
	b.self = self
	b.ExtendBaseWidget(self)
}

// SetLabel changes the text.
func (b *Button) SetLabel(label string) {
	if b.Label != label {
		b.Label = label
		b.Refresh()
	}
}

// SetIcon changes the symbol.
func (b *Button) SetIcon(icon Symbol) {
	if b.icon != icon {
		b.icon = icon
		b.Refresh()
	}
}

// SetOn marks a choice as the one that holds.
func (b *Button) SetOn(on bool) {
	if b.On != on {
		b.On = on
		b.Refresh()
	}
}

// SetEnabled is Enable or Disable. A disabled button gives the focus away.
func (b *Button) SetEnabled(enabled bool) {
	if b.disabled == !enabled {
		return
	}
	b.disabled = !enabled
	if b.disabled && b.Focused {
		if c := fyne.CurrentApp().Driver().CanvasForObject(b.self); c != nil {
			c.Unfocus()
		}
	}
	b.Refresh()
}

func (b *Button) Enable()        { b.SetEnabled(true) }
func (b *Button) Disable()       { b.SetEnabled(false) }
func (b *Button) Disabled() bool { return b.disabled }

// press does what a tap does, unless the button is disabled.
func (b *Button) press() {
	if !b.disabled && b.Action != nil {
		b.Action()
	}
}

func (b *Button) Tapped(*fyne.PointEvent)        { b.press() }
func (b *Button) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.noticed() }
func (b *Button) MouseMoved(*desktop.MouseEvent) {}
func (b *Button) MouseOut()                      { b.hovered = false; b.noticed() }
func (b *Button) FocusGained()                   { b.Focused = true; b.noticed(); FocusShown(b.self) }
func (b *Button) FocusLost()                     { b.Focused = false; b.noticed() }
func (b *Button) TypedRune(rune)                 {}

// noticed draws and tells that the focus or the mouse came or went.
func (b *Button) noticed() {
	b.Refresh()
	if b.Kind == ButtonIcon {
		b.showName()
	}
	if b.watch != nil {
		b.watch()
	}
}

func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.press()
	default:
		if b.Keys != nil {
			b.Keys(e)
		}
	}
}

func (b *Button) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel is the button's name, or its text.
func (b *Button) AccessibilityLabel() string { return cmp.Or(b.Name, b.Label) }

// AccessibilityRole says that it is a button.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
