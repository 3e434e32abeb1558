package ui

import (
	"fmt"
	"testing"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// TestFocusOutlivesItsControl: what goes away or is disabled gives the focus to
// the list.
func TestFocusOutlivesItsControl(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	v := s.window.applications
	t.Run("disabled", func(t *testing.T) {
		s.window.focus(v.refresh)
		uitest.Key(v.refresh, fyne.KeyReturn)
		if s.window.focused() != v.list {
			t.Errorf("«Actualizar» left the focus on %T", s.window.focused())
		}
		s.settle()
	})
	t.Run("hidden", func(t *testing.T) {
		release := s.source.Hold()
		defer release()
		s.window.list().Downloads.Refresh()
		s.window.focus(v.progress.stop)
		uitest.Key(v.progress.stop, fyne.KeyReturn)
		if s.window.focused() != v.list {
			t.Errorf("«Cancelar» left the focus on %T", s.window.focused())
		}
	})
	t.Run("removed", func(t *testing.T) {
		s.source.Fail(tracker.ErrOffline, nil)
		s.window.list().Downloads.Refresh()
		s.settle()
		s.window.focus(v.banners.focus[0])
		s.source.Fail(nil, nil)
		uitest.Key(v.banners.focus[0], fyne.KeyReturn)
		s.settle()
		if s.window.focused() != v.list {
			t.Errorf("«Reintentar» left the focus on %T", s.window.focused())
		}
	})
}

// TestFocusFollowsTheStep: Enter and typing do what the step is about without a
// click.
func TestFocusFollowsTheStep(t *testing.T) {
	s := newStage(t, normal).start()
	if s.window.focused() != s.window.welcome.connect {
		t.Errorf("welcome: the focus is on %T", s.window.focused())
	}
	uitest.Key(s.window.focused(), fyne.KeyReturn)
	if s.window.focused() != s.window.signIn.code {
		t.Errorf("code: the focus is on %T", s.window.focused())
	}
	s.attempt.checkErr = auth.ErrMalformed
	s.window.presenter.SignIn().Submit("hola")
	if s.window.focused() != s.window.signIn.code || s.window.signIn.code.Disabled() {
		t.Error("after an error the field cannot be typed in at once")
	}
	s.attempt.checkErr = nil
	s.submit("0b3f6d4e")
	if s.window.focused() != s.window.confirm.yes {
		t.Errorf("confirm: the focus is on %T", s.window.focused())
	}
	uitest.Key(s.window.focused(), fyne.KeyReturn)
	s.until("the list", func() bool { return s.window.screen == present.ScreenApplications })
	if s.window.focused() != s.window.applications.list {
		t.Errorf("list: the focus is on %T", s.window.focused())
	}
}

// controls are the visible, enabled widgets that a person can use.
func controls(o fyne.CanvasObject) map[fyne.Focusable]string {
	found := map[fyne.Focusable]string{}
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		if f, ok := o.(fyne.Focusable); ok {
			if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
				found[f] = fmt.Sprintf("%T", o)
				if a, ok := o.(fyne.Accessible); ok {
					found[f] += " " + a.AccessibilityLabel()
				}
			}
		}
		for _, child := range uitest.Children(o) {
			walk(child)
		}
		if sc, ok := o.(*container.Scroll); ok {
			walk(sc.Content)
		}
	}
	walk(o)
	return found
}
