package exchange

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"candidaturas/tracker"
)

// names.json says what other people's tables call the columns, stages and a yes, in
// the languages that are spoken where InfoJobs is. Nobody sees these words.
//
//go:embed names.json
var namesFile []byte

// names are what a table may call things, folded.
type names struct {
	columns map[string]Column
	stages  map[string]tracker.Stage
	yes     map[string]bool
}

func newNames(languages []Words) (*names, error) {
	var file struct {
		Columns map[Column][]string
		Stages  map[string][]string
		Yes     []string
	}
	if err := json.Unmarshal(namesFile, &file); err != nil {
		return nil, fmt.Errorf("reading the names of columns: %w", err)
	}
	n := &names{columns: map[string]Column{}, stages: map[string]tracker.Stage{}, yes: map[string]bool{}}
	// The words of the app itself come first: they cannot be mistaken for others.
	for _, w := range languages {
		for c, name := range w.Columns {
			n.column(name, c)
		}
		for stage, name := range w.Stages {
			n.stage(name, stage)
		}
		file.Yes = append(file.Yes, w.Yes)
	}
	for c, list := range file.Columns {
		for _, name := range list {
			n.column(name, c)
		}
	}
	for stage, key := range stages {
		n.stage(key, stage)
		for _, name := range file.Stages[key] {
			n.stage(name, stage)
		}
	}
	for _, name := range file.Yes {
		n.yes[fold(name)] = true
	}
	delete(n.yes, "")
	return n, nil
}

func (n *names) column(name string, c Column) {
	if name = fold(name); n.columns[name] == "" && name != "" {
		n.columns[name] = c
	}
}

func (n *names) stage(name string, stage tracker.Stage) {
	name = fold(name)
	if _, known := n.stages[name]; !known && name != "" {
		n.stages[name] = stage
	}
}

// header returns which column is where, none if it is no header.
func (n *names) header(row []string) map[Column]int {
	columns := map[Column]int{}
	for i, name := range row {
		c, known := n.columns[fold(natural(name))]
		if _, twice := columns[c]; known && !twice {
			columns[c] = i
		}
	}
	return columns
}

// enough reports whether a table with these columns can be read.
func enough(columns map[Column]int) bool {
	for _, c := range []Column{Title, Company, Applied} {
		if _, ok := columns[c]; !ok {
			return false
		}
	}
	return true
}

// fold takes away what does not tell words apart: case, accents and whatever is
// neither letter nor digit.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(tracker.Fold(clip(s, maxLine)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
