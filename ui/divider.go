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

// A divider is the line between two panes. The mouse drags it and the arrow keys
// move it; Fyne's own cannot be reached by keys.
type divider struct {
	widget.BaseWidget
	name     string // for who cannot see it
	upright  bool   // it stands between left and right
	onMove   func(by float32)
	onMoved  func() // the mouse has let go, or a key has moved it
	keys     keyHandler
	focused  bool
	hovered  bool
	dragging bool
}

const (
	dividerGrip = 7 // pixels that the mouse can catch it by
	dividerStep = 24
)

var (
	_ fyne.Focusable     = (*divider)(nil)
	_ fyne.Draggable     = (*divider)(nil)
	_ fyne.Accessible    = (*divider)(nil)
	_ desktop.Hoverable  = (*divider)(nil)
	_ desktop.Cursorable = (*divider)(nil)
)

func newDivider(name string, keys keyHandler, onMove func(float32), onMoved func()) *divider {
	d := &divider{name: name, upright: true, keys: keys, onMove: onMove, onMoved: onMoved}
	d.ExtendBaseWidget(d)
	return d
}

func (d *divider) Dragged(e *fyne.DragEvent) {
	d.dragging = true
	by := e.Dragged.DX
	if !d.upright {
		by = e.Dragged.DY
	}
	d.onMove(by)
}

func (d *divider) DragEnd() {
	d.dragging = false
	d.onMoved()
}

func (d *divider) Cursor() desktop.Cursor {
	if d.upright {
		return desktop.HResizeCursor
	}
	return desktop.VResizeCursor
}

func (d *divider) MouseIn(*desktop.MouseEvent)    { d.hovered = true; d.Refresh() }
func (d *divider) MouseMoved(*desktop.MouseEvent) {}
func (d *divider) MouseOut()                      { d.hovered = false; d.Refresh() }
func (d *divider) FocusGained()                   { d.focused = true; d.Refresh() }
func (d *divider) FocusLost()                     { d.focused = false; d.Refresh() }
func (d *divider) TypedRune(rune)                 {}

func (d *divider) TypedKey(e *fyne.KeyEvent) {
	less, more := fyne.KeyLeft, fyne.KeyRight
	if !d.upright {
		less, more = fyne.KeyUp, fyne.KeyDown
	}
	switch e.Name {
	case less:
		d.onMove(-dividerStep)
		d.onMoved()
	case more:
		d.onMove(dividerStep)
		d.onMoved()
	default:
		d.keys(e)
	}
}

// AccessibilityLabel says what it is between.
func (d *divider) AccessibilityLabel() string { return d.name }

// AccessibilityRole is the nearest that the toolkit has.
func (d *divider) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (d *divider) CreateRenderer() fyne.WidgetRenderer {
	r := &dividerRenderer{d, canvas.NewRectangle(color.Transparent)}
	r.apply()
	return r
}

type dividerRenderer struct {
	d    *divider
	line *canvas.Rectangle
}

func (r *dividerRenderer) thickness() float32 {
	if r.d.focused || r.d.hovered || r.d.dragging {
		return 3
	}
	return 1
}

func (r *dividerRenderer) apply() {
	name := theme.ColorNameSeparator
	if r.d.focused || r.d.dragging {
		name = look.ColorFocusRing
	} else if r.d.hovered {
		name = theme.ColorNameInputBorder
	}
	r.line.FillColor = r.d.Theme().Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

func (r *dividerRenderer) Layout(size fyne.Size) {
	t := r.thickness()
	if r.d.upright {
		r.line.Move(fyne.NewPos((size.Width-t)/2, 0))
		r.line.Resize(fyne.NewSize(t, size.Height))
		return
	}
	r.line.Move(fyne.NewPos(0, (size.Height-t)/2))
	r.line.Resize(fyne.NewSize(size.Width, t))
}

func (r *dividerRenderer) Refresh() {
	r.apply()
	r.Layout(r.d.Size())
	canvas.Refresh(r.d)
}

func (r *dividerRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(dividerGrip) }
func (r *dividerRenderer) Destroy()                     {}
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
