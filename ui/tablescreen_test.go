package ui

import (
	"testing"
)

// TestTableAtOnce: what orders rows goes with them, and the button tells what shows.
func TestTableAtOnce(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	f := s.window.applications.filters
	for _, table := range []bool{true, false} {
		s.window.list().Filters.ToggleTable()
		s.until("the other list", func() bool { return s.window.applications.isTable == table })
		if f.order.Visible() == table || f.table.On != table {
			t.Errorf("table %v: the order shows: %v, the button is on: %v", table, f.order.Visible(), f.table.On)
		}
	}
}
