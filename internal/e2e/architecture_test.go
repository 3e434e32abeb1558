package e2e

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// forbidden says what a package, or anything it imports, must not reach. An
// entry that ends in /… stands for all below. auth and api do not know each other;
// both stand on api/fault, whose errors the presenters of the sign-in put into
// words.
var forbidden = map[string][]string{
	"candidaturas/tracker":          {"fyne.io/fyne/v2/…", "net/http", "candidaturas/api/…", "candidaturas/auth", "candidaturas/ui/…", "candidaturas/tracker/store", "database/sql", "github.com/zalando/go-keyring"},
	"candidaturas/tracker/exchange": {"fyne.io/fyne/v2/…", "candidaturas/api/…", "candidaturas/auth", "candidaturas/ui/…", "candidaturas/tracker/store", "database/sql", "github.com/zalando/go-keyring"},
	"candidaturas/tracker/store":    {"fyne.io/fyne/v2/…", "net/http", "candidaturas/api/…", "candidaturas/auth", "candidaturas/ui/…", "github.com/zalando/go-keyring"},
	"candidaturas/api/fault":        {"candidaturas/…", "fyne.io/fyne/v2/…"},
	"candidaturas/api":              {"fyne.io/fyne/v2/…", "candidaturas/auth", "candidaturas/ui/…", "candidaturas/api/sandbox", "github.com/zalando/go-keyring", "golang.org/x/oauth2"},
	"candidaturas/api/sandbox":      {"fyne.io/fyne/v2/…", "candidaturas/api", "candidaturas/auth", "candidaturas/ui/…", "github.com/zalando/go-keyring"},
	"candidaturas/auth":             {"fyne.io/fyne/v2/…", "candidaturas/api", "candidaturas/api/sandbox", "candidaturas/tracker", "candidaturas/ui/…"},
	"candidaturas/ui/present":       {"fyne.io/fyne/v2/…", "candidaturas/api", "candidaturas/api/sandbox", "candidaturas/tracker/store", "candidaturas/ui"},
	"candidaturas/ui/present/task":  {"fyne.io/fyne/v2/…", "candidaturas/api/…", "candidaturas/auth", "candidaturas/ui", "candidaturas/ui/present", "candidaturas/tracker/store"},
	"candidaturas/ui":               {"candidaturas/api", "candidaturas/api/sandbox", "candidaturas/tracker/store", "fyne.io/fyne/v2/app"},
	"candidaturas/ui/look":          {"candidaturas/…"},
	"candidaturas/ui/widgets":       {"candidaturas/api/…", "candidaturas/auth", "candidaturas/tracker/…", "candidaturas/ui", "candidaturas/ui/present/…", "candidaturas/internal/…"},
	"candidaturas/ui/uitest":        {"candidaturas/ui", "candidaturas/ui/widgets", "candidaturas/ui/present/…"},
	"candidaturas/internal/profile": {"fyne.io/fyne/v2/…", "candidaturas/api", "candidaturas/api/sandbox", "candidaturas/ui", "candidaturas/internal/…"},
	"candidaturas/internal/desktop": {"candidaturas/api", "candidaturas/api/sandbox", "candidaturas/tracker/store", "candidaturas/internal/app", "fyne.io/fyne/v2/app"},
	"candidaturas/internal/testkit": {"candidaturas/…"},
	"candidaturas/assets":           {"candidaturas/…", "fyne.io/fyne/v2/…"},
}

// forbiddenDirect is what a package must not import itself; Fyne does, and so does
// the library for workbooks.
var forbiddenDirect = map[string][]string{
	"candidaturas/tracker/exchange": {"net/http"},
	"candidaturas/ui":               {"net/http", "database/sql", "github.com/zalando/go-keyring"},
	"candidaturas/ui/present":       {"net/http", "database/sql", "github.com/zalando/go-keyring"},
}

// onlyOurs are the packages of ours that a package may import.
var onlyOurs = map[string][]string{
	"candidaturas":            {"candidaturas/internal/app"},
	"candidaturas/ui/widgets": {"candidaturas/ui/look", "candidaturas/assets"},
	"candidaturas/ui/look":    {},
}

// withoutC are the packages that need no C compiler, nor do their tests.
var withoutC = []string{"./auth", "./api/...", "./tracker/...", "./ui/present/...", "./internal/profile"}

func TestArchitecture(t *testing.T) {
	for pkg, not := range forbidden {
		for _, dep := range goList(t, "-deps", "-f", "{{.ImportPath}}", pkg) {
			if dep != pkg && matches(not, dep) {
				t.Errorf("%s reaches %s", pkg, dep)
			}
		}
	}
	for pkg, only := range onlyOurs {
		for _, dep := range goList(t, "-f", `{{join .Imports "\n"}}`, pkg) {
			if matches([]string{"candidaturas/…"}, dep) && !slices.Contains(only, dep) {
				t.Errorf("%s imports %s", pkg, dep)
			}
		}
	}
	for pkg, not := range forbiddenDirect {
		for _, dep := range goList(t, "-f", `{{join .Imports "\n"}}`, pkg) {
			if matches(not, dep) {
				t.Errorf("%s imports %s", pkg, dep)
			}
		}
	}
}

// TestBuildsWithoutC: what has no window needs no C compiler, and neither do its tests.
func TestBuildsWithoutC(t *testing.T) {
	for _, command := range []string{"build", "vet"} { // vet reads the tests too
		cmd := exec.CommandContext(t.Context(), "go", append([]string{command}, withoutC...)...)
		cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v: %s", command, err, out)
		}
	}
	for _, dep := range goList(t, append([]string{"-deps", "-test"}, withoutC...)...) {
		if matches([]string{"fyne.io/fyne/v2/…", "github.com/go-gl/…"}, dep) {
			t.Errorf("a package without a window, or its tests, reach %s", dep)
		}
	}
}

// TestNoCircles: no test imports what imports its package, on any system.
func TestNoCircles(t *testing.T) {
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-deps", "-test", "-tags", "migrated_fynedo,x11,realwindow",
			"-f", "{{with .Error}}{{$.ImportPath}}: {{.}}{{end}}", "./...")
		cmd.Env = append(cmd.Environ(), "GOOS="+system)
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("%s: %v", system, err)
		}
		for line := range strings.Lines(string(out)) {
			if strings.Contains(line, "import cycle") {
				t.Errorf("%s: %s", system, line)
			}
		}
	}
}

// TestOnlyTheCompositionRootImportsApp: who imports it cannot be tested without a display.
func TestOnlyTheCompositionRootImportsApp(t *testing.T) {
	for _, line := range goList(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		pkg, imports, _ := strings.Cut(line, " ")
		if pkg != "candidaturas/internal/app" && pkg != "candidaturas/.ci/bench" && slices.Contains(strings.Fields(imports), "fyne.io/fyne/v2/app") {
			t.Errorf("%s imports fyne.io/fyne/v2/app", pkg)
		}
	}
}

// TestOnlyMainImportsTheCompositionRoot: arrows go down from it.
func TestOnlyMainImportsTheCompositionRoot(t *testing.T) {
	for _, line := range goList(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...", "./.ci/bench/...") {
		pkg, imports, _ := strings.Cut(line, " ")
		if pkg != "candidaturas" && slices.Contains(strings.Fields(imports), "candidaturas/internal/app") {
			t.Errorf("%s imports internal/app", pkg)
		}
	}
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func matches(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		if base, ok := strings.CutSuffix(p, "/…"); ok {
			return pkg == base || strings.HasPrefix(pkg, base+"/")
		}
		return pkg == p
	})
}
