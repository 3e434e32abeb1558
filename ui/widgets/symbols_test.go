package widgets

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candidaturas/assets"
	"candidaturas/ui/look"

	"fyne.io/fyne/v2/test"
)

func TestSymbolsExist(t *testing.T) {
	test.NewTempApp(t)
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Light}))
	for _, s := range []Symbol{
		SymbolRefresh, SymbolBack, SymbolOpen, SymbolCopy, SymbolExpand, SymbolCollapse,
		SymbolWarning, SymbolInfo, SymbolMenu, SymbolMore, SymbolStar, SymbolStarOn,
		symbolSearch, symbolClear, symbolCheck, symbolCaretDown, SymbolTag, SymbolNote,
		symbolEye, symbolEyeOff, symbolSortUp, SymbolSortDown, SymbolTable,
	} {
		if r := s.Resource(look.ColorMuted); !strings.Contains(string(r.Content()), "#55625e") {
			t.Errorf("%s is not in the colour asked for", s)
		}
	}
}

// TestSymbolsAreUsed: the code names each file of a symbol.
func TestSymbolsAreUsed(t *testing.T) {
	var code strings.Builder
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		code.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := assets.Symbols.ReadDir("symbols")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".svg"); !strings.Contains(code.String(), `"`+name+`"`) {
			t.Errorf("nothing uses %s", e.Name())
		}
	}
}
