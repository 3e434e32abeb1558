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

// A variety is one way in which scenes are drawn.
type variety struct {
	name    string
	look    present.Look
	variant fyne.ThemeVariant
	scale   float32
}

// varieties are those of a language. Colours and sharpness do not depend on the
// words, so one language has them all; high contrast follows the system's choice of
// light or dark.
func varieties(source bool) []variety {
	light := variety{"light", present.Look{}, theme.VariantLight, 1}
	if !source {
		return []variety{light}
	}
	contrast := present.Look{Theme: present.ThemeContrast}
	return []variety{
		light,
		{"dark", present.Look{}, theme.VariantDark, 1},
		{"contrast-light", contrast, theme.VariantLight, 1},
		{"contrast-dark", contrast, theme.VariantDark, 1},
		{"light-2x", present.Look{}, theme.VariantLight, 2},
	}
}

// TestDrawAll draws every screen in every language, theme, window and scale, to be
// looked at: it compares nothing.
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
			var rows [][]cell
			for i, lang := range languages(t) {
				for _, v := range varieties(i == 0) {
					rows = append(rows, drawScene(t, sc, lang, v, folder))
				}
			}
			write(t, filepath.Join(*drawAll, sc.name+".png"), sheet(rows))
		})
	}
}

// drawScene draws one scene in one look, in every window.
func drawScene(t *testing.T, sc scene, lang string, v variety, folder string) (row []cell) {
	t.Helper()
	th := NewTheme(v.look)
	th.Force(v.variant)
	l := sc.look(lang)
	l.theme, l.scale = th, v.scale
	s := newStage(t, l)
	sc.play(s)
	for _, f := range fits(sc) {
		if v.look.TextSize != f.text {
			v.look.TextSize = f.text
			th.Set(choiceOf(v.look))
			th.Force(v.variant)
			restyleAll(s.app)
		}
		settleLayout(s, f.size)
		m := s.canvas().Capture()
		look, window := lang+"-"+v.name, fmt.Sprintf("%.0fx%.0f-%d", f.size.Width, f.size.Height, f.text)
		write(t, filepath.Join(folder, look+"-"+window+".png"), m)
		if len(row) == 0 {
			window = look + "-" + window // what the row has in common is said once
		}
		row = append(row, cell{window, half(m, f.size)})
	}
	return row
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
