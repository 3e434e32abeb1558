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

var (
	drawInto = flag.String("draw", "", "draw the screens, and sheets of them, into this folder")
	drawIn   = flag.String("draw-in", "", "draw the screens in this language only, such as ca")
)

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

// TestDrawScreens draws every screen in every language, theme, window and scale, to be
// looked at: it compares nothing. One sheet shows each screen in all of them, another all
// screens in one language and theme.
func TestDrawScreens(t *testing.T) {
	if *drawInto == "" {
		t.Skip("make screens draws the screens")
	}
	app := newRoleApp(t)
	overview := map[string][]cell{}
	for _, sc := range scenes() {
		t.Run(sc.name, func(t *testing.T) {
			folder := filepath.Join(*drawInto, sc.name)
			if err := os.MkdirAll(folder, 0o750); err != nil {
				t.Fatal(err)
			}
			var rows [][]cell
			for i, lang := range languages(t) {
				if *drawIn != "" && *drawIn != lang {
					continue
				}
				for _, v := range varieties(i == 0) {
					row := drawScene(t, app, sc, lang, v, folder)
					rows = append(rows, row)
					name := lang + "-" + v.name
					overview[name] = append(overview[name], cell{sc.name, shrunk(row[0].picture, 2)})
				}
			}
			write(t, filepath.Join(*drawInto, sc.name+".png"), sheet(rows))
		})
	}
	for name, cells := range overview {
		write(t, filepath.Join(*drawInto, "all-"+name+".png"), sheet(slices.Collect(slices.Chunk(cells, 10))))
	}
}

// drawScene draws one scene in one look, in every window.
func drawScene(t *testing.T, app roleApp, sc scene, lang string, v variety, folder string) (row []cell) {
	t.Helper()
	l := sc.look(lang)
	l.scale = v.scale
	app.wear(t, v.look, v.variant)
	l.app = app.App
	s := newStage(t, l)
	sc.play(s)
	for _, f := range fits(sc) {
		if v.look.TextSize != f.text {
			v.look.TextSize = f.text
			app.wear(t, v.look, v.variant)
			restyleAll(s.app)
		}
		settleLayout(s, f.size)
		m := s.canvas().Capture()
		look, window := lang+"-"+v.name, fmt.Sprintf("%.0fx%.0f-%d", f.size.Width, f.size.Height, f.text)
		write(t, filepath.Join(folder, look+"-"+window+".png"), m)
		if len(row) == 0 {
			window = look + "-" + window // what the row has in common is said once
		}
		row = append(row, cell{window, shrunk(m, 2*v.scale)})
	}
	closeAll(s.app)
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

// shrunk is a picture so many times smaller.
func shrunk(m image.Image, times float32) image.Image {
	size := m.Bounds().Size()
	small := image.NewNRGBA(image.Rect(0, 0, int(float32(size.X)/times), int(float32(size.Y)/times)))
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
