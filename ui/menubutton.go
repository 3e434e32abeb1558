package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// A menuButton is a button that opens a menu, with the keys also by Down and
// Alt+Down, as everywhere.
type menuButton struct {
	button
	entries   func() []menuEntry
	fromTop   bool                    // its menu is no choice among its entries: it begins with the first
	open      *menu                   // the last one, nil before
	modifiers func() fyne.KeyModifier // those held down now
}

var _ desktop.Keyable = (*menuButton)(nil)

// widestMenuButton keeps one with a long label, such as somebody's tag, from taking
// all of a narrow window.
const widestMenuButton = 280

func newMenuButton(kind buttonKind, icon symbol, label string, keys keyHandler, entries func() []menuEntry) *menuButton {
	b := &menuButton{entries: entries, modifiers: heldModifiers}
	b.setUp(kind, icon, label, keys)
	b.extend(b)
	return b
}

// setUp fills in what the button within needs.
func (b *menuButton) setUp(kind buttonKind, icon symbol, label string, keys keyHandler) {
	b.kind, b.icon, b.label, b.keys = kind, icon, label, keys
	b.caret = kind != buttonIcon
	b.widest = widestMenuButton
	b.action = func() { b.showMenu(false) }
}

func heldModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// showMenu opens the menu. With the keys its first entry is chosen at once.
func (b *menuButton) showMenu(byKeys bool) {
	c := fyne.CurrentApp().Driver().CanvasForObject(b.self)
	if c == nil || b.disabled || b.open != nil && b.open.isOpen() {
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
	b.open = openMenu(c, at.AddXY(ringRoom, 0), b.Size().SubtractWidthHeight(2*ringRoom, 0), entries)
	switch {
	case byKeys && b.fromTop:
		b.open.current = -1
		b.open.move(1)
	case byKeys && b.open.current < 0:
		b.open.move(1)
	case byKeys:
		b.open.point(b.open.current, true)
	}
}

func (b *menuButton) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		b.showMenu(true)
	default:
		b.button.TypedKey(e)
	}
}

// KeyDown opens the menu on Alt+Down: with Alt, keys come as shortcuts, and those
// belong to the window. The menu takes what follows.
func (b *menuButton) KeyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyDown && b.modifiers() == fyne.KeyModifierAlt {
		b.showMenu(true)
	}
}

// KeyUp does nothing.
func (b *menuButton) KeyUp(*fyne.KeyEvent) {}

// opensMenu reports whether a shortcut is the one that opens a menu.
func opensMenu(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	return ok && custom.Modifier == fyne.KeyModifierAlt &&
		(custom.KeyName == fyne.KeyDown || custom.KeyName == fyne.KeyUp)
}
