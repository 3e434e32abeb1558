package ui

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// A roller is as high as all the entries of a list or a table, and has widgets only
// where they show: what it costs does not grow with their number. It stands in a
// scroll of its own.
type roller[R fyne.CanvasObject] struct {
	widget.BaseWidget
	spec   rollerSpec[R]
	scroll *container.Scroll
	pool   []R
	seen   []fyne.CanvasObject
}

// A rollerSpec says what a roller shows.
type rollerSpec[R fyne.CanvasObject] struct {
	count func() int
	top   func(i int) float32 // where entry i begins, and where entry i-1 ends
	width func() float32      // the least
	make  func() R
	fill  func(r R, i int) // r may have drawn another one
}

// rollerEnd is the room under the last entry.
const rollerEnd = 8

func newRoller[R fyne.CanvasObject](direction container.ScrollDirection, spec rollerSpec[R]) *roller[R] {
	c := &roller[R]{spec: spec}
	c.ExtendBaseWidget(c)
	c.scroll = container.NewScroll(c)
	c.scroll.Direction = direction
	c.scroll.OnScrolled = func(fyne.Position) { c.update() }
	return c
}

func (c *roller[R]) MinSize() fyne.Size {
	size := fyne.NewSize(c.spec.width(), 0)
	if n := c.spec.count(); n > 0 {
		size.Height = c.spec.top(n) + rollerEnd
	}
	return size
}

func (c *roller[R]) Resize(size fyne.Size) {
	if size == c.Size() {
		return
	}
	c.BaseWidget.Resize(size)
	c.update()
}

// reload is called when there are more or fewer entries, or they have another size.
func (c *roller[R]) reload() {
	c.Resize(c.MinSize().Max(fyne.NewSize(c.scroll.Size().Width, 0)))
	c.scroll.Refresh()
	c.update()
}

// at is the entry that covers y, or the last one.
func (c *roller[R]) at(y float32) int {
	n := c.spec.count()
	return min(sort.Search(n, func(i int) bool { return c.spec.top(i+1) > y }), max(n-1, 0))
}

// page is how many entries of a height show at once, but for one.
func (c *roller[R]) page(height float32) int { return max(1, int(c.scroll.Size().Height/height)-1) }

// reveal scrolls as little as it takes to show what is between top and bottom.
func (c *roller[R]) reveal(top, bottom float32) {
	view, offset := c.scroll.Size().Height, c.scroll.Offset
	if view == 0 {
		return
	}
	if y := revealed(offset.Y, view, top, bottom); y != offset.Y {
		c.scroll.ScrollToOffset(fyne.NewPos(offset.X, y))
		c.update()
	}
}

// shows reports whether what is between top and bottom is in view: all of it, or, where
// there is less room than that, some of it. Before there is any room it is.
func (c *roller[R]) shows(top, bottom float32) bool {
	view, offset := c.scroll.Size().Height, c.scroll.Offset.Y
	if bottom-top > view {
		return view == 0 || top < offset+view && bottom > offset
	}
	const rounding = 0.5
	return top > offset-rounding && bottom < offset+view+rounding
}

// keepShown does what changes how much shows, and reveals entry i if it was in view:
// who has scrolled elsewhere stays there.
func (c *roller[R]) keepShown(i int, do func(), reveal func(i int)) {
	shown := i >= 0 && c.shows(c.spec.top(i), c.spec.top(i+1))
	do()
	if shown {
		reveal(i)
	}
}

// part is where entry i shows in the scroll, or all of that if there is no such entry.
func (c *roller[R]) part(all fyne.Size, i int) (at fyne.Position, size fyne.Size) {
	if i < 0 {
		return at, all
	}
	top, bottom := c.spec.top(i)-c.scroll.Offset.Y, c.spec.top(i+1)-c.scroll.Offset.Y
	return fyne.NewPos(0, top), fyne.NewSize(all.Width, bottom-top)
}

// update gives the visible entries a row each.
func (c *roller[R]) update() {
	view := c.scroll.Size().Height
	first, last := 0, -1
	if n := c.spec.count(); n > 0 && view > 0 {
		first, last = c.at(c.scroll.Offset.Y), c.at(c.scroll.Offset.Y+view)
	}
	needed := last - first + 1
	for len(c.pool) < needed {
		c.pool = append(c.pool, c.spec.make())
	}
	c.seen = c.seen[:0]
	for k, r := range c.pool[:needed] {
		i := first + k
		top := c.spec.top(i)
		c.spec.fill(r, i)
		r.Move(fyne.NewPos(0, top))
		r.Resize(fyne.NewSize(c.Size().Width, c.spec.top(i+1)-top))
		r.Refresh()
		c.seen = append(c.seen, r)
	}
	c.Refresh()
}

func (c *roller[R]) CreateRenderer() fyne.WidgetRenderer { return &rollerRenderer[R]{c} }

type rollerRenderer[R fyne.CanvasObject] struct{ c *roller[R] }

func (r *rollerRenderer[R]) Destroy()                     {}
func (r *rollerRenderer[R]) Layout(fyne.Size)             {}
func (r *rollerRenderer[R]) MinSize() fyne.Size           { return r.c.MinSize() }
func (r *rollerRenderer[R]) Objects() []fyne.CanvasObject { return r.c.seen }
func (r *rollerRenderer[R]) Refresh()                     { canvas.Refresh(r.c) }
