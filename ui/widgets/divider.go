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

// A Divider is the line between two panes. The mouse drags it and the arrow keys
// move it; Fyne's own cannot be reached by keys.
type Divider struct {
	widget.BaseWidget
	name     string // for who cannot see it
	Upright  bool   // it stands between left and right
	onMove   func(by float32)
	onMoved  func() // the mouse has let go, or a key has moved it
	keys     KeyHandler
	focused  bool
	hovered  bool
	dragging bool
}

// DividerGrip and DividerStep are in units of the window.
const (
	DividerGrip = 7 // pixels that the mouse can catch it by
	DividerStep = 24
)

var (
	_ fyne.Focusable     = (*Divider)(nil)
	_ fyne.Draggable     = (*Divider)(nil)
	_ fyne.Accessible    = (*Divider)(nil)
	_ desktop.Hoverable  = (*Divider)(nil)
	_ desktop.Cursorable = (*Divider)(nil)
)

// NewDivider returns a divider that calls back with how far it is moved.
func NewDivider(name string, keys KeyHandler, onMove func(float32), onMoved func()) *Divider {
	d := &Divider{name: name, Upright: true, keys: keys, onMove: onMove, onMoved: onMoved}
	d.ExtendBaseWidget(d)
	return d
}

func (d *Divider) Dragged(e *fyne.DragEvent) {
	d.dragging = true
	by := e.Dragged.DX
	if !d.Upright {
		by = e.Dragged.DY
	}
	d.onMove(by)
}

func (d *Divider) DragEnd() {
	d.dragging = false
	d.onMoved()
}

func (d *Divider) Cursor() desktop.Cursor {
	if d.Upright {
		return desktop.HResizeCursor
	}
	return desktop.VResizeCursor
}

func (d *Divider) MouseIn(*desktop.MouseEvent)    { d.hovered = true; d.Refresh() }
func (d *Divider) MouseMoved(*desktop.MouseEvent) {}
func (d *Divider) MouseOut()                      { d.hovered = false; d.Refresh() }
func (d *Divider) FocusGained()                   { d.focused = true; d.Refresh() }
func (d *Divider) FocusLost()                     { d.focused = false; d.Refresh() }
func (d *Divider) TypedRune(rune)                 {}

func (d *Divider) TypedKey(e *fyne.KeyEvent) {
	less, more := fyne.KeyLeft, fyne.KeyRight
	if !d.Upright {
		less, more = fyne.KeyUp, fyne.KeyDown
	}
	switch e.Name {
	case less:
		d.onMove(-DividerStep)
		d.onMoved()
	case more:
		d.onMove(DividerStep)
		d.onMoved()
	default:
		d.keys(e)
	}
}

// AccessibilityLabel says what it is between.
func (d *Divider) AccessibilityLabel() string { return d.name }

// AccessibilityRole is the nearest that the toolkit has.
func (d *Divider) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (d *Divider) CreateRenderer() fyne.WidgetRenderer {
	r := &dividerRenderer{d, canvas.NewRectangle(color.Transparent)}
	r.apply()
	return r
}

type dividerRenderer struct {
	d    *Divider
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
	if r.d.Upright {
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

func (r *dividerRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(DividerGrip) }
func (r *dividerRenderer) Destroy()                     {}
func (r *dividerRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
