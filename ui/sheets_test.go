package ui

import (
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"
)

var drawAll = flag.String("draw-all", "", "draw every screen in every look, and a sheet of each, into this folder")

// A variety is one way in which every scene is drawn.
type variety struct {
	name  string
	theme func() *Theme
	scale float32
	text  []int
}

// varieties are all. High contrast follows the system's choice of light or dark.
// Twice the pixels change nothing but the sharpness, so light alone is drawn so.
func varieties() []variety {
	forced := func(look present.Look, v fyne.ThemeVariant) func() *Theme {
		return func() *Theme { t := NewLookTheme(look); t.force(v); return t }
	}
	contrast := present.Look{Theme: "contrast"}
	return []variety{
		{"light", forced(present.Look{}, theme.VariantLight), 1, []int{100, 200}},
		{"dark", forced(present.Look{}, theme.VariantDark), 1, []int{100, 200}},
		{"contrast-light", forced(contrast, theme.VariantLight), 1, []int{100, 200}},
		{"contrast-dark", forced(contrast, theme.VariantDark), 1, []int{100, 200}},
		{"light-2x", forced(present.Look{}, theme.VariantLight), 2, []int{100, 200}},
	}
}

// TestDrawAll draws the whole matrix, to be looked at: it compares nothing.
func TestDrawAll(t *testing.T) {
	if *drawAll == "" {
		t.Skip("make screens-all draws every screen in every look")
	}
	for _, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) {
			folder := filepath.Join(*drawAll, sc.name)
			if err := os.MkdirAll(folder, 0o750); err != nil {
				t.Fatal(err)
			}
			var cells [][]cell
			for _, lang := range languages(t) {
				s := newStage(t, sc.look(lang))
				sc.play(s)
				cells = append(cells, drawScene(t, s, sc, lang, folder)...)
			}
			write(t, filepath.Join(*drawAll, sc.name+".png"), sheet(cells))
		})
	}
}

// drawScene draws one scene in every look, a row of cells for each variety.
func drawScene(t *testing.T, s *stage, sc scene, lang, folder string) (rows [][]cell) {
	t.Helper()
	for _, v := range varieties() {
		var row []cell
		setScale(s, v.scale)
		for _, f := range fits(sc) {
			if !slices.Contains(v.text, f.text) {
				continue
			}
			th := v.theme()
			th.text = float32(f.text) / 100
			s.show(th, f.size)
			m := s.canvas().Capture()
			name := fmt.Sprintf("%s-%s-%.0fx%.0f-%d", lang, v.name, f.size.Width, f.size.Height, f.text)
			write(t, filepath.Join(folder, name+".png"), m)
			row = append(row, cell{name, half(m, f.size)})
		}
		rows = append(rows, row)
	}
	setScale(s, 1)
	return rows
}

func setScale(s *stage, scale float32) {
	if c, ok := s.canvas().(interface{ SetScale(float32) }); ok {
		c.SetScale(scale)
	}
}

func write(t *testing.T, file string, m image.Image) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(f, m); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// A cell is a picture of a sheet with what it is called.
type cell struct {
	name    string
	picture image.Image
}

// half makes a picture of a window half as large as the window.
func half(m image.Image, size fyne.Size) image.Image {
	small := image.NewNRGBA(image.Rect(0, 0, int(size.Width)/2, int(size.Height)/2))
	xdraw.ApproxBiLinear.Scale(small, small.Bounds(), m, m.Bounds(), draw.Src, nil)
	return small
}

// The lengths of a sheet, in pixels.
const (
	sheetGap   = 12
	sheetLabel = 18
)

// sheet sets cells in rows.
func sheet(rows [][]cell) image.Image {
	var size image.Point
	for _, row := range rows {
		var width, height int
		for _, c := range row {
			width += c.picture.Bounds().Dx() + sheetGap
			height = max(height, c.picture.Bounds().Dy())
		}
		size.X = max(size.X, width+sheetGap)
		size.Y += height + sheetLabel + sheetGap
	}
	m := image.NewNRGBA(image.Rectangle{Max: size.Add(image.Pt(0, sheetGap))})
	draw.Draw(m, m.Bounds(), image.NewUniform(color.Gray{0x9a}), image.Point{}, draw.Src)
	y := sheetGap
	for _, row := range rows {
		x, height := sheetGap, 0
		for _, c := range row {
			d := font.Drawer{Dst: m, Src: image.Black, Face: basicfont.Face7x13, Dot: fixed.P(x, y+12)}
			d.DrawString(c.name)
			at := image.Pt(x, y+sheetLabel)
			draw.Draw(m, c.picture.Bounds().Add(at), c.picture, image.Point{}, draw.Src)
			x += c.picture.Bounds().Dx() + sheetGap
			height = max(height, c.picture.Bounds().Dy())
		}
		y += height + sheetLabel + sheetGap
	}
	return m
}
