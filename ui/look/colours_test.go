package look

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"candidaturas/ui/uitest/golden"
)

// TestColours keeps the colour of each role in each theme. What has which role is kept
// with the screens.
func TestColours(t *testing.T) {
	var b strings.Builder
	themes := palettes()
	for _, name := range slices.Sorted(maps.Keys(themes)) {
		fmt.Fprintln(&b, name)
		p := themes[name].palette
		for _, role := range slices.Sorted(maps.Keys(p)) {
			c := p[role]
			fmt.Fprintf(&b, " %s #%02x%02x%02x%02x\n", strings.TrimPrefix(string(role), "candidaturas."), c.R, c.G, c.B, c.A)
		}
	}
	golden.Text(t, "colours.txt", b.String())
}
