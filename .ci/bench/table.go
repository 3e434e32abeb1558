package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// A figure is one line of the table.
type figure struct {
	what     string
	measured string
	bar      string // empty for a figure without one
	missed   bool
}

// A table is the figures in the order in which they are shown, and remarks on how
// they were measured.
type table struct {
	figures []figure
	notes   []string
}

// add adds a figure without a bar.
func (t *table) add(what, measured string) {
	t.figures = append(t.figures, figure{what: what, measured: measured})
}

// addBar adds a figure that is to be at most limit. The format is that of both.
func (t *table) addBar(what, format string, value, limit float64) {
	t.figures = append(t.figures, figure{
		what: what, measured: fmt.Sprintf(format, value), bar: "≤ " + fmt.Sprintf(format, limit), missed: value > limit,
	})
}

// addCount adds a number that is to be exactly another.
func (t *table) addCount(what string, value, want int) {
	t.figures = append(t.figures, figure{
		what: what, measured: strconv.Itoa(value), bar: "= " + strconv.Itoa(want), missed: value != want,
	})
}

// detail adds something to what the last figure tells as measured.
func (t *table) detail(format string, args ...any) {
	last := &t.figures[len(t.figures)-1]
	last.measured += "  (" + fmt.Sprintf(format, args...) + ")"
}

func (t *table) note(text string) { t.notes = append(t.notes, text) }

func (t *table) write(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintln(tw, "what\tmeasured\tbar\t")
	fmt.Fprintln(tw, "----\t--------\t---\t")
	for _, f := range t.figures {
		fmt.Fprintf(tw, "%s\t%s\t%s\t%s\n", f.what, f.measured, f.bar, f.verdict())
	}
	if err := tw.Flush(); err != nil {
		return fmt.Errorf("writing the table: %w", err)
	}
	for _, text := range t.notes {
		if _, err := fmt.Fprintf(w, "\n%s\n", strings.TrimSpace(text)); err != nil {
			return fmt.Errorf("writing the notes: %w", err)
		}
	}
	return nil
}

func (f figure) verdict() string {
	switch {
	case f.bar == "":
		return ""
	case f.missed:
		return "missed"
	}
	return "ok"
}

// median returns the middle of the values, 0 for none.
func median[T cmp.Ordered](values []T) T {
	var zero T
	if len(values) == 0 {
		return zero
	}
	return slices.Sorted(slices.Values(values))[len(values)/2]
}
