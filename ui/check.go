package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A check is a box with a text beside it, which Space and a tap tick. Unlike
// Fyne's its text wraps where there is little room, one sees that it has the focus,
// and it passes on the keys that it does not use.
type check struct {
	widget.BaseWidget
	Text      string
	Checked   bool
	OnChanged func(bool)

	keys                       keyHandler
	label                      *widget.Label
	disabled, focused, hovered bool
}

var (
	_ fyne.Focusable    = (*check)(nil)
	_ fyne.Tappable     = (*check)(nil)
	_ fyne.Disableable  = (*check)(nil)
	_ fyne.Accessible   = (*check)(nil)
	_ desktop.Hoverable = (*check)(nil)
	_ wrapper           = (*check)(nil)
)

func newCheck(text string, keys keyHandler, changed func(bool)) *check {
	c := &check{Text: text, OnChanged: changed, keys: keys, label: newParagraph(text)}
	c.ExtendBaseWidget(c)
	return c
}

// SetChecked ticks the box, or not, and calls back if that is a change.
func (c *check) SetChecked(checked bool) {
	if c.Checked == checked {
		return
	}
	c.Checked = checked
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(checked)
	}
}

// setText changes the text.
func (c *check) setText(text string) {
	if c.Text != text {
		c.Text = text
		c.Refresh()
	}
}

func (c *check) Enable()        { c.setEnabled(true) }
func (c *check) Disable()       { c.setEnabled(false) }
func (c *check) Disabled() bool { return c.disabled }

// setEnabled is Enable or Disable. A disabled check gives the focus away.
func (c *check) setEnabled(enabled bool) {
	if c.disabled == !enabled {
		return
	}
	c.disabled = !enabled
	if c.disabled && c.focused {
		if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil {
			on.Unfocus()
		}
	}
	c.Refresh()
}

func (c *check) toggle() {
	if !c.disabled {
		c.SetChecked(!c.Checked)
	}
}

func (c *check) Tapped(*fyne.PointEvent) {
	if on := fyne.CurrentApp().Driver().CanvasForObject(c); on != nil && !c.disabled {
		on.Focus(c)
	}
	c.toggle()
}

func (c *check) MouseIn(*desktop.MouseEvent)    { c.hovered = true; c.Refresh() }
func (c *check) MouseMoved(*desktop.MouseEvent) {}
func (c *check) MouseOut()                      { c.hovered = false; c.Refresh() }
func (c *check) FocusGained()                   { c.focused = true; c.Refresh(); focusShown(c) }
func (c *check) FocusLost()                     { c.focused = false; c.Refresh() }

func (c *check) TypedRune(r rune) {
	if r == ' ' {
		c.toggle()
	}
}

// TypedKey passes all on: Space comes as a rune.
func (c *check) TypedKey(k *fyne.KeyEvent) {
	if k.Name != fyne.KeySpace && c.keys != nil {
		c.keys(k)
	}
}

// AccessibilityLabel is the text, and whether the box is ticked.
func (c *check) AccessibilityLabel() string {
	if c.Checked {
		return "✓ " + c.Text
	}
	return c.Text
}

// AccessibilityRole is the nearest that the toolkit has.
func (c *check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// The lengths of a check.
const (
	checkMargin = 8   // to the left of the box; the label has a margin of its own
	checkWidth  = 160 // what it gets at least, at 100 % text
)

// beside is what the box takes from the width of the label.
func (c *check) beside() float32 { return checkMargin + lineHeight() }

func (c *check) wanted() fyne.Size {
	text := fyne.MeasureText(c.Text, theme.TextSize(), fyne.TextStyle{})
	pad := 2 * theme.InnerPadding()
	return fyne.NewSize(c.beside()+text.Width+pad+1, text.Height+pad)
}

func (c *check) leastWidth() float32 { return min(c.wanted().Width, scaled(checkWidth)) }

func (c *check) heightIn(width float32) float32 { return heightAt(c.label, width-c.beside()) }

// Resize wraps the text anew.
func (c *check) Resize(size fyne.Size) {
	heightAt(c.label, size.Width-c.beside())
	c.BaseWidget.Resize(size)
}

func (c *check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{c: c, ring: newRing(), box: canvas.NewRectangle(color.Transparent), tick: newSymbolImage()}
	r.apply()
	return r
}

type checkRenderer struct {
	c    *check
	ring ring
	box  *canvas.Rectangle
	tick *canvas.Image
}

func (r *checkRenderer) apply() {
	c, th := r.c, r.c.Theme()
	edge, ground, front := theme.ColorNameInputBorder, theme.ColorNameInputBackground, theme.ColorNameForegroundOnPrimary
	switch {
	case c.disabled:
		edge, front = theme.ColorNameDisabled, theme.ColorNameDisabled
	case c.Checked:
		edge, ground = theme.ColorNamePrimary, theme.ColorNamePrimary
	case c.hovered:
		edge = theme.ColorNamePrimary
	}
	r.box.StrokeWidth = 1.5
	r.box.StrokeColor = themeColor(th, edge)
	r.box.FillColor = themeColor(th, ground)
	r.box.CornerRadius = 3
	r.tick.Hidden = !c.Checked
	if c.Checked {
		setSymbol(r.tick, symbolCheck, front)
	}
	c.label.Importance = widget.MediumImportance
	if c.disabled {
		c.label.Importance = widget.LowImportance
	}
	r.ring.apply(th, th.Size(theme.SizeNameInputRadius), c.focused && !c.disabled)
}

func (r *checkRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.c.leastWidth(), max(r.c.label.MinSize().Height, lineHeight()+2*theme.InnerPadding()))
}

func (r *checkRenderer) Layout(size fyne.Size) {
	line := lineHeight()
	side := line * 0.9
	at := fyne.NewPos(checkMargin, theme.InnerPadding()+(line-side)/2)
	r.box.Move(at)
	r.box.Resize(fyne.NewSquareSize(side))
	r.tick.Move(at.AddXY(2, 2))
	r.tick.Resize(fyne.NewSquareSize(side - 4))
	r.c.label.Move(fyne.NewPos(r.c.beside(), 0))
	height := heightAt(r.c.label, size.Width-r.c.beside())
	r.ring.Move(fyne.NewSquareOffsetPos(ringWidth))
	r.ring.Resize(fyne.NewSize(min(size.Width, r.c.wanted().Width), height).SubtractWidthHeight(2*ringWidth, 2*ringWidth))
}

func (r *checkRenderer) Refresh() {
	r.apply()
	if r.c.label.Text != r.c.Text {
		r.c.label.Text = r.c.Text
	}
	r.c.label.Refresh()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *checkRenderer) Destroy() {}
func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring.Rectangle, r.box, r.tick, r.c.label}
}
