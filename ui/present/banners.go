package present

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// A Banner is a lasting note above the list.
type Banner struct {
	Text    string
	Details string // for who can mend it, in a line
	Copy    string // what «Copiar» copies; empty for no such button
	Warning bool
	Label   string // of the button, empty for none
	Action  BannerAction
	// Other is the label of a second button, empty for none.
	Other       string
	OtherAction BannerAction
}

// A BannerAction is what a banner's button does.
type BannerAction int

// The actions of banners.
const (
	BannerNothing BannerAction = iota
	BannerRetry
	BannerReconnect
	BannerLeaveSample
	BannerSaveSession
	BannerForgetSession  // remove an earlier session
	BannerDismissStorage // what was recovered is known
	BannerUseKeys
	BannerReload // ask the keyring again
	BannerDismissCrash
	BannerNoticesOn // have the desktop tell of news
	BannerNoticesOff
	BannerUpdate     // open the page with the newest version
	BannerShowFailed // list what could not be brought up to date
	BannerExport
)

// banners are the lasting notes that hold now, the gravest first.
func (a *applications) banners(now time.Time) []Banner {
	status := a.status()
	var banners []Banner
	add := func(b *Banner) {
		if b != nil {
			banners = append(banners, *b)
		}
	}
	add(a.storageBanner(now))
	add(a.sessionBanner(status))
	add(a.problemBanner(status, now))
	add(a.scopeBanner(status))
	if n := len(a.result.Failed); n > 0 {
		add(&Banner{
			Text: a.words.N("banner.partial", n), Label: a.words.T("action.retry"), Action: BannerRetry,
			Other: a.words.T("banner.partial_which"), OtherAction: BannerShowFailed, Warning: true,
		})
	}
	add(a.keyringBanner(status))
	if a.keysUnsaved && a.conn.CanSaveKeys() {
		add(&Banner{Text: a.words.T("keys.not_saved"), Label: a.words.T("settings.keys_replace"), Action: BannerUseKeys, Warning: true})
	}
	if a.crash.Text != "" {
		add(&Banner{
			Text: a.words.T("banner.crash"), Details: firstLine(a.crash.Text), Copy: a.crash.Text,
			Label: a.words.T("action.dismiss"), Action: BannerDismissCrash,
		})
	}
	add(a.hooks.update())
	if a.hooks.askNotices() {
		add(&Banner{
			Text: a.words.T("banner.notices"), Label: a.words.T("banner.notices_yes"), Action: BannerNoticesOn,
			Other: a.words.T("banner.notices_no"), OtherAction: BannerNoticesOff,
		})
	}
	if a.conn.Sample() {
		add(&Banner{Text: a.words.T("banner.sample"), Label: a.words.T("banner.sample_action"), Action: BannerLeaveSample})
	}
	return banners
}

// sessionBanner tells why InfoJobs cannot be asked: there are no keys or no
// session, or it no longer accepts them.
func (a *applications) sessionBanner(status auth.Status) *Banner {
	switch {
	case a.access == accessUnknown:
		return nil // the keyring has not said yet what there is
	case !a.conn.HasKeys():
		return a.keysBanner("banner.no_keys")
	case a.access == accessKept:
		return a.absenceBanner(status)
	case status.State == auth.KeysRefused || errors.Is(a.problem, tracker.ErrKeysRefused):
		return a.keysBanner("banner.keys")
	case status.State == auth.Expired || errors.Is(a.problem, tracker.ErrSignedOut):
		return &Banner{
			Text: a.words.T("banner.expired"), Label: a.words.T("action.reconnect"),
			Action: BannerReconnect, Warning: true,
		}
	}
	return nil
}

// firstLine is as much of a crash as a banner has room for.
func firstLine(text string) string {
	const room = 100
	line, _, _ := strings.Cut(text, "\n")
	if runes := []rune(line); len(runes) > room {
		return string(runes[:room]) + "…"
	}
	return line
}

// absenceBanner says that nobody is signed in while what is kept shows.
func (a *applications) absenceBanner(status auth.Status) *Banner {
	if status.State == auth.WaitingForKeyring || errors.Is(status.StorageProblem, auth.ErrKeyringLocked) {
		return &Banner{
			Text: a.words.T("banner.keyring_waiting"), Label: a.words.T("action.retry"),
			Action: BannerReload, Warning: true,
		}
	}
	return &Banner{
		Text: a.words.T("banner.signed_out"), Label: a.words.T("action.reconnect"),
		Action: BannerReconnect, Warning: true,
	}
}

func (a *applications) keysBanner(key string) *Banner {
	told := details(a.words, a.problem)
	b := &Banner{Text: a.words.T(key), Details: told, Copy: told, Warning: true}
	if a.conn.CanBackUp() && a.conn.Tracker().List().Len() > 0 {
		b.Other, b.OtherAction = a.words.T("menu.export"), BannerExport
	}
	if a.conn.CanSaveKeys() {
		b.Label, b.Action = a.words.T("welcome.own_keys"), BannerUseKeys
	}
	return b
}

// problemBanner tells why the last download did not go through.
func (a *applications) problemBanner(status auth.Status, now time.Time) *Banner {
	if a.problem == nil || a.progress != nil || a.sessionBanner(status) != nil {
		return nil
	}
	next := a.words.AtClock(a.nextTry, now)
	told := details(a.words, a.problem)
	b := &Banner{Details: told, Copy: told, Warning: true, Label: a.words.T("action.retry"), Action: BannerRetry}
	switch err := a.problem; {
	case errors.Is(err, tracker.ErrInsecure):
		b.Text = a.words.T("banner.insecure")
	case errors.Is(err, tracker.ErrPortal):
		b.Text = a.words.T("banner.portal")
	case errors.Is(err, tracker.ErrBotWall):
		b.Text = a.words.T("banner.bot_wall", "At", next)
		b.Label = a.words.T("action.retry_now")
	case errors.Is(err, tracker.ErrRateLimited):
		b.Text = a.words.T("banner.rate", "At", next)
		b.Label, b.Action = "", BannerNothing
	case errors.Is(err, tracker.ErrUnavailable):
		b.Text = a.words.T("banner.unavailable", "At", next)
		b.Label = a.words.T("action.retry_now")
	case errors.Is(err, tracker.ErrOffline):
		b.Text = a.offlineText(now)
	case errors.Is(err, tracker.ErrScopeMissing):
		b.Text = a.words.T("banner.scope_list")
		b.Label, b.Action = a.words.T("action.reconnect"), BannerReconnect
	case errors.Is(err, tracker.ErrBadAnswer):
		b.Text = a.words.T("banner.bad_answer")
	case storageProblem(err):
		return nil // which has a banner of its own
	default:
		b.Text = a.words.T("banner.unexpected")
	}
	return b
}

func (a *applications) offlineText(now time.Time) string {
	checked := a.checked()
	switch {
	case checked.IsZero():
		return a.words.T("banner.offline_empty")
	case daysBetween(checked.In(now.Location()), now) > 7:
		return a.words.T("banner.offline_date", "Date", a.words.Date(checked, now))
	}
	return a.words.T("banner.offline", "When", a.words.Ago(checked, now))
}

// storageProblems puts what is wrong with the store into words; tried in order.
var storageProblems = []storageWords{
	{tracker.ErrStoreFull, "banner.storage_full", BannerRetry},
	{tracker.ErrStoreNewer, "banner.storage_newer", BannerNothing},
	{tracker.ErrStoreReadOnly, "banner.storage_read_only", BannerNothing},
	{tracker.ErrStoreDamaged, "banner.storage_damaged", BannerNothing},
	{tracker.ErrStoreMigration, "banner.storage_migration", BannerNothing},
}

type storageWords struct {
	err    error
	key    string
	action BannerAction
}

func storageProblem(err error) bool {
	return slices.ContainsFunc(storageProblems, func(p storageWords) bool { return errors.Is(err, p.err) })
}

// storageBanner tells what is wrong with what is kept on the computer, or what
// was recovered when the app started.
func (a *applications) storageBanner(now time.Time) *Banner {
	for _, p := range storageProblems {
		if errors.Is(a.conn.Storage().Problem, p.err) || errors.Is(a.storeProblem, p.err) || errors.Is(a.problem, p.err) {
			b := &Banner{Text: a.words.T(p.key), Warning: true, Action: p.action}
			switch {
			case p.action != BannerNothing:
				b.Label = a.words.T("action.retry")
			case errors.Is(p.err, tracker.ErrStoreNewer) && a.hooks.canUpdate():
				b.Label, b.Action = a.words.T("banner.storage_newer_action"), BannerUpdate
			}
			return b
		}
	}
	if a.storeProblem != nil || a.conn.Storage().Problem != nil {
		return &Banner{Text: a.words.T("banner.storage_problem"), Warning: true}
	}
	return a.recoveryBanner(now)
}

// recoveryBanner tells what was recovered, until the person has said that they know. It
// comes back for other damage only, however often the connection is opened.
func (a *applications) recoveryBanner(now time.Time) *Banner {
	s := a.conn.Storage()
	if s.Recovery == (tracker.Recovery{}) || s.Recovery == a.recoveryRead {
		return nil
	}
	b := &Banner{Warning: true, Label: a.words.T("action.understood"), Action: BannerDismissStorage}
	moment := a.words.Moment(s.Restored, now)
	switch {
	case s.Damaged == "":
		b.Text = a.words.T("banner.storage_found", "Moment", moment)
	case s.Restored.IsZero():
		b.Text = a.words.T("banner.storage_lost", "File", s.Damaged)
	default:
		b.Text = a.words.T("banner.storage_restored", "Moment", moment, "File", s.Damaged)
	}
	return b
}

// tellKeys has the list tell whether the person's own keys last longer than this run.
func (a *applications) tellKeys(saved bool) { a.keysUnsaved = !saved }

// dismissCrash forgets an earlier crash.
func (a *applications) dismissCrash() {
	dismiss := a.crash.Dismiss
	a.crash = Crash{}
	a.background("forgetting a crash", func(context.Context) error { return dismiss() })
	a.show()
}

// dismissStorage hides what was recovered, and has it forgotten.
func (a *applications) dismissStorage() {
	a.recoveryRead = a.conn.Storage().Recovery
	dismiss := a.conn.Storage().Dismiss
	a.background("forgetting what was mended", func(context.Context) error { return dismiss() })
	a.show()
}

func (a *applications) scopeBanner(status auth.Status) *Banner {
	if !a.result.NoActivity && !lacksActivity(status) {
		return nil
	}
	return &Banner{Text: a.words.T("banner.scope"), Label: a.words.T("action.reconnect"), Action: BannerReconnect, Warning: true}
}

// keyringReasons puts why the keyring failed into words; tried in order.
var keyringReasons = []struct {
	err error
	key string
}{
	{auth.ErrKeyringMissing, "banner.memory_missing"},
	{auth.ErrKeyringLocked, "banner.memory_locked"},
	{auth.ErrKeyringTimeout, "banner.memory_timeout"},
	{context.Canceled, "banner.memory_skipped"},
	{auth.ErrKeyringFailed, "banner.memory_unknown"},
	{auth.ErrTooBig, "banner.memory_unknown"},
	{auth.ErrNotStored, "banner.memory_refused"},
}

// keyringBanner lasts as long as the session would not outlive the app although
// the person wanted it to, or might although they did not.
func (a *applications) keyringBanner(status auth.Status) *Banner {
	problem := status.StorageProblem
	if problem == nil || a.conn.Sample() {
		return nil
	}
	why := a.words.T("banner.memory_unknown")
	for _, r := range keyringReasons {
		if errors.Is(problem, r.err) {
			why = a.words.T(r.key)
			break
		}
	}
	if errors.Is(problem, auth.ErrNotRemoved) {
		if errors.Is(problem, auth.ErrKeyringMissing) {
			return nil // there is nowhere that an earlier session could be
		}
		return &Banner{
			Text:  a.words.T("banner.not_cleared", "Why", why),
			Label: a.words.T("action.retry"), Action: BannerForgetSession, Warning: true,
		}
	}
	return &Banner{
		Text:  a.words.T("banner.memory", "Why", why),
		Label: a.words.T("banner.memory_action"), Action: BannerSaveSession, Warning: true,
	}
}

// lacksActivity reports whether the person did not grant reading timelines.
func lacksActivity(status auth.Status) bool {
	return status.ScopesKnown && !status.Scopes.Has(auth.ScopeTimeline)
}
