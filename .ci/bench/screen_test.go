package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"os"
	"path/filepath"
	"testing"
)

// What the files of these tests are like.
const headerSize, colors, line = 104, 3, 136

// newScreen makes a file as Xvfb's, black, of 32 by 16 pixels with a filled line
// each.
func newScreen(t *testing.T) *screen {
	t.Helper()
	header := [xwdFields]uint32{xwdHeaderSize: headerSize, xwdBits: 32, xwdLine: line, xwdColors: colors}
	var b bytes.Buffer
	if err := binary.Write(&b, binary.BigEndian, header); err != nil {
		t.Fatal(err)
	}
	b.Write(bytes.Repeat([]byte{0xff}, headerSize-b.Len()+colors*xwdColorSize))

	b.Write(make([]byte, 16*line))
	path := filepath.Join(t.TempDir(), "screen")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := openScreen(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.close() })
	return s
}

func TestScreen(t *testing.T) {
	s := newScreen(t)
	expect := func(what string, is func(byte, byte, byte) bool, want float64) {
		t.Helper()
		if got, err := s.share(image.Rect(0, 0, 32, 16), is); got != want || err != nil {
			t.Errorf("%s: %v, %v, want %v", what, got, err, want)
		}
	}
	expect("lit on a black screen", lit, 0)
	expect("dark on a black screen", dark, 1)
	for x := range 16 { // the left half of the line that is looked at below the first
		at := headerSize + colors*12 + step*line + x*4
		if _, err := s.file.WriteAt([]byte{200, 200, 200, 0}, int64(at)); err != nil {
			t.Fatal(err)
		}
	}
	expect("lit", lit, 2./8)
	expect("dark", dark, 6./8)
	if got, err := s.share(image.Rect(16, 0, 32, 16), lit); got != 0 || err != nil {
		t.Errorf("lit on the right: %v, %v", got, err)
	}
}

func TestMark(t *testing.T) {
	s := newScreen(t)
	dot := image.Pt(5, 3)
	expect := func(what string, want bool) {
		t.Helper()
		if got, err := s.isMarked(dot); got != want || err != nil {
			t.Errorf("%s: %v, %v", what, got, err)
		}
	}
	expect("at first", false)
	if err := s.mark(dot); err != nil {
		t.Fatal(err)
	}
	expect("marked", true)
	if _, err := s.file.WriteAt([]byte{0xff, 0xff, 0xff, 0}, s.at(dot.X, dot.Y)); err != nil {
		t.Fatal(err)
	}
	expect("painted over", false)
}

func TestOpenScreenRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "screen")
	for what, content := range map[string][]byte{"nothing": nil, "16 bits": bytes.Repeat([]byte{0, 0, 0, 16}, xwdFields)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := openScreen(path); err == nil {
			t.Errorf("%s was opened", what)
		}
	}
}
