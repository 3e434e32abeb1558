package e2e

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"strings"
	"testing"

	"candidaturas/internal/testkit"
)

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
				if _, at := testkit.FindSecret([]byte("noise "+text+" noise"), secret); at < 0 {
					t.Errorf("not found in %q", text)
				}
			}
		}
	}
	if form, at := testkit.FindSecret([]byte("noise 5ec2e7 noise"), secret); at >= 0 {
		t.Errorf("found as %s where it is not", form)
	}
}
