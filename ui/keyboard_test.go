package ui

import (
	"testing"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// shortcut gives a shortcut to what has the focus, as Fyne does when that takes
// shortcuts, and to the window otherwise.
func (s *stage) shortcut(name fyne.KeyName, mod fyne.KeyModifier) {
	target, ok := s.canvas().Focused().(fyne.Shortcutable)
	if !ok {
		target = &s.window.shortcuts // the canvas for tests passes nothing on
	}
	target.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: mod})
}

// TestClosingShortcuts hold wherever the focus is.
func TestClosingShortcuts(t *testing.T) {
	for name, play := range map[string]func(*stage){
		"a button":       func(s *stage) { s.start() },
		"the code field": func(s *stage) { s.connect() },
		"a keys field":   func(s *stage) { s.start(); s.window.askKeys() },
		"a question":     func(s *stage) { s.signedIn(); s.window.askSignOut() },
		"the list":       func(s *stage) { s.signedIn() },
	} {
		for _, letter := range []fyne.KeyName{fyne.KeyW, fyne.KeyQ} {
			t.Run(name+" "+string(letter), func(t *testing.T) {
				s := newStage(t, normal)
				play(s)
				closed := false
				s.window.window.SetOnClosed(func() { closed = true })
				s.shortcut(letter, fyne.KeyModifierAlt)
				if closed {
					t.Fatal("another modifier closes the window")
				}
				s.shortcut(letter, fyne.KeyModifierShortcutDefault)
				if !closed {
					t.Errorf("the window stays open with the focus on %T", s.canvas().Focused())
				}
			})
		}
	}
}

// TestFieldKeepsItsShortcuts: passing them on must not take them away.
func TestFieldKeepsItsShortcuts(t *testing.T) {
	s := newStage(t, normal).connect()
	code := s.window.signIn.code
	code.SetText("dos palabras")
	code.CursorColumn = len("dos palabras")
	s.shortcut(fyne.KeyBackspace, fyne.KeyModifierShortcutDefault)
	if code.Text != "dos " {
		t.Errorf("the field holds %q after deleting a word", code.Text)
	}
}

func TestListShortcuts(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	s.shortcut(fyne.KeyO, fyne.KeyModifierShortcutDefault)
	if len(s.opened) != 1 || s.opened[0] != "https://www.infojobs.net/of-i0fa1" {
		t.Errorf("opened %q", s.opened)
	}
	s.shortcut(fyne.KeyC, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
	if s.clipboard != "https://www.infojobs.net/of-i0fa1" {
		t.Errorf("the clipboard holds %q", s.clipboard)
	}
	lists := s.source.Lists
	s.shortcut(fyne.KeyR, fyne.KeyModifierShortcutDefault)
	s.settle()
	if s.source.Lists != lists+1 {
		t.Error("not refreshed")
	}
	s.window.askSignOut()
	s.shortcut(fyne.KeyO, fyne.KeyModifierShortcutDefault)
	if len(s.opened) != 1 {
		t.Error("opened from under a question")
	}
}

// TestEscapeGivesTheCodeStepUp from every control of it.
func TestEscapeGivesTheCodeStepUp(t *testing.T) {
	for name, of := range map[string]func(*signIn) fyne.Focusable{
		"field":  func(v *signIn) fyne.Focusable { return v.code },
		"check":  func(v *signIn) fyne.Focusable { return v.keep },
		"button": func(v *signIn) fyne.Focusable { return v.paste },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, normal).connect()
			f := of(s.window.signIn)
			s.window.focus(f)
			uitest.Key(f, fyne.KeyEscape)
			if s.window.state.Step != present.StepWelcome || !s.attempt.cancelled {
				t.Errorf("Esc does not lead back: step %d", s.window.state.Step)
			}
		})
	}
}

func TestCheckKeys(t *testing.T) {
	s := newStage(t, normal).connect()
	keep := s.window.signIn.keep
	s.window.focus(keep)
	uitest.Key(keep, fyne.KeySpace)
	if keep.On {
		t.Error("Space does not change it")
	}
	s.window.signIn.code.SetText("0b3f6d4e")
	uitest.Key(keep, fyne.KeyReturn)
	s.until("the question", func() bool { return s.window.state.Step == present.StepConfirm })
	s.window.presenter.SignIn().Confirm()
	s.until("the list", func() bool { return s.window.screen == present.ScreenApplications })
	if s.session.Kept {
		t.Error("the choice got lost")
	}
}

// TestMinimumSize is the window's, whatever shows in it.
func TestMinimumSize(t *testing.T) {
	want := fyne.NewSize(360, 480)
	s := newStage(t, normal).search()
	if got := s.canvas().Content().MinSize(); got != want {
		t.Errorf("opening: %v", got)
	}
	s.session.Set(auth.Status{State: auth.Active})
	s.source.Fail(tracker.ErrOffline, nil)
	s.start()
	s.settle()
	if got := s.canvas().Content().MinSize(); got != want {
		t.Errorf("list: %v", got)
	}
}
