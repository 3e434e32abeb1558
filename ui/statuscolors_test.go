package ui

import (
	"testing"

	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2/test"
)

func TestStatusSymbolsExist(t *testing.T) {
	test.NewTempApp(t)
	for icon, tint := range statusColors {
		if r := widgets.Symbol(icon).Resource(tint); len(r.Content()) == 0 {
			t.Errorf("%s is empty", icon)
		}
	}
}
