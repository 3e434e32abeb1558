package main

import (
	"encoding/binary"
	"fmt"
	"image"
	"os"
)

// A screen is what Xvfb shows. It is read from the file in which Xvfb keeps its
// pixels, so whoever looks asks the X server for nothing.
type screen struct {
	file   *os.File
	pixels int64 // where they begin
	line   int   // bytes a line
}

// The fields of the header that are of use, see X11/XWDFile.h: numbers of 32 bits,
// most significant byte first.
const (
	xwdHeaderSize = 0
	xwdBits       = 11 // a pixel
	xwdLine       = 12 // bytes a line
	xwdColors     = 19
	xwdFields     = 25
	xwdColorSize  = 12
)

const pixelSize = 4

// openScreen opens the file for reading and for [screen.mark].
func openScreen(path string) (*screen, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // of this program's own folder
	if err != nil {
		return nil, fmt.Errorf("opening the screen: %w", err)
	}
	var header [xwdFields]uint32
	if err := binary.Read(f, binary.BigEndian, &header); err != nil {
		return nil, fmt.Errorf("reading the screen's header: %w", err)
	}
	if header[xwdBits] != pixelSize*8 {
		return nil, fmt.Errorf("the screen has %d bits a pixel", header[xwdBits])
	}
	return &screen{
		file:   f,
		pixels: int64(header[xwdHeaderSize]) + int64(header[xwdColors])*xwdColorSize,
		line:   int(header[xwdLine]),
	}, nil
}

func (s *screen) close() error { return s.file.Close() }

// step is how many pixels a sample stands for, across and down.
const step = 8

// share returns which part of the pixels in r, of which it looks at some, is as
// asked for.
func (s *screen) share(r image.Rectangle, is func(blue, green, red byte) bool) (float64, error) {
	row := make([]byte, r.Dx()*pixelSize)
	found, all := 0, 0
	for y := r.Min.Y; y < r.Max.Y; y += step {
		if _, err := s.file.ReadAt(row, s.at(r.Min.X, y)); err != nil {
			return 0, fmt.Errorf("reading the screen: %w", err)
		}
		for x := 0; x < len(row); x += step * pixelSize {
			all++
			if is(row[x], row[x+1], row[x+2]) {
				found++
			}
		}
	}
	return float64(found) / float64(max(all, 1)), nil
}

// at is where a pixel is in the file.
func (s *screen) at(x, y int) int64 { return s.pixels + int64(y*s.line) + int64(x*pixelSize) }

// lit is of a pixel that is not as black as the screen that nobody has drawn on.
func lit(blue, green, red byte) bool { return blue|green|red != 0 }

// dark is of a pixel of a text on a light ground.
func dark(blue, green, red byte) bool { return int(blue)+int(green)+int(red) < 3*100 }

// marked is a colour that nothing on the screen has.
var marked = [pixelSize]byte{0xfe, 0x01, 0xfd, 0x00}

// mark draws a dot that is not the app's. It stays until somebody paints over it.
func (s *screen) mark(p image.Point) error {
	if _, err := s.file.WriteAt(marked[:], s.at(p.X, p.Y)); err != nil {
		return fmt.Errorf("marking the screen: %w", err)
	}
	return nil
}

// isMarked reports whether the dot is still there.
func (s *screen) isMarked(p image.Point) (bool, error) {
	var pixel [pixelSize]byte
	if _, err := s.file.ReadAt(pixel[:], s.at(p.X, p.Y)); err != nil {
		return false, fmt.Errorf("looking for the mark: %w", err)
	}
	return [3]byte(pixel[:3]) == [3]byte(marked[:3]), nil
}
