package widgets

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tipDelay is how long the mouse rests on something before its name shows.
const tipDelay = 600 * time.Millisecond

// A Tooltips shows the name of what has only an icon, one at a time. It is the last
// object of a window's content, as large as the window, and takes no part in what
// the mouse does. Nothing else in the toolkit can be drawn over the rest of a
// window without taking the mouse and the keys from it.
type Tooltips struct {
	widget.BaseWidget
	After  AfterFunc
	owner  fyne.CanvasObject // whose name shows or is about to, nil for none
	text   string
	shown  bool
	cancel func()
}

// NewTooltips returns the layer that shows them.
func NewTooltips(after AfterFunc) *Tooltips {
	t := &Tooltips{After: after, cancel: func() {}}
	t.ExtendBaseWidget(t)
	return t
}

// TooltipsOf finds those of a canvas; nil where there are none, or where something lies
// over them.
func TooltipsOf(c fyne.Canvas) *Tooltips {
	if c == nil || c.Overlays().Top() != nil {
		return nil
	}
	content, ok := c.Content().(*fyne.Container)
	if !ok {
		return nil
	}
	for _, o := range content.Objects {
		if t, ok := o.(*Tooltips); ok {
			return t
		}
	}
	return nil
}

// show names an object at once.
func (t *Tooltips) show(owner fyne.CanvasObject, text string) {
	if t == nil || text == "" {
		return
	}
	t.cancel()
	t.owner, t.text, t.shown = owner, text, true
	t.Refresh()
}

// showSoon names it once the mouse has rested on it.
func (t *Tooltips) showSoon(owner fyne.CanvasObject, text string) {
	if t == nil || t.shown && t.owner == owner {
		return
	}
	t.Dismiss()
	t.owner = owner
	t.cancel = t.After(tipDelay, func() { t.show(owner, text) })
}

// hideFor hides the name of an object, if it shows or is about to.
func (t *Tooltips) hideFor(owner fyne.CanvasObject) {
	if t != nil && t.owner == owner {
		t.Dismiss()
	}
}

// Dismiss hides the tooltip that shows.
func (t *Tooltips) Dismiss() {
	t.cancel()
	t.cancel = func() {}
	t.owner = nil
	if t.shown {
		t.shown = false
		t.Refresh()
	}
}

func (t *Tooltips) CreateRenderer() fyne.WidgetRenderer {
	r := &tipsRenderer{t: t, back: canvas.NewRectangle(color.Transparent), text: NewText()}
	r.apply()
	return r
}

type tipsRenderer struct {
	t    *Tooltips
	back *canvas.Rectangle
	text *canvas.Text
}

const (
	tipPadX, tipPadY = 8, 4
	tipMargin        = 4 // to the edge of the window
)

func (r *tipsRenderer) apply() {
	th := r.t.Theme()
	r.back.FillColor = ThemeColor(th, theme.ColorNameForeground)
	r.back.CornerRadius = 4
	r.text.TextSize = th.Size(theme.SizeNameCaptionText)
	r.text.Color = ThemeColor(th, theme.ColorNameBackground)
	SetVisible(r.back, r.t.shown)
	SetVisible(r.text, r.t.shown)
}

// Layout puts the name under its object, over it where there is no room, and
// inside the window.
func (r *tipsRenderer) Layout(size fyne.Size) {
	if !r.t.shown || r.t.owner == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(r.t.owner).Subtract(driver.AbsolutePositionForObject(r.t))
	of := r.t.owner.Size()
	r.text.Text = FitText(r.t.text, size.Width-2*tipPadX-2*tipMargin, r.text.TextSize, r.text.TextStyle)
	text := r.text.MinSize()
	box := text.AddWidthHeight(2*tipPadX, 2*tipPadY)
	x := max(min(at.X+(of.Width-box.Width)/2, size.Width-tipMargin-box.Width), tipMargin)
	y := at.Y + of.Height
	if y+box.Height > size.Height {
		y = at.Y - box.Height
	}
	r.back.Move(fyne.NewPos(x, y))
	r.back.Resize(box)
	r.text.Move(fyne.NewPos(x+tipPadX, y+tipPadY))
	r.text.Resize(text)
}

func (r *tipsRenderer) Refresh() {
	r.apply()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

func (r *tipsRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *tipsRenderer) Destroy()                     {}
func (r *tipsRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back, r.text} }
