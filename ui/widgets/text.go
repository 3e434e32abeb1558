package widgets

import (
	"cmp"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewParagraph is text that wraps.
func NewParagraph(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// NewHeading is a title that wraps.
func NewHeading(text string, size fyne.ThemeSizeName, align fyne.TextAlign) *widget.Label {
	l := NewParagraph(text)
	l.SizeName = size
	l.TextStyle.Bold = true
	l.Alignment = align
	return l
}

// NewSmall is a wrapping caption in muted colour.
func NewSmall(text string, align fyne.TextAlign) *widget.Label {
	l := NewParagraph(text)
	l.SizeName = theme.SizeNameCaptionText
	l.Importance = widget.LowImportance
	l.Alignment = align
	return l
}

// SetText changes a label and hides it when there is nothing to say.
func SetText(l *widget.Label, text string) {
	if l.Text != text {
		l.SetText(text)
	}
	SetVisible(l, text != "")
}

// SetVisible shows or hides an object.
func SetVisible(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

// NewText returns an empty text.
func NewText() *canvas.Text { return canvas.NewText("", color.Transparent) }

// FitText shortens text with an ellipsis until it is no wider than width.
func FitText(text string, width, size float32, style fyne.TextStyle) string {
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

// A Line is text on one line, of which as much shows as there is room for.
type Line struct{ widget.Label }

// WidthOf is what all of a text would need.
func (l *Line) WidthOf(text string) float32 {
	if text == "" {
		return 0
	}
	return measureIn(&l.Label, text).Width + 2*l.Theme().Size(theme.SizeNameInnerPadding) + 1
}

// measureIn is what a text of one line takes in a label's look, without its margins.
func measureIn(l *widget.Label, text string) fyne.Size {
	return fyne.MeasureText(text, l.Theme().Size(cmp.Or(l.SizeName, theme.SizeNameText)), l.TextStyle)
}

// ShowText changes the text, if it is another one.
func (l *Line) ShowText(text string) {
	if l.Text != text {
		l.SetText(text)
	}
}

// NewLine returns a text that is shortened where there is no room.
func NewLine(text string) *Line {
	l := &Line{}
	l.Text = text
	l.Truncation = fyne.TextTruncateEllipsis
	l.ExtendBaseWidget(l)
	return l
}
