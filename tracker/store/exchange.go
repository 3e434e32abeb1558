package store

import (
	"context"
	"slices"

	"candidaturas/tracker"
)

// RecordIDs implements [tracker.Exchanger].
func (a records) RecordIDs(ctx context.Context) ([]string, error) {
	var ids []string
	err := a.db.read(ctx, "reading which applications there are", func(c *conn) error {
		var err error
		ids, err = all(ctx, c, scanOne[string], `
SELECT id FROM applications WHERE account = `+ofAccount+` ORDER BY found DESC`, a.key)
		return err
	})
	return ids, err
}

// Records implements [tracker.Exchanger].
func (a records) Records(ctx context.Context, ids []string) (map[string]*tracker.Record, error) {
	found := make(map[string]*tracker.Record, len(ids))
	err := a.db.read(ctx, "reading everything about applications", func(c *conn) error {
		for _, id := range ids {
			r, err := readRecord(ctx, c, a.key, id)
			if err != nil {
				return err
			}
			if r != nil {
				found[id] = r
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// readRecord returns nil for what is not known.
func readRecord(ctx context.Context, c *conn, key, id string) (*tracker.Record, error) {
	k, err := readKept(ctx, c, key, id)
	if k == nil || err != nil {
		return nil, err
	}
	r := &tracker.Record{Kept: *k}
	app, err := applicationNumber(ctx, c, key, id)
	if err != nil {
		return nil, err
	}
	if r.Offers, err = all(ctx, c, scanVersion, selectVersions, key, k.Offer.ID); err != nil {
		return nil, err
	}
	counts, err := all(ctx, c, scanCount, selectCounts, key, k.Offer.ID)
	if err != nil {
		return nil, err
	}
	r.Counts = slices.Compact(counts)
	if _, err = c.found(ctx, `SELECT text FROM notes WHERE app = ?`, []any{app}, &r.Note); err != nil {
		return nil, err
	}
	if r.Tags, err = all(ctx, c, scanOne[string], `SELECT tag FROM tags WHERE app = ?`, app); err != nil {
		return nil, err
	}
	slices.SortFunc(r.Tags, alphabetical)
	r.Reminders, err = all(ctx, c, scanReminder, `
SELECT reminder, ?, kind, text, at, done FROM reminders WHERE app = ? ORDER BY done, at, reminder`, id, app)
	return r, err
}

// SaveRecords implements [tracker.Exchanger].
func (a records) SaveRecords(ctx context.Context, records []tracker.Record) error {
	return a.db.write(ctx, "keeping what a file told", func(c *conn) error {
		account, err := accountNumber(ctx, c, a.key)
		if err != nil {
			return err
		}
		s := &saving{c: c, account: account, now: millis(a.db.now()), texts: map[int64]bool{}, own: true}
		for i := range records {
			if err := s.record(ctx, &records[i]); err != nil {
				return err
			}
		}
		return newIndexer(c).all(ctx, s.texts)
	})
}

func (s *saving) record(ctx context.Context, r *tracker.Record) error {
	if err := s.offer(ctx, r); err != nil {
		return err
	}
	if err := s.application(ctx, &r.Kept); err != nil {
		return err
	}
	app, err := appOf(ctx, s.c, s.account, r.ID)
	if err != nil {
		return err
	}
	if _, err := s.c.exec(ctx, `UPDATE applications SET starred = ?, archived = ? WHERE app = ?`,
		flag(r.Starred), flag(r.Archived), app); err != nil {
		return err
	}
	if err := writeNote(ctx, s.c, app, r.Note); err != nil {
		return err
	}
	for _, tag := range distinct(r.Tags) {
		if _, err := s.c.exec(ctx, `INSERT INTO tags (app, tag, sum) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, summed(app, tag)...); err != nil {
			return err
		}
	}
	s.texts[app] = true
	return s.reminders(ctx, app, r.Reminders)
}

// offer adds what is not there of versions of the offer, and of how many people had
// applied. That comes before the application, which is listed and searched by it.
func (s *saving) offer(ctx context.Context, r *tracker.Record) error {
	if r.Offer.ID == "" || len(r.Offers)+len(r.Counts) == 0 {
		return nil
	}
	offer, err := offerNumber(ctx, s.c, s.account, r.Offer.ID)
	if err != nil {
		return err
	}
	for _, v := range slices.Backward(r.Offers) { // the oldest first, as they came to be
		if err := s.version(ctx, offer, v); err != nil {
			return err
		}
	}
	for _, n := range r.Counts {
		if err := writeCount(ctx, s.c, offer, n.At, n.Count); err != nil {
			return err
		}
	}
	if err := s.counted(ctx, r.Offer.ID); err != nil {
		return err
	}
	return s.offerChanged(ctx, r.Offer.ID)
}

func (s *saving) version(ctx context.Context, offer int64, v tracker.OfferVersion) error {
	text, err := encode(recordOffer(v.Offer))
	if err != nil {
		return err
	}
	var version int64
	known, err := s.c.found(ctx, `SELECT version FROM offer_versions WHERE offer = ? AND seen_at = ? AND body = ?`,
		[]any{offer, millis(v.SeenAt), text}, &version)
	if known || err != nil {
		return err
	}
	if err := writeCount(ctx, s.c, offer, v.SeenAt, v.Offer.Applicants); err != nil {
		return err
	}
	return addVersion(ctx, s.c, offer, v.SeenAt, text)
}

// reminders adds those that are not there.
func (s *saving) reminders(ctx context.Context, app int64, reminders []tracker.Reminder) error {
	for _, r := range reminders {
		var known int64
		switch found, err := s.c.found(ctx, `SELECT reminder FROM reminders WHERE app = ? AND kind = ? AND text = ? AND at = ?`,
			[]any{app, int64(r.Kind), r.Text, millis(r.At)}, &known); {
		case err != nil:
			return err
		case found:
			continue
		}
		id, err := reminderID(ctx, s.c, s.account, 0)
		if err != nil {
			return err
		}
		if _, err := s.c.exec(ctx, `
INSERT INTO reminders (reminder, account, app, kind, text, at, done, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			summed(id, s.account, app, int64(r.Kind), r.Text, millis(r.At), flag(r.Done))...); err != nil {
			return err
		}
	}
	return nil
}
