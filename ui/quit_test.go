package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

// An endingApp counts how often it was told to end.
type endingApp struct {
	fyne.App
	ended int
}

func (a *endingApp) Quit() { a.ended++ }

// TestQuitFromTheTray ends the app also where the window has never shown: the
// toolkit does not close that.
func TestQuitFromTheTray(t *testing.T) {
	s := newStage(t, normal).start()
	app := &endingApp{App: s.app}
	s.window.app = app
	closed := 0
	s.window.window.SetOnClosed(func() { closed++ })

	s.window.unmade = true
	s.window.Quit()
	if app.ended != 1 || closed != 0 {
		t.Errorf("ended %d times, closed %d times", app.ended, closed)
	}
	s.window.Raise()
	s.window.Quit()
	if app.ended != 1 || closed != 1 {
		t.Errorf("once it has shown: ended %d times, closed %d times", app.ended, closed)
	}
}
