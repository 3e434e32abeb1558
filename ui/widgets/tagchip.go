package widgets

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A TagChip is a tag that the person can remove: with the cross at its end, or with
// Delete and the keys that press a button when it has the focus.
type TagChip struct {
	widget.BaseWidget
	Tag    string
	name   string // of what it does, for who cannot see the cross
	keys   KeyHandler
	remove func()

	Focused, hot bool
}

var (
	_ fyne.Focusable     = (*TagChip)(nil)
	_ fyne.Tappable      = (*TagChip)(nil)
	_ fyne.Accessible    = (*TagChip)(nil)
	_ desktop.Hoverable  = (*TagChip)(nil)
	_ desktop.Cursorable = (*TagChip)(nil)
)

// NewTagChip returns a tag with a cross that removes it.
func NewTagChip(tag, name string, keys KeyHandler, remove func()) *TagChip {
	c := &TagChip{Tag: tag, name: name, keys: keys, remove: remove}
	c.ExtendBaseWidget(c)
	return c
}

// Chips are as high as a finger or a mouse needs; the cross has a square of that.
const (
	chipPadX   = 10
	chipWidest = 240
)

func (c *TagChip) textSize() float32 { return c.Theme().Size(theme.SizeNameCaptionText) }

func (c *TagChip) height() float32 {
	return max(leastTarget, fyne.MeasureText("Ág", c.textSize(), fyne.TextStyle{}).Height+10)
}

// cross is where the cross begins.
func (c *TagChip) cross() float32 { return c.Size().Width - c.height() }

func (c *TagChip) Tapped(e *fyne.PointEvent) {
	if e.Position.X >= c.cross() {
		c.remove()
		return
	}
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
		canvas.Focus(c)
	}
}

func (c *TagChip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDelete, fyne.KeyBackspace:
		c.remove()
	default:
		c.keys(e)
	}
}

func (c *TagChip) TypedRune(rune) {}
func (c *TagChip) FocusGained()   { c.Focused = true; c.Refresh(); FocusShown(c) }
func (c *TagChip) FocusLost()     { c.Focused = false; c.Refresh() }

func (c *TagChip) MouseIn(e *desktop.MouseEvent)    { c.MouseMoved(e) }
func (c *TagChip) MouseOut()                        { c.setHot(false) }
func (c *TagChip) MouseMoved(e *desktop.MouseEvent) { c.setHot(e.Position.X >= c.cross()) }

func (c *TagChip) setHot(hot bool) {
	if c.hot != hot {
		c.hot = hot
		c.Refresh()
	}
}

// Cursor shows what can be pressed.
func (c *TagChip) Cursor() desktop.Cursor {
	if c.hot {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// AccessibilityLabel says what pressing it does.
func (c *TagChip) AccessibilityLabel() string { return c.name }

// AccessibilityRole says that it is a button.
func (c *TagChip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (c *TagChip) CreateRenderer() fyne.WidgetRenderer {
	r := &tagChipRenderer{
		c: c, ring: NewRing(), back: canvas.NewRectangle(color.Transparent),
		hot: canvas.NewCircle(color.Transparent), text: NewText(), cross: NewSymbolImage(),
	}
	r.apply()
	return r
}

type tagChipRenderer struct {
	c     *TagChip
	ring  Ring
	back  *canvas.Rectangle
	hot   *canvas.Circle
	text  *canvas.Text
	cross *canvas.Image
}

func (r *tagChipRenderer) apply() {
	th := r.c.Theme()
	r.text.TextSize = r.c.textSize()
	r.text.Color = ThemeColor(th, theme.ColorNameForeground)
	r.back.FillColor = ThemeColor(th, theme.ColorNameButton)
	r.back.CornerRadius = (r.c.height() - 2*RingRoom) / 2
	drawEdge(r.back, th)
	r.hot.FillColor = color.Transparent
	if r.c.hot {
		r.hot.FillColor = ThemeColor(th, look.ColorPressed)
	}
	SetSymbol(r.cross, symbolClear, look.ColorMuted)
	r.ring.Apply(th, r.c.height()/2, r.c.Focused)
}

func (r *tagChipRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.c.Tag, r.c.textSize(), fyne.TextStyle{}).Width
	return fyne.NewSize(min(text+chipPadX+r.c.height(), look.Scaled(chipWidest), 320), r.c.height())
}

// Layout also shortens the text where there is no room for all of it.
func (r *tagChipRenderer) Layout(size fyne.Size) {
	h := r.c.height()
	r.ring.Resize(size)
	r.back.Move(fyne.NewSquareOffsetPos(RingRoom))
	r.back.Resize(size.SubtractWidthHeight(2*RingRoom, 2*RingRoom))
	left := float32(RingRoom + chipPadX)
	cross := size.Width - h
	r.text.Text = FitText(r.c.Tag, cross-left+RingRoom, r.text.TextSize, r.text.TextStyle)
	t := r.text.MinSize()
	r.text.Resize(t)
	r.text.Move(fyne.NewPos(left, (size.Height-t.Height)/2))
	side := r.text.TextSize
	middle := fyne.NewPos(size.Width-RingRoom-(h-2*RingRoom)/2, size.Height/2)
	r.hot.Resize(fyne.NewSquareSize(h - 2*RingRoom))
	r.hot.Move(middle.SubtractXY((h-2*RingRoom)/2, (h-2*RingRoom)/2))
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
