package ui

import (
	"image"
	"image/color"
	"image/draw"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	xdraw "golang.org/x/image/draw"
)

// A pose is a scene as the sheet of the main screens shows it.
type pose struct {
	scene   string
	look    present.Look
	variant fyne.ThemeVariant
}

// poses are the rows of that sheet: wide windows above narrow ones.
func poses() [][]pose {
	const light, dark = theme.VariantLight, theme.VariantDark
	contrast := present.Look{Theme: present.ThemeContrast}
	large := present.Look{TextSize: 150}
	return [][]pose{
		{{"list-chosen", present.Look{}, light}, {"detail-tab-company", present.Look{}, dark}},
		{{"table", present.Look{}, light}, {"news", contrast, light}},
		{{"list-narrow", present.Look{}, light}, {"detail-narrow", present.Look{}, dark}, {"settings-general-narrow", large, light}, {"list-narrow", contrast, dark}},
	}
}

// The lengths of the sheet, in pixels.
const (
	posesWidth = 1212
	posesGap   = 12
	// posesLimit is in bytes: everybody who reads about the app loads it.
	posesLimit = 600 << 10
)

// TestContactSheet keeps a picture of the main screens, for who has not seen the app.
func TestContactSheet(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws the main screens twice as sharp as needed")
	}
	const name = "contact-sheet"
	var rows [][]image.Image
	for _, row := range poses() {
		var drawn []image.Image
		for _, p := range row {
			drawn = append(drawn, drawPose(t, p, 2))
		}
		rows = append(rows, drawn)
	}
	compare(t, name, posesSheet(rows))
	info, err := os.Stat(filepath.Join("testdata", "screens", name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > posesLimit {
		t.Errorf("the sheet takes %d KiB, more than %d", info.Size()>>10, posesLimit>>10)
	}
}

// posesSheet sets each row of pictures over the whole width, all of them as high.
func posesSheet(rows [][]image.Image) image.Image {
	var placed []image.Rectangle
	y := posesGap
	for _, row := range rows {
		var proportion float64 // of the width of all to their height
		for _, m := range row {
			proportion += float64(m.Bounds().Dx()) / float64(m.Bounds().Dy())
		}
		height := int(float64(posesWidth-posesGap*(len(row)-1)) / proportion)
		x := posesGap
		for _, m := range row {
			width := height * m.Bounds().Dx() / m.Bounds().Dy()
			placed = append(placed, image.Rect(x, y, x+width, y+height))
			x += width + posesGap
		}
		y += height + posesGap
	}
	sheet := image.NewNRGBA(image.Rect(0, 0, posesWidth+2*posesGap, y))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.Gray{0xb8}), image.Point{}, draw.Src)
	for i, m := range slices.Concat(rows...) {
		xdraw.CatmullRom.Scale(sheet, placed[i], m, m.Bounds(), draw.Src, nil)
	}
	return sheet
}
