package ui

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A tagChip is a tag that the person can remove: with the cross at its end, or with
// Delete and the keys that press a button when it has the focus.
type tagChip struct {
	widget.BaseWidget
	tag    string
	name   string // of what it does, for who cannot see the cross
	keys   keyHandler
	remove func()

	focused, hot bool
}

var (
	_ fyne.Focusable     = (*tagChip)(nil)
	_ fyne.Tappable      = (*tagChip)(nil)
	_ fyne.Accessible    = (*tagChip)(nil)
	_ desktop.Hoverable  = (*tagChip)(nil)
	_ desktop.Cursorable = (*tagChip)(nil)
)

func newTagChip(tag, name string, keys keyHandler, remove func()) *tagChip {
	c := &tagChip{tag: tag, name: name, keys: keys, remove: remove}
	c.ExtendBaseWidget(c)
	return c
}

// Chips are as high as a finger or a mouse needs; the cross has a square of that.
const (
	chipPadX   = 10
	chipWidest = 240
)

func (c *tagChip) textSize() float32 { return c.Theme().Size(theme.SizeNameCaptionText) }

func (c *tagChip) height() float32 {
	return max(leastTarget, fyne.MeasureText("Ág", c.textSize(), fyne.TextStyle{}).Height+10)
}

// cross is where the cross begins.
func (c *tagChip) cross() float32 { return c.Size().Width - c.height() }

func (c *tagChip) Tapped(e *fyne.PointEvent) {
	if e.Position.X >= c.cross() {
		c.remove()
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
		canvas.Focus(c)
	}
}

func (c *tagChip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDelete, fyne.KeyBackspace:
		c.remove()
	default:
		c.keys(e)
	}
}

func (c *tagChip) TypedRune(rune) {}
func (c *tagChip) FocusGained()   { c.focused = true; c.Refresh(); focusShown(c) }
func (c *tagChip) FocusLost()     { c.focused = false; c.Refresh() }

func (c *tagChip) MouseIn(e *desktop.MouseEvent)    { c.MouseMoved(e) }
func (c *tagChip) MouseOut()                        { c.setHot(false) }
func (c *tagChip) MouseMoved(e *desktop.MouseEvent) { c.setHot(e.Position.X >= c.cross()) }

func (c *tagChip) setHot(hot bool) {
	if c.hot != hot {
		c.hot = hot
		c.Refresh()
	}
}

// Cursor shows what can be pressed.
func (c *tagChip) Cursor() desktop.Cursor {
	if c.hot {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// AccessibilityLabel says what pressing it does.
func (c *tagChip) AccessibilityLabel() string { return c.name }

// AccessibilityRole says that it is a button.
func (c *tagChip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *tagChip) CreateRenderer() fyne.WidgetRenderer {
	r := &tagChipRenderer{
		c: c, ring: newRing(), back: canvas.NewRectangle(color.Transparent),
		hot: canvas.NewCircle(color.Transparent), text: newText(), cross: newSymbolImage(),
	}
	r.apply()
	return r
}

type tagChipRenderer struct {
	c     *tagChip
	ring  ring
	back  *canvas.Rectangle
	hot   *canvas.Circle
	text  *canvas.Text
	cross *canvas.Image
}

func (r *tagChipRenderer) apply() {
	th := r.c.Theme()
	r.text.TextSize = r.c.textSize()
	r.text.Color = themeColor(th, theme.ColorNameForeground)
	r.back.FillColor = themeColor(th, theme.ColorNameButton)
	r.back.CornerRadius = (r.c.height() - 2*ringRoom) / 2
	drawEdge(r.back, th)
	r.hot.FillColor = color.Transparent
	if r.c.hot {
		r.hot.FillColor = themeColor(th, look.ColorPressed)
	}
	setSymbol(r.cross, symbolClear, look.ColorMuted)
	r.ring.apply(th, r.c.height()/2, r.c.focused)
}

func (r *tagChipRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.c.tag, r.c.textSize(), fyne.TextStyle{}).Width
	return fyne.NewSize(min(text+chipPadX+r.c.height(), look.Scaled(chipWidest), 320), r.c.height())
}

// Layout also shortens the text where there is no room for all of it.
func (r *tagChipRenderer) Layout(size fyne.Size) {
	h := r.c.height()
	r.ring.Resize(size)
	r.back.Move(fyne.NewSquareOffsetPos(ringRoom))
	r.back.Resize(size.SubtractWidthHeight(2*ringRoom, 2*ringRoom))
	left := float32(ringRoom + chipPadX)
	cross := size.Width - h
	r.text.Text = fitText(r.c.tag, cross-left+ringRoom, r.text.TextSize, r.text.TextStyle)
	t := r.text.MinSize()
	r.text.Resize(t)
	r.text.Move(fyne.NewPos(left, (size.Height-t.Height)/2))
	side := r.text.TextSize
	middle := fyne.NewPos(size.Width-ringRoom-(h-2*ringRoom)/2, size.Height/2)
	r.hot.Resize(fyne.NewSquareSize(h - 2*ringRoom))
	r.hot.Move(middle.SubtractXY((h-2*ringRoom)/2, (h-2*ringRoom)/2))
	r.cross.Resize(fyne.NewSquareSize(side))
	r.cross.Move(middle.SubtractXY(side/2, side/2))
}

func (r *tagChipRenderer) Refresh() {
	r.apply()
	r.Layout(r.c.Size())
	canvas.Refresh(r.c)
}

func (r *tagChipRenderer) Destroy() {}
func (r *tagChipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.hot, r.ring.Rectangle, r.text, r.cross}
}
