package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestFitText(t *testing.T) {
	test.NewTempApp(t)
	const size = 14
	long := strings.Repeat("palabra ", 40)
	got := FitText(long, 120, size, fyne.TextStyle{})
	if !strings.HasSuffix(got, "…") || fyne.MeasureText(got, size, fyne.TextStyle{}).Width > 120 {
		t.Errorf("%q", got)
	}
	if got := FitText("corto", 120, size, fyne.TextStyle{}); got != "corto" {
		t.Errorf("%q", got)
	}
	if got := FitText("dos\nlíneas\r\n", 400, size, fyne.TextStyle{}); got != "dos líneas" {
		t.Errorf("%q", got)
	}
	if got := FitText("algo", 0, size, fyne.TextStyle{}); got != "…" {
		t.Errorf("%q", got)
	}
}
