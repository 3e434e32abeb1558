package ui

import (
	"testing"

	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"
)

func TestStatusSymbolsExist(t *testing.T) {
	uitest.Light(t)
	for icon, tint := range statusColors {
		if r := widgets.Symbol(icon).Resource(tint); len(r.Content()) == 0 {
			t.Errorf("%s is empty", icon)
		}
	}
}
