//go:build realwindow && linux

package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
		if form, at := findSecret(b, secret); at >= 0 {
			t.Errorf("%s holds a secret, as %s: …%q", where, form, b[max(0, at-60):at])
		}
	}
}

func findSecret(b []byte, secret string) (form string, at int) {
	lower := bytes.ToLower(b)
	for form, text := range disguised(secret) {
		if at := bytes.Index(b, []byte(text)); at >= 0 {
			return form, at
		}
		if strings.HasPrefix(form, "hex") || strings.HasPrefix(form, "URL") {
			if at := bytes.Index(lower, bytes.ToLower([]byte(text))); at >= 0 {
				return form, at
			}
		}
	}
	return "", -1
}

// disguised are the forms in which a secret may have been written. In base64 it
// looks different at each of three offsets, and its ends depend on what is
// around it.
func disguised(secret string) map[string]string {
	forms := map[string]string{
		"raw":       secret,
		"URL query": url.QueryEscape(secret),
		"URL path":  url.PathEscape(secret),
		"hex":       hex.EncodeToString([]byte(secret)),
	}
	for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64url": base64.RawURLEncoding} {
		for offset, prefix := range []string{"", "x", "xx"} {
			text := encoding.EncodeToString([]byte(prefix + secret))
			start := (offset*8 + 5) / 6
			end := len(text)
			if (len(prefix)+len(secret))%3 != 0 {
				end-- // its last bits are somebody else's
			}
			forms[name+" "+prefix] = text[start:end]
		}
	}
	return forms
}

// TestRealWindowT13CanaryCanFail makes sure that the search finds what it is
// for.
func TestRealWindowT13CanaryCanFail(t *testing.T) {
	const secret = "5ec2e7/ac+ce55=4a36"
	for _, before := range []string{"", "a", "ab", "abc"} {
		for _, after := range []string{"", "z", "zy", "zyx"} {
			whole := []byte(before + secret + after)
			for _, text := range []string{
				string(whole), url.QueryEscape(string(whole)), strings.ToLower(url.QueryEscape(string(whole))),
				hex.EncodeToString(whole), strings.ToUpper(hex.EncodeToString(whole)),
				base64.StdEncoding.EncodeToString(whole), base64.URLEncoding.EncodeToString(whole),
			} {
				if _, at := findSecret([]byte("noise "+text+" noise"), secret); at < 0 {
					t.Errorf("not found in %q", text)
				}
			}
		}
	}
	if form, at := findSecret([]byte("noise 5ec2e7 noise"), secret); at >= 0 {
		t.Errorf("found as %s where it is not", form)
	}
}
