package widgets

import (
	"slices"
	"testing"
)

// plainEntries are rows by ID; an empty one is a heading.
type plainEntries []string

func (e plainEntries) Len() int        { return len(e) }
func (e plainEntries) ID(i int) string { return e[i] }
func (e plainEntries) Index(id string) int {
	if id == "" {
		return -1
	}
	return slices.Index(e, id)
}

func TestMoved(t *testing.T) {
	list := plainEntries{"", "a", "b", "", "c", "d", ""}
	for _, c := range []struct {
		from string
		by   int
		want string
	}{
		{"a", 1, "b"},
		{"b", 1, "c"}, // past the heading
		{"c", -1, "b"},
		{"a", -1, "a"},  // only a heading is above
		{"a", 2, "c"},   // a page that ends on a heading goes on
		{"d", -2, "b"},  // and back on the way back
		{"b", -99, "a"}, // Home
		{"a", 99, ""},   // the last entry is a heading: stay
		{"", 1, "a"},
		{"", -1, "a"},
		{"", 3, "a"},
		{"gone", -99, "a"},
	} {
		if got := Moved(list, c.from, c.by); got != c.want {
			t.Errorf("%d from %q leads to %q, want %q", c.by, c.from, got, c.want)
		}
	}
	if got := Moved(plainEntries{"a", "b", "c"}, "", 3); got != "c" {
		t.Errorf("End from nowhere leads to %q", got)
	}
	for name, none := range map[string]plainEntries{"nothing": nil, "a heading alone": {""}} {
		if got := Moved(none, "", 1); got != "" {
			t.Errorf("in %s it leads to %q", name, got)
		}
	}
}

func TestRevealed(t *testing.T) {
	for name, c := range map[string]struct{ offset, view, top, bottom, want float32 }{
		"in sight":        {50, 100, 60, 90, 50},
		"above":           {50, 100, 20, 40, 20},
		"below":           {50, 100, 140, 170, 70},
		"larger than all": {50, 100, 60, 190, 60},
	} {
		if got := revealed(c.offset, c.view, c.top, c.bottom); got != c.want {
			t.Errorf("%s: %.0f, want %.0f", name, got, c.want)
		}
	}
}
