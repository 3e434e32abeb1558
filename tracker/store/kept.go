package store

import (
	"context"
	"time"

	"candidaturas/tracker"
)

// Kept implements [tracker.SyncStore].
func (a records) Kept(ctx context.Context, ids []string) (map[string]*tracker.Kept, error) {
	found := map[string]*tracker.Kept{}
	err := a.db.read(ctx, "reading applications", func(c *conn) error {
		for _, id := range ids {
			k, err := readKept(ctx, c, a.key, id)
			if err != nil {
				return err
			}
			if k != nil {
				found[id] = k
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

const selectKept = `
SELECT app, account, id, offer, title, company, city, applied_at, unseen, starred, archived, let_go_at, pass, missing, due_at, body
FROM applications JOIN bodies USING (app) WHERE account = ` + ofAccount + ` AND id = ?`

// readKept returns nil for what is not known.
func readKept(ctx context.Context, c *conn, key, id string) (*tracker.Kept, error) {
	var (
		k                                tracker.Kept
		app, account, applied, letGo, by int64
		text                             string
		b                                body
	)
	found, err := c.found(ctx, selectKept, []any{key, id}, &app, &account, &k.ID, &k.Offer.ID, &k.Offer.Title, &k.Offer.Company,
		&k.Offer.City, &applied, &k.Unseen, &k.Starred, &k.Archived, &letGo, &k.Pass, &k.Missing, &by, &text)
	if !found || err != nil {
		return nil, err
	}
	if err := decode(text, &b); err != nil {
		return nil, err
	}
	b.fill(&k)
	k.AppliedAt, k.LetGoAt, k.DueAt = fromMillis(applied), fromMillis(letGo), fromMillis(by)
	events, err := readEvents(ctx, c, app)
	if err != nil {
		return nil, err
	}
	events.fill(&k.Application)
	if k.OfferNow, err = offerNow(ctx, c, account, k.Offer.ID); err != nil {
		return nil, err
	}
	k.ApplicantsNow, err = newestCount(ctx, c, account, k.Offer.ID)
	return &k, err
}

// Due implements [tracker.SyncStore].
func (a records) Due(ctx context.Context, by time.Time, limit int) ([]string, error) {
	var ids []string
	err := a.db.read(ctx, "reading what is to be fetched", func(c *conn) error {
		var err error
		ids, err = all(ctx, c, scanOne[string], `
SELECT id FROM applications WHERE account = `+ofAccount+` AND due_at <= ?
ORDER BY news_at DESC, id LIMIT ?`, a.key, millis(by), limit)
		return err
	})
	return ids, err
}
