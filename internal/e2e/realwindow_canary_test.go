//go:build realwindow && linux

package e2e

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"candidaturas/internal/testkit"
)

// nothingSecretIn looks for secrets, however they are written, in what the app
// has printed and in every file below home, their names included.
func nothingSecretIn(t *testing.T, secrets map[string]bool, home string, printed ...string) {
	t.Helper()
	if len(secrets) < 2 {
		t.Fatalf("%d secrets to look for", len(secrets))
	}
	files := 0
	for _, text := range printed {
		findSecrets(t, secrets, "what it printed", []byte(text))
	}
	err := filepath.WalkDir(home, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		findSecrets(t, secrets, "a file's name", []byte(path))
		if !entry.Type().IsRegular() {
			return nil
		}
		files++
		b, err := os.ReadFile(path)
		findSecrets(t, secrets, path, b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Error("no file to look at: the app should at least have a log")
	}
}

func findSecrets(t *testing.T, secrets map[string]bool, where string, b []byte) {
	t.Helper()
	for secret := range secrets {
		if form, at := testkit.FindSecret(b, secret); at >= 0 {
			t.Errorf("%s holds a secret, as %s: …%q", where, form, b[max(0, at-60):at])
		}
	}
}
