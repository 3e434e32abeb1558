package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"candidaturas/tracker"
)

// Save implements [tracker.SyncStore]. What was read once stays: an application
// without timeline or detail keeps those that it had.
func (a records) Save(ctx context.Context, b tracker.Batch) error {
	return a.db.write(ctx, "saving what InfoJobs told", func(c *conn) error {
		account, err := accountNumber(ctx, c, a.key)
		if err != nil {
			return err
		}
		s := &saving{c: c, account: account, now: millis(a.db.now()), texts: map[int64]bool{}}
		return s.batch(ctx, b)
	})
}

// A saving is a batch being written.
type saving struct {
	c       *conn
	account int64
	now     int64
	texts   map[int64]bool // applications whose text is to be indexed again
	own     bool           // what is written has the person's marks too
}

func (s *saving) batch(ctx context.Context, b tracker.Batch) error {
	if err := s.offers(ctx, b.Offers); err != nil {
		return fmt.Errorf("offers: %w", err)
	}
	for i := range b.Applications {
		if err := s.application(ctx, &b.Applications[i]); err != nil {
			return fmt.Errorf("applications: %w", err)
		}
	}
	for _, id := range b.Listed {
		if _, err := s.c.exec(ctx, `UPDATE applications SET pass = ? WHERE account = ? AND id = ?`, b.Pass, s.account, id); err != nil {
			return fmt.Errorf("what was listed: %w", err)
		}
	}
	for i := range b.Changes {
		if err := s.change(ctx, &b.Changes[i]); err != nil {
			return fmt.Errorf("changes: %w", err)
		}
	}
	if err := newIndexer(s.c).all(ctx, s.texts); err != nil {
		return fmt.Errorf("what is searched: %w", err)
	}
	if b.State == nil {
		return nil
	}
	if err := writeState(ctx, s.c, s.account, *b.State); err != nil {
		return fmt.Errorf("the state: %w", err)
	}
	return nil
}

// offers come first: the applications of a batch are searched by their text.
func (s *saving) offers(ctx context.Context, samples []tracker.OfferSample) error {
	for _, sample := range samples {
		changed, err := writeOffer(ctx, s.c, s.account, sample)
		if err != nil {
			return err
		}
		if err := s.counted(ctx, sample.ID); err != nil {
			return err
		}
		if !changed {
			continue
		}
		if err := s.offerChanged(ctx, sample.ID); err != nil {
			return err
		}
	}
	return nil
}

// counted has the list show how many people have applied to an offer, also where
// nothing else of an application is written.
func (s *saving) counted(ctx context.Context, offer string) error {
	newest, err := newestCount(ctx, s.c, s.account, offer)
	if err != nil || newest == nil {
		return err
	}
	// Left to itself SQLite goes through the list's index, which holds the number.
	_, err = s.c.exec(ctx, `
UPDATE applications INDEXED BY applications_offer SET applicants = ?1
WHERE account = ?2 AND offer = ?3 AND applicants <> ?1`, int64(newest.Count), s.account, offer)
	return err
}

// offerChanged has the applications for an offer be indexed again.
func (s *saving) offerChanged(ctx context.Context, id string) error {
	apps, err := all(ctx, s.c, scanOne[int64], `SELECT app FROM applications WHERE account = ? AND offer = ?`, s.account, id)
	for _, app := range apps {
		s.texts[app] = true
	}
	return err
}

// application writes one application whole. It works on a copy: what the caller
// has stays as it is.
func (s *saving) application(ctx context.Context, given *tracker.Kept) error {
	k := *given
	old, err := s.keptRow(ctx, k.ID)
	if err != nil {
		return err
	}
	if err := old.keep(&k); err != nil {
		return err
	}
	if !s.own {
		k.LetGoAt = fromMillis(old.letGo)
	}
	events := eventSet{}
	if old.app != 0 {
		if events, err = readEvents(ctx, s.c, old.app); err != nil {
			return err
		}
	}
	now := fromMillis(s.now)
	changed := events.add(tracker.FieldEvents(&k.Application), byList, now)
	changed = append(changed, events.add(k.Earlier, byList, now)...)
	if given.TimelineKnown {
		changed = append(changed, events.add(given.Timeline, byTimeline, now)...)
	}
	events.fill(&k.Application)
	if k.ApplicantsNow, err = newestCount(ctx, s.c, s.account, k.Offer.ID); err != nil {
		return err
	}

	app, err := s.row(ctx, old, &k)
	if err != nil {
		return err
	}
	for _, key := range changed {
		if err := writeEvent(ctx, s.c, app, events[key]); err != nil {
			return err
		}
	}
	return s.body(ctx, app, &k)
}

// A keptRow is what is needed of an application that is kept already; app is 0
// for a new one.
type keptRow struct {
	app, found, appliedAt       int64
	offer, title, company, city string
	unseen                      bool
	letGo                       int64
	body                        string
}

func (s *saving) keptRow(ctx context.Context, id string) (keptRow, error) {
	var r keptRow
	_, err := s.c.found(ctx, `
SELECT app, found, applied_at, offer, title, company, city, unseen, let_go_at, body
FROM applications JOIN bodies USING (app) WHERE account = ? AND id = ?`, []any{s.account, id},
		&r.app, &r.found, &r.appliedAt, &r.offer, &r.title, &r.company, &r.city, &r.unseen, &r.letGo, &r.body)
	return r, err
}

// keep takes over into k what a batch does not replace. The other marks of the
// person are never written here.
func (r keptRow) keep(k *tracker.Kept) error {
	k.Unseen = k.Unseen || r.unseen
	if r.app == 0 {
		return nil
	}
	var b body
	if err := decode(r.body, &b); err != nil {
		return err
	}
	k.TimelineKnown = k.TimelineKnown || b.TimelineKnown
	if k.Detail == nil && b.Detail != nil {
		d := tracker.Detail(*b.Detail)
		k.Detail = &d
	}
	return nil
}

// row writes what the list shows and returns the application's number.
func (s *saving) row(ctx context.Context, old keptRow, k *tracker.Kept) (int64, error) {
	shown := tracker.Summarize(k)
	found := old.found
	if old.app == 0 || old.appliedAt != millis(k.AppliedAt) {
		var err error
		if found, err = s.place(ctx, old.found, millis(k.AppliedAt)); err != nil {
			return 0, err
		}
	}
	app, err := s.upsert(ctx, &shown, k, found)
	if err != nil {
		return 0, err
	}
	if old.app != 0 && old.found != found {
		if err := unindex(ctx, s.c, old.found); err != nil {
			return 0, err
		}
	}
	if old.found != found || old.app == 0 || old.offer != shown.OfferID ||
		old.title != shown.Title || old.company != shown.Company || old.city != shown.City {
		s.texts[app] = true
	}
	return app, nil
}

// place finds a free row of the search index for an application, as near after
// its time as there is one: rows are in the order of applying. What has no time
// comes before all that has.
func (s *saving) place(ctx context.Context, old, appliedAt int64) (int64, error) {
	if appliedAt <= 0 {
		if old < 0 {
			return old, nil
		}
		return next(ctx, s.c, `SELECT min(coalesce(min(found), 0), 0) - 1 FROM applications`)
	}
	return s.gap(ctx, old, appliedAt)
}

// gap finds a free row of the search index from one on. Many may have been made at
// one time, as far as a table tells: the end of their rows is looked for by halves.
func (s *saving) gap(ctx context.Context, old, first int64) (int64, error) {
	free := func(row int64) (bool, error) {
		var taken int64
		ok, err := s.c.found(ctx, `SELECT found FROM applications WHERE found = ?`, []any{row}, &taken)
		return !ok || taken == old, err
	}
	if ok, err := free(first); ok || err != nil {
		return first, err
	}
	taken, end := first, first
	for step := int64(1); end == taken; step *= 2 {
		switch ok, err := free(first + step); {
		case err != nil:
			return 0, err
		case ok:
			end = first + step
		default:
			taken, end = first+step, first+step
		}
	}
	for end-taken > 1 {
		middle := taken + (end-taken)/2
		switch ok, err := free(middle); {
		case err != nil:
			return 0, err
		case ok:
			end = middle
		default:
			taken = middle
		}
	}
	return end, nil
}

const upsertApplication = `
INSERT INTO applications (account, id, offer, title, company, city, applied_at, news_at, grp, stage, since,
    read, read_at, answered_at, unseen, let_go_at, cv, applicants, pass, missing, due_at, found)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (account, id) DO UPDATE SET
    offer = excluded.offer, title = excluded.title, company = excluded.company, city = excluded.city,
    applied_at = excluded.applied_at, news_at = excluded.news_at, grp = excluded.grp, stage = excluded.stage,
    since = excluded.since, read = excluded.read, read_at = excluded.read_at, answered_at = excluded.answered_at,
    unseen = excluded.unseen, let_go_at = excluded.let_go_at, cv = excluded.cv, applicants = excluded.applicants, pass = excluded.pass, missing = excluded.missing, due_at = excluded.due_at,
    found = excluded.found
RETURNING app`

func (s *saving) upsert(ctx context.Context, shown *tracker.Summary, k *tracker.Kept, found int64) (app int64, err error) {
	err = s.c.one(ctx, upsertApplication, []any{
		s.account, shown.ID, shown.OfferID, shown.Title, shown.Company, shown.City, millis(shown.AppliedAt), millis(shown.NewsAt),
		int64(shown.Stage.Group()), int64(shown.Stage), millis(shown.Since), flag(shown.Read), millis(shown.ReadAt),
		millis(shown.AnsweredAt), flag(shown.Unseen), millis(k.LetGoAt), shown.CV, int64(shown.Applicants), k.Pass, int64(k.Missing), millis(k.DueAt), found,
	}, &app)
	return app, err
}

func (s *saving) body(ctx context.Context, app int64, k *tracker.Kept) error {
	text, err := encode(recordBody(k))
	if err != nil {
		return err
	}
	_, err = s.c.exec(ctx, `
INSERT INTO bodies (app, body, sum) VALUES (?, ?, ?)
ON CONFLICT (app) DO UPDATE SET body = excluded.body, sum = excluded.sum`, summed(app, text)...)
	return err
}

// change adds a change and marks its application, unless it is there already or
// was seen.
func (s *saving) change(ctx context.Context, ch *tracker.Change) error {
	app, err := appOf(ctx, s.c, s.account, ch.Application)
	if err != nil {
		return err
	}
	text, err := encode(recordChange(ch))
	if err != nil {
		return err
	}
	id, err := next(ctx, s.c, `SELECT coalesce(max(change), 0) + 1 FROM changes`)
	if err != nil {
		return err
	}
	values := summed(id, s.account, app, int64(ch.Kind), int64(ch.Event), millis(ch.At), ch.Text, text)
	result, err := s.c.exec(ctx, `
INSERT INTO changes (change, account, app, kind, event, at, text, body, sum, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (app, kind, event, at, text) DO NOTHING`, append(values, flag(ch.Seen))...)
	if err != nil {
		return err
	}
	added, err := result.RowsAffected()
	if err != nil || added == 0 || ch.Seen {
		return err
	}
	_, err = s.c.exec(ctx, `UPDATE applications SET unseen = 1 WHERE app = ?`, app)
	return err
}

// appOf returns the number of an application, [ErrUnknown] if it has none.
func appOf(ctx context.Context, c *conn, account int64, id string) (app int64, err error) {
	err = c.one(ctx, `SELECT app FROM applications WHERE account = ? AND id = ?`, []any{account, id}, &app)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrUnknown
	}
	return app, err
}

// FinishPass implements [tracker.SyncStore].
func (a records) FinishPass(ctx context.Context, pass int64, state tracker.SyncState) ([]string, error) {
	var ids []string
	err := a.db.write(ctx, "finishing a complete pass", func(c *conn) error {
		account, err := accountNumber(ctx, c, a.key)
		if err != nil {
			return err
		}
		listed, err := all(ctx, c, scanOne[string], `
UPDATE applications SET missing = 0 WHERE account = ? AND pass = ? AND missing > 0 RETURNING id`, account, pass)
		if err != nil {
			return err
		}
		missed, err := all(ctx, c, scanOne[string], `
UPDATE applications SET missing = missing + 1
WHERE account = ?1 AND pass <> ?2 AND substr(id, 1, length(?3)) <> ?3 RETURNING id`, account, pass, tracker.ImportedPrefix)
		if err != nil {
			return err
		}
		ids = slices.Concat(listed, missed)
		return writeState(ctx, c, account, state)
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}
