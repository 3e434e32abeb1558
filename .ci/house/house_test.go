package main

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

func tree(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestMeasure(t *testing.T) {
	h, err := measure(tree(map[string]string{
		"main.go":               "package main\n\nfunc (a app) run() {}\n",
		"ui/window.go":          "package ui\n\ntype window struct{}\n\nfunc (w *window) show() {}\nfunc (w window) hide() {}\n",
		"ui/rows.go":            "package ui\n\ntype rows[T any] struct{}\n\nfunc (r *rows[T]) len() int { return 0 }\nfunc show() {}\n",
		"ui/window_test.go":     "package ui\n\nfunc (w *window) tested() {}\n",
		"ui/testdata/x.go":      "not Go",
		".ci/tool/main.go":      "not Go",
		"build/x.go":            "not Go",
		"ui/README.md":          "text",
		"api/sandbox/server.go": "package sandbox\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		got, want map[string]int
	}{
		{"files", h.files, map[string]int{".": 1, "ui": 2, "api/sandbox": 1}},
		{"lines", h.lines, map[string]int{"main.go": 3, "ui/window.go": 6, "ui/rows.go": 6, "api/sandbox/server.go": 1}},
		{"methods", h.methods, map[string]int{"ui.window": 2, "ui.rows": 1, "main.app": 1}},
	} {
		if !maps.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestMeasureSaysWhatIsNotGo(t *testing.T) {
	if _, err := measure(tree(map[string]string{"bad.go": "not Go"})); err == nil || !strings.Contains(err.Error(), "bad.go") {
		t.Errorf("%v", err)
	}
}

func TestTop(t *testing.T) {
	counts := map[string]int{"b": 2, "a": 2, "least": 1}
	for i := range 20 {
		counts[fmt.Sprint("many", i)] = 100 + i
	}
	var b strings.Builder
	top(&b, "things", counts)
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 1+shown || lines[0] != "things, 23 in all" || lines[1] != "   119  many19" {
		t.Errorf("%q", lines)
	}
	b.Reset()
	top(&b, "things", map[string]int{"b": 2, "a": 2, "least": 1})
	if want := "things, 3 in all\n     2  a\n     2  b\n     1  least\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}
