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

// A toggle is a box to tick whose text wraps: Fyne's does not, and would make a
// narrow window wide. Space and Enter change it, as a tap anywhere on it does.
type toggle struct {
	widget.BaseWidget
	text     string
	keys     keyHandler
	onChange func(on bool)
	// passEnter is for a form whose Enter goes on: Space alone changes it then.
	passEnter bool

	on, disabled, focused, hovered bool
}

var (
	_ fyne.Focusable     = (*toggle)(nil)
	_ fyne.Tappable      = (*toggle)(nil)
	_ fyne.Disableable   = (*toggle)(nil)
	_ fyne.Accessible    = (*toggle)(nil)
	_ desktop.Hoverable  = (*toggle)(nil)
	_ desktop.Cursorable = (*toggle)(nil)
)

func newToggle(text string, keys keyHandler, onChange func(on bool)) *toggle {
	t := &toggle{text: text, keys: keys, onChange: onChange}
	t.ExtendBaseWidget(t)
	return t
}

// set shows it as it is, without calling back.
func (t *toggle) set(text string, on, enabled bool) {
	if t.text == text && t.on == on && t.disabled == !enabled {
		return
	}
	t.text, t.on, t.disabled = text, on, !enabled
	t.Refresh()
}

// change is the person's own.
func (t *toggle) change() {
	if t.disabled {
		return
	}
	t.on = !t.on
	t.Refresh()
	if t.onChange != nil {
		t.onChange(t.on)
	}
}

func (t *toggle) Enable()        { t.set(t.text, t.on, true) }
func (t *toggle) Disable()       { t.set(t.text, t.on, false) }
func (t *toggle) Disabled() bool { return t.disabled }

func (t *toggle) Tapped(*fyne.PointEvent)        { t.change() }
func (t *toggle) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.Refresh() }
func (t *toggle) MouseMoved(*desktop.MouseEvent) {}
func (t *toggle) MouseOut()                      { t.hovered = false; t.Refresh() }
func (t *toggle) FocusGained()                   { t.focused = true; t.Refresh(); focusShown(t) }
func (t *toggle) FocusLost()                     { t.focused = false; t.Refresh() }
func (t *toggle) TypedRune(rune)                 {}

func (t *toggle) TypedKey(e *fyne.KeyEvent) {
	enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
	switch {
	case e.Name == fyne.KeySpace, enter && !t.passEnter:
		t.change()
	case t.keys != nil:
		t.keys(e)
	}
}

func (t *toggle) Cursor() desktop.Cursor {
	if t.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel also tells that it is ticked.
func (t *toggle) AccessibilityLabel() string {
	if t.on {
		return "✓ " + t.text
	}
	return t.text
}

// AccessibilityRole is the nearest that the toolkit has.
func (t *toggle) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (t *toggle) CreateRenderer() fyne.WidgetRenderer {
	r := &toggleRenderer{
		t: t, ring: newRing(), back: canvas.NewRectangle(color.Transparent), box: canvas.NewRectangle(color.Transparent),
		tick: newSymbolImage(), text: newParagraph(t.text),
	}
	r.apply()
	return r
}

type toggleRenderer struct {
	t         *toggle
	ring      ring
	back, box *canvas.Rectangle
	tick      *canvas.Image
	text      *widget.Label
}

// toggleSide is the side of the box: as high as the letters beside it.
func toggleSide(th fyne.Theme) float32 { return th.Size(theme.SizeNameText) * 1.3 }

// toggleTextAt is where the text begins, which has a margin of its own.
func toggleTextAt(th fyne.Theme) float32 { return 2*ringRoom + toggleSide(th) }

func (r *toggleRenderer) textAt() float32 { return toggleTextAt(r.t.Theme()) }

func (r *toggleRenderer) MinSize() fyne.Size {
	text := r.text.MinSize()
	return fyne.NewSize(r.textAt()+text.Width, max(text.Height, leastTarget))
}

// Layout sets the box level with the first line of the text.
func (r *toggleRenderer) Layout(size fyne.Size) {
	if size.Width <= r.textAt() {
		return // not laid out yet
	}
	r.ring.Resize(size)
	r.back.Move(fyne.NewSquareOffsetPos(ringWidth))
	r.back.Resize(size.SubtractWidthHeight(2*ringWidth, 2*ringWidth))
	height := heightAt(r.text, size.Width-r.textAt())
	y := max(0, (size.Height-height)/2)
	r.text.Move(fyne.NewPos(r.textAt(), y))
	side := toggleSide(r.t.Theme())
	at := fyne.NewPos(ringRoom+ringWidth, y+theme.InnerPadding()+(look.LineHeight()-side)/2)
	r.box.Move(at)
	r.box.Resize(fyne.NewSquareSize(side))
	r.tick.Move(at.AddXY(side*0.1, side*0.1))
	r.tick.Resize(fyne.NewSquareSize(side * 0.8))
}

func (r *toggleRenderer) Refresh() {
	r.apply()
	r.Layout(r.t.Size())
	canvas.Refresh(r.t)
}

// apply takes the colours from the theme, which may have changed.
func (r *toggleRenderer) apply() {
	t, th := r.t, r.t.Theme()
	front, back, border := theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary, theme.ColorNamePrimary
	if t.disabled {
		front, back, border = theme.ColorNameDisabled, theme.ColorNameDisabledButton, theme.ColorNameDisabled
	}
	if !t.on {
		back = theme.ColorNameInputBackground
		if !t.disabled {
			border = theme.ColorNameInputBorder
		}
	}
	r.box.FillColor, r.box.StrokeColor = themeColor(th, back), themeColor(th, border)
	r.box.StrokeWidth, r.box.CornerRadius = 1.5, 4
	r.tick.Hidden = !t.on
	if t.on {
		setSymbol(r.tick, symbolCheck, front)
	}
	r.back.FillColor, r.back.CornerRadius = color.Transparent, th.Size(theme.SizeNameInputRadius)
	if t.hovered && !t.disabled {
		r.back.FillColor = themeColor(th, theme.ColorNameHover)
	}
	r.ring.apply(th, th.Size(theme.SizeNameInputRadius), t.focused && !t.disabled)
	r.text.Text, r.text.Importance = t.text, widget.MediumImportance
	if t.disabled {
		r.text.Importance = widget.LowImportance
	}
	r.text.Refresh()
}

func (r *toggleRenderer) Destroy() {}
func (r *toggleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.ring.Rectangle, r.box, r.tick, r.text}
}
