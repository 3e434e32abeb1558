package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// A house is how large the parts of a tree of Go code are.
type house struct {
	files   map[string]int // in each folder
	lines   map[string]int // of each file
	methods map[string]int // of each type
}

// measure reads all Go files of a tree but tests and what the go command overlooks.
func measure(tree fs.FS) (*house, error) {
	h := &house{map[string]int{}, map[string]int{}, map[string]int{}}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && overlooked(d.Name()):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		return h.add(tree, name)
	})
	return h, err
}

func overlooked(folder string) bool {
	return folder != "." && strings.ContainsAny(folder[:1], "._") || folder == "testdata" || folder == "build"
}

func (h *house) add(tree fs.FS, name string) error {
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return fmt.Errorf("reading a file: %w", err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		return fmt.Errorf("parsing a file: %w", err)
	}
	folder := path.Dir(name)
	h.files[folder]++
	h.lines[name] = bytes.Count(text, []byte("\n"))
	owner := folder
	if folder == "." {
		owner = file.Name.Name
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
			h.methods[owner+"."+receiver(f.Recv.List[0].Type)]++
		}
	}
	return nil
}

// receiver is the name of a method's type, without its pointer and its parameters.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.ParenExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "?"
}

func (h *house) write(w io.Writer) {
	top(w, "Go files in a folder", h.files)
	top(w, "lines of a file", h.lines)
	top(w, "methods of a type", h.methods)
}

// top writes those of which there is most.
func top(w io.Writer, what string, counts map[string]int) {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	fmt.Fprintf(w, "%s, %d in all\n", what, len(names))
	for _, name := range names[:min(len(names), shown)] {
		fmt.Fprintf(w, "%6d  %s\n", counts[name], name)
	}
}
