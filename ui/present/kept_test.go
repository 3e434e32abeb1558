package present

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
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
	if err := errors.Join(s.store.Save(s.t.Context(), account, b), s.store.SetActive(s.t.Context(), account)); err != nil {
		s.t.Fatal(err)
	}
	return s
}

// TestR1StartsFromWhatIsKept: the list is there before the keyring has answered,
// without any banner, and nothing is asked of InfoJobs yet.
func TestR1StartsFromWhatIsKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("a"), listed("b"))
		s.session.loadBlock = make(chan struct{})
		s.start()
		s.wantScreen(ScreenApplications)
		if s.apps.Rows.Index("a") < 0 || len(s.apps.Banners) != 0 || s.lists() != 0 || s.apps.Updated != "Actualizado hace 3 h" {
			t.Errorf("%q, %d requests, %q", s.banners(), s.lists(), s.apps.Updated)
		}
		s.shell.Refresh()
		s.shell.Choose("a") // what is kept can be read
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
		key    string
		action BannerAction
	}{
		{nil, "banner.signed_out", BannerReconnect},
		{auth.ErrKeyringMissing, "banner.signed_out", BannerReconnect},
		{auth.ErrKeyringLocked, "banner.keyring_waiting", BannerReload},
		{auth.ErrKeyringTimeout, "banner.keyring_waiting", BannerReload},
	} {
		onStage(t, func(t *testing.T, s *stage) {
			s.keep(listed("a"))
			s.session.LoadErr = tt.err
			s.start()
			s.wantScreen(ScreenApplications)
			if len(s.apps.Banners) != 1 || s.apps.Banners[0].Text != s.word(tt.key) || s.apps.Banners[0].Action != tt.action {
				t.Fatalf("%v: %+v", tt.err, s.apps.Banners)
			}
			s.pass(time.Hour)
			if s.lists() != 0 {
				t.Errorf("%v: %d requests without a session", tt.err, s.lists())
			}
			s.source.SetApplications(listed("a"))
			s.session.LoadErr = nil
			if tt.action == BannerReload {
				s.session.Session = presenttest.NewSession(active)
			}
			s.shell.DoBanner(tt.action)
			s.settle()
			if tt.action == BannerReconnect {
				s.wantStep(StepCode)
				s.shell.CancelSignIn()
				s.settle()
				s.wantScreen(ScreenApplications)
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
		s.start()
		s.source.SetApplications(listed("a"))
		s.session.Set(active)
		s.settle()
		if s.lists() != 1 || len(s.apps.Banners) != 0 {
			t.Errorf("%d requests, %q", s.lists(), s.banners())
		}
	})
}

// TestT9KeptOfAnother: the session is of somebody else than what was last shown.
func TestT9KeptOfAnother(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("theirs"))
		s.source.SetApplications(listed("mine"))
		s.session.Set(auth.Status{State: auth.Active, Account: "account-2"})
		s.start()
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
			s.shell.SetKeep(keep)
			s.submit("code-1")
			s.shell.ConfirmIdentity()
			s.settle()
			s.wantScreen(ScreenApplications)
			if active, err := s.store.Active(t.Context()); err != nil || (active == account) != keep {
				t.Errorf("staying %v: the next start shows %q, %v", keep, active, err)
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
			kept, err := s.store.Kept(t.Context(), account, []string{"a"})
			if err != nil || (len(kept) == 0) != erase {
				t.Errorf("erase %v: %d applications, %v", erase, len(kept), err)
			}
			key := map[bool]string{false: "welcome.kept", true: "welcome.erased"}[erase]
			if want := s.word("welcome.signed_out") + "\n" + s.word(key); s.signIn.Notice != want {
				t.Errorf("erase %v: %q", erase, s.signIn.Notice)
			}
			if active, err := s.store.Active(t.Context()); active != "" || err != nil {
				t.Errorf("erase %v: the next start shows %q, %v", erase, active, err)
			}
		})
	}
}

func TestT16EraseFails(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.conn.Erase = func(context.Context) error { return tracker.ErrStoreReadOnly }
		s.shell.SignOut(true)
		s.settle()
		if want := s.word("welcome.signed_out") + "\n" + s.word("welcome.not_erased"); s.signIn.Notice != want {
			t.Errorf("%q", s.signIn.Notice)
		}
	})
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
		{"R22 damaged", Storage{}, tracker.ErrStoreDamaged, "El archivo con tus datos está dañado. Cierra la app y vuelve a abrirla: recuperará la última copia buena y descargará el resto.", BannerNothing},
		{"R22 restored", Storage{Damaged: "x.corrupt", Restored: before(3 * time.Hour)}, nil, "El archivo con tus datos estaba dañado. Hemos recuperado la copia de hoy 07:42 y descargaremos el resto. El archivo dañado se conserva como «x.corrupt».", BannerNothing},
		{"R22 lost", Storage{Damaged: "x.corrupt"}, nil, "El archivo con tus datos estaba dañado y no había ninguna copia. Volveremos a descargar lo que siga en InfoJobs. El archivo dañado se conserva como «x.corrupt».", BannerNothing},
		{"R23 migration", Storage{Problem: errors.New("migrating")}, nil, "No hemos podido leer o guardar los datos en este equipo. Cierra la app y vuelve a abrirla.", BannerNothing},
		{"R24 newer", Storage{Problem: tracker.ErrStoreNewer}, nil, "Tus datos son de una versión más nueva. Actualiza la app para abrirlos. Mientras tanto siguen intactos, y lo que ves aquí no se guarda.", BannerNothing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := bannerList(t, ok)
			a.conn.Storage = tt.storage
			if tt.problem != nil {
				a.problem = fmt.Errorf("saving: %w", tt.problem)
			}
			got := a.banners(now)
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
		s.shell.apps.crash = Crash{Text: "panic: something", Dismiss: func() error { dismissed++; return nil }}
		s.signedIn(listed("a"))
		if len(s.apps.Banners) != 1 || s.apps.Banners[0].Details != "panic: something" || s.apps.Banners[0].Action != BannerDismissCrash {
			t.Fatalf("%+v", s.apps.Banners)
		}
		s.shell.DoBanner(BannerDismissCrash)
		s.settle()
		if len(s.apps.Banners) != 0 || dismissed != 1 {
			t.Errorf("%+v, dismissed %d times", s.apps.Banners, dismissed)
		}
	})
}

func TestOfferText(t *testing.T) {
	w := words(t, "es")
	offer := func(edit func(*tracker.Kept)) *OfferText {
		k := &tracker.Kept{OfferNow: &tracker.OfferVersion{SeenAt: before(9 * day), Offer: tracker.Offer{
			Description: " Una descripción.\nEn dos líneas. ", Requirements: "Inglés", Salary: "24.000 €", Contract: "Indefinido", Vacancies: 2,
		}}}
		edit(k)
		return newOfferText(w, k, now)
	}
	o := offer(func(*tracker.Kept) {})
	if o.Copy != "" || o.Facts != "24.000 € · Indefinido · 2 vacantes" || len(o.Parts) != 2 ||
		o.Parts[0] != (OfferPart{"Descripción", "Una descripción.\nEn dos líneas."}) || o.Parts[1] != (OfferPart{"Requisitos", "Inglés"}) {
		t.Errorf("%+v", o)
	}
	const copied = "InfoJobs ha retirado esta oferta. Aquí tienes la copia del 29 sep."
	if o := offer(func(k *tracker.Kept) { k.OfferRemoved = true }); o.Copy != copied {
		t.Errorf("removed by the list: %q", o.Copy)
	}
	if o := offer(func(k *tracker.Kept) { k.OfferNow.Offer.Deleted = true }); o.Copy != copied {
		t.Errorf("removed by the offer: %q", o.Copy)
	}
	if o := offer(func(k *tracker.Kept) { k.OfferNow = nil }); o != nil {
		t.Errorf("an offer that was never read: %+v", o)
	}
	if o := offer(func(k *tracker.Kept) { k.OfferNow.Offer = tracker.Offer{} }); o != nil {
		t.Errorf("an offer that says nothing: %+v", o)
	}
}
