package widgets

import (
	"image/color"
	"testing"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// block is something of a size.
func block(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Black)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

// A box is where something is, and its size.
type box struct{ x, y, width, height float32 }

func boxOf(o fyne.CanvasObject) box {
	p, s := o.Position(), o.Size()
	return box{p.X, p.Y, s.Width, s.Height}
}

func TestBeside(t *testing.T) {
	sides := func(a, b fyne.CanvasObject) *fyne.Container { return NewSides(8, a, b) }
	button := func(a, b fyne.CanvasObject) *fyne.Container { return NewWithButton(200, a, b) }
	actions := func(a, b fyne.CanvasObject) *fyne.Container { return NewWithActions(a, b).(*fyne.Container) }
	const a, b = 60, 50 // the widths of the two
	for _, c := range []struct {
		name          string
		make          func(a, b fyne.CanvasObject) *fyne.Container
		width         float32
		text          int
		first, second box
	}{
		{"sides", sides, 300, 100, box{0, 0, 250, 30}, box{250, 0, 50, 30}},
		{"sides, just beside", sides, a + b, 100, box{0, 0, 60, 30}, box{60, 0, 50, 30}},
		{"sides, just below", sides, a + b - 1, 100, box{0, 0, 109, 20}, box{59, 28, 50, 30}},
		{"sides take no more room for large text", sides, a + b, 200, box{0, 0, 60, 30}, box{60, 0, 50, 30}},
		{"sides without room", sides, 40, 100, box{0, 0, 40, 20}, box{0, 28, 40, 30}},

		{"button", button, 300, 100, box{0, 0, 250, 30}, box{250, 0, 50, 30}},
		{"button, just beside", button, 200 + b, 100, box{0, 0, 200, 30}, box{200, 0, 50, 30}},
		{"button, just below", button, 200 + b - 1, 100, box{0, 0, 249, 20}, box{199, 20, 50, 30}},
		{"button, just beside large text", button, 400 + b, 200, box{0, 0, 400, 30}, box{400, 0, 50, 30}},
		{"button, just below large text", button, 400 + b - 1, 200, box{0, 0, 449, 20}, box{399, 20, 50, 30}},
		{"button without room", button, 40, 100, box{0, 0, 40, 20}, box{0, 20, 40, 30}},

		{"actions, just beside", actions, 520, 100, box{0, 0, 470, 30}, box{470, 0, 50, 30}},
		{"actions, just below", actions, 519, 100, box{0, 0, 519, 20}, box{469, 20, 50, 30}},

		{"table, just beside", NewTableLine, 120 + b, 100, box{0, 0, 120, 20}, box{120, 0, 50, 30}},
		{"table, just below", NewTableLine, 120 + b - 1, 100, box{0, 0, 169, 20}, box{0, 10, 50, 30}},
		{"table without room", NewTableLine, 40, 100, box{0, 0, 40, 20}, box{0, 10, 40, 30}},

		{"title, just beside", NewTitleLine, 160 + b, 100, box{0, 5, 160, 20}, box{160, 0, 50, 30}},
		{"title, just below", NewTitleLine, 160 + b - 1, 100, box{0, 30, 209, 20}, box{159, 0, 50, 30}},
		{"title, just beside large", NewTitleLine, 320 + b, 200, box{0, 5, 320, 20}, box{320, 0, 50, 30}},
		{"title, just below large", NewTitleLine, 320 + b - 1, 200, box{0, 30, 369, 20}, box{319, 0, 50, 30}},

		{"hanging, just beside", NewHanging, 240, 100, box{0, 0, 72, 20}, box{72, 0, 168, 30}},
		{"hanging, just below", NewHanging, 239, 100, box{0, 0, 72, 20}, box{0, 20, 239, 30}},
		{"hanging, just beside large text", NewHanging, 480, 200, box{0, 0, 72, 20}, box{72, 0, 408, 30}},
		{"hanging, just below large text", NewHanging, 479, 200, box{0, 0, 72, 20}, box{0, 20, 479, 30}},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			test.ApplyTheme(t, look.New(look.Choice{TextSize: c.text}))
			both := c.make(block(a, 20), block(b, 30))
			height := HeightAt(both, c.width)
			first, second := boxOf(both.Objects[0]), boxOf(both.Objects[1])
			if first != c.first || second != c.second {
				t.Errorf("the first is at %v and the second at %v, want %v and %v", first, second, c.first, c.second)
			}
			if want := max(first.y+first.height, second.y+second.height); height != want {
				t.Errorf("it is %.0f high, want %.0f", height, want)
			}
		})
	}
}

// TestBesideTurnsBothWays as its width changes.
func TestBesideTurnsBothWays(t *testing.T) {
	test.NewTempApp(t)
	both := NewWithButton(200, block(60, 20), block(50, 30))
	for _, c := range []struct{ width, height float32 }{{300, 30}, {200, 50}, {300, 30}} {
		if height := HeightAt(both, c.width); height != c.height {
			t.Errorf("with a width of %.0f it is %.0f high, want %.0f", c.width, height, c.height)
		}
		if least := both.MinSize().Width; least != 60 {
			t.Errorf("with a width of %.0f it cannot be narrower than %.0f, want 60", c.width, least)
		}
	}
}

func TestTextWithoutActions(t *testing.T) {
	text := block(60, 20)
	if got := NewWithActions(text); got != text {
		t.Errorf("a text without buttons is set into %T", got)
	}
}
