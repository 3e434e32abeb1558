package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"
)

// findSecret says in which form a secret stands in b, and where; at is negative
// if it does not.
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

// TestT13CanaryCanFail makes sure that the search finds what it is
// for.
func TestT13CanaryCanFail(t *testing.T) {
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
