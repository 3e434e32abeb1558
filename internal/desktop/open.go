package desktop

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
)

// OpenAddress hands an address that was checked before to the system's browser.
func OpenAddress(a fyne.App, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("opening the browser: %w", err)
	}
	return a.OpenURL(u)
}

// OpenFile shows a file or a folder of the app's own with what the system has for
// it.
func OpenFile(a fyne.App, path string) error {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive of Windows
	}
	return a.OpenURL(&url.URL{Scheme: "file", Path: slashed})
}
