package ui

import (
	"bytes"
	"errors"
	"io"
	"log"
	"os"
	"runtime"
	"sync"

	"candidaturas/assets"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// Icon is the app's icon.
func Icon() fyne.Resource { return fyne.NewStaticResource("icon.png", assets.Icon) }

// SystemLanguage is the locale of the person's system, such as "es-ES".
func SystemLanguage() string { return lang.SystemLocale().String() }

// CheckDisplay reports, in words for the person, that there is nothing to draw
// on. Without the check the toolkit would end with a stack trace.
func CheckDisplay(w *present.Words) error {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" || runtime.GOOS == "js" {
		return nil
	}
	if os.Getenv("DISPLAY") == "" && (x11Only || os.Getenv("WAYLAND_DISPLAY") == "") {
		return errors.New(w.T("startup.no_display"))
	}
	return nil
}

// Run shows the window, unless it is to be hidden at first, and returns when it has
// closed. The error says, in words
// for the person, why there is no window.
func Run(a fyne.App, w *Window, words *present.Words, hidden bool) error {
	w.window.SetOnClosed(w.presenter.Close)
	a.Lifecycle().SetOnEnteredForeground(w.presenter.Focused)
	a.Lifecycle().SetOnExitedForeground(w.presenter.Left)
	// What is kept is read while the window is being made, which takes longer. What
	// comes of it is drawn once the app runs.
	w.presenter.Start()
	if hidden {
		w.unmade = true
		w.presenter.StartedHidden()
	} else if !open(w.window) {
		w.presenter.Close()
		return errors.New(words.T("startup.no_window"))
	}
	a.Run()
	return nil
}

// open shows the window and reports whether there is one: without a working
// display or OpenGL the toolkit only logs that there is none and would then run
// for ever, or panics.
func open(w fyne.Window) (ok bool) {
	failed := false
	restore := watchLog(func() { failed = true })
	defer restore()
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	w.Show()
	return !failed
}

// watchLog calls back, once, when the toolkit logs that it could not create a
// window: it has no other way to say so. All else goes to where it went.
func watchLog(failed func()) (restore func()) {
	before := log.Writer()
	log.SetOutput(&logWatcher{next: before, failed: sync.OnceFunc(failed)})
	return func() { log.SetOutput(before) }
}

type logWatcher struct {
	next   io.Writer
	failed func()
}

func (l *logWatcher) Write(p []byte) (int, error) {
	if bytes.Contains(bytes.ToLower(p), []byte("window creation error")) {
		l.failed()
	}
	return l.next.Write(p)
}
