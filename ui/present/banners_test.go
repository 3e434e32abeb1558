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

// TestSessionWithoutKeys: a session that was kept shows, and asks for keys in
// place of asking InfoJobs in vain.
func TestSessionWithoutKeys(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.Set(auth.Status{State: auth.Active, Stored: true})
		s.noKeys = true
		s.start()
		s.wantScreen(ScreenApplications)
		if len(s.apps.Banners) != 1 || s.apps.Banners[0].Text != s.word("banner.no_keys") || s.apps.Banners[0].Action != BannerUseKeys {
			t.Errorf("%+v", s.apps.Banners)
		}
		s.list().Downloads.Refresh()
		s.settle()
		if s.lists() != 0 {
			t.Error("InfoJobs was asked without keys")
		}
	})
}

func TestBanners(t *testing.T) {
	ok := auth.Status{State: auth.Active, Stored: true}
	scopes := func(s string) auth.Status {
		return auth.Status{State: auth.Active, ScopesKnown: true, Scopes: auth.ParseScopes(s)}
	}
	unstored := func(err error) auth.Status {
		return auth.Status{State: auth.Active, StorageProblem: fmt.Errorf("%w: %w", auth.ErrNotStored, err)}
	}
	const memory = "Tu sesión no se ha podido guardar y la próxima vez tendrás que volver a conectarte. "
	at := now.Add(time.Hour) // of the next try: 11:42
	tests := []struct {
		name    string
		status  auth.Status
		problem error
		updated time.Time
		result  tracker.Result
		sample  bool
		text    string
		label   string
		action  BannerAction
		calm    bool // no warning
	}{
		{name: "all is well", status: ok},
		{name: "expired", status: auth.Status{State: auth.Expired}, text: "Tu sesión de InfoJobs ha caducado. Tus datos siguen aquí.", label: "Volver a conectar", action: BannerReconnect},
		{name: "expired by the list", status: ok, problem: tracker.ErrSignedOut, text: "Tu sesión de InfoJobs ha caducado. Tus datos siguen aquí.", label: "Volver a conectar", action: BannerReconnect},
		{name: "keys refused", status: auth.Status{State: auth.KeysRefused}, text: "InfoJobs ya no acepta esta aplicación. Tus datos guardados siguen disponibles.", label: "Usar mis propias claves…", action: BannerUseKeys},
		{name: "keys refused by the list", status: ok, problem: tracker.ErrKeysRefused, text: "InfoJobs ya no acepta esta aplicación. Tus datos guardados siguen disponibles.", label: "Usar mis propias claves…", action: BannerUseKeys},
		{name: "offline with nothing yet", status: ok, problem: tracker.ErrOffline, text: "Sin conexión. Cuando vuelva, descargaremos tus candidaturas.", label: "Reintentar", action: BannerRetry},
		{name: "offline", status: ok, problem: tracker.ErrOffline, updated: before(3 * time.Hour), text: "Sin conexión. Ves los datos de hace 3 h.", label: "Reintentar", action: BannerRetry},
		{name: "offline for long", status: ok, problem: tracker.ErrOffline, updated: before(20 * day), text: "Sin conexión. Ves los datos del 18 sep.", label: "Reintentar", action: BannerRetry},
		{name: "down", status: ok, problem: tracker.ErrUnavailable, text: "InfoJobs no responde. Lo intentaremos de nuevo a las 11:42.", label: "Reintentar ahora", action: BannerRetry},
		{name: "rate limit", status: ok, problem: tracker.ErrRateLimited, text: "InfoJobs nos pide esperar. Próximo intento a las 11:42."},
		{name: "bot wall", status: ok, problem: tracker.ErrBotWall, text: "InfoJobs ha contestado con una página web en vez de con datos. Tu sesión y tus datos siguen aquí; lo intentaremos de nuevo a las 11:42.", label: "Reintentar ahora", action: BannerRetry},
		{name: "portal", status: ok, problem: tracker.ErrPortal, text: "Parece que tu red pide iniciar sesión. Tu sesión y tus datos siguen aquí.", label: "Reintentar", action: BannerRetry},
		{name: "insecure", status: ok, problem: tracker.ErrInsecure, text: "La conexión con InfoJobs no es segura y no la usamos. Tus datos siguen aquí. Prueba desde otra red.", label: "Reintentar", action: BannerRetry},
		{name: "bad answer", status: ok, problem: tracker.ErrBadAnswer, text: "InfoJobs ha contestado algo que no entendemos. Tus datos siguen como estaban.", label: "Reintentar", action: BannerRetry},
		{name: "list refused", status: ok, problem: tracker.ErrScopeMissing, text: "Falta el permiso para ver tus candidaturas. Vuelve a conectar y acéptalo. Tus datos siguen aquí.", label: "Volver a conectar", action: BannerReconnect},
		{name: "anything else", status: ok, problem: errors.New("secret"), text: "La actualización no ha terminado. Tus datos siguen como estaban.", label: "Reintentar", action: BannerRetry},
		{name: "scope refused", status: ok, result: tracker.Result{NoActivity: true}, text: "Falta el permiso para ver la actividad. Vuelve a conectar y acéptalo.", label: "Volver a conectar", action: BannerReconnect},
		{name: "scope not granted", status: scopes("MY_APPLICATIONS"), text: "Falta el permiso para ver la actividad. Vuelve a conectar y acéptalo.", label: "Volver a conectar", action: BannerReconnect},
		{name: "scope granted", status: scopes("MY_APPLICATIONS,APPLICATION_TIMELINE")},
		{name: "one failed", status: ok, result: tracker.Result{Failed: []string{"a"}}, text: "No se ha podido actualizar 1 candidatura.", label: "Reintentar", action: BannerRetry},
		{name: "some failed", status: ok, result: tracker.Result{Failed: []string{"a", "b"}}, text: "No se han podido actualizar 2 candidaturas.", label: "Reintentar", action: BannerRetry},
		{name: "no keyring", status: unstored(auth.ErrKeyringMissing), text: memory + "No hay ningún almacén de claves: instala o abre GNOME Keyring, KWallet o KeePassXC.", label: "Guardar ahora", action: BannerSaveSession},
		{name: "keyring locked", status: unstored(auth.ErrKeyringLocked), text: memory + "El almacén de claves está bloqueado: desbloquéalo y vuelve a intentarlo.", label: "Guardar ahora", action: BannerSaveSession},
		{name: "keyring slow", status: unstored(auth.ErrKeyringTimeout), text: memory + "El almacén de claves no ha contestado a tiempo.", label: "Guardar ahora", action: BannerSaveSession},
		{name: "saving skipped", status: unstored(context.Canceled), text: memory + "Has elegido seguir sin guardarla.", label: "Guardar ahora", action: BannerSaveSession},
		{name: "keyring fails", status: unstored(auth.ErrKeyringFailed), text: memory + "El almacén de claves del sistema ha fallado.", label: "Guardar ahora", action: BannerSaveSession},
		{name: "too big", status: unstored(auth.ErrTooBig), text: memory + "El almacén de claves del sistema ha fallado.", label: "Guardar ahora", action: BannerSaveSession},
		{name: "keyring lies", status: unstored(nil), text: memory + "El almacén de claves ha dicho que sí, pero no la ha guardado.", label: "Guardar ahora", action: BannerSaveSession},
		{name: "not cleared", status: auth.Status{State: auth.Active, StorageProblem: fmt.Errorf("%w: %w", auth.ErrNotRemoved, auth.ErrKeyringLocked)}, text: "El almacén de claves puede conservar una sesión anterior. El almacén de claves está bloqueado: desbloquéalo y vuelve a intentarlo.", label: "Reintentar", action: BannerForgetSession},
		{name: "nowhere to clear", status: auth.Status{State: auth.Active, StorageProblem: fmt.Errorf("%w: %w", auth.ErrNotRemoved, auth.ErrKeyringMissing)}},
		{name: "sample", status: unstored(auth.ErrKeyringMissing), sample: true, text: "Estás viendo datos de ejemplo.", label: "Conectar con InfoJobs", action: BannerLeaveSample, calm: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := bannerList(t, tt.status)
			a.fake().sample, a.Downloads.result = tt.sample, tt.result
			a.checkedAt(t, tt.updated)
			if tt.problem != nil {
				a.Downloads.problem, a.Downloads.checks.next = fmt.Errorf("reading: %w", tt.problem), at
			}
			got := a.banners.list(now)
			if tt.text == "" {
				if len(got) != 0 {
					t.Errorf("%+v", got)
				}
				return
			}
			want := Banner{Text: tt.text, Label: tt.label, Action: tt.action, Warning: !tt.calm}
			if len(tt.result.Failed) > 0 {
				want.Other, want.OtherAction = words(t, "es").T("banner.partial_which"), BannerShowFailed
			}
			if len(got) != 1 || got[0] != want {
				t.Errorf("%+v\nwant %+v", got, want)
			}
		})
	}
}

// checkedAt sets when the list was last brought up to date.
func (a *Applications) checkedAt(t *testing.T, at time.Time) {
	t.Helper()
	db := presenttest.NewStore(t)
	if err := db.Account(account).Save(t.Context(), tracker.Batch{State: &tracker.SyncState{CheckedAt: at}}); err != nil {
		t.Fatal(err)
	}
	a.fake().tracker = tracker.New(presenttest.NewSource(), db, tracker.Options{})
	if err := a.fake().tracker.Open(t.Context(), account, nil); err != nil {
		t.Fatal(err)
	}
}

// bannerList is an applications presenter that only tells its banners.
func bannerList(t *testing.T, status auth.Status) *Applications {
	s := newStage(t)
	s.session.Set(status)
	a := s.shell.apps
	a.subject = subject{conn: s.conn, access: accessSession}
	t.Cleanup(s.shell.Close)
	return a
}

func TestBannersOrder(t *testing.T) {
	a := bannerList(t, auth.Status{State: auth.Active, StorageProblem: auth.ErrNotStored})
	a.Downloads.problem, a.Downloads.checks.next = tracker.ErrOffline, now
	a.Downloads.result = tracker.Result{NoActivity: true, Failed: []string{"a"}}
	var actions []BannerAction
	for _, b := range a.banners.list(now) {
		actions = append(actions, b.Action)
	}
	want := fmt.Sprint([]BannerAction{BannerRetry, BannerReconnect, BannerRetry, BannerSaveSession})
	if fmt.Sprint(actions) != want {
		t.Errorf("%v, want %v", actions, want)
	}
	a.Downloads.problem = tracker.ErrSignedOut
	if got := a.banners.list(now); got[0].Action != BannerReconnect || len(got) != 4 {
		t.Errorf("%+v", got)
	}
}

func TestBannersWithoutOwnKeys(t *testing.T) {
	a := bannerList(t, auth.Status{State: auth.KeysRefused})
	a.fake().saveKeys = nil
	if got := a.banners.list(now); len(got) != 1 || got[0].Label != "" || got[0].Action != BannerNothing {
		t.Errorf("%+v", got)
	}
}

func TestBannerDetails(t *testing.T) {
	a := bannerList(t, auth.Status{State: auth.Active})
	a.Downloads.problem = errors.Join(tracker.ErrUnavailable, supported{id: "6f1d"})
	if got := a.banners.list(now); len(got) != 1 || got[0].Details != "Referencia para el soporte de InfoJobs: 6f1d" {
		t.Errorf("%+v", got)
	}
	a.Downloads.progress = &tracker.Progress{}
	if got := a.banners.list(now); len(got) != 0 {
		t.Errorf("while a new try is under way: %+v", got)
	}
}

// TestR4ExpiredBannerGoes as soon as there is a session again, not when the
// download that follows has ended.
func TestR4ExpiredBannerGoes(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(tracker.ErrSignedOut, nil)
		s.signedIn(listed("a"))
		s.wantBanner("ha caducado", true)
		s.source.Fail(nil, nil)
		defer s.source.Hold()()
		s.shell.DoBanner(BannerReconnect)
		s.submit("code-1")
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.apps.Progress == nil {
			t.Fatal("no download under way")
		}
		s.wantBanner("ha caducado", false)
	})
}

// TestR5ScopeBannerGoes likewise.
func TestR5ScopeBannerGoes(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.Fail(nil, tracker.ErrScopeMissing)
		s.signedIn(listed("a"))
		s.wantBanner("Falta el permiso", true)
		s.list().Choose("a")
		s.settle()
		if s.apps.Detail.Activity != s.word("detail.activity_missing") {
			t.Errorf("%+v", s.apps.Detail)
		}
		s.source.Fail(nil, nil)
		release := s.source.Hold()
		s.shell.DoBanner(BannerReconnect)
		s.submit("code-1")
		s.shell.SignIn().Confirm()
		s.settle()
		s.wantBanner("Falta el permiso", false)
		if !s.loading() {
			t.Errorf("%+v", s.apps.Detail)
		}
		release()
		s.settle()
		if s.loading() || s.apps.Detail.Activity != "" {
			t.Errorf("%+v", s.apps.Detail)
		}
	})
}

// TestMendedBannerGoes when the person knows, and comes back for other damage only.
func TestMendedBannerGoes(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		dismissed := 0
		s.conn.storage = Storage{
			Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-1", Restored: before(day)},
			Dismiss:  func() error { dismissed++; return nil },
		}
		s.signedIn(listed("a"))
		s.wantBanner("estaba dañado", true)
		s.shell.DoBanner(BannerDismissStorage)
		s.wantBanner("estaba dañado", false)
		s.settle()
		if dismissed != 1 {
			t.Errorf("forgotten %d times", dismissed)
		}
		s.shell.Reload() // as after a look at the sample
		s.settle()
		s.pass(firstFrame)
		s.wantBanner("estaba dañado", false)
		s.conn.storage = Storage{Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-2"}}
		s.list().Downloads.Refresh()
		s.settle()
		s.wantBanner("candidaturas.db.corrupt-2", true)
		s.conn.storage = Storage{} // everything was deleted
		s.list().Downloads.Refresh()
		s.settle()
		if len(s.apps.Banners) != 0 {
			t.Errorf("%q", s.banners())
		}
	})
}

// TestForgetSession tries again what the banner tells of.
func TestForgetSession(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.session.Set(auth.Status{State: auth.Active, Account: account, StorageProblem: fmt.Errorf("%w: %w", auth.ErrNotRemoved, auth.ErrKeyringLocked)})
		s.start()
		s.wantBanner("puede conservar una sesión anterior", true)
		s.shell.DoBanner(BannerForgetSession)
		s.settle()
		s.wantBanner("puede conservar una sesión anterior", false)
	})
}
