package store

import (
	"context"
	"time"

	"candidaturas/tracker"
)

// newestVersion is what an offer says now, as far as is known.
const newestVersion = `
SELECT v.seen_at, v.body FROM offers o JOIN offer_versions v USING (offer)
WHERE o.account = ? AND o.id = ? ORDER BY v.seen_at DESC, v.version DESC LIMIT 1`

const selectVersions = `
SELECT v.seen_at, v.body FROM offers o JOIN offer_versions v USING (offer)
WHERE o.account = ` + ofAccount + ` AND o.id = ? ORDER BY v.seen_at DESC, v.version DESC`

// OfferVersions implements [tracker.OfferStore].
func (a records) OfferVersions(ctx context.Context, offerID string) ([]tracker.OfferVersion, error) {
	var versions []tracker.OfferVersion
	err := a.db.read(ctx, "reading the versions of an offer", func(c *conn) error {
		var err error
		versions, err = all(ctx, c, scanVersion, selectVersions, a.key, offerID)
		return err
	})
	return versions, err
}

func scanVersion(row scanner) (tracker.OfferVersion, error) {
	var (
		seenAt int64
		text   string
		offer  offerRecord
	)
	if err := row.Scan(&seenAt, &text); err != nil {
		return tracker.OfferVersion{}, err
	}
	err := decode(text, &offer)
	return tracker.OfferVersion{SeenAt: fromMillis(seenAt), Offer: tracker.Offer(offer)}, err
}

// offerNow returns the newest version, nil for none.
func offerNow(ctx context.Context, c *conn, account int64, id string) (*tracker.OfferVersion, error) {
	versions, err := all(ctx, c, scanVersion, newestVersion, account, id)
	if err != nil || len(versions) == 0 {
		return nil, err
	}
	return &versions[0], nil
}

// newestCount returns how many people had applied when that was last told, nil if
// it never was.
func newestCount(ctx context.Context, c *conn, account int64, id string) (*tracker.ApplicantCount, error) {
	counts, err := all(ctx, c, scanCount, `
SELECT s.at, s.applicants FROM offers o JOIN offer_samples s USING (offer)
WHERE o.account = ? AND o.id = ? ORDER BY s.at DESC LIMIT 1`, account, id)
	if err != nil || len(counts) == 0 {
		return nil, err
	}
	return &counts[0], nil
}

// selectCounts reads the first and the last, one twice if there is no other.
const selectCounts = `
WITH counts AS (
    SELECT s.at, s.applicants FROM offers o JOIN offer_samples s USING (offer)
    WHERE o.account = ` + ofAccount + ` AND o.id = ?)
SELECT * FROM (SELECT * FROM counts ORDER BY at LIMIT 1)
UNION ALL
SELECT * FROM (SELECT * FROM counts ORDER BY at DESC LIMIT 1)`

// OfferSamples implements [tracker.OfferStore].
func (a records) OfferSamples(ctx context.Context, offerID string) (first, last *tracker.ApplicantCount, err error) {
	err = a.db.read(ctx, "reading how many people applied", func(c *conn) error {
		counts, err := all(ctx, c, scanCount, selectCounts, a.key, offerID)
		if err == nil && len(counts) == 2 {
			first, last = &counts[0], &counts[1]
		}
		return err
	})
	return first, last, err
}

func scanCount(row scanner) (n tracker.ApplicantCount, err error) {
	var at int64
	err = row.Scan(&at, &n.Count)
	n.At = fromMillis(at)
	return n, err
}

// writeOffer keeps what was read of an offer. It reports whether the newest
// version is another one now.
func writeOffer(ctx context.Context, c *conn, account int64, s tracker.OfferSample) (changed bool, err error) {
	offer, err := offerNumber(ctx, c, account, s.ID)
	if err != nil {
		return false, err
	}
	if err := writeCount(ctx, c, offer, s.At, s.Offer.Applicants); err != nil || !s.NewVersion {
		return false, err
	}
	return true, writeVersion(ctx, c, offer, s)
}

// offerNumber returns the number of an offer, and gives it one if it has none.
func offerNumber(ctx context.Context, c *conn, account int64, id string) (offer int64, err error) {
	if _, err := c.exec(ctx, `INSERT INTO offers (account, id) VALUES (?, ?) ON CONFLICT DO NOTHING`, account, id); err != nil {
		return 0, err
	}
	return offer, c.one(ctx, `SELECT offer FROM offers WHERE account = ? AND id = ?`, []any{account, id}, &offer)
}

// writeCount keeps how many people had applied, if that was told.
func writeCount(ctx context.Context, c *conn, offer int64, at time.Time, applicants int) error {
	if applicants < 0 {
		return nil
	}
	_, err := c.exec(ctx, `
INSERT INTO offer_samples (offer, at, applicants, sum) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		summed(offer, millis(at), int64(applicants))...)
	return err
}

// writeVersion adds a version, unless it is the newest already: a batch may come
// again after an error that left open whether it was written.
func writeVersion(ctx context.Context, c *conn, offer int64, s tracker.OfferSample) error {
	text, err := encode(recordOffer(s.Offer))
	if err != nil {
		return err
	}
	var newest string
	if _, err := c.found(ctx, `
SELECT body FROM offer_versions WHERE offer = ? ORDER BY seen_at DESC, version DESC LIMIT 1`,
		[]any{offer}, &newest); err != nil || newest == text {
		return err
	}
	return addVersion(ctx, c, offer, s.At, text)
}

func addVersion(ctx context.Context, c *conn, offer int64, seenAt time.Time, text string) error {
	version, err := next(ctx, c, `SELECT coalesce(max(version), 0) + 1 FROM offer_versions`)
	if err != nil {
		return err
	}
	_, err = c.exec(ctx, `INSERT INTO offer_versions (version, offer, seen_at, body, sum) VALUES (?, ?, ?, ?, ?)`,
		summed(version, offer, millis(seenAt), text)...)
	return err
}

// next is the number of the next row of a table. It is asked for because the
// checksum covers it.
func next(ctx context.Context, c *conn, query string) (int64, error) {
	var n int64
	return n, c.one(ctx, query, nil, &n)
}
