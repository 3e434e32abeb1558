package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// A MenuButton is a button that opens a menu, with the keys also by Down and
// Alt+Down, as everywhere.
type MenuButton struct {
	Button
	entries   func() []MenuEntry
	FromTop   bool                    // its menu is no choice among its entries: it begins with the first
	Open      *Menu                   // the last one, nil before
	modifiers func() fyne.KeyModifier // those held down now
}

var _ desktop.Keyable = (*MenuButton)(nil)

// widestMenuButton keeps one with a long label, such as somebody's tag, from taking
// all of a narrow window.
const widestMenuButton = 280

// NewMenuButton returns a button that opens a menu of the entries there are then.
func NewMenuButton(kind buttonKind, icon Symbol, label string, keys KeyHandler, entries func() []MenuEntry) *MenuButton {
	b := &MenuButton{entries: entries, modifiers: heldModifiers}
	b.setUp(kind, icon, label, keys)
	b.Extend(b)
	return b
}

// setUp fills in what the button within needs.
func (b *MenuButton) setUp(kind buttonKind, icon Symbol, label string, keys KeyHandler) {
	b.Kind, b.icon, b.Label, b.Keys = kind, icon, label, keys
	b.caret = kind != ButtonIcon
	b.Widest = widestMenuButton
	b.Action = func() { b.ShowMenu(false) }
}

func heldModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// ShowMenu opens the menu. With the keys its first entry is chosen at once.
func (b *MenuButton) ShowMenu(byKeys bool) {
	c := fyne.CurrentApp().Driver().CanvasForObject(b.self)
	if c == nil || b.disabled || b.Open != nil && b.Open.isOpen() {
		return
	}
	entries := b.entries()
	if len(entries) == 0 {
		return
	}
	c.Focus(b.self.(fyne.Focusable)) // the mouse has taken it away
	b.hideName()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.self)
	// As wide as what is seen of the button: it keeps room for the ring.
	b.Open = openMenu(c, at.AddXY(RingRoom, 0), b.Size().SubtractWidthHeight(2*RingRoom, 0), entries)
	switch {
	case byKeys && b.FromTop:
		b.Open.point(-1, true) // the checked entry is current no more
		b.Open.move(1)
	case byKeys && b.Open.current < 0:
		b.Open.move(1)
	case byKeys:
		b.Open.point(b.Open.current, true)
	}
}

func (b *MenuButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		b.ShowMenu(true)
	default:
		b.Button.TypedKey(e)
	}
}

// KeyDown opens the menu on Alt+Down: with Alt, keys come as shortcuts, and those
// belong to the window. The menu takes what follows.
func (b *MenuButton) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyDown && b.modifiers() == fyne.KeyModifierAlt {
		b.ShowMenu(true)
	}
}

// KeyUp does nothing.
func (b *MenuButton) KeyUp(*fyne.KeyEvent) {}

// opensMenu reports whether a shortcut is the one that opens a menu.
func opensMenu(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	return ok && custom.Modifier == fyne.KeyModifierAlt &&
		(custom.KeyName == fyne.KeyDown || custom.KeyName == fyne.KeyUp)
}
