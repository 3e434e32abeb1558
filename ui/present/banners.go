package present

import (
	"context"
	"errors"
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

// banners are the lasting notes above the list.
type banners struct {
	*base
	storage   *storage
	downloads *Downloads
	desktop   desktopBanners
	// crash is what to tell of an earlier run.
	crash Crash
	// keysUnsaved says that the person's own keys last until the app closes.
	keysUnsaved bool
}

// desktopBanners are those about what the app does beside its window.
type desktopBanners struct {
	// update tells of a newer version, nil if there is none.
	update func() *Banner
	// askNotices reports whether the person is to be asked whether the desktop may tell
	// of news.
	askNotices func() bool
}

// list returns those that hold now, the gravest first.
func (b *banners) list(now time.Time) []Banner {
	status := b.conn.Session().Status()
	var banners []Banner
	for _, banner := range []*Banner{
		b.storage.banner(b.downloads.problem, now),
		b.sessionBanner(status),
		b.problemBanner(status, now),
		b.scopeBanner(status),
		b.partialBanner(),
		b.keyringBanner(status),
		b.unsavedKeysBanner(),
		b.crashBanner(),
		b.desktop.update(),
		b.noticesBanner(),
		b.sampleBanner(),
	} {
		if banner != nil {
			banners = append(banners, *banner)
		}
	}
	return banners
}

// partialBanner tells what the last download could not bring up to date.
func (b *banners) partialBanner() *Banner {
	n := len(b.downloads.result.Failed)
	if n == 0 {
		return nil
	}
	return &Banner{
		Text: b.words.N("banner.partial", n), Label: b.words.T("action.retry"), Action: BannerRetry,
		Other: b.words.T("banner.partial_which"), OtherAction: BannerShowFailed, Warning: true,
	}
}

func (b *banners) unsavedKeysBanner() *Banner {
	if !b.keysUnsaved || !b.conn.CanSaveKeys() {
		return nil
	}
	return &Banner{Text: b.words.T("keys.not_saved"), Label: b.words.T("settings.keys_replace"), Action: BannerUseKeys, Warning: true}
}

func (b *banners) crashBanner() *Banner {
	if b.crash.Text == "" {
		return nil
	}
	return &Banner{
		Text: b.words.T("banner.crash"), Details: firstLine(b.crash.Text), Copy: b.crash.Text,
		Label: b.words.T("action.dismiss"), Action: BannerDismissCrash,
	}
}

// tellKeys says whether the person's own keys last longer than this run.
func (b *banners) tellKeys(saved bool) { b.keysUnsaved = !saved }

// dismissCrash forgets an earlier crash.
func (b *banners) dismissCrash() {
	dismiss := b.crash.Dismiss
	b.crash = Crash{}
	b.background("forgetting a crash", func(context.Context) error { return dismiss() }, nil)
	b.show()
}

func (b *banners) noticesBanner() *Banner {
	if !b.desktop.askNotices() {
		return nil
	}
	return &Banner{
		Text: b.words.T("banner.notices"), Label: b.words.T("banner.notices_yes"), Action: BannerNoticesOn,
		Other: b.words.T("banner.notices_no"), OtherAction: BannerNoticesOff,
	}
}

func (b *banners) sampleBanner() *Banner {
	if !b.conn.Sample() {
		return nil
	}
	return &Banner{Text: b.words.T("banner.sample"), Label: b.words.T("banner.sample_action"), Action: BannerLeaveSample}
}

// sessionBanner tells why InfoJobs cannot be asked: there are no keys or no
// session, or it no longer accepts them.
func (b *banners) sessionBanner(status auth.Status) *Banner {
	switch {
	case b.access == accessUnknown:
		return nil // the keyring has not said yet what there is
	case !b.conn.HasKeys():
		return b.keysBanner("banner.no_keys")
	case b.access == accessKept:
		return b.absenceBanner(status)
	case status.State == auth.KeysRefused || errors.Is(b.downloads.problem, tracker.ErrKeysRefused):
		return b.keysBanner("banner.keys")
	case status.State == auth.Expired || errors.Is(b.downloads.problem, tracker.ErrSignedOut):
		return &Banner{
			Text: b.words.T("banner.expired"), Label: b.words.T("action.reconnect"),
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
func (b *banners) absenceBanner(status auth.Status) *Banner {
	if status.State == auth.WaitingForKeyring || errors.Is(status.StorageProblem, auth.ErrKeyringLocked) {
		return &Banner{
			Text: b.words.T("banner.keyring_waiting"), Label: b.words.T("action.retry"),
			Action: BannerReload, Warning: true,
		}
	}
	return &Banner{
		Text: b.words.T("banner.signed_out"), Label: b.words.T("action.reconnect"),
		Action: BannerReconnect, Warning: true,
	}
}

func (b *banners) keysBanner(key string) *Banner {
	told := details(b.words, b.downloads.problem)
	banner := &Banner{Text: b.words.T(key), Details: told, Copy: told, Warning: true}
	if b.conn.CanBackUp() && b.conn.Tracker().List().Len() > 0 {
		banner.Other, banner.OtherAction = b.words.T("menu.export"), BannerExport
	}
	if b.conn.CanSaveKeys() {
		banner.Label, banner.Action = b.words.T("welcome.own_keys"), BannerUseKeys
	}
	return banner
}

// problemBanner tells why the last download did not go through.
func (b *banners) problemBanner(status auth.Status, now time.Time) *Banner {
	if b.downloads.problem == nil || b.downloads.busy() || b.sessionBanner(status) != nil {
		return nil
	}
	next := b.words.AtClock(b.downloads.checks.next, now)
	told := details(b.words, b.downloads.problem)
	banner := &Banner{Details: told, Copy: told, Warning: true, Label: b.words.T("action.retry"), Action: BannerRetry}
	switch err := b.downloads.problem; {
	case errors.Is(err, tracker.ErrInsecure):
		banner.Text = b.words.T("banner.insecure")
	case errors.Is(err, tracker.ErrPortal):
		banner.Text = b.words.T("banner.portal")
	case errors.Is(err, tracker.ErrBotWall):
		banner.Text = b.words.T("banner.bot_wall", "At", next)
		banner.Label = b.words.T("action.retry_now")
	case errors.Is(err, tracker.ErrRateLimited):
		banner.Text = b.words.T("banner.rate", "At", next)
		banner.Label, banner.Action = "", BannerNothing
	case errors.Is(err, tracker.ErrUnavailable):
		banner.Text = b.words.T("banner.unavailable", "At", next)
		banner.Label = b.words.T("action.retry_now")
	case errors.Is(err, tracker.ErrOffline):
		banner.Text = b.offlineText(now)
	case errors.Is(err, tracker.ErrScopeMissing):
		banner.Text = b.words.T("banner.scope_list")
		banner.Label, banner.Action = b.words.T("action.reconnect"), BannerReconnect
	case errors.Is(err, tracker.ErrBadAnswer):
		banner.Text = b.words.T("banner.bad_answer")
	case storageProblem(err):
		return nil // which has a banner of its own
	default:
		banner.Text = b.words.T("banner.unexpected")
	}
	return banner
}

func (b *banners) offlineText(now time.Time) string {
	checked := b.checked()
	switch {
	case checked.IsZero():
		return b.words.T("banner.offline_empty")
	case daysBetween(checked.In(now.Location()), now) > 7:
		return b.words.T("banner.offline_date", "Date", b.words.Date(checked, now))
	}
	return b.words.T("banner.offline", "When", b.words.Ago(checked, now))
}

func (b *banners) scopeBanner(status auth.Status) *Banner {
	if !b.downloads.result.NoActivity && !lacksActivity(status) {
		return nil
	}
	return &Banner{Text: b.words.T("banner.scope"), Label: b.words.T("action.reconnect"), Action: BannerReconnect, Warning: true}
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
func (b *banners) keyringBanner(status auth.Status) *Banner {
	problem := status.StorageProblem
	if problem == nil || b.conn.Sample() {
		return nil
	}
	why := b.words.T("banner.memory_unknown")
	for _, r := range keyringReasons {
		if errors.Is(problem, r.err) {
			why = b.words.T(r.key)
			break
		}
	}
	if errors.Is(problem, auth.ErrNotRemoved) {
		if errors.Is(problem, auth.ErrKeyringMissing) {
			return nil // there is nowhere that an earlier session could be
		}
		return &Banner{
			Text:  b.words.T("banner.not_cleared", "Why", why),
			Label: b.words.T("action.retry"), Action: BannerForgetSession, Warning: true,
		}
	}
	return &Banner{
		Text:  b.words.T("banner.memory", "Why", why),
		Label: b.words.T("banner.memory_action"), Action: BannerSaveSession, Warning: true,
	}
}

// lacksActivity reports whether the person did not grant reading timelines.
func lacksActivity(status auth.Status) bool {
	return status.ScopesKnown && !status.Scopes.Has(auth.ScopeTimeline)
}
