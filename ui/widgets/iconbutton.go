package widgets

import "fyne.io/fyne/v2"

// An IconButton shows an icon alone. Its name is told to who cannot see it, and to
// all others as soon as the focus comes or when the mouse rests on it.
type IconButton struct{ Button }

// NewIconButton returns a button that has only a symbol; its name shows as a tooltip.
func NewIconButton(icon Symbol, name string, keys KeyHandler, action func()) *IconButton {
	b := &IconButton{}
	b.Kind, b.icon, b.Label, b.Keys = ButtonIcon, icon, name, keys
	b.Action = func() {
		b.hideName()
		if action != nil {
			action()
		}
	}
	b.Extend(b)
	return b
}

// SetName changes what the button is called, as of one that takes back what it
// did.
func (b *IconButton) SetName(name string) {
	b.SetLabel(name)
	if t := b.tips(); t != nil && t.owner == b && t.shown {
		t.show(b, name)
	}
}

// Hide also hides the name.
func (b *IconButton) Hide() {
	b.hideName()
	b.Button.Hide()
}

func (b *Button) tips() *Tooltips {
	return TooltipsOf(fyne.CurrentApp().Driver().CanvasForObject(b.self))
}

// showName shows the name of a button that is an icon alone, or hides it.
func (b *Button) showName() {
	switch t := b.tips(); {
	case b.Focused:
		t.show(b.self, b.Label)
	case b.hovered:
		t.showSoon(b.self, b.Label)
	default:
		t.hideFor(b.self)
	}
}

func (b *Button) hideName() { b.tips().hideFor(b.self) }
