package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"candidaturas/internal/desktop"
	"candidaturas/tracker/exchange"

	"github.com/adrg/xdg"
)

// pageName is that of the page that the app writes for the browser.
const pageName = "candidaturas-resumen.html"

// pagePath is where it is written. On Linux browsers often come in a box of their
// own that cannot see hidden folders, as the profile's is: hence the person's
// documents.
func pagePath(dir string) string {
	if runtime.GOOS == "linux" || dir == "" {
		for _, folder := range []string{xdg.UserDirs.Documents, xdg.Home} {
			if info, err := os.Stat(folder); err == nil && info.IsDir() {
				return filepath.Join(folder, pageName)
			}
		}
	}
	return filepath.Join(dir, pageName)
}

// openPage writes a page for the person alone and opens it.
func (r *windowRun) openPage(ctx context.Context, write func(io.Writer) error) (path string, err error) {
	path = pagePath(r.opts.dir)
	if err := exchange.WriteFile(path, write); err != nil {
		return "", fmt.Errorf("writing a page: %w", err)
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err := desktop.OpenFile(r.app, path); err != nil {
		return "", fmt.Errorf("opening a page: %w", err)
	}
	return path, nil
}

// erasePage removes the page, which tells everything.
func erasePage(dir string) error {
	if err := os.Remove(pagePath(dir)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing a page: %w", err)
	}
	return nil
}
