package ui

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"candidaturas/ui/uitest/golden"
)

// compare fails when a picture is not the one that was kept. Pictures are kept
// in few colours, so a trace of difference is expected.
func compare(t *testing.T, name string, got image.Image) {
	t.Helper()
	file := filepath.Join("testdata", "screens", name+".png")
	if *golden.Update {
		if err := os.WriteFile(file, encode(t, got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("there is no picture of this screen yet (make update-screens): %v", err)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if part := difference(reduce(got), want); part > 0.002 {
		t.Errorf("%.2f %% of the picture differ from %s; look at it and, if it is right, keep it with make update-screens", part*100, file)
	}
}

func encode(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&b, reduce(m)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// reduce keeps the 256 colours of which there is most, so that the pictures stay
// small.
func reduce(m image.Image) *image.Paletted {
	b := m.Bounds()
	pixels := pixelsOf(m)
	counts := map[color.NRGBA]int{}
	forRuns(pixels, func(from, to int) { counts[pixels[from]] += to - from })
	p := image.NewPaletted(b, mostUsed(counts))
	index := make(map[color.NRGBA]uint8, len(counts))
	for c := range counts {
		index[c] = uint8(p.Palette.Index(c)) //nolint:gosec // a palette has 256 colours at most
	}
	forRuns(pixels, func(from, to int) {
		i := index[pixels[from]]
		for k := from; k < to; k++ {
			p.Pix[k] = i
		}
	})
	return p
}

// pixelsOf are the colours of a picture, line after line.
func pixelsOf(m image.Image) []color.NRGBA {
	b := m.Bounds()
	n, ok := m.(*image.NRGBA)
	if !ok {
		n = image.NewNRGBA(b)
		draw.Draw(n, b, m, b.Min, draw.Src)
	}
	pixels := make([]color.NRGBA, 0, b.Dx()*b.Dy())
	for y := b.Min.Y; y < b.Max.Y; y++ {
		line := n.Pix[n.PixOffset(b.Min.X, y):][:4*b.Dx()]
		for k := 0; k < len(line); k += 4 {
			pixels = append(pixels, color.NRGBA{line[k], line[k+1], line[k+2], line[k+3]})
		}
	}
	return pixels
}

// forRuns goes through pixels of the same colour at once: most of a picture is empty.
func forRuns(pixels []color.NRGBA, do func(from, to int)) {
	for from := 0; from < len(pixels); {
		to := from + 1
		for to < len(pixels) && pixels[to] == pixels[from] {
			to++
		}
		do(from, to)
		from = to
	}
}

func mostUsed(counts map[color.NRGBA]int) color.Palette {
	all := slices.Collect(maps.Keys(counts))
	key := func(c color.NRGBA) uint32 { return uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B) }
	slices.SortFunc(all, func(a, b color.NRGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(key(a), key(b)))
	})
	var p color.Palette
	for _, c := range all[:min(len(all), 256)] {
		p = append(p, c)
	}
	return p
}

// difference is the part of the pixels that are clearly not alike.
func difference(a, b image.Image) float64 {
	if a.Bounds() != b.Bounds() {
		return 1
	}
	one, other := pixelsOf(a), pixelsOf(b)
	n := 0
	for i := range one {
		if one[i] != other[i] && distance(one[i], other[i]) > 0x3000 {
			n++
		}
	}
	return float64(n) / float64(len(one))
}

func distance(a, b color.Color) int {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	d := func(x, y uint32) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(d(r1, r2), d(g1, g2), d(b1, b2))
}
