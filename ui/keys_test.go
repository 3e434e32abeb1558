package ui

import (
	"context"
	"testing"
	"time"

	"candidaturas/auth"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
)

// fillKeys opens the form for the person's own keys and fills it in.
func fillKeys(s *stage) *keyForm {
	s.window.askKeys()
	f := s.window.keyForm
	f.id.SetText("id")
	f.secret.SetText("secret")
	return f
}

// slowKeys makes saving keys wait until answer is closed or it is given up.
func slowKeys(s *stage) (answer chan struct{}) {
	answer = make(chan struct{})
	s.conn.saveKeys = func(ctx context.Context, _ auth.Keys) error {
		select {
		case <-answer:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return answer
}

// TestMissingKeysComeIntoView: what Enter led to shows, however little room there is.
func TestMissingKeysComeIntoView(t *testing.T) {
	s := newStage(t, narrowest())
	s.hasKeys = false
	s.start()
	s.window.askKeys()
	f := s.window.keyForm
	uitest.Key(f.secret, fyne.KeyReturn)
	if !inView(f.modal.Cover.Body, f.message.object) {
		t.Error("it is told out of sight")
	}
}

// TestFieldsOfKeysAreWhole: the edge of the last one is not cut off where it scrolls.
func TestFieldsOfKeysAreWhole(t *testing.T) {
	s := newStage(t, normal)
	s.start()
	s.window.askKeys()
	settleLayout(s, normal.size)
	f := s.window.keyForm
	content := f.modal.Cover.Body.Content
	at, _ := widgets.PositionIn(content, f.secret)
	if below := content.Size().Height - at.Y - f.secret.Size().Height; below < widgets.RingRoom {
		t.Errorf("%v below the last field", below)
	}
}

// TestKeysThatCannotBeSaved says so where the form leads.
func TestKeysThatCannotBeSaved(t *testing.T) {
	refuse := func(context.Context, auth.Keys) error { return auth.ErrNotStored }
	t.Run("welcome", func(t *testing.T) {
		s := newStage(t, normal)
		s.hasKeys = false
		s.start()
		s.conn.saveKeys = refuse
		f := fillKeys(s)
		s.hasKeys = true
		uitest.Key(f.modal.Yes, fyne.KeyReturn)
		s.until("the notice", func() bool { return s.window.welcome.notice.text.Text == s.window.words.T("keys.not_saved") })
		if s.window.modal != nil || !s.window.welcome.notice.object.Visible() || !s.window.welcome.connect.Visible() {
			t.Error("the form stays, or the welcome screen does not show the notice")
		}
	})
	t.Run("list", func(t *testing.T) {
		s := newStage(t, normal).search().signedIn()
		s.conn.saveKeys = refuse
		f := fillKeys(s)
		uitest.Key(f.secret, fyne.KeyReturn)
		banners := s.window.applications.banners
		s.until("the banner", func() bool {
			return len(banners.shown) == 1 && banners.shown[0].Text == s.window.words.T("keys.not_saved")
		})
		if s.window.modal != nil {
			t.Error("the form stays")
		}
	})
}

// TestKeysWhileSaving: nothing can be changed, and Cancel gives it up.
func TestKeysWhileSaving(t *testing.T) {
	s := newStage(t, normal)
	s.hasKeys = false
	s.start()
	answer := slowKeys(s)
	f := fillKeys(s)
	uitest.Key(f.modal.Yes, fyne.KeyReturn)
	if !f.id.Disabled() || !f.secret.Disabled() || !f.modal.Yes.Disabled() || !f.busy.Visible() {
		t.Error("the form can be changed while it is being saved")
	}
	if s.canvas().Focused() != f.modal.No {
		t.Errorf("the focus is on %T", s.canvas().Focused())
	}
	uitest.Key(s.canvas().Focused(), fyne.KeyEscape)
	if s.window.modal != nil {
		t.Fatal("Esc does not close the form")
	}
	close(answer)
	s.window.presenter.Reload() // comes after whatever the answer leads to
	s.until("the welcome screen", func() bool { return s.window.screen == present.ScreenSignIn })
	if n := s.opens.Load(); n != 2 {
		t.Errorf("%d connections opened, want those of the start and of Reload", n)
	}
	f = fillKeys(s)
	if f.id.Disabled() || f.modal.Yes.Disabled() {
		t.Error("a new form cannot be filled in")
	}
}

// TestKeysCancelButton does as Esc does.
func TestKeysCancelButton(t *testing.T) {
	s := newStage(t, normal)
	s.start()
	given := make(chan struct{})
	s.conn.saveKeys = func(ctx context.Context, _ auth.Keys) error {
		<-ctx.Done()
		close(given)
		return ctx.Err()
	}
	f := fillKeys(s)
	uitest.Key(f.secret, fyne.KeyReturn)
	uitest.Key(f.modal.No, fyne.KeyReturn)
	select {
	case <-given:
	case <-time.After(30 * time.Second):
		t.Error("saving goes on")
	}
	if s.window.modal != nil {
		t.Error("the form stays")
	}
}

// TestKeysComeWhileTheFormIsOpen leaves the form to the person.
func TestKeysComeWhileTheFormIsOpen(t *testing.T) {
	s := newStage(t, normal)
	s.hasKeys = false
	s.start()
	f := fillKeys(s)
	s.hasKeys = true
	s.onKeys()
	s.queue.Drain()
	if !s.window.welcome.connect.Visible() || s.window.modal == nil || s.canvas().Focused() != f.id {
		t.Errorf("the focus is on %T", s.canvas().Focused())
	}
	uitest.Key(s.canvas().Focused(), fyne.KeyEscape)
	uitest.Key(s.window.welcome.first(), fyne.KeyReturn)
	if s.window.state.Step != present.StepCode {
		t.Error("the keys cannot be used")
	}
}
