// Package golden compares texts with those that are kept in files, line by line, so
// that a person can judge a change of them in a diff.
package golden

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Update has what is kept written anew.
var Update = flag.Bool("update", false, "write what is kept of the screens anew, to be looked at")

// Text compares a text with the one in a file below testdata, or keeps it.
func Text(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", filepath.FromSlash(name))
	if *Update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("nothing is kept yet (make update-screens): %v", err)
	}
	if changes := Changes(string(want), got); changes != "" {
		t.Errorf("%s is another now; if that is right, keep it with make update-screens\n%s", file, changes)
	}
}

// around is how many lines show above and below one that changed.
const around = 2

// Changes tells the lines that differ, as diff -u does, empty if none.
func Changes(want, got string) string {
	if want == got {
		return ""
	}
	steps := stepsFrom(strings.Split(want, "\n"), strings.Split(got, "\n"))
	var b strings.Builder
	last := -1 // of the lines that show
	for i, s := range steps {
		if !nearChange(steps, i) {
			continue
		}
		if i != last+1 {
			fmt.Fprintf(&b, "@@ line %d\n", s.line)
		}
		last = i
		fmt.Fprintf(&b, "%c%s\n", s.sign, s.text)
	}
	return b.String()
}

func nearChange(steps []step, i int) bool {
	for _, s := range steps[max(0, i-around):min(len(steps), i+around+1)] {
		if s.sign != ' ' {
			return true
		}
	}
	return false
}

// A step leads from one text to another: a line that stays (' '), goes ('-') or
// comes ('+'). Its number is that in the old text.
type step struct {
	sign byte
	text string
	line int
}

// stepsFrom lead from a to b by way of what they have most in common.
func stepsFrom(a, b []string) (steps []step) {
	common := make([][]int, len(a)+1) // how much of a[i:] and b[k:] is
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if common[i][k] = max(common[i+1][k], common[i][k+1]); a[i] == b[k] {
				common[i][k] = common[i+1][k+1] + 1
			}
		}
	}
	i, k := 0, 0
	for i < len(a) || k < len(b) {
		switch {
		case i < len(a) && k < len(b) && a[i] == b[k]:
			steps = append(steps, step{' ', a[i], i + 1})
			i, k = i+1, k+1
		case i < len(a) && (k == len(b) || common[i+1][k] >= common[i][k+1]):
			steps = append(steps, step{'-', a[i], i + 1})
			i++
		default:
			steps = append(steps, step{'+', b[k], i + 1})
			k++
		}
	}
	return steps
}
