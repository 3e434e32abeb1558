package present

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// keep has an earlier run leave these applications behind.
func (s *stage) keep(apps ...tracker.Application) *stage {
	s.t.Helper()
	kept := make([]tracker.Kept, len(apps))
	for i, a := range apps {
		kept[i] = tracker.Kept{Application: a, FirstSeen: a.AppliedAt}
	}
	state := tracker.SyncState{BaselineDone: true, CheckedAt: time.Now().Add(-3 * time.Hour), FullAt: time.Now().Add(-3 * time.Hour)}
	b := tracker.Batch{Applications: kept, State: &state}
	if err := errors.Join(s.store.Account(account).Save(s.t.Context(), b), s.store.SetActive(s.t.Context(), account)); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// again starts on what is kept, until all of it has been read.
func (s *stage) again() *stage {
	s.start()
	s.pass(firstFrame)
	return s
}

// TestR1StartsFromWhatIsKept: the list is there before the keyring has answered,
// without any banner, and nothing is asked of InfoJobs yet.
func TestR1StartsFromWhatIsKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("a"), listed("b"))
		s.session.loadBlock = make(chan struct{})
		s.again()
		s.wantScreen(ScreenApplications)
		if s.apps.Rows.Index("a") < 0 || len(s.apps.Banners) != 0 || s.lists() != 0 || s.apps.Status.Updated != "Actualizado hace 3 h" {
			t.Errorf("%q, %d requests, %q", s.banners(), s.lists(), s.apps.Status.Updated)
		}
		s.list().Downloads.Refresh()
		s.list().Choose("a") // what is kept can be read
		s.settle()
		if s.lists() != 0 || s.apps.Detail == nil || len(s.apps.Detail.Lines) == 0 {
			t.Errorf("%d requests, %+v", s.lists(), s.apps.Detail)
		}
		s.source.SetApplications(listed("a"), listed("b"), listed("c"))
		s.session.Set(active)
		close(s.session.loadBlock)
		s.settle()
		if s.lists() != 1 || s.apps.Rows.Index("c") < 0 || s.apps.Selected != "a" {
			t.Errorf("%d requests, %q is chosen", s.lists(), s.apps.Selected)
		}
	})
}

// TestKeptWithoutASession stays in sight: with a way to connect, or to ask the
// keyring again.
func TestKeptWithoutASession(t *testing.T) {
	for _, tt := range []struct {
		err    error
		status auth.Status // as it is after that error
		key    string
		action BannerAction
	}{
		{nil, auth.Status{}, "banner.signed_out", BannerReconnect},
		{auth.ErrKeyringMissing, auth.Status{StorageProblem: auth.ErrKeyringMissing}, "banner.signed_out", BannerReconnect},
		{auth.ErrKeyringLocked, auth.Status{StorageProblem: auth.ErrKeyringLocked}, "banner.keyring_waiting", BannerReload},
		{auth.ErrKeyringTimeout, auth.Status{State: auth.WaitingForKeyring}, "banner.keyring_waiting", BannerReload},
	} {
		onStage(t, func(t *testing.T, s *stage) {
			s.keep(listed("a"))
			s.session.LoadErr = tt.err
			s.session.Set(tt.status)
			s.again()
			s.wantScreen(ScreenApplications)
			if len(s.apps.Banners) == 0 || s.apps.Banners[0].Text != s.word(tt.key) || s.apps.Banners[0].Action != tt.action {
				t.Fatalf("%v: %+v", tt.err, s.apps.Banners)
			}
			s.pass(time.Hour)
			if s.lists() != 0 {
				t.Errorf("%v: %d requests without a session", tt.err, s.lists())
			}
			s.source.SetApplications(listed("a"))
			s.session.LoadErr = nil
			if tt.action == BannerReload {
				s.session.Set(active)
			}
			s.shell.DoBanner(tt.action)
			s.settle()
			if tt.action == BannerReconnect {
				s.wantStep(StepCode)
				s.shell.SignIn().Cancel()
				s.settle()
				s.wantScreen(ScreenApplications)
				s.wantBanner(s.word(tt.key), true)
				return
			}
			if len(s.apps.Banners) != 0 || s.lists() != 1 {
				t.Errorf("%v: after asking again %q, %d requests", tt.err, s.banners(), s.lists())
			}
		})
	}
}

// TestKeyringAnswersLate: the session is taken on where the person is.
func TestKeyringAnswersLate(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("a"))
		s.session.LoadErr = auth.ErrKeyringTimeout
		s.session.Set(auth.Status{State: auth.WaitingForKeyring})
		s.again()
		s.source.SetApplications(listed("a"))
		s.session.Set(active)
		s.settle()
		if s.lists() != 1 || len(s.apps.Banners) != 0 {
			t.Errorf("%d requests, %q", s.lists(), s.banners())
		}
	})
}

// TestKeyringAnswersDuringTheSignIn: giving the sign-in up leads to the session
// that the keyring has handed over meanwhile.
func TestKeyringAnswersDuringTheSignIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("a"))
		s.source.SetApplications(listed("a"))
		s.session.LoadErr = auth.ErrKeyringTimeout
		s.session.Set(auth.Status{State: auth.WaitingForKeyring})
		s.again()
		s.shell.Connect()
		s.settle()
		s.session.Set(active)
		s.settle()
		s.wantStep(StepCode)
		s.shell.SignIn().Cancel()
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.lists() != 1 || len(s.apps.Banners) != 0 {
			t.Errorf("%d requests, %q", s.lists(), s.banners())
		}
	})
}

// TestKeyringHasNothing says so when it answers late, in place of waiting on.
func TestKeyringHasNothing(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("a"))
		s.session.LoadErr = auth.ErrKeyringTimeout
		s.session.Set(auth.Status{State: auth.WaitingForKeyring})
		s.again()
		s.wantBanner(s.word("banner.keyring_waiting"), true)
		s.session.Set(auth.Status{})
		s.settle()
		s.wantBanner(s.word("banner.signed_out"), true)
		s.wantBanner(s.word("banner.keyring_waiting"), false)
	})
}

// TestSignOutWhileLoading: the person need not wait for the keyring to delete what
// is kept.
func TestSignOutWhileLoading(t *testing.T) {
	for _, erase := range []bool{false, true} {
		onStage(t, func(t *testing.T, s *stage) {
			s.keep(listed("a"))
			s.session.loadBlock = make(chan struct{})
			defer close(s.session.loadBlock)
			s.again()
			s.session.LoadErr, s.session.loadBlock = nil, nil
			s.shell.SignOut(erase)
			s.settle()
			s.wantStep(StepWelcome)
			kept, err := s.store.Account(account).Kept(t.Context(), []string{"a"})
			if err != nil || (len(kept) == 0) != erase || s.session.signedOut != 1 {
				t.Errorf("erase %v: %d applications, %v, signed out %d times", erase, len(kept), err, s.session.signedOut)
			}
		})
	}
}

// TestEraseFromTheWelcomeScreen: what was kept on signing out can be deleted
// without signing in again.
func TestT16EraseFromTheWelcomeScreen(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.shell.SignOut(false)
		s.settle()
		if !s.shell.Preferences().CanErase() {
			t.Error("it is not offered")
		}
		s.shell.SignOut(true)
		s.settle()
		s.wantStep(StepWelcome)
		kept, err := s.store.Account(account).Kept(t.Context(), []string{"a"})
		if err != nil || len(kept) != 0 || s.erased != 1 {
			t.Errorf("%d applications, %v, erased %d times", len(kept), err, s.erased)
		}
		s.wantNotice("welcome.signed_out", "welcome.erased")
	})
}

// TestCheckGoesOnAfterTheSignIn that interrupted it, and later by itself.
func TestCheckGoesOnAfterTheSignIn(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		release := s.source.Hold()
		s.list().Downloads.Refresh()
		s.settle()
		s.shell.Connect()
		s.settle()
		release()
		s.settle()
		lists := s.lists()
		s.shell.SignIn().Cancel()
		s.settle()
		if s.lists() != lists+1 {
			t.Errorf("%d requests on coming back", s.lists()-lists)
		}
		s.pass(31 * time.Minute)
		if s.lists() != lists+2 {
			t.Errorf("%d requests half an hour later", s.lists()-lists)
		}
	})
}

// brokenStore fails to read the list as often as it is told to.
type brokenStore struct {
	tracker.Store
	fails int
}

func (b *brokenStore) Account(key string) tracker.AccountStore {
	return brokenAccount{b.Store.Account(key), b}
}

type brokenAccount struct {
	tracker.AccountStore
	store *brokenStore
}

func (b brokenAccount) Summaries(ctx context.Context, limit int) ([]tracker.Summary, error) {
	if b.store.fails > 0 {
		b.store.fails--
		return nil, errors.New("reading: something")
	}
	return b.AccountStore.Summaries(ctx, limit)
}

// TestListThatCouldNotBeRead is read again by the next check; until then nobody is
// told that there is nothing.
func TestListThatCouldNotBeRead(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("a"))
		s.source.SetApplications(listed("a"))
		broken := &brokenStore{s.store, 3}
		s.conn.tracker = tracker.New(s.counting, broken, tracker.Options{})
		s.session.Set(active)
		s.again()
		s.wantScreen(ScreenApplications)
		if s.apps.Empty == nil || s.apps.Empty.Text != s.word("list.none_yet") {
			t.Errorf("%+v", s.apps.Empty)
		}
		s.wantBanner(s.word("banner.storage_problem"), true)
		broken.fails = 0
		s.list().Downloads.Refresh()
		s.settle()
		if s.apps.Rows.Index("a") < 0 || len(s.apps.Banners) != 0 {
			t.Errorf("%q, %q", lineUp(s.apps.Rows), s.banners())
		}
	})
}

// TestWallIsNotAskedForDetails either.
func TestR3WallIsNotAskedForDetails(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b"))
		s.source.Fail(tracker.ErrBotWall, nil)
		s.list().Downloads.Refresh()
		s.settle()
		a := listed("a")
		a.UnreadEvents = 1
		s.source.Add(a) // whose timeline would be worth reading
		asked := len(s.counting.timelines) + s.counting.details["a"]
		s.list().Choose("a")
		s.settle()
		if got := len(s.counting.timelines) + s.counting.details["a"]; got != asked {
			t.Errorf("%d requests while InfoJobs wants to be left alone", got-asked)
		}
	})
}

// TestReplacedData are shown at once.
func TestR22ReplacedData(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		var replaced func()
		s.conn.onReplaced = func(f func()) { replaced = f }
		s.signedIn(listed("a"))
		s.conn.storage = Storage{Recovery: tracker.Recovery{Damaged: "x.corrupt", Restored: time.Now().Add(-time.Hour)}}
		replaced()
		s.settle()
		s.wantScreen(ScreenApplications)
		s.wantBanner("El archivo con tus datos estaba dañado", true)
		if len(s.opened) != 2 || s.apps.Rows.Index("a") < 0 {
			t.Errorf("opened %v, %q", s.opened, lineUp(s.apps.Rows))
		}
	})
}

// TestT9KeptOfAnother: the session is of somebody else than what was last shown.
func TestT9KeptOfAnother(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("theirs"))
		s.source.SetApplications(listed("mine"))
		s.session.Set(auth.Status{State: auth.Active, Account: "account-2"})
		s.again()
		s.wantScreen(ScreenApplications)
		if s.apps.Rows.Index("theirs") >= 0 || s.apps.Rows.Index("mine") < 0 {
			t.Errorf("%q", lineUp(s.apps.Rows))
		}
	})
}

// TestNotSeenAgain: who did not want to stay signed in is not shown to the next
// person who opens the app.
func TestNotSeenAgain(t *testing.T) {
	for _, keep := range []bool{true, false} {
		onStage(t, func(t *testing.T, s *stage) {
			s.source.SetApplications(listed("a"))
			s.connect()
			s.shell.SignIn().SetKeep(keep)
			s.submit("code-1")
			s.shell.SignIn().Confirm()
			s.settle()
			s.wantScreen(ScreenApplications)
			if active, err := s.store.Active(t.Context()); err != nil || (active == account) != keep {
				t.Errorf("staying %v: the next start shows %q, %v", keep, active, err)
			}
			s.shell.Connect() // and another time, with the other choice
			s.settle()
			s.shell.SignIn().SetKeep(!keep)
			s.submit("code-2")
			s.shell.SignIn().Confirm()
			s.settle()
			if active, err := s.store.Active(t.Context()); err != nil || (active == account) == keep {
				t.Errorf("then staying %v: the next start shows %q, %v", !keep, active, err)
			}
			if s.apps.Rows.Index("a") < 0 {
				t.Errorf("staying %v: the list does not show now", keep)
			}
		})
	}
}

func TestT16SignOutKeepsOrErases(t *testing.T) {
	for _, erase := range []bool{false, true} {
		onStage(t, func(t *testing.T, s *stage) {
			s.signedIn(listed("a"))
			if q := s.apps.SignOut; q.Keep != "Conservar" || q.Erase != "Borrar todo…" {
				t.Errorf("%+v", q)
			}
			s.shell.SignOut(erase)
			s.settle()
			s.wantStep(StepWelcome)
			kept, err := s.store.Account(account).Kept(t.Context(), []string{"a"})
			if err != nil || (len(kept) == 0) != erase {
				t.Errorf("erase %v: %d applications, %v", erase, len(kept), err)
			}
			s.wantNotice("welcome.signed_out", map[bool]string{false: "welcome.kept", true: "welcome.erased"}[erase])
			if active, err := s.store.Active(t.Context()); active != "" || err != nil {
				t.Errorf("erase %v: the next start shows %q, %v", erase, active, err)
			}
		})
	}
}

func TestT16EraseFails(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.conn.erase = func(context.Context) error { return tracker.ErrStoreReadOnly }
		s.shell.SignOut(true)
		s.settle()
		s.wantNotice("welcome.signed_out", "welcome.not_erased")
	})
}

// TestSignOutNotices say no more than what is so.
func TestSignOutNotices(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) { // nothing was kept
		s.conn.storage.Problem = tracker.ErrStoreReadOnly
		s.signedIn(listed("a"))
		s.shell.SignOut(false)
		s.settle()
		s.wantNotice("welcome.signed_out")
		if s.signIn.Notice.Error {
			t.Error("it looks like a failure")
		}
	})
	onStage(t, func(t *testing.T, s *stage) { // all is gone but the session, perhaps
		s.session.SignOutErr = auth.ErrNotRemoved
		s.signedIn(listed("a"))
		s.shell.SignOut(true)
		s.settle()
		s.wantNotice("welcome.signed_out_unproven", "welcome.rest_erased")
		if !s.signIn.Notice.Error {
			t.Error("it does not look like a failure")
		}
	})
}

// wantNotice checks what the welcome screen says by the keys of its words.
func (s *stage) wantNotice(keys ...string) {
	s.t.Helper()
	var texts []string
	for _, key := range keys {
		texts = append(texts, s.word(key, "Item", "the.item"))
	}
	if want := strings.Join(texts, "\n"); s.notice() != want {
		s.t.Errorf("%q, want %q", s.notice(), want)
	}
}

func TestStorageBanners(t *testing.T) {
	ok := auth.Status{State: auth.Active, Stored: true}
	for _, tt := range []struct {
		name    string
		storage Storage
		problem error
		text    string
		action  BannerAction
	}{
		{"R20 full", Storage{}, tracker.ErrStoreFull, "No se ha podido guardar. Libera espacio y pulsa «Reintentar». No se ha perdido nada de lo anterior.", BannerRetry},
		{"R21 read only", Storage{Problem: tracker.ErrStoreReadOnly}, nil, "No podemos escribir en la carpeta de datos, así que lo que ves se perderá al cerrar la app. Comprueba los permisos y vuelve a abrirla.", BannerNothing},
		{"R22 damaged", Storage{}, tracker.ErrStoreDamaged, "El archivo con tus datos está dañado. Cierra la app y vuelve a abrirla: recuperará la última copia buena, si la hay, y descargará lo que siga en InfoJobs.", BannerNothing},
		{"R22 restored", Storage{Recovery: tracker.Recovery{Damaged: "x.corrupt", Restored: before(3 * time.Hour)}}, nil, "El archivo con tus datos estaba dañado. Hemos recuperado la última copia buena (hoy 07:42); el resto se descarga de InfoJobs. El archivo dañado se conserva como «x.corrupt».", BannerDismissStorage},
		{"R22 lost", Storage{Recovery: tracker.Recovery{Damaged: "x.corrupt"}}, nil, "El archivo con tus datos estaba dañado y no había ninguna copia. Lo que sigue en InfoJobs se descarga de nuevo. El archivo dañado se conserva como «x.corrupt».", BannerDismissStorage},
		{"R22 found", Storage{Recovery: tracker.Recovery{Restored: before(30 * time.Hour)}}, nil, "Faltaba el archivo con tus datos. Hemos recuperado la última copia (ayer 04:42); el resto se descarga de InfoJobs.", BannerDismissStorage},
		{"R23 migration", Storage{Problem: tracker.ErrStoreMigration}, nil, "No hemos podido preparar tus datos para esta versión de la app. Siguen intactos, y lo que ves aquí no se guarda. Vuelve a instalar la versión anterior para verlos.", BannerNothing},
		{"anything else", Storage{Problem: errors.New("something")}, nil, "No hemos podido leer o guardar los datos en este equipo. Lo que ya estaba guardado no se ha tocado. Cierra la app y vuelve a abrirla.", BannerNothing},
		{"R24 newer", Storage{Problem: tracker.ErrStoreNewer}, nil, "Tus datos son de una versión más nueva. Actualiza la app para abrirlos. Mientras tanto siguen intactos, y lo que ves aquí no se guarda.", BannerNothing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := bannerList(t, ok)
			a.fake().storage = tt.storage
			if tt.problem != nil {
				a.Downloads.problem = fmt.Errorf("saving: %w", tt.problem)
			}
			got := a.banners.list(now)
			if len(got) != 1 || got[0].Text != tt.text || got[0].Action != tt.action || !got[0].Warning || (got[0].Label != "") != (tt.action != BannerNothing) {
				t.Errorf("%+v", got)
			}
		})
	}
}

// TestR31Crash is offered until the person has seen enough of it.
func TestR31Crash(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		dismissed := 0
		s.shell.apps.banners.crash = Crash{Text: "panic: something\n\ngoroutine 1:\n…", Dismiss: func() error { dismissed++; return nil }}
		s.signedIn(listed("a"))
		if len(s.apps.Banners) != 1 || s.apps.Banners[0].Details != "panic: something" || s.apps.Banners[0].Copy != "panic: something\n\ngoroutine 1:\n…" || s.apps.Banners[0].Action != BannerDismissCrash {
			t.Fatalf("%+v", s.apps.Banners)
		}
		s.shell.DoBanner(BannerDismissCrash)
		s.settle()
		if len(s.apps.Banners) != 0 || dismissed != 1 {
			t.Errorf("%+v, dismissed %d times", s.apps.Banners, dismissed)
		}
	})
}
