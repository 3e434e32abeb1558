package ui

import (
	"strings"
	"testing"

	"candidaturas/auth"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// TestDenyWhileSaving: the button and Esc both end the session that is being
// taken on, and neither does anything more until it has ended.
func TestDenyWhileSaving(t *testing.T) {
	for name, deny := range map[string]func(*stage){
		"button": func(s *stage) { uitest.Key(s.window.confirm.no, fyne.KeyReturn) },
		"Esc":    func(s *stage) { uitest.Key(s.canvas().Focused(), fyne.KeyEscape) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, normal)
			s.session.AdoptBlock = make(chan struct{})
			s.connect().submit("0b3f6d4e")
			s.window.presenter.SignIn().Confirm()
			deny(s)
			v := s.window.confirm
			if !v.no.Disabled() || !v.yes.Disabled() || v.skip.Visible() || !v.busy.Visible() || s.canvas().Focused() != nil {
				t.Errorf("something can still be pressed, or the focus is on %T", s.canvas().Focused())
			}
			s.window.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
			if s.window.screen != present.ScreenSignIn || s.window.state.Step != present.StepConfirm {
				t.Error("the screen is left before the session has ended")
			}
			s.until("the welcome screen", func() bool { return s.window.state.Step == present.StepWelcome })
			if s.session.Status().State != auth.SignedOut {
				t.Error("the session is still there")
			}
		})
	}
}

// TestDangerStandsApart: what cannot be undone looks like it, is at the far side from the
// usual answers, which stand in the same order everywhere, and has no focus to begin with.
func TestDangerStandsApart(t *testing.T) {
	for name, ask := range map[string]func(*stage){
		"sign-out":           func(s *stage) { s.search().signedIn(); s.window.askSignOut() },
		"erase":              func(s *stage) { s.search().signedIn(); s.window.askErase() },
		"privacy":            func(s *stage) { s.start(); s.window.showPrivacy() },
		"privacy, signed in": func(s *stage) { s.search().signedIn(); s.window.showPrivacy() },
	} {
		s := newStage(t, normal)
		ask(s)
		settleLayout(s, normal.size)
		m := s.window.modal
		if s.canvas().Focused() != fyne.Focusable(m.No) {
			t.Errorf("%s: the focus is on %T", name, s.canvas().Focused())
		}
		if strings.HasPrefix(name, "privacy") && m.Danger == nil {
			t.Errorf("%s: what is kept cannot be deleted", name)
		}
		dangerous, last := m.Danger, m.Yes
		if m.Danger == nil {
			dangerous = m.Yes
		}
		if last == nil {
			last = m.No
		}
		if dangerous.Kind != widgets.ButtonDanger {
			t.Errorf("%s: %q looks like any button", name, dangerous.Label)
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		if m.Yes != nil && at(m.Yes).X <= at(m.No).X || m.Danger != nil && (at(m.Danger).X >= at(m.No).X || at(m.Danger).Y != at(last).Y) {
			t.Errorf("%s: another order", name)
		}
		if last == m.Yes && m.Danger != nil && m.Yes.Kind != widgets.ButtonPrimary {
			t.Errorf("%s: the safe way on is no better than the dangerous one", name)
		}
	}
}

// TestDangerStandsApartBelow: nor does it touch them where it stands above them.
func TestDangerStandsApartBelow(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	s.window.askSignOut()
	settleLayout(s, uitest.Phone)
	m := s.window.modal
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	if gap := at(m.No).Y - at(m.Danger).Y - m.Danger.Size().Height; gap <= 0 {
		t.Errorf("%v between", gap)
	}
}

// TestSignOutQuestion depends on whose data it is about.
func TestSignOutQuestion(t *testing.T) {
	for sample, text := range map[bool]string{false: "signout.body", true: "signout.body_sample"} {
		s := newStage(t, normal).search()
		s.conn.sample = sample
		s.signedIn()
		s.window.askSignOut()
		want, found := s.window.words.T(text), false
		var walk func(fyne.CanvasObject)
		walk = func(o fyne.CanvasObject) {
			if l, ok := o.(*widget.Label); ok && l.Text == want {
				found = true
			}
			for _, child := range uitest.Children(o) {
				walk(child)
			}
		}
		walk(s.canvas().Overlays().Top())
		if !found {
			t.Errorf("%q is not asked", want)
		}
	}
}
