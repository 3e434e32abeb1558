package ui

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// A ground is what a row stands on: it shows which one is chosen and has the focus,
// and a line between rows.
type ground struct{ back, accent, line *canvas.Rectangle }

// A rowState is what a ground shows of its row.
type rowState struct {
	selected bool
	ringed   bool // selected while the list has the focus
	hovered  bool
}

func newGround() ground {
	g := ground{
		canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent),
		canvas.NewRectangle(color.Transparent),
	}
	g.back.CornerRadius = 6
	g.accent.CornerRadius = 2
	return g
}

func (g ground) objects() []fyne.CanvasObject { return []fyne.CanvasObject{g.back, g.accent, g.line} }

// layout takes size and colours; the line begins at left and ends at right.
func (g ground) layout(th fyne.Theme, size fyne.Size, s rowState, left, right float32) {
	g.back.Move(fyne.NewPos(4, 1))
	g.back.Resize(fyne.NewSize(size.Width-8, size.Height-2))
	g.back.FillColor, g.back.StrokeWidth = color.Transparent, 0
	switch {
	case s.selected:
		g.back.FillColor = themeColor(th, look.ColorSelected)
		drawEdge(g.back, th)
	case s.hovered:
		g.back.FillColor = themeColor(th, theme.ColorNameHover)
	}
	if s.ringed {
		g.back.StrokeWidth = ringWidth
		g.back.StrokeColor = themeColor(th, look.ColorFocusRing)
	}
	inset := min(10, size.Height/5)
	setVisible(g.accent, s.selected)
	g.accent.FillColor = themeColor(th, theme.ColorNamePrimary)
	g.accent.Move(fyne.NewPos(4, inset))
	g.accent.Resize(fyne.NewSize(4, size.Height-2*inset))

	setVisible(g.line, !s.selected)
	g.line.FillColor = themeColor(th, theme.ColorNameSeparator)
	g.line.Move(fyne.NewPos(left, size.Height-1))
	g.line.Resize(fyne.NewSize(right-left, 1))
}
