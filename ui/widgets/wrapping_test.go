package widgets

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestWrapText(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		name  string
		width float32
		want  []string
	}{
		{"all the room", 400, []string{"Abrir otra vez"}},
		{"room for two words", 80, []string{"Abrir otra", "vez"}},
	} {
		if got := wrapText("Abrir otra vez", c.width, 14, fyne.TextStyle{}); !slices.Equal(got, c.want) {
			t.Errorf("%s: the lines are %q, want %q", c.name, got, c.want)
		}
	}
	if got := wrapText("Abrir otra vez", 1, 14, fyne.TextStyle{}); len(got) != 3 {
		t.Errorf("with no room at all the lines are %q", got)
	}
}
