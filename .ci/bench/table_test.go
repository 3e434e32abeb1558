package main

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	var b table
	b.add("pages", "12 pages/s")
	b.addBar("start", "%.2f ×", 1.25, 1.25)
	b.addBar("memory", "%.1f ×", 1.31, 1.3)
	b.detail("%d MB", 3)
	b.addCount("requests", 1, 1)
	b.addCount("pages", 5, 4)
	b.note("A remark.\n")
	var out strings.Builder
	if err := b.write(&out); err != nil {
		t.Fatal(err)
	}
	const want = `what       measured        bar
----       --------        ---
pages      12 pages/s
start      1.25 ×          ≤ 1.25 ×   ok
memory     1.3 ×  (3 MB)   ≤ 1.3 ×    missed
requests   1               = 1        ok
pages      5               = 4        missed

A remark.
`
	got := trimLines(out.String())
	if got != want {
		t.Errorf("the table is\n%s\nnot\n%s", got, want)
	}
}

// trimLines takes the blanks away that fill columns at the ends of lines.
func trimLines(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		values []int
		want   int
	}{
		{nil, 0},
		{[]int{7}, 7},
		{[]int{9, 1, 5}, 5},
		{[]int{4, 3, 2, 1}, 3},
	} {
		if got := median(test.values); got != test.want {
			t.Errorf("median(%v) = %d, want %d", test.values, got, test.want)
		}
	}
}
