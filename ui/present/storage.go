package present

import (
	"context"
	"errors"
	"slices"
	"time"

	"candidaturas/tracker"
)

// storage tells what is wrong with what is kept on the computer.
type storage struct {
	*base
	// problem is why something could not be read or kept.
	problem error
	// known is the recovery that the person knows of.
	known tracker.Recovery
	// canUpdate reports whether it is known where newer versions can be had.
	canUpdate func() bool
}

// fail takes note that something could not be read or kept. That the account was
// left meanwhile, or the work given up, is no failure.
func (s *storage) fail(err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, tracker.ErrNoAccount) {
		return
	}
	s.problem = err
}

// recovered takes back what a failure said, once the same has succeeded.
func (s *storage) recovered(failed error) {
	if failed != nil && errors.Is(s.problem, failed) {
		s.problem = nil
	}
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

// banner tells what is wrong, also of what the last download met, or what was
// recovered when the app started.
func (s *storage) banner(download error, now time.Time) *Banner {
	atOpening := s.conn.Storage().Problem
	for _, p := range storageProblems {
		if errors.Is(atOpening, p.err) || errors.Is(s.problem, p.err) || errors.Is(download, p.err) {
			b := &Banner{Text: s.words.T(p.key), Warning: true, Action: p.action}
			switch {
			case p.action != BannerNothing:
				b.Label = s.words.T("action.retry")
			case errors.Is(p.err, tracker.ErrStoreNewer) && s.canUpdate():
				b.Label, b.Action = s.words.T("banner.storage_newer_action"), BannerUpdate
			}
			return b
		}
	}
	if s.problem != nil || atOpening != nil {
		return &Banner{Text: s.words.T("banner.storage_problem"), Warning: true}
	}
	return s.recoveryBanner(now)
}

// recoveryBanner tells what was recovered, until the person has said that they know. It
// comes back for other damage only, however often the connection is opened.
func (s *storage) recoveryBanner(now time.Time) *Banner {
	kept := s.conn.Storage()
	if kept.Recovery == (tracker.Recovery{}) || kept.Recovery == s.known {
		return nil
	}
	b := &Banner{Warning: true, Label: s.words.T("action.understood"), Action: BannerDismissStorage}
	moment := s.words.Moment(kept.Restored, now)
	switch {
	case kept.Damaged == "":
		b.Text = s.words.T("banner.storage_found", "Moment", moment)
	case kept.Restored.IsZero():
		b.Text = s.words.T("banner.storage_lost", "File", kept.Damaged)
	default:
		b.Text = s.words.T("banner.storage_restored", "Moment", moment, "File", kept.Damaged)
	}
	return b
}

// dismiss hides what was recovered, and has it forgotten.
func (s *storage) dismiss() {
	s.known = s.conn.Storage().Recovery
	dismiss := s.conn.Storage().Dismiss
	s.background("forgetting what was recovered", func(context.Context) error { return dismiss() }, nil)
	s.show()
}
