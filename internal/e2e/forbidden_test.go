package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// words that must not stand in the program, and where they may all the same.
var forbiddenWords = map[string]struct{ why, except string }{
	"InsecureSkipVerify":          {"T7: certificates are always checked", ""},
	"ParseMarkdown":               {"T3: Fyne's markdown fetches images and keeps any link", ""},
	"NewRichTextFromMarkdown":     {"T3: as above", ""},
	"NewHyperlink":                {"T2: addresses are opened through one checked function", ""},
	".OpenURL(":                   {"T2: as above", "internal/desktop/open.go ui/present/links.go ui/present/desktop.go"},
	"SendNotification":            {"T1: on Windows its text is run as a script", "internal/desktop/notify.go"},
	"DoAndWait":                   {"it deadlocks on the main goroutine", ""},
	"AuthStyleAutoDetect":         {"it spends the code", ""},
	"AuthStyleInHeader":           {"InfoJobs' token endpoint has no such header", ""},
	"http.DefaultClient":          {"T6: it has no time limit and follows redirects", ""},
	"net/http/pprof":              {"T26", ""},
	"KeyLogWriter":                {"T26", ""},
	"api.infojobs.net":            {"a protocol fact outside api", "api/"},
	"core/oauth2vc/index.xhtml":   {"a protocol fact outside auth", "auth/ api/sandbox/"},
	"os.WriteFile(":               {"R28: it does not sync; small files are replaced by profile.ReplaceFile", "tracker/store/ .ci/ ui/uitest/ internal/desktop/desktoptest/"},
	"https://www.infojobs.net/of": {"a protocol fact outside api", "api/"},
}

// TestT1T2T3T6T7T26ForbiddenWords reads the program's own source.
func TestT1T2T3T6T7T26ForbiddenWords(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "build" || d.Name() == ".git"):
			return filepath.SkipDir
		case !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for word, rule := range forbiddenWords {
			if strings.Contains(string(source), word) && !excepted(filepath.ToSlash(path), rule.except) {
				t.Errorf("%s has %s (%s)", path, word, rule.why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func excepted(path, except string) bool {
	for _, e := range strings.Fields(except) {
		if path == e || strings.HasSuffix(e, "/") && strings.HasPrefix(path, e) {
			return true
		}
	}
	return false
}
