package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toastTime is how long a remark stays.
const toastTime = 8 * time.Second

// A Toast is a passing remark at the bottom of a screen, with a button that takes
// back what it is about. It stays while the mouse is on it or the button has the
// focus, and for its time from then on. A new one replaces the old.
type Toast struct {
	// Object is laid over what the remark may cover, as large as that.
	Object *fyne.Container
	After  AfterFunc
	// lost is told that the focus was on it when it went; may be nil.
	lost func()

	Box    *ToastBox
	Seq    int
	cancel func()
}

// NewToast returns a toast that does not show.
func NewToast(wait AfterFunc, keys KeyHandler, undo func()) *Toast {
	t := &Toast{After: wait, cancel: func() {}}
	t.Box = newToastBox(NewButton(ButtonPlain, "", "", keys, undo), t.held)
	t.Object = container.New(toastLayout{}, t.Box)
	t.Box.place = t.Object.Refresh
	t.Box.Hide()
	return t
}

// Show makes a remark, with a button if undoLabel is not empty. Of a number that
// was shown already it does nothing, so that a state may be drawn again; without
// text it hides what shows.
func (t *Toast) Show(seq int, text, undoLabel string) {
	if seq == t.Seq && text != "" {
		return
	}
	t.Seq = seq
	if text == "" {
		t.hide()
		return
	}
	if undoLabel == "" {
		t.loseFocus()
	}
	t.Box.set(text, undoLabel)
	t.Box.Show()
	t.Object.Refresh()
	t.held()
}

// held starts to count the time, or stops counting while the person is with it.
func (t *Toast) held() {
	t.cancel()
	t.cancel = func() {}
	if t.Box.Visible() && !t.Box.hovered && !t.Box.undo.hovered && !t.Box.undo.Focused {
		t.cancel = t.After(toastTime, t.hide)
	}
}

func (t *Toast) hide() {
	if t.Box.Visible() {
		t.loseFocus()
		t.Box.Hide()
	}
	t.Box.hovered, t.Box.undo.hovered = false, false
	t.held() // nothing is to be counted any more
}

// loseFocus gives the focus away before the button goes.
func (t *Toast) loseFocus() {
	c := fyne.CurrentApp().Driver().CanvasForObject(t.Box)
	if c == nil || c.Focused() != t.Box.undo {
		return
	}
	c.Unfocus()
	if t.lost != nil {
		t.lost()
	}
}

// toastLayout puts it at the bottom, in the middle, or above what has the focus if it
// would cover that: a scroll cannot bring up what is at its end.
type toastLayout struct{}

// ToastMargin is the room around a toast.
const (
	ToastMargin = 16
	toastWidth  = 560 // the widest that it grows
	toastPad    = 8
)

func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (toastLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	b := o[0].(*ToastBox)
	b.room = min(size.Width-2*ToastMargin, toastWidth)
	want := b.MinSize()
	b.Resize(want)
	at := fyne.NewPos((size.Width-want.Width)/2, size.Height-ToastMargin-want.Height)
	b.Move(at)
	b.Move(at.SubtractXY(0, b.overFocus()))
}

// overFocus is by how much the toast is to be higher than it is, so as not to cover
// what has the focus. What leaves no room above, such as a pane, is covered in part.
func (b *ToastBox) overFocus() float32 {
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c == nil {
		return 0
	}
	at, shown := PositionIn(c.Content(), b)
	top, size, focused := focusIn(c)
	if !shown || !focused {
		return 0
	}
	beside := top.X >= at.X+b.Size().Width || top.X+size.Width <= at.X
	apart := top.Y >= at.Y+b.Size().Height || top.Y+size.Height <= at.Y
	higher := at.Y + b.Size().Height + FocusMargin - top.Y
	large := size.Height > 0.6*c.Size().Height // above it the toast would be over the rest
	if beside || apart || large || higher > at.Y {
		return 0
	}
	return higher
}

// GiveWay has a toast that shows on a canvas leave what has got the focus in sight.
func GiveWay(c fyne.Canvas) {
	visit(c.Content(), func(o fyne.CanvasObject) {
		if b, is := o.(*ToastBox); is {
			b.place()
		}
	})
}

// A ToastBox is what is seen of it.
type ToastBox struct {
	widget.BaseWidget
	label   *widget.Label
	undo    *Button
	watch   func()
	hovered bool
	room    float32 // as wide as it may be
	place   func()  // sets it where it belongs
}

var (
	_ desktop.Hoverable = (*ToastBox)(nil)
	_ fyne.Accessible   = (*ToastBox)(nil)
)

func newToastBox(undo *Button, watch func()) *ToastBox {
	b := &ToastBox{label: NewParagraph(""), undo: undo, watch: watch}
	undo.watch = watch
	b.ExtendBaseWidget(b)
	return b
}

func (b *ToastBox) set(text, undoLabel string) {
	b.label.SetText(text)
	b.undo.SetLabel(undoLabel)
	SetVisible(b.undo, undoLabel != "")
}

func (b *ToastBox) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.watch() }
func (b *ToastBox) MouseMoved(*desktop.MouseEvent) {}
func (b *ToastBox) MouseOut()                      { b.hovered = false; b.watch() }

// AccessibilityLabel is the remark.
func (b *ToastBox) AccessibilityLabel() string { return b.label.Text }

// AccessibilityRole says that it is text.
func (b *ToastBox) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (b *ToastBox) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{b: b, back: canvas.NewRectangle(nil)}
	r.apply()
	return r
}

type toastRenderer struct {
	b    *ToastBox
	back *canvas.Rectangle
}

func (r *toastRenderer) apply() {
	th := r.b.Theme()
	r.back.FillColor = ThemeColor(th, theme.ColorNameOverlayBackground)
	r.back.StrokeColor = ThemeColor(th, theme.ColorNameInputBorder)
	r.back.StrokeWidth = 1
	r.back.CornerRadius = menuRadius
	r.back.Shadow = newShadow(th)
}

// sizes are those of text and button, and whether the button is under the text: it
// is where it would leave the text less than half of the room.
func (r *toastRenderer) sizes() (text, undo fyne.Size, below bool) {
	b := r.b
	room := b.room - 2*toastPad
	if b.undo.Visible() {
		undo = b.undo.MinSize()
	}
	th := b.Theme()
	whole := fyne.MeasureText(b.label.Text, th.Size(theme.SizeNameText), fyne.TextStyle{}).Width +
		2*th.Size(theme.SizeNameInnerPadding) + 1
	below = whole+undo.Width > room && undo.Width > room/2
	width := min(whole, room)
	if !below {
		width = min(whole, room-undo.Width)
	}
	return fyne.NewSize(width, HeightAt(b.label, width)), undo, below
}

func (r *toastRenderer) MinSize() fyne.Size {
	text, undo, below := r.sizes()
	size := fyne.NewSize(text.Width+undo.Width, max(text.Height, undo.Height))
	if below {
		size = fyne.NewSize(max(text.Width, undo.Width), text.Height+undo.Height)
	}
	return size.AddWidthHeight(2*toastPad, 2*toastPad)
}

func (r *toastRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	text, undo, below := r.sizes()
	r.b.undo.Resize(undo)
	r.b.undo.Move(fyne.NewPos(size.Width-toastPad-undo.Width, size.Height-toastPad-undo.Height))
	y := (size.Height - text.Height) / 2
	if below {
		y = toastPad
	}
	r.b.label.Move(fyne.NewPos(toastPad, y))
}

func (r *toastRenderer) Refresh() {
	r.apply()
	r.b.label.Refresh()
	r.b.undo.Refresh()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *toastRenderer) Destroy() {}
func (r *toastRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.b.label, r.b.undo}
}
