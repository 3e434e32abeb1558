package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
)

// A scene is one screen in one state.
type scene struct {
	name  string
	play  func(*stage)
	size  fyne.Size // zero for the default
	crash string    // of an earlier run
}

type hintedError struct {
	error
	wait time.Duration
}

func (e hintedError) RetryAfter() time.Duration { return e.wait }
func (e hintedError) Unwrap() error             { return e.error }

// supported is an error that InfoJobs' support can look up.
type supported struct{ error }

func (supported) Support() (code, requestID string) {
	return "", "5d0f6c1e-1b2a-4c3d-8e9f-001122334455"
}
func (e supported) Unwrap() error { return e.error }

func failing(err error) func(*stage) {
	return func(s *stage) {
		s.search().signedIn()
		s.source.Fail(err, nil)
		s.window.list().Downloads.Refresh()
		s.settle()
	}
}

func scenes() []scene {
	all := slices.Concat(signInScenes(), applicationScenes(), detailScenes(), settingsScenes())
	for i, sc := range all {
		if strings.HasPrefix(sc.name, "detail-") {
			all[i].play = func(s *stage) { sc.play(s); s.enterDetail() }
		}
	}
	return all
}

// enterDetail puts the focus in the detail, unless it is there: so that it is the
// detail that shows in windows which have room for one of the two.
func (s *stage) enterDetail() *stage {
	v := s.window.applications
	focused, _ := s.window.focused().(fyne.CanvasObject)
	if _, within := widgets.PositionIn(v.detail.object, focused); within || len(s.canvas().Overlays().List()) > 0 {
		return s
	}
	v.openDetail()
	if !v.split.stacked() {
		v.detail.enter()
	}
	return s
}

// stored is a list whose store was opened with this report.
func stored(storage present.Storage) func(*stage) {
	return func(s *stage) {
		s.conn.storage = storage
		s.search().signedIn()
	}
}

func signOut(s *stage) {
	s.window.presenter.SignOut(false)
	s.until("the sign-out", func() bool { return s.window.screen == present.ScreenSignIn })
}

func applicationScenes() []scene {
	narrowDetail := func(id string) func(*stage) {
		return func(s *stage) {
			s.search().signedIn().choose(id)
			s.window.applications.openDetail()
		}
	}
	all := func(id string) func(*stage) {
		return func(s *stage) {
			s.search().signedIn().choose(id)
			s.window.list().Filters.SetScope("all")
		}
	}
	return []scene{
		{name: "list-first-download", play: func(s *stage) {
			s.t.Cleanup(s.search().source.Hold())
			s.session.Set(auth.Status{State: auth.Active})
			s.start()
		}},
		{name: "list-downloading", play: func(s *stage) {
			s.search().signedIn()
			s.t.Cleanup(s.source.Hold())
			s.window.list().Downloads.Refresh()
			s.queue.Drain()
			state := present.Progress{Text: s.window.words.T("list.downloading", "Done", "34", "Total", "120"), Fraction: 34. / 120}
			s.window.applications.progress.set(&state)
		}},
		{name: "list", play: func(s *stage) { s.search().signedIn() }},
		{name: "list-chosen", play: func(s *stage) { s.search().signedIn().choose("a1") }},
		{name: "list-all", play: all("a10")},
		{name: "detail-rejected-at-once", play: all("a7")},
		{name: "detail-others-read", play: all("a5")},
		{name: "detail-closed-unread", play: all("a8")},
		{name: "detail-long", play: all("a3")},
		{name: "detail-loading", play: func(s *stage) {
			s.search().signedIn().choose("a1")
			s.freshEvent()
			s.t.Cleanup(s.source.HoldTimelines())
			s.window.list().Downloads.Refresh()
			reading := s.window.words.T("list.activity", "Done", "0", "Total", "1")
			s.until("the list", func() bool {
				v := s.window.applications
				return v.detail.shown.Activity == s.window.words.T("detail.loading") && v.progress.text.Text == reading
			})
		}},
		{name: "detail-no-activity", play: func(s *stage) {
			a, _ := application("a6", "Dependienta", "La Espiga", "Madrid", 20*time.Minute)
			a.CVReceived, a.LastEvent = nil, nil
			s.source = presenttest.NewSource(a)
			s.track()
			s.signedIn().choose("a6")
		}},
		{name: "detail-activity-failed", play: func(s *stage) {
			s.search()
			s.source.Fail(nil, tracker.ErrNotFound)
			s.signedIn().choose("a1")
		}},
		{name: "detail-no-offer", play: func(s *stage) {
			a, timeline := application("a6", "", "", "", day, event(tracker.KindContacted, 3*time.Hour))
			a.Offer = tracker.OfferRef{}
			s.source = presenttest.NewSource(a)
			s.source.SetTimeline("a6", timeline...)
			s.track()
			s.signedIn().choose("a6")
		}},
		{name: "list-search", play: func(s *stage) {
			s.search().signedIn()
			s.window.applications.filters.field.SetText("recursos")
			s.until("the match", func() bool {
				return s.window.applications.status.text != (present.StatusLine{}) && s.window.applications.list.rows.Len() == 2
			})
		}},
		{name: "list-no-match", play: func(s *stage) {
			s.search().signedIn()
			s.window.applications.filters.field.SetText("astronauta")
			s.until("nothing", func() bool { return s.window.applications.empty.object.Visible() })
		}},
		{name: "list-filtered", play: func(s *stage) {
			s.search().signedIn()
			s.window.list().Filters.ToggleStage("in_process")
			s.window.list().Filters.ToggleStage("interview")
			s.until("the filter", func() bool {
				return s.window.applications.filters.narrowed && s.window.applications.list.rows.Len() == 5
			})
		}},
		{name: "list-ordered", play: func(s *stage) {
			s.search().signedIn()
			s.window.list().Filters.SortBy("company")
			s.until("the order", func() bool {
				h, _ := s.window.applications.list.rows.Heading(0)
				return h == s.window.words.T("column.company")+" · 7"
			})
		}},
		{name: "table", play: func(s *stage) { s.search().signedIn().choose("a1"); s.asTable() }},
		{name: "table-narrow", size: uitest.Phone, play: func(s *stage) { s.search().signedIn(); s.asTable() }},
		{name: "menu", play: func(s *stage) { s.search().signedIn().choose("a1"); s.window.openMenu() }},
		{name: "menu-narrow", size: uitest.Phone, play: func(s *stage) { s.search().signedIn(); s.window.openMenu() }},
		{name: "shortcuts", play: func(s *stage) { s.search().signedIn(); s.window.showShortcuts() }},
		{name: "shortcuts-narrow", size: uitest.Phone, play: func(s *stage) { s.search().signedIn(); s.window.showShortcuts() }},
		{name: "about", play: func(s *stage) { s.search().signedIn(); s.window.showAbout() }},
		{name: "toast-undo", play: func(s *stage) {
			s.search().signedIn().choose("a1")
			s.window.list().Marks.ToggleArchive(s.chosenID())
			s.until("the toast", func() bool { return s.window.toast.Box.Visible() })
		}},
		{name: "list-narrow", size: uitest.Phone, play: func(s *stage) { s.search().signedIn().choose("a1") }},
		{name: "detail-narrow", size: uitest.Phone, play: narrowDetail("a1")},
		{name: "detail-long-narrow", size: uitest.Phone, play: narrowDetail("a3")},
		{name: "list-tablet", size: uitest.Tablet, play: func(s *stage) { s.search().signedIn().choose("a3") }},
		{name: "list-641", size: fyne.NewSize(641, 480), play: func(s *stage) { s.search().signedIn().choose("a3") }},
		{name: "list-empty", play: func(s *stage) { s.signedIn() }},
		{name: "list-none-active", play: func(s *stage) {
			a, tl := application("a8", "Mozo de almacén", "Logística Tajo", "Toledo", 60*day, event(tracker.KindProcessClosed, 30*day))
			s.source = presenttest.NewSource(a)
			s.source.SetTimeline("a8", tl...)
			s.track()
			s.signedIn()
		}},
		{name: "list-cancelled", play: func(s *stage) {
			s.search().signedIn()
			release := s.source.Hold()
			s.t.Cleanup(release)
			s.window.list().Downloads.Refresh()
			s.window.list().Downloads.Cancel()
		}},
		{name: "banner-sample", play: func(s *stage) { s.conn.sample = true; s.search().signedIn() }},
		{name: "banner-offline", play: failing(tracker.ErrOffline)},
		{name: "banner-offline-empty", play: func(s *stage) { s.source.Fail(tracker.ErrOffline, nil); s.signedIn() }},
		{name: "banner-unavailable", play: failing(supported{hintedError{tracker.ErrUnavailable, 4 * time.Minute}})},
		{name: "banner-rate-limited", play: failing(hintedError{tracker.ErrRateLimited, 15 * time.Minute})},
		{name: "banner-web-page", play: failing(tracker.ErrBotWall)},
		{name: "banner-portal", play: failing(tracker.ErrPortal)},
		{name: "banner-insecure", play: failing(tracker.ErrInsecure)},
		{name: "banner-not-understood", play: failing(tracker.ErrBadAnswer)},
		{name: "banner-unexpected", play: failing(errors.New("something"))},
		{name: "banner-not-cleared", play: func(s *stage) {
			s.search()
			s.session.Set(auth.Status{State: auth.Active, StorageProblem: fmt.Errorf("%w: %w", auth.ErrNotRemoved, auth.ErrKeyringLocked)})
			s.start()
			s.settle()
		}},
		{name: "banner-keys-not-saved", play: func(s *stage) {
			s.search().signedIn()
			s.conn.saveKeys = func(context.Context, auth.Keys) error { return auth.ErrNotStored }
			s.window.presenter.UseKeys("id", "secret")
			s.until("the banner", func() bool {
				shown := s.window.applications.banners.shown
				return s.window.screen == present.ScreenApplications && len(shown) == 1 && shown[0].Text == s.window.words.T("keys.not_saved")
			})
			s.settle()
		}},
		{name: "banner-expired", play: func(s *stage) {
			s.search().signedIn()
			s.session.Set(auth.Status{State: auth.Expired, Account: "account-1"})
			s.queue.Drain()
		}},
		{name: "banner-expired-narrow", size: uitest.Phone, play: func(s *stage) {
			s.search().signedIn()
			s.session.Set(auth.Status{State: auth.Expired, Account: "account-1"})
			s.queue.Drain()
		}},
		{name: "banner-keys-refused", play: func(s *stage) {
			s.search().signedIn()
			s.session.Set(auth.Status{State: auth.KeysRefused, Account: "account-1"})
			s.queue.Drain()
		}},
		{name: "banner-no-keys", play: func(s *stage) { s.hasKeys = false; s.search().signedIn() }},
		{name: "banner-no-timeline", play: func(s *stage) {
			s.search()
			s.source.Fail(nil, tracker.ErrScopeMissing)
			s.signedIn().choose("a1")
		}},
		{name: "banner-no-keyring", play: func(s *stage) {
			s.search()
			s.session.AdoptErr = fmt.Errorf("%w: %w", auth.ErrNotStored, auth.ErrKeyringMissing)
			s.connect().submit("0b3f6d4e")
			s.window.presenter.SignIn().Confirm()
			s.until("the list", func() bool { return s.window.screen == present.ScreenApplications })
			s.settle()
		}},
		{name: "banner-no-keyring-narrow", size: uitest.Phone, play: func(s *stage) {
			s.search()
			s.session.AdoptErr = fmt.Errorf("%w: %w", auth.ErrNotStored, auth.ErrKeyringLocked)
			s.connect().submit("0b3f6d4e")
			s.window.presenter.SignIn().Confirm()
			s.until("the list", func() bool { return s.window.screen == present.ScreenApplications })
			s.settle()
		}},
		{name: "banner-partial", play: func(s *stage) {
			s.search()
			s.source.Fail(nil, tracker.ErrNotFound)
			s.signedIn()
		}},
		{name: "news", play: func(s *stage) { s.news().chooseNews(0) }},
		{name: "news-unfolded", play: func(s *stage) { s.news().unfold() }},
		{name: "news-narrow", size: uitest.Phone, play: func(s *stage) { s.news() }},
		{name: "news-empty", play: func(s *stage) {
			s.search().signedIn()
			s.showNews()
		}},
		{name: "news-empty-narrow", size: uitest.Phone, play: func(s *stage) {
			s.search().signedIn()
			s.showNews()
		}},
		{name: "detail-offer", size: fyne.NewSize(defaultWidth, 1400), play: func(s *stage) { s.offers().signedIn().tab("a1", present.TabOffer) }},
		{name: "detail-offer-removed", size: fyne.NewSize(defaultWidth, 1400), play: func(s *stage) {
			s.offers().signedIn().tab("a9", present.TabOffer)
			s.window.list().Filters.SetScope("all")
		}},
		{name: "detail-offer-narrow", size: fyne.NewSize(360, 1400), play: func(s *stage) {
			s.offers().signedIn().tab("a1", present.TabOffer)
			s.window.applications.openDetail()
		}},
		{name: "banner-keyring-waiting", play: func(s *stage) { s.kept(auth.Status{State: auth.WaitingForKeyring}, auth.ErrKeyringTimeout) }},
		{name: "banner-signed-out", play: func(s *stage) { s.kept(auth.Status{}, nil) }},
		{name: "banner-storage-full", play: failing(tracker.ErrStoreFull)},
		{name: "banner-storage-newer", play: stored(present.Storage{Problem: tracker.ErrStoreNewer})},
		{name: "banner-storage-read-only", play: stored(present.Storage{Problem: tracker.ErrStoreReadOnly})},
		{name: "banner-storage-damaged", play: failing(tracker.ErrStoreDamaged)},
		{name: "banner-storage-problem", play: stored(present.Storage{Problem: errors.New("something")})},
		{name: "banner-crash", crash: "panic: something\n\ngoroutine 1 [running]:", play: func(s *stage) { s.search().signedIn() }},
		{name: "banner-storage-migration", play: stored(present.Storage{Problem: tracker.ErrStoreMigration})},
		{name: "banner-storage-found", play: stored(present.Storage{Recovery: tracker.Recovery{Restored: ago(20 * time.Hour)}})},
		{name: "banner-scope-list", play: failing(tracker.ErrScopeMissing)},
		{name: "banner-storage-lost", play: stored(present.Storage{Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-20261008T084200Z"}})},
		{name: "banner-storage-restored", play: stored(present.Storage{Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-20261008T084200Z", Restored: ago(20 * time.Hour)}})},
		{name: "banner-storage-restored-narrow", size: uitest.Phone, play: stored(present.Storage{Recovery: tracker.Recovery{Damaged: "candidaturas.db.corrupt-20261008T084200Z", Restored: ago(20 * time.Hour)}})},
		{name: "sign-out-erase", play: func(s *stage) { s.search().signedIn(); s.window.askErase() }},
		{name: "sign-out-erase-narrow", size: uitest.Phone, play: func(s *stage) { s.search().signedIn(); s.window.askErase() }},
		{name: "sign-out", play: func(s *stage) { s.search().signedIn(); s.window.askSignOut() }},
		{name: "sign-out-sample", play: func(s *stage) {
			s.conn.sample = true
			s.search().signedIn()
			s.window.askSignOut()
		}},
		{name: "list-signing-out", play: func(s *stage) { s.search().signedIn().choose("a1"); s.window.presenter.SignOut(false) }},
		{name: "sign-out-narrow", size: uitest.Phone, play: func(s *stage) { s.search().signedIn(); s.window.askSignOut() }},
	}
}
