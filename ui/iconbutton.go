package ui

import "fyne.io/fyne/v2"

// An iconButton shows an icon alone. Its name is told to who cannot see it, and to
// all others as soon as the focus comes or when the mouse rests on it.
type iconButton struct{ button }

func newIconButton(icon symbol, name string, keys keyHandler, action func()) *iconButton {
	b := &iconButton{}
	b.kind, b.icon, b.label, b.keys = buttonIcon, icon, name, keys
	b.action = func() {
		b.hideName()
		if action != nil {
			action()
		}
	}
	b.extend(b)
	return b
}

// setName changes what the button is called, as of one that takes back what it
// did.
func (b *iconButton) setName(name string) {
	b.setLabel(name)
	if t := b.tips(); t != nil && t.owner == b && t.shown {
		t.show(b, name)
	}
}

// Hide also hides the name.
func (b *iconButton) Hide() {
	b.hideName()
	b.button.Hide()
}

func (b *button) tips() *tips {
	return tipsOf(fyne.CurrentApp().Driver().CanvasForObject(b.self))
}

// showName shows the name of a button that is an icon alone, or hides it.
func (b *button) showName() {
	switch t := b.tips(); {
	case b.focused:
		t.show(b.self, b.label)
	case b.hovered:
		t.showSoon(b.self, b.label)
	default:
		t.hideFor(b.self)
	}
}

func (b *button) hideName() { b.tips().hideFor(b.self) }
