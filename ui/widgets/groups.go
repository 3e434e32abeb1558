package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

// LessBetweenLines is what lines of a table need less between them than paragraphs.
const LessBetweenLines = 10

// Groups sets tables in two columns, the first at the left, or in one where there is
// not room for two.
type Groups struct{ width float32 }

const (
	groupsGap  = 4
	barRoom    = 6 // for the bar that scrolls them, which would touch the keys
	columnsGap = 32
	leastGroup = 320 // the narrowest that a table is in one of two columns, at 100 % text
)

// columns returns the width of a column, and how many of the objects stand in the first:
// as many as keep the higher one lowest.
func (l *Groups) columns(o []fyne.CanvasObject) (width float32, first int) {
	width = (l.width - columnsGap) / 2
	if width < look.Scaled(leastGroup) {
		return l.width, len(o)
	}
	higher := func(n int) float32 {
		return max(columnHeight(o[:n], width), columnHeight(o[n:], width))
	}
	for first < len(o) && higher(first+1) <= higher(first) {
		first++
	}
	return width, first
}

func (l *Groups) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, group := range o {
		size.Width = max(size.Width, group.MinSize().Width)
	}
	width, first := l.columns(o)
	for _, column := range [][]fyne.CanvasObject{o[:first], o[first:]} {
		size.Height = max(size.Height, columnHeight(column, width))
	}
	return size
}

// columnHeight is that of tables one under the other.
func columnHeight(o []fyne.CanvasObject, width float32) float32 {
	var height, gap float32
	for _, group := range o {
		height += gap + HeightAt(group, width)
		gap = groupsGap
	}
	return height
}

func (l *Groups) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width - barRoom
	width, first := l.columns(o)
	var x, y float32
	for i, group := range o {
		if i == first {
			x, y = width+columnsGap, 0
		}
		group.Move(fyne.NewPos(x, y))
		y += HeightAt(group, width) + groupsGap
	}
}
