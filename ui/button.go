package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A buttonKind is how much a button stands out.
type buttonKind int

const (
	buttonPlain   buttonKind = iota
	buttonPrimary            // the one next step
	buttonQuiet              // looks like a link
	buttonChoice             // one of several, of which one is on
	buttonTinted             // plain, on a coloured ground
)

// A keyHandler takes the keys that a focused widget has no use for: Fyne gives
// keys to the focused widget alone.
type keyHandler func(*fyne.KeyEvent)

// A button is Fyne's with three differences: Enter presses it as Space does, the
// focus is a ring that can be seen, and it passes on the keys it does not use.
type button struct {
	widget.BaseWidget
	kind   buttonKind
	label  string
	icon   symbol // none if empty
	action func()
	keys   keyHandler

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
	b.ExtendBaseWidget(b)
	return b
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
		if c := fyne.CurrentApp().Driver().CanvasForObject(b); c != nil {
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
func (b *button) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *button) MouseMoved(*desktop.MouseEvent) {}
func (b *button) MouseOut()                      { b.hovered = false; b.Refresh() }
func (b *button) FocusGained()                   { b.focused = true; b.Refresh() }
func (b *button) FocusLost()                     { b.focused = false; b.Refresh() }
func (b *button) TypedRune(rune)                 {}

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

// AccessibilityLabel is the button's text.
func (b *button) AccessibilityLabel() string { return b.label }

// AccessibilityRole says that it is a button.
func (b *button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b:    b,
		ring: canvas.NewRectangle(color.Transparent),
		back: canvas.NewRectangle(color.Transparent),
		icon: canvas.NewImageFromResource(nil),
		text: canvas.NewText("", color.Black),
	}
	r.icon.FillMode = canvas.ImageFillContain
	r.apply()
	return r
}

type buttonRenderer struct {
	b          *button
	ring, back *canvas.Rectangle
	icon       *canvas.Image
	text       *canvas.Text
}

// ringWidth is that of a focus ring; between it and a button is a gap, so that it
// shows even where both have the same colour.
const (
	ringWidth = 2
	ringRoom  = 2 * ringWidth
)

func (r *buttonRenderer) padding() fyne.Size {
	if r.b.kind == buttonQuiet {
		return fyne.NewSize(6, 4)
	}
	return fyne.NewSize(13, 6)
}

func (r *buttonRenderer) iconSize() float32 {
	if r.b.icon == "" {
		return 0
	}
	return r.text.TextSize * 1.2
}

func (r *buttonRenderer) contentWidth() float32 {
	w := r.text.MinSize().Width
	if i := r.iconSize(); i > 0 {
		w += i
		if r.b.label != "" {
			w += 7
		}
	}
	return w
}

func (r *buttonRenderer) MinSize() fyne.Size {
	p := r.padding()
	return fyne.NewSize(
		r.contentWidth()+2*p.Width+2*ringRoom,
		max(r.text.MinSize().Height, r.iconSize())+2*p.Height+2*ringRoom,
	)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	if size.Width <= 2*ringRoom || size.Height <= 2*ringRoom {
		return // not laid out yet
	}
	r.ring.Resize(size)
	r.back.Move(fyne.NewSquareOffsetPos(ringRoom))
	r.back.Resize(size.SubtractWidthHeight(2*ringRoom, 2*ringRoom))

	x := (size.Width - r.contentWidth()) / 2
	if i := r.iconSize(); i > 0 {
		r.icon.Resize(fyne.NewSquareSize(i))
		r.icon.Move(fyne.NewPos(x, (size.Height-i)/2))
		x += i + 7
	}
	t := r.text.MinSize()
	r.text.Resize(t)
	r.text.Move(fyne.NewPos(x, (size.Height-t.Height)/2))
}

func (r *buttonRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

// apply takes the colours from the theme, which may have changed.
func (r *buttonRenderer) apply() {
	th := r.b.Theme()
	v := fyne.CurrentApp().Settings().ThemeVariant()
	front, back := r.b.colors()

	r.text.Text = r.b.label
	r.text.TextSize = th.Size(theme.SizeNameText)
	r.text.TextStyle = fyne.TextStyle{Bold: r.b.kind == buttonPrimary || r.b.on}
	r.text.Color = th.Color(front, v)

	r.icon.Hidden = r.b.icon == ""
	if !r.icon.Hidden {
		r.icon.Resource = r.b.icon.resource(front)
		r.icon.Refresh()
	}

	radius := th.Size(theme.SizeNameInputRadius)
	r.back.CornerRadius = radius
	r.back.FillColor = color.Transparent
	if back != "" {
		r.back.FillColor = th.Color(back, v)
	}
	r.ring.CornerRadius = radius + ringRoom
	r.ring.StrokeWidth = ringWidth
	r.ring.StrokeColor = color.Transparent
	if r.b.focused && !r.b.disabled {
		r.ring.StrokeColor = th.Color(colorFocusRing, v)
	}
}

// colors are those of the text and of what is behind it, none if empty.
func (b *button) colors() (front, back fyne.ThemeColorName) {
	hot := b.hovered && !b.disabled
	switch {
	case b.disabled && b.kind == buttonQuiet:
		return theme.ColorNameDisabled, ""
	case b.disabled:
		return theme.ColorNameDisabled, theme.ColorNameDisabledButton
	case b.kind == buttonChoice && b.on:
		return theme.ColorNameForeground, colorSelected
	}
	looks := map[buttonKind]struct{ front, cold, hot fyne.ThemeColorName }{
		buttonPlain:   {theme.ColorNameForeground, theme.ColorNameButton, colorPressed},
		buttonPrimary: {theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, colorPrimaryHot},
		buttonQuiet:   {theme.ColorNameHyperlink, "", theme.ColorNameHover},
		buttonTinted:  {theme.ColorNameForeground, theme.ColorNameBackground, colorPressed},
		buttonChoice:  {colorMuted, "", theme.ColorNameHover},
	}
	if look := looks[b.kind]; !hot {
		return look.front, look.cold
	}
	return looks[b.kind].front, looks[b.kind].hot
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.back, r.icon, r.text}
}

func (r *buttonRenderer) Destroy() {}
