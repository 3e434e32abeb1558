package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A Roller is as high as all the entries of a list or a table, and has widgets only
// where they show: what it costs does not grow with their number. It stands in a
// scroll of its own.
type Roller[R fyne.CanvasObject] struct {
	widget.BaseWidget
	spec   RollerSpec[R]
	Scroll *container.Scroll
	Pool   []R
	Seen   []fyne.CanvasObject
}

// A RollerSpec says what a roller shows.
type RollerSpec[R fyne.CanvasObject] struct {
	Count func() int
	Top   func(i int) float32 // where entry i begins, and where entry i-1 ends
	Width func() float32      // the least
	Make  func() R
	Fill  func(r R, i int) // r may have drawn another one
}

// rollerEnd is the room under the last entry.
const rollerEnd = 8

// NewRoller returns a roller that scrolls in a direction.
func NewRoller[R fyne.CanvasObject](direction container.ScrollDirection, spec RollerSpec[R]) *Roller[R] {
	c := &Roller[R]{spec: spec}
	c.ExtendBaseWidget(c)
	c.Scroll = container.NewScroll(c)
	c.Scroll.Direction = direction
	c.Scroll.OnScrolled = func(fyne.Position) { c.Update() }
	return c
}

func (c *Roller[R]) MinSize() fyne.Size {
	size := fyne.NewSize(c.spec.Width(), 0)
	if n := c.spec.Count(); n > 0 {
		size.Height = c.spec.Top(n) + rollerEnd
	}
	return size
}

func (c *Roller[R]) Resize(size fyne.Size) {
	if size == c.Size() {
		return
	}
	c.BaseWidget.Resize(size)
	c.Update()
}

// Reload is called when there are more or fewer entries, or they have another size.
func (c *Roller[R]) Reload() {
	c.Resize(c.MinSize().Max(fyne.NewSize(c.Scroll.Size().Width, 0)))
	c.Scroll.Refresh()
	c.Update()
}

// At is the entry that covers y, or the last one.
func (c *Roller[R]) At(y float32) int {
	n := c.spec.Count()
	return min(sort.Search(n, func(i int) bool { return c.spec.Top(i+1) > y }), max(n-1, 0))
}

// Page is how many entries of a height show at once, but for one.
func (c *Roller[R]) Page(height float32) int { return max(1, int(c.Scroll.Size().Height/height)-1) }

// Reveal scrolls as little as it takes to show what is between top and bottom.
func (c *Roller[R]) Reveal(top, bottom float32) {
	view, offset := c.Scroll.Size().Height, c.Scroll.Offset
	if view == 0 {
		return
	}
	if y := revealed(offset.Y, view, top, bottom); y != offset.Y {
		c.Scroll.ScrollToOffset(fyne.NewPos(offset.X, y))
		c.Update()
	}
}

// Shows reports whether what is between top and bottom is in view: all of it, or, where
// there is less room than that, some of it. Before there is any room it is.
func (c *Roller[R]) Shows(top, bottom float32) bool {
	view, offset := c.Scroll.Size().Height, c.Scroll.Offset.Y
	if bottom-top > view {
		return view == 0 || top < offset+view && bottom > offset
	}
	const rounding = 0.5
	return top > offset-rounding && bottom < offset+view+rounding
}

// KeepShown does what changes how much shows, and reveals entry i if it was in view:
// who has scrolled elsewhere stays there.
func (c *Roller[R]) KeepShown(i int, do func(), reveal func(i int)) {
	shown := i >= 0 && c.Shows(c.spec.Top(i), c.spec.Top(i+1))
	do()
	if shown {
		reveal(i)
	}
}

// Part is where entry i shows in the scroll, or all of that if there is no such entry.
func (c *Roller[R]) Part(all fyne.Size, i int) (at fyne.Position, size fyne.Size) {
	if i < 0 {
		return at, all
	}
	top, bottom := c.spec.Top(i)-c.Scroll.Offset.Y, c.spec.Top(i+1)-c.Scroll.Offset.Y
	return fyne.NewPos(0, top), fyne.NewSize(all.Width, bottom-top)
}

// Update gives the visible entries a row each.
func (c *Roller[R]) Update() {
	view := c.Scroll.Size().Height
	first, last := 0, -1
	if n := c.spec.Count(); n > 0 && view > 0 {
		first, last = c.At(c.Scroll.Offset.Y), c.At(c.Scroll.Offset.Y+view)
	}
	needed := last - first + 1
	for len(c.Pool) < needed {
		c.Pool = append(c.Pool, c.spec.Make())
	}
	c.Seen = c.Seen[:0]
	for k, r := range c.Pool[:needed] {
		i := first + k
		top := c.spec.Top(i)
		c.spec.Fill(r, i)
		r.Move(fyne.NewPos(0, top))
		r.Resize(fyne.NewSize(c.Size().Width, c.spec.Top(i+1)-top))
		r.Refresh()
		c.Seen = append(c.Seen, r)
	}
	c.Refresh()
}

func (c *Roller[R]) CreateRenderer() fyne.WidgetRenderer { return &rollerRenderer[R]{c} }

type rollerRenderer[R fyne.CanvasObject] struct{ c *Roller[R] }

func (r *rollerRenderer[R]) Destroy()                     {}
func (r *rollerRenderer[R]) Layout(fyne.Size)             {}
func (r *rollerRenderer[R]) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *rollerRenderer[R]) Objects() []fyne.CanvasObject { return r.c.Seen }
func (r *rollerRenderer[R]) Refresh()                     { canvas.Refresh(r.c) }
