package ui

import (
	"cmp"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// newParagraph is text that wraps.
func newParagraph(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// newHeading is a title that wraps.
func newHeading(text string, size fyne.ThemeSizeName, align fyne.TextAlign) *widget.Label {
	l := newParagraph(text)
	l.SizeName = size
	l.TextStyle.Bold = true
	l.Alignment = align
	return l
}

// newSmall is a wrapping caption in muted colour.
func newSmall(text string, align fyne.TextAlign) *widget.Label {
	l := newParagraph(text)
	l.SizeName = theme.SizeNameCaptionText
	l.Importance = widget.LowImportance
	l.Alignment = align
	return l
}

// setText changes a label and hides it when there is nothing to say.
func setText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
	setVisible(l, text != "")
}

func setVisible(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

func newText() *canvas.Text { return canvas.NewText("", color.Transparent) }

// fitText shortens text with an ellipsis until it is no wider than width.
func fitText(text string, width, size float32, style fyne.TextStyle) string {
	text = strings.Join(strings.Fields(text), " ")
	fits := func(s string) bool { return fyne.MeasureText(s, size, style).Width <= width }
	if fits(text) {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes) // how many runes fit before the ellipsis
	for low < high {
		middle := (low + high + 1) / 2
		if fits(strings.TrimRight(string(runes[:middle]), " ") + "…") {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// A line is text on one line, of which as much shows as there is room for.
type line struct{ widget.Label }

// widthOf is what all of a text would need.
func (l *line) widthOf(text string) float32 {
	if text == "" {
		return 0
	}
	return measureIn(&l.Label, text).Width + 2*l.Theme().Size(theme.SizeNameInnerPadding) + 1
}

// measureIn is what a text of one line takes in a label's look, without its margins.
func measureIn(l *widget.Label, text string) fyne.Size {
	return fyne.MeasureText(text, l.Theme().Size(cmp.Or(l.SizeName, theme.SizeNameText)), l.TextStyle)
}

// show changes the text, if it is another one.
func (l *line) show(text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

func newLine(text string) *line {
	l := &line{}
	l.Text = text
	l.Truncation = fyne.TextTruncateEllipsis
	l.ExtendBaseWidget(l)
	return l
}
