package widgets

import (
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// A Ground is what a row stands on: it shows which one is chosen and has the focus,
// and a line between rows.
type Ground struct{ back, accent, line *canvas.Rectangle }

// A RowState is what a ground shows of its row.
type RowState struct {
	Selected bool
	Ringed   bool // selected while the list has the focus
	Hovered  bool
}

// NewGround returns the ground of a row.
func NewGround() Ground {
	g := Ground{
		canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent),
		canvas.NewRectangle(color.Transparent),
	}
	g.back.CornerRadius = 6
	g.accent.CornerRadius = 2
	return g
}

func (g Ground) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{g.back, g.accent, g.line} }

// Layout takes size and colours; the line begins at left and ends at right.
func (g Ground) Layout(th fyne.Theme, size fyne.Size, s RowState, left, right float32) {
	g.back.Move(fyne.NewPos(4, 1))
	g.back.Resize(fyne.NewSize(size.Width-8, size.Height-2))
	g.back.FillColor, g.back.StrokeWidth = color.Transparent, 0
	switch {
	case s.Selected:
		g.back.FillColor = ThemeColor(th, look.ColorSelected)
		drawEdge(g.back, th)
	case s.Hovered:
		g.back.FillColor = ThemeColor(th, theme.ColorNameHover)
	}
	if s.Ringed {
		g.back.StrokeWidth = RingWidth
		g.back.StrokeColor = ThemeColor(th, look.ColorFocusRing)
	}
	inset := min(10, size.Height/5)
	SetVisible(g.accent, s.Selected)
	g.accent.FillColor = ThemeColor(th, theme.ColorNamePrimary)
	g.accent.Move(fyne.NewPos(4, inset))
	g.accent.Resize(fyne.NewSize(4, size.Height-2*inset))

	SetVisible(g.line, !s.Selected)
	g.line.FillColor = ThemeColor(th, theme.ColorNameSeparator)
	g.line.Move(fyne.NewPos(left, size.Height-1))
	g.line.Resize(fyne.NewSize(right-left, 1))
}
