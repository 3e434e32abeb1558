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

// A Toggle is a box to tick whose text wraps: Fyne's does not, and would make a
// narrow window wide. Space and Enter change it, as a tap anywhere on it does.
type Toggle struct {
	widget.BaseWidget
	Text     string
	keys     KeyHandler
	onChange func(on bool)
	// PassEnter is for a form whose Enter goes on: Space alone changes it then.
	PassEnter bool

	On, disabled, focused, hovered bool
}

var (
	_ fyne.Focusable     = (*Toggle)(nil)
	_ fyne.Tappable      = (*Toggle)(nil)
	_ fyne.Disableable   = (*Toggle)(nil)
	_ fyne.Accessible    = (*Toggle)(nil)
	_ desktop.Hoverable  = (*Toggle)(nil)
	_ desktop.Cursorable = (*Toggle)(nil)
)

// NewToggle returns a toggle that calls back when the person changes it.
func NewToggle(text string, keys KeyHandler, onChange func(on bool)) *Toggle {
	t := &Toggle{Text: text, keys: keys, onChange: onChange}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows it as it is, without calling back.
func (t *Toggle) Set(text string, on, enabled bool) {
	if t.Text == text && t.On == on && t.disabled == !enabled {
		return
	}
	t.Text, t.On, t.disabled = text, on, !enabled
	t.Refresh()
}

// change is the person's own.
func (t *Toggle) change() {
	if t.disabled {
		return
	}
	t.On = !t.On
	t.Refresh()
	if t.onChange != nil {
		t.onChange(t.On)
	}
}

func (t *Toggle) Enable()        { t.Set(t.Text, t.On, true) }
func (t *Toggle) Disable()       { t.Set(t.Text, t.On, false) }
func (t *Toggle) Disabled() bool { return t.disabled }

func (t *Toggle) Tapped(*fyne.PointEvent)        { t.change() }
func (t *Toggle) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.Refresh() }
func (t *Toggle) MouseMoved(*desktop.MouseEvent) {}
func (t *Toggle) MouseOut()                      { t.hovered = false; t.Refresh() }
func (t *Toggle) FocusGained()                   { t.focused = true; t.Refresh(); FocusShown(t) }
func (t *Toggle) FocusLost()                     { t.focused = false; t.Refresh() }
func (t *Toggle) TypedRune(rune)                 {}

func (t *Toggle) TypedKey(e *fyne.KeyEvent) {
	enter := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
	switch {
	case e.Name == fyne.KeySpace, enter && !t.PassEnter:
		t.change()
	case t.keys != nil:
		t.keys(e)
	}
}

func (t *Toggle) Cursor() desktop.Cursor {
	if t.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel also tells that it is ticked.
func (t *Toggle) AccessibilityLabel() string {
	if t.On {
		return "✓ " + t.Text
	}
	return t.Text
}

// AccessibilityRole is the nearest that the toolkit has.
func (t *Toggle) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (t *Toggle) CreateRenderer() fyne.WidgetRenderer {
	r := &toggleRenderer{
		t: t, ring: NewRing(), back: canvas.NewRectangle(color.Transparent), box: canvas.NewRectangle(color.Transparent),
		tick: NewSymbolImage(), text: NewParagraph(t.Text),
	}
	r.apply()
	return r
}

type toggleRenderer struct {
	t         *Toggle
	ring      Ring
	back, box *canvas.Rectangle
	tick      *canvas.Image
	text      *widget.Label
}

// toggleSide is the side of the box: as high as the letters beside it.
func toggleSide(th fyne.Theme) float32 { return th.Size(theme.SizeNameText) * 1.3 }

// ToggleTextAt is where the text begins, which has a margin of its own.
func ToggleTextAt(th fyne.Theme) float32 { return 2*RingRoom + toggleSide(th) }

func (r *toggleRenderer) textAt() float32 { return ToggleTextAt(r.t.Theme()) }

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
	r.back.Move(fyne.NewSquareOffsetPos(RingWidth))
	r.back.Resize(size.SubtractWidthHeight(2*RingWidth, 2*RingWidth))
	height := HeightAt(r.text, size.Width-r.textAt())
	y := max(0, (size.Height-height)/2)
	r.text.Move(fyne.NewPos(r.textAt(), y))
	side := toggleSide(r.t.Theme())
	at := fyne.NewPos(RingRoom+RingWidth, y+theme.InnerPadding()+(look.LineHeight()-side)/2)
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
	if !t.On {
		back = theme.ColorNameInputBackground
		if !t.disabled {
			border = theme.ColorNameInputBorder
		}
	}
	r.box.FillColor, r.box.StrokeColor = ThemeColor(th, back), ThemeColor(th, border)
	r.box.StrokeWidth, r.box.CornerRadius = 1.5, 4
	r.tick.Hidden = !t.On
	if t.On {
		SetSymbol(r.tick, symbolCheck, front)
	}
	r.back.FillColor, r.back.CornerRadius = color.Transparent, th.Size(theme.SizeNameInputRadius)
	if t.hovered && !t.disabled {
		r.back.FillColor = ThemeColor(th, theme.ColorNameHover)
	}
	r.ring.Apply(th, th.Size(theme.SizeNameInputRadius), t.focused && !t.disabled)
	r.text.Text, r.text.Importance = t.Text, widget.MediumImportance
	if t.disabled {
		r.text.Importance = widget.LowImportance
	}
	r.text.Refresh()
}

func (r *toggleRenderer) Destroy() {}
func (r *toggleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.ring.Rectangle, r.box, r.tick, r.text}
}
