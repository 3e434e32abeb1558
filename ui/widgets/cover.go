package widgets

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A cover lies over a whole window, keeps mouse and keys from what is under it, and
// has a card in its middle: a title and buttons, and between them a body that
// scrolls where the window is low. Fyne's own pop-up stays as large as it once was
// and scrolls away with its buttons.
type cover struct {
	widget.BaseWidget
	Body  *ScrollArea // scrolls alone
	card  *ScrollArea // all of it, where even title and buttons are too high
	parts *coverParts
	width float32 // the widest that the card grows, at 100 % text
}

var (
	_ fyne.Tappable          = (*cover)(nil)
	_ fyne.SecondaryTappable = (*cover)(nil)
	_ desktop.Hoverable      = (*cover)(nil)
)

func newCover(width float32, title, body, buttons fyne.CanvasObject) *cover {
	v := &cover{Body: NewScrollArea(body), parts: &coverParts{}, width: width}
	v.card = NewScrollArea(container.New(&Inset{8, 12}, container.New(v.parts, title, v.Body, buttons)))
	v.ExtendBaseWidget(v)
	return v
}

func (v *cover) held() []fyne.CanvasObject        { return []fyne.CanvasObject{v.card} }
func (v *cover) Tapped(*fyne.PointEvent)          {}
func (v *cover) TappedSecondary(*fyne.PointEvent) {}
func (v *cover) MouseIn(*desktop.MouseEvent)      {}
func (v *cover) MouseMoved(*desktop.MouseEvent)   {}
func (v *cover) MouseOut()                        {}

func (v *cover) CreateRenderer() fyne.WidgetRenderer {
	r := &coverRenderer{
		v: v, blur: canvas.NewBlur(0),
		shade: canvas.NewRectangle(color.Transparent), ground: canvas.NewRectangle(color.Transparent),
	}
	r.apply()
	return r
}

type coverRenderer struct {
	v             *cover
	blur          *canvas.Blur
	shade, ground *canvas.Rectangle
}

func (r *coverRenderer) apply() {
	th := r.v.Theme()
	r.blur.Radius = th.Size(theme.SizeNameModalBlurRadius)
	r.shade.FillColor = ThemeColor(th, theme.ColorNameShadow)
	r.ground.FillColor = ThemeColor(th, theme.ColorNameOverlayBackground)
	r.ground.CornerRadius = th.Size(theme.SizeNamePopupRadius)
	drawEdge(r.ground, th)
	r.ground.Shadow = newShadow(th)
}

// margin is the least between the card and the edge of the window.
func (r *coverRenderer) margin(size fyne.Size) float32 {
	if size.Width < look.Scaled(400) {
		return 8
	}
	return 20
}

func (r *coverRenderer) Layout(size fyne.Size) {
	r.blur.Resize(size)
	r.shade.Resize(size)
	v := r.v
	margin := r.margin(size)
	room := size.SubtractWidthHeight(2*margin, 2*margin)
	width := min(look.Scaled(v.width), room.Width)
	v.parts.room = room.Height - 24 // the margins in the card
	height := min(HeightAt(v.card.Content, width), room.Height)
	at := fyne.NewPos((size.Width-width)/2, (size.Height-height)/2)
	for _, o := range []fyne.CanvasObject{r.ground, v.card} {
		o.Move(at)
		o.Resize(fyne.NewSize(width, height))
	}
}

func (r *coverRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

func (r *coverRenderer) Refresh() {
	r.apply()
	r.v.card.Refresh()
	r.Layout(r.v.Size())
	canvas.Refresh(r.v)
}

func (r *coverRenderer) Destroy() {}
func (r *coverRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.blur, r.shade, r.ground, r.v.card}
}

// coverParts sets a title, a body and buttons one under the other in a room. The
// body gives way, down to a height in which one can still read.
type coverParts struct{ room, width float32 }

const (
	coverGap  = 4
	leastBody = 90 // at 100 % text
)

// heights are those of the three parts in a width.
func (l *coverParts) heights(o []fyne.CanvasObject, width float32) (title, body, buttons float32) {
	title, buttons = HeightAt(o[0], width), HeightAt(o[2], width)
	all := HeightAt(o[1].(*ScrollArea).Content, width)
	left := l.room - title - buttons - 2*coverGap
	return title, min(all, max(left, look.Scaled(leastBody))), buttons
}

func (l *coverParts) MinSize(o []fyne.CanvasObject) fyne.Size {
	title, body, buttons := l.heights(o, l.width)
	least := max(o[0].MinSize().Width, o[1].MinSize().Width, o[2].MinSize().Width)
	return fyne.NewSize(least, title+body+buttons+2*coverGap)
}

func (l *coverParts) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	title, body, _ := l.heights(o, size.Width)
	o[0].Move(fyne.Position{})
	o[1].Move(fyne.NewPos(0, title+coverGap))
	o[1].Resize(fyne.NewSize(size.Width, body))
	o[2].Move(fyne.NewPos(0, title+body+2*coverGap))
}
