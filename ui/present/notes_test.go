package present

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/tracker"
)

// open shows an application and all there is to know of it.
func (s *stage) open(id string) *stage {
	s.list().Choose(id)
	s.pass(recallPause)
	return s
}

// kept is the note as the store has it.
func (s *stage) keptNote(id string) string {
	s.t.Helper()
	text, err := s.store.Account(account).Note(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return text
}

func (s *stage) wantNote(id, text string) {
	s.t.Helper()
	if got := s.keptNote(id); got != text {
		s.t.Errorf("the note of %s is kept as %q, want %q", id, got, text)
	}
}

func (s *stage) wantShown(text, status string) {
	s.t.Helper()
	s.shell.apps.show() // keystrokes alone are no reason to
	n := s.apps.Detail.Note
	if n.Text != text || n.Status != status || n.Problem != "" || !n.Ready {
		s.t.Errorf("%+v, want %q, %q", n, text, status)
	}
}

// typeIn types a text one keystroke after the other.
func (s *stage) typeIn(id, text string, between time.Duration) {
	for i := range text {
		s.list().Notes.Set(id, text[:i+1])
		s.pass(between)
	}
}

func TestNoteIsKeptAsOneTypes(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.wantShown("", "")
		s.typeIn("a", "Llamar a Ane", 100*time.Millisecond)
		s.wantShown("Llamar a Ane", "Guardando…")
		s.wantNote("a", "")
		s.pass(notePause)
		s.wantNote("a", "Llamar a Ane")
		s.wantShown("Llamar a Ane", "Guardada")
		if len(s.own.writes) != 1 {
			t.Errorf("written %q", s.own.writes)
		}
		s.list().Notes.Set("a", "")
		s.pass(notePause)
		s.wantNote("a", "")
	})
}

// TestNoteOfALongTyping is kept although there never is a pause.
func TestNoteOfALongTyping(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.typeIn("a", strings.Repeat("x", 60), 100*time.Millisecond)
		if got := len(s.keptNote("a")); got < 45 {
			t.Errorf("%d of 60 characters are kept", got)
		}
	})
}

// TestNoteTakenBack to what is kept is not written again, and says so.
func TestNoteTakenBack(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.list().Notes.Set("a", "uno")
		s.pass(notePause)
		s.list().Notes.Set("a", "uno y")
		s.list().Notes.Set("a", "uno")
		s.pass(notePause)
		s.wantShown("uno", "Guardada")
		s.list().Notes.Set("a", "uno y")
		s.list().Notes.Set("a", "uno")
		s.list().Notes.Flush()
		s.settle()
		if got := s.apps.Detail.Note.Status; got != "Guardada" {
			t.Errorf("after going elsewhere it says %q", got)
		}
		if len(s.own.writes) != 1 {
			t.Errorf("written %q", s.own.writes)
		}
	})
}

// TestNoteIsKeptOnLeaving whatever the person leaves: at once.
func TestNoteIsKeptOnLeaving(t *testing.T) {
	for name, leave := range map[string]func(*stage){
		"the application": func(s *stage) { s.list().Choose("b") },
		"every one":       func(s *stage) { s.list().Choose("") },
		"for another":     func(s *stage) { s.list().ChooseOther("b") },
		"the tab":         func(s *stage) { s.list().Chosen.ShowTab(TabActivity) },
		"the field":       func(s *stage) { s.list().Notes.Flush() },
		"the screen":      func(s *stage) { s.shell.Connect() },
		"the account":     func(s *stage) { s.shell.SignOut(false) },
	} {
		t.Run(name, func(t *testing.T) {
			onStage(t, func(t *testing.T, s *stage) {
				s.signedIn(listed("a"), listed("b")).open("a")
				s.list().Notes.Set("a", "Preguntar por el horario")
				leave(s)
				s.settle()
				s.wantNote("a", "Preguntar por el horario")
				s.wantNote("b", "")
			})
		})
	}
}

// TestR29NoteIsKeptWhenTheAppCloses, also when an earlier text of it is just being
// written.
func TestR29NoteIsKeptWhenTheAppCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.signedIn(listed("a")).open("a")
		release := s.own.hold("set note")
		s.list().Notes.Set("a", "uno")
		s.pass(notePause)
		s.list().Notes.Set("a", "uno y dos")
		time.AfterFunc(100*time.Millisecond, release)
		closing(t, s, 100*time.Millisecond)
		s.wantNote("a", "uno y dos")
		if want := []string{"a: uno", "a: uno y dos"}; !slices.Equal(s.own.writes, want) {
			t.Errorf("written %q", s.own.writes)
		}
	})
}

// TestNoteNeverGetsIntoAnother, however fast one goes from one to the next and
// however slow reading and writing are.
func TestNoteNeverGetsIntoAnother(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"), listed("c")).open("a")
		s.list().Notes.Set("a", "de a")
		release := s.own.hold("note")
		s.list().Choose("b")
		if n := s.apps.Detail.Note; n.Ready || n.Text != "" {
			t.Errorf("b shows %+v before its note was read", n)
		}
		s.list().Notes.Set("b", "de b") // the field does not take anything yet
		s.list().Notes.Set("a", "de a, tarde")
		s.list().Choose("c")
		s.list().Choose("a")
		s.settle()
		release()
		s.settle()
		s.pass(notePause)
		if n := s.apps.Detail.Note; !strings.HasPrefix(n.Text, "de a") {
			t.Errorf("a shows %+v", n)
		}
		if s.keptNote("a") != s.apps.Detail.Note.Text {
			t.Errorf("a is kept as %q", s.keptNote("a"))
		}
		s.wantNote("b", "")
		s.wantNote("c", "")
	})
}

// TestNoteOutlivesARefresh of the list while it is being typed, and one that ends
// after it was kept.
func TestNoteOutlivesARefresh(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.list().Notes.Set("a", "antes")
		s.pass(notePause)
		release := s.own.hold("note")
		moved := listed("a")
		moved.LastEvent = &tracker.Event{Kind: tracker.KindCVRead, At: time.Now()}
		moved.CVRead = moved.LastEvent
		s.source.SetApplications(moved)
		s.list().Downloads.Refresh() // reads the note again, from before what follows
		s.settle()
		s.list().Notes.Set("a", "antes y después")
		s.pass(notePause)
		s.wantNote("a", "antes y después")
		release()
		s.settle()
		s.wantShown("antes y después", "Guardada")
		s.list().Notes.Set("a", "antes y después, y más")
		s.list().Downloads.Refresh()
		s.settle()
		s.wantShown("antes y después, y más", "Guardando…")
	})
}

// TestNoteReadWhileBeingWritten: what was read before it was written comes after that.
func TestNoteReadWhileBeingWritten(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b")).open("a")
		write := s.own.hold("set note")
		s.list().Notes.Set("a", "uno")
		s.list().Choose("b")
		s.settle()
		read := s.own.hold("note")
		s.list().Choose("a")
		s.settle() // the store has told that there is none
		write()
		s.settle()
		read()
		s.settle()
		s.wantNote("a", "uno")
		s.wantShown("uno", "Guardada")
	})
}

// TestNoteChangedElsewhere shows unless the person has changed it too.
func TestNoteChangedElsewhere(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		elsewhere := func(text string) {
			if err := s.store.Account(account).SetNote(t.Context(), "a", text); err != nil {
				t.Fatal(err)
			}
			s.list().Marks.ToggleStar(s.chosen()) // the list is another one
			s.settle()
		}
		elsewhere("importada")
		s.wantShown("importada", "Guardada")
		s.list().Notes.Set("a", "mía")
		elsewhere("otra")
		s.wantShown("mía", "Guardando…")
		s.pass(notePause)
		s.wantNote("a", "mía")
	})
}

// TestR20NoteThatCannotBeKept stays, says so, and is kept as soon as that works: by
// itself, when asked, and after having been elsewhere.
func TestR20NoteThatCannotBeKept(t *testing.T) {
	for _, tt := range []struct {
		name string
		do   func(*stage)
	}{
		{"asked to", func(s *stage) { s.list().Notes.Retry() }},
		{"by itself", func(s *stage) { s.pass(noteRetry) }},
		{"typing on", func(s *stage) { s.typeIn("a", "importante", 10*time.Millisecond); s.pass(notePause) }},
		{"from elsewhere", func(s *stage) { s.list().Choose("b"); s.pass(noteRetry) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			onStage(t, func(t *testing.T, s *stage) {
				s.signedIn(listed("a"), listed("b")).open("a")
				s.own.fail(nil, fmt.Errorf("keeping: %w", tracker.ErrStoreFull))
				s.typeIn("a", "importante", time.Second)
				n := s.apps.Detail.Note
				if n.Text != "importante" || n.Problem != s.word("note.full") || n.Retry == "" || n.Status != "" || !s.list().Notes.Unsafe() {
					t.Errorf("%+v", n)
				}
				s.wantBanner(s.word("banner.storage_full"), true)
				s.list().Choose("b")
				s.settle()
				s.wantShown("", "")
				s.list().Choose("a")
				s.settle()
				if n := s.apps.Detail.Note; n.Text != "importante" || n.Problem == "" {
					t.Errorf("after having been elsewhere %+v", n)
				}
				s.own.fail(nil, nil)
				tt.do(s)
				s.settle()
				s.wantNote("a", "importante")
				s.list().Choose("a")
				s.settle()
				s.wantShown("importante", "Guardada")
				s.wantBanner(s.word("banner.storage_full"), false)
				if s.list().Notes.Unsafe() {
					t.Error("it is said to be lost when the app closes")
				}
			})
		})
	}
}

// TestR20NoteFailsOnce: a text that could not be kept is of no matter once a later
// one was.
func TestR20NoteFailsOnce(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.own.fail(nil, tracker.ErrStoreReadOnly)
		release := s.own.hold("set note")
		s.list().Notes.Set("a", "uno")
		s.list().Notes.Flush()
		s.list().Notes.Set("a", "uno, dos")
		s.list().Notes.Flush()
		s.settle()
		release()
		s.own.fail(nil, nil)
		s.settle()
		s.wantNote("a", "uno, dos")
		s.wantShown("uno, dos", "Guardada")
	})
}

// TestR20NoteOutlivesTheAccount: what could not be kept is there, and is kept, when
// the same account comes back. Another one never sees it.
func TestR20NoteOutlivesTheAccount(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.own.fail(nil, tracker.ErrStoreFull)
		s.list().Notes.Set("a", "secreto")
		s.shell.SignOut(false)
		s.settle()
		if !strings.Contains(s.notice(), s.word("note.left")) {
			t.Errorf("the welcome screen says %q", s.notice())
		}
		s.own.fail(nil, nil)
		s.who.Key = "account-2"
		s.proven = true
		s.shell.Connect()
		s.settle()
		s.submit("code-1")
		s.wantScreen(ScreenApplications)
		s.open("a")
		s.wantShown("", "")
		s.pass(time.Hour)
		if text, err := s.store.Account("account-2").Note(t.Context(), "a"); text != "" || err != nil {
			t.Errorf("the other account has %q, %v", text, err)
		}
		s.shell.SignOut(false)
		s.settle()
		s.who.Key = account
		s.shell.Connect()
		s.settle()
		s.submit("code-2")
		s.wantScreen(ScreenApplications)
		s.open("a")
		s.wantNote("a", "secreto")
		s.wantShown("secreto", "Guardada")
	})
}

// TestT16ErasedNotesAreForgotten: nothing of them comes back.
func TestT16ErasedNotesAreForgotten(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.own.fail(nil, tracker.ErrStoreFull)
		s.list().Notes.Set("a", "secreto")
		s.shell.SignOut(true)
		s.settle()
		if s.list().Notes.Unsafe() || len(s.shell.apps.Notes.drafts) != 0 {
			t.Errorf("%d notes are left", len(s.shell.apps.Notes.drafts))
		}
	})
}

// TestNoteThatCannotBeRead cannot be written over.
func TestNoteThatCannotBeRead(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		if err := s.store.Account(account).SetNote(t.Context(), "a", "de antes"); err != nil {
			t.Fatal(err)
		}
		s.own.fail(tracker.ErrStoreDamaged, nil)
		s.open("a")
		n := s.apps.Detail.Note
		if n.Ready || n.Problem != s.word("note.unreadable") || n.Retry == "" {
			t.Errorf("%+v", n)
		}
		s.list().Notes.Set("a", "encima")
		s.pass(notePause)
		s.wantNote("a", "de antes")
		s.own.fail(nil, nil)
		s.list().Notes.Retry()
		s.settle()
		s.wantShown("de antes", "Guardada")
	})
}

// TestR4NoteSurvivesTheSession: it expires while somebody is typing.
func TestR4NoteSurvivesTheSession(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.list().Notes.Set("a", "a medias")
		status := active
		status.State = 0
		s.session.Set(status)
		s.settle()
		s.wantShown("a medias", "Guardando…")
		s.pass(notePause)
		s.wantNote("a", "a medias")
	})
}

// TestNoteInMemory does not promise what does not hold.
func TestNoteInMemory(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.conn.storage.Problem = tracker.ErrStoreReadOnly
		s.signedIn(listed("a")).open("a")
		s.list().Notes.Set("a", "x")
		s.pass(notePause)
		s.wantShown("x", s.word("note.memory"))
	})
}

// TestNotesAreLetGo: what is kept and out of sight needs no memory.
func TestNotesAreLetGo(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		var apps []tracker.Application
		for i := range 20 {
			apps = append(apps, listed(fmt.Sprint("id", i)))
		}
		s.signedIn(apps...)
		for i := range 20 {
			id := fmt.Sprint("id", i)
			s.open(id)
			s.list().Notes.Set(id, "x")
		}
		s.pass(time.Minute)
		if n := len(s.shell.apps.Notes.drafts); n != 1 {
			t.Errorf("%d notes are held", n)
		}
	})
}
