package ui

import (
	"bytes"
	"cmp"
	"flag"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write the pictures of the screens anew, to be looked at")

// compare fails when a picture is not the one that was kept. Pictures are kept
// in few colours, so a trace of difference is expected.
func compare(t *testing.T, name string, got image.Image) {
	t.Helper()
	file := filepath.Join("testdata", "screens", name+".png")
	if *update {
		if err := os.WriteFile(file, encode(t, got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("there is no picture of this screen yet (make screens): %v", err)
	}
	want, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if part := difference(reduce(got), want); part > 0.002 {
		t.Errorf("%.2f %% of the picture differ from %s; look at it and, if it is right, keep it with make screens", part*100, file)
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
func reduce(m image.Image) image.Image {
	counts := map[color.NRGBA]int{}
	b := m.Bounds()
	at := func(x, y int) color.NRGBA { return color.NRGBAModel.Convert(m.At(x, y)).(color.NRGBA) }
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			counts[at(x, y)]++
		}
	}
	p := image.NewPaletted(b, mostUsed(counts))
	index := make(map[color.NRGBA]uint8, len(counts))
	for c := range counts {
		index[c] = uint8(p.Palette.Index(c)) //nolint:gosec // a palette has 256 colours at most
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			p.SetColorIndex(x, y, index[at(x, y)])
		}
	}
	return p
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
	r, n := a.Bounds(), 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if distance(a.At(x, y), b.At(x, y)) > 0x3000 {
				n++
			}
		}
	}
	return float64(n) / float64(r.Dx()*r.Dy())
}

func distance(a, b color.Color) int {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	d := func(x, y uint32) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(d(r1, r2), d(g1, g2), d(b1, b2))
}
