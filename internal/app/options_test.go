package app

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"candidaturas/assets"
	"candidaturas/internal/desktop"
	"candidaturas/internal/profile"
	"candidaturas/ui/present"
)

func meta(t *testing.T) metadata {
	t.Helper()
	m, err := parseMetadata(testBuild().Metadata)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMetadata(t *testing.T) {
	m := meta(t)
	if m.Name != "Candidaturas" || m.ID != "io.github.candidaturas.app" || m.Version == "" || m.Build == 0 {
		t.Errorf("%+v", m)
	}
	if f := m.fyne(); f.ID != m.ID || f.Version != m.Version || !f.Release || f.Icon == nil {
		t.Errorf("%+v", f)
	}
	if _, err := parseMetadata([]byte("Details = [")); err == nil {
		t.Error("a broken file was read")
	}
}

func TestParseOptions(t *testing.T) {
	env := func(pairs ...string) func(string) string {
		return func(name string) string {
			for i := 0; i < len(pairs); i += 2 {
				if pairs[i] == name {
					return pairs[i+1]
				}
			}
			return ""
		}
	}
	for name, c := range map[string]struct {
		args   []string
		env    func(string) string
		done   bool
		code   int
		stdout string
		stderr string
	}{
		"nothing":        {env: env()},
		"demo":           {args: []string{"-demo", "-lang", "en"}, env: env()},
		"version":        {args: []string{"-version"}, env: env(), done: true, stdout: "Candidaturas " + meta(t).Version + "\n"},
		"help":           {args: []string{"-help"}, env: env(), done: true, stdout: "INFOJOBS_CLIENT_ID"},
		"double dash":    {args: []string{"--version"}, env: env(), done: true, stdout: "Candidaturas "},
		"unknown flag":   {args: []string{"-demos"}, env: env(), done: true, code: 2, stderr: "-demos"},
		"argument":       {args: []string{"infojobs://code"}, env: env(), done: true, code: 2, stderr: "unexpected argument"},
		"loopback":       {env: env("INFOJOBS_WWW_URL", "http://127.0.0.1:8080", "INFOJOBS_API_URL", "http://[::1]:8080/")},
		"localhost":      {env: env("INFOJOBS_WWW_URL", "http://localhost:8080")},
		"foreign www":    {env: env("INFOJOBS_WWW_URL", "https://www.infojobs.net.evil.example"), done: true, code: 2, stderr: "INFOJOBS_WWW_URL must be a loopback address"},
		"foreign api":    {env: env("INFOJOBS_API_URL", "http://10.0.0.1"), done: true, code: 2, stderr: "INFOJOBS_API_URL must be a loopback address"},
		"look-alike":     {env: env("INFOJOBS_API_URL", "http://127.0.0.1.evil.example"), done: true, code: 2, stderr: "loopback"},
		"user in it":     {env: env("INFOJOBS_API_URL", "http://127.0.0.1@evil.example"), done: true, code: 2, stderr: "loopback"},
		"with a path":    {env: env("INFOJOBS_API_URL", "http://127.0.0.1/x"), done: true, code: 2, stderr: "loopback"},
		"other scheme":   {env: env("INFOJOBS_API_URL", "file://127.0.0.1"), done: true, code: 2, stderr: "loopback"},
		"not an address": {env: env("INFOJOBS_API_URL", "127.0.0.1:80"), done: true, code: 2, stderr: "loopback"},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			_, done, code := parseOptions(c.args, c.env, meta(t), &stdout, &stderr)
			if done != c.done || code != c.code {
				t.Errorf("done %v, code %d", done, code)
			}
			if !strings.Contains(stdout.String(), c.stdout) || !strings.Contains(stderr.String(), c.stderr) {
				t.Errorf("printed %q and %q", stdout.String(), stderr.String())
			}
			if c.code == 0 && stderr.Len() > 0 {
				t.Errorf("complained: %s", stderr.String())
			}
		})
	}
}

func TestBackgroundOption(t *testing.T) {
	for _, c := range []struct {
		args []string
		want bool
	}{{nil, false}, {[]string{desktop.BackgroundFlag}, true}, {[]string{"-demo", "--background", "-lang", "es"}, true}} {
		var out bytes.Buffer
		o, done, _ := parseOptions(c.args, func(string) string { return "" }, meta(t), &out, &out)
		if done || o.background != c.want {
			t.Errorf("%v: %v, %s", c.args, o.background, &out)
		}
	}
}

// TestHelpNamesEveryChoice: what the program reads is what -help tells.
func TestHelpNamesEveryChoice(t *testing.T) {
	var read []string
	getenv := func(name string) string { read = append(read, name); return "" }
	var out bytes.Buffer
	parseOptions(nil, getenv, meta(t), &out, &out)
	parseOptions([]string{"-help"}, getenv, meta(t), &out, &out)
	langs, err := present.Languages(assets.Translations)
	if err != nil {
		t.Fatal(err)
	}
	last := len(langs) - 1
	read = append(read, "-demo", desktop.BackgroundFlag, "-lang", "-version", "-help", strings.Join(langs[:last], ", ")+" or "+langs[last])
	for _, name := range read {
		if !strings.Contains(out.String(), name) {
			t.Errorf("-help does not name %s", name)
		}
	}
}

func TestLanguageOfTheWindow(t *testing.T) {
	words, err := options{lang: "en"}.words(assets.Translations)
	if err != nil || words.Language() != "en" {
		t.Errorf("%v %v", words, err)
	}
	if _, err := (options{lang: "xx"}).words(assets.Translations); err == nil || !strings.Contains(err.Error(), "es, ca, en") {
		t.Errorf("an unknown language: %v", err)
	}
}

func TestLogIsPrivateAndRedacted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "profile")
	log, closeLog, err := profile.OpenLog(dir)
	if err != nil {
		t.Fatal(err)
	}
	log.Warn("signing in", "access_token", "3f0c6a52-1111-4222-8333-444455556666", "who", "lucia@example.com")
	closeLog()
	name := filepath.Join(dir, "candidaturas.log")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), "signing in") || strings.Contains(string(data), "3f0c6a52") || strings.Contains(string(data), "lucia@") {
		t.Errorf("%s", data)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, name: 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has permissions %v: %v", path, info.Mode().Perm(), err)
		}
	}
}
