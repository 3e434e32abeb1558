package ui

import (
	"cmp"

	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A statusLine says how much there is, at the left, and how new that is, at the
// right. Where there is no room for both it says less, and in the end cuts one of
// them.
type statusLine struct {
	object          *fyne.Container
	counts, updated *widgets.Line
	text            present.StatusLine
}

func newStatusLine() *statusLine {
	l := &statusLine{counts: widgets.NewLine(""), updated: widgets.NewLine("")}
	for _, text := range []*widgets.Line{l.counts, l.updated} {
		text.SizeName, text.Importance = theme.SizeNameCaptionText, widget.LowImportance
	}
	l.updated.Alignment = fyne.TextAlignTrailing
	l.object = container.New(l, l.counts, l.updated)
	return l
}

func (l *statusLine) set(text present.StatusLine) {
	if l.text != text {
		l.text = text
		l.object.Refresh()
	}
}

// fitting is what there is room for: the least at worst.
func (l *statusLine) fitting(width float32) (counts, updated string) {
	t := l.text
	longest := cmp.Or(t.UpdatedNext, t.Updated)
	for _, pair := range [][2]string{{t.Counts, longest}, {t.ShortCounts, longest}, {t.ShortCounts, t.Updated}} {
		if l.counts.WidthOf(pair[0])+l.updated.WidthOf(pair[1]) <= width {
			return pair[0], pair[1]
		}
	}
	return t.ShortCounts, t.ShortUpdated
}

// MinSize is as narrow as it can be: what shows depends on the width.
func (l *statusLine) MinSize([]fyne.CanvasObject) fyne.Size {
	a, b := l.counts.MinSize(), l.updated.MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (l *statusLine) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	counts, updated := l.fitting(size.Width)
	left, right := l.counts.WidthOf(counts), l.updated.WidthOf(updated)
	if l.text.CountsFirst {
		updated, right = rest(updated, right, size.Width-left)
	} else {
		right = min(right, size.Width)
		counts, _ = rest(counts, left, size.Width-right)
	}
	l.counts.ShowText(counts)
	l.updated.ShowText(updated)
	l.counts.Resize(fyne.NewSize(size.Width-right, size.Height))
	l.updated.Resize(fyne.NewSize(right, size.Height))
	l.updated.Move(fyne.NewPos(size.Width-right, 0))
}

// rest is what shows of a text that gives way, and how wide: nothing if most of it
// would be cut.
func rest(text string, wanted, left float32) (shown string, width float32) {
	if left < wanted/2 {
		return "", 0
	}
	return text, min(wanted, left)
}
