package ui

import (
	"slices"

	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A statusLine says how much there is, at the left, and how new that is, at the
// right. It says as much as there is room for.
type statusLine struct {
	object          *fyne.Container
	counts, updated *widgets.Line
	texts           []present.StatusLine // the longest first
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

func (l *statusLine) set(texts []present.StatusLine) {
	if !slices.Equal(l.texts, texts) {
		l.texts = texts
		l.object.Refresh()
	}
}

// fitting is what there is room for: the last text at worst.
func (l *statusLine) fitting(width float32) present.StatusLine {
	var last present.StatusLine
	for _, text := range l.texts {
		if l.counts.WidthOf(text.Counts)+l.updated.WidthOf(text.Updated) <= width {
			return text
		}
		last = text
	}
	return last
}

// MinSize is as narrow as it can be: what shows depends on the width.
func (l *statusLine) MinSize([]fyne.CanvasObject) fyne.Size {
	a, b := l.counts.MinSize(), l.updated.MinSize()
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (l *statusLine) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	text := l.fitting(size.Width)
	l.counts.ShowText(text.Counts)
	l.updated.ShowText(text.Updated)
	right := min(l.updated.WidthOf(text.Updated), size.Width)
	l.counts.Resize(fyne.NewSize(size.Width-right, size.Height))
	l.updated.Resize(fyne.NewSize(right, size.Height))
	l.updated.Move(fyne.NewPos(size.Width-right, 0))
}
