package widgets

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// column centres one object and keeps it from growing wider than is good to read,
// which depends on the size of the text: maxWidth is for 100 %.
type column struct {
	maxWidth float32
	margin   float32
	// middle also centres it from top to bottom where there is room.
	middle bool
}

// NewColumn returns a column of a width that is good to read.
func NewColumn(maxWidth, margin float32, middle bool, o fyne.CanvasObject) *fyne.Container {
	return container.New(&column{maxWidth, margin, middle}, o)
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*min(c.margin, leastMargin), 2*c.margin)
}

// leastMargin is left where large text has a narrow window.
const leastMargin = 8

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	margin := c.margin
	if size.Width < look.Scaled(240) {
		margin = min(margin, leastMargin)
	}
	width := min(look.Scaled(c.maxWidth), size.Width-2*margin)
	height := HeightAt(o, width)
	y := c.margin
	if c.middle && height+2*c.margin < size.Height {
		y = (size.Height - height) * 0.42 // the eye's middle is a little above
	}
	o.Move(fyne.NewPos((size.Width-width)/2, y))
}

// stack sets objects one under the other. Unlike Fyne's it gives wrapped text the
// height it needs at the width it gets.
type stack struct{ gap float32 }

// NewStack sets objects one under the other.
func NewStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stack{gap}, objects...)
}

func (l stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	gap := float32(0)
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size = fyne.NewSize(max(size.Width, m.Width), size.Height+gap+m.Height)
			gap = l.gap
		}
	}
	return size
}

func (l stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := HeightAt(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		y += h + l.gap
	}
}

// Gap is empty room of a height.
func Gap(height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(0, height))
	return r
}

// HeightAt gives an object a width and then the height it needs for it: wrapped
// text knows its height only once it has its width.
func HeightAt(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.MinSize().Height))
	h := o.MinSize().Height
	o.Resize(fyne.NewSize(width, h))
	return h
}

// IconText sets a symbol before a label, or before what begins with one, level with
// its first line.
type IconText struct{ Label *widget.Label }

// iconMargin is to the left of the symbol.
const iconMargin = 8

// line is the height of one of the label's lines, and of the symbol.
func (l IconText) line() float32 { return measureIn(l.Label, "Ág").Height }

// room is what the symbol takes from the label's width. The label has a margin of its
// own.
func (l IconText) room() float32 { return iconMargin + l.line() + 1 }

func (l IconText) MinSize(o []fyne.CanvasObject) fyne.Size {
	m, room := o[1].MinSize(), l.room()
	return fyne.NewSize(room+m.Width, max(room, m.Height))
}

func (l IconText) Layout(o []fyne.CanvasObject, size fyne.Size) {
	room := l.room()
	HeightAt(o[1], size.Width-room)
	o[1].Move(fyne.NewPos(room, max(0, (size.Height-o[1].Size().Height)/2)))
	o[0].Resize(fyne.NewSquareSize(l.line()))
	o[0].Move(fyne.NewPos(iconMargin, o[1].Position().Y+theme.InnerPadding()))
}

// flow sets objects side by side and goes on in another line when they do not
// fit.
type flow struct {
	gap   float32
	at    float32 // where lines are: 0 at the left, 1 at the right
	width float32
}

// NewFlow sets objects side by side, in as many lines as they need.
func NewFlow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap}, objects...)
}

// NewRightFlow is a flow whose lines end at the right.
func NewRightFlow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, at: 1}, objects...)
}

// NewMiddleFlow is a flow whose lines are centred.
func NewMiddleFlow(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{at: 0.5}, objects...)
}

// wanted is the width of one line of all.
func (f *flow) wanted(objects []fyne.CanvasObject) float32 {
	var width, gap float32
	for _, o := range objects {
		if o.Visible() {
			width += gap + WidthWanted(o)
			gap = f.gap
		}
	}
	return width
}

// lines distributes the visible objects.
func (f *flow) lines(objects []fyne.CanvasObject, width float32) [][]fyne.CanvasObject {
	var lines [][]fyne.CanvasObject
	var x float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w := sizeIn(o, width).Width
		if len(lines) == 0 || x+f.gap+w > width {
			lines, x = append(lines, nil), 0
		} else {
			x += f.gap
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], o)
		x += w
	}
	return lines
}

func (f *flow) lineSize(line []fyne.CanvasObject, width float32) fyne.Size {
	size := fyne.NewSize(f.gap*float32(len(line)-1), 0)
	for _, o := range line {
		m := sizeIn(o, width)
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
	}
	return size
}

// MinSize is as high as the objects need at the width they last had.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		if o.Visible() {
			size.Width = max(size.Width, leastWidth(o))
		}
	}
	width := f.width
	if width == 0 {
		width = 1 << 20 // not laid out yet: one line
	}
	lines := f.lines(objects, width)
	for i, line := range lines {
		if i > 0 {
			size.Height += f.gap
		}
		size.Height += f.lineSize(line, width).Height
	}
	return size
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	var y float32
	for _, line := range f.lines(objects, size.Width) {
		total := f.lineSize(line, size.Width)
		x := max(size.Width-total.Width, 0) * f.at
		for _, o := range line {
			m := sizeIn(o, size.Width)
			m.Width = min(m.Width, size.Width) // it can shorten its text
			o.Resize(m)
			o.Move(fyne.NewPos(x, y+(total.Height-m.Height)/2))
			x += m.Width + f.gap
		}
		y += total.Height + f.gap
	}
}
