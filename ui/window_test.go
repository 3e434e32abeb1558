package ui

import (
	"slices"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
)

// watchClosing returns whether the window has closed.
func (s *stage) watchClosing() *bool {
	closed := false
	s.window.window.SetOnClosed(func() { closed = true })
	return &closed
}

// TestClosingHidesOnlyWithATray, and where the person wants that.
func TestClosingHidesOnlyWithATray(t *testing.T) {
	for name, c := range map[string]struct{ keep, tray, hides bool }{
		"usually": {}, "no tray": {keep: true}, "not wanted": {tray: true}, "both": {keep: true, tray: true, hides: true},
	} {
		t.Run(name, func(t *testing.T) {
			set := present.DefaultSettings()
			set.KeepRunning = c.keep
			l := normal
			l.kept = &set
			s := newStage(t, l)
			s.search().signedIn()
			s.window.presenter.TrayChanged(c.tray)
			s.window.showAbout()
			closed := s.watchClosing()
			s.window.closing()
			if *closed == c.hides {
				t.Errorf("closed %v", *closed)
			}
			if c.hides && s.window.modal != nil {
				t.Error("what lay over it is there when it comes back")
			}
		})
	}
}

// restarted is a stage that begins with the settings of another.
func (s *stage) restarted(t *testing.T) *stage {
	t.Helper()
	l := normal
	l.kept = s.choices.settings
	return newStage(t, l)
}

// TestNoteThatCouldNotBeKept is asked about by every way out.
func TestNoteThatCouldNotBeKept(t *testing.T) {
	for name, leave := range map[string]func(*Window){
		"closing": (*Window).closing, "quitting": (*Window).Quit, "over a question": func(w *Window) { w.showAbout(); w.Quit() },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, normal).search()
			s.conn.tracker = tracker.New(s.source, fullStore{presenttest.NewStore(t)}, tracker.Options{Now: func() time.Time { return s.now }})
			s.signedIn().choose("a1")
			s.window.list().Notes.Set("a1", "Llamar a Ane")
			s.window.list().Notes.Flush()
			s.until("the refusal", s.window.list().Notes.Unsafe)
			closed := s.watchClosing()
			leave(s.window)
			if *closed || s.window.modal == nil || s.window.modal.Yes == nil {
				t.Fatalf("closed %v", *closed)
			}
			if s.window.focused() != s.window.modal.No {
				t.Error("the focus is not on what is safe")
			}
			uitest.Key(s.window.modal.No, fyne.KeyEscape)
			if *closed || s.window.modal != nil {
				t.Fatal("Esc does not stay")
			}
			leave(s.window)
			uitest.Key(s.window.modal.Yes, fyne.KeyReturn)
			if !*closed {
				t.Error("it cannot be closed any more")
			}
		})
	}
}

func TestSizeIsKept(t *testing.T) {
	s := newStage(t, normal)
	s.start()
	if got := s.window.firstSize(); got != fyne.NewSize(defaultWidth, defaultHeight) {
		t.Errorf("at first %v", got)
	}
	s.window.window.Resize(fyne.NewSize(800, 600))
	s.window.Quit()
	s.window.presenter.Close()
	next := s.restarted(t)
	if got := next.window.firstSize(); got != fyne.NewSize(800, 600) {
		t.Errorf("after a restart %v", got)
	}
	s.choices.settings.View.Width = minWidth - 1
	if got := s.restarted(t).window.firstSize(); got != fyne.NewSize(defaultWidth, defaultHeight) {
		t.Errorf("after too small a one %v", got)
	}
}

// TestQuitBeforeItWasShown: the toolkit cannot close what it has not made.
func TestQuitBeforeItWasShown(t *testing.T) {
	s := newStage(t, normal)
	app := &quitApp{App: s.app}
	s.window.app, s.window.unmade = app, true
	s.start()
	closed := s.watchClosing()
	s.window.Quit()
	if app.quits != 1 || *closed {
		t.Errorf("ended %d times, closed %v", app.quits, *closed)
	}
	s.window.Raise()
	if s.window.Quit(); app.quits != 1 || !*closed {
		t.Errorf("shown since: ended %d times, closed %v", app.quits, *closed)
	}
}

type quitApp struct {
	fyne.App
	quits int
}

func (a *quitApp) Quit() { a.quits++ }

// TestAnotherLanguageKeepsThePlace: screen, section, selection, and a focus that can
// be seen.
func TestAnotherLanguageKeepsThePlace(t *testing.T) {
	for name, section := range map[string]present.Section{"list": present.SectionApplications, "news": present.SectionNews} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, normal).search().signedIn().choose("a1")
			s.window.list().ShowSection(section)
			s.window.list().Chosen.ShowTab(present.TabNotes)
			s.window.list().Marks.ToggleStar(s.chosenID())
			s.until("a remark", func() bool { return s.window.toast.Box.Visible() })
			before := s.window.applications
			s.prefs().Open()
			s.prefs().Select(present.SettingLanguage, 1+slices.Index(translations().Names, "en")) // after «Automático»
			s.until("English", func() bool { return s.window.words.Language() == "en" })
			after := s.window.applications
			if after == before || after.sections[0].Label != "Applications" {
				t.Fatalf("not built anew: %q", after.sections[0].Label)
			}
			if s.window.toast.Box.Visible() {
				t.Error("what was said in the language before is said again")
			}
			if s.window.screen != present.ScreenApplications || after.section != section {
				t.Errorf("screen %d, section %d", s.window.screen, after.section)
			}
			if section == present.SectionApplications && after.list.selected != "a1" {
				t.Errorf("%q is chosen", after.list.selected)
			}
			if d := after.detail.shown; d == nil || d.ID != "a1" || d.Tab != present.TabNotes {
				t.Errorf("%+v", d)
			}
			settleLayout(s, normal.size)
			if found := focusFaults(s.canvas()); len(found) > 0 {
				t.Errorf("the focus: %q", found)
			}
			s.deliver(chord{fyne.KeyF, ctrl}) // the shortcuts lead to what shows now
			if s.window.focused() != after.filters.field {
				t.Errorf("the focus is on %T", s.window.focused())
			}
		})
	}
}

func TestAnotherLook(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	before := s.window.applications
	s.window.ShowLook(present.Look{Theme: present.ThemeDark, TextSize: 200})
	if s.window.applications != before {
		t.Error("another look builds everything anew")
	}
	th := s.app.Settings().Theme()
	if got := th.Size("text"); got <= look.New(look.Choice{}).Size("text") {
		t.Errorf("text of %.0f", got)
	}
}
