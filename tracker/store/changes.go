package store

import (
	"context"

	"candidaturas/tracker"
)

func recordChange(ch *tracker.Change) changeRecord {
	r := changeRecord{FoundAt: tracker.KeptTime(ch.FoundAt), Read: ch.Read, Reasons: ch.Reasons, RejectedAfter: ch.RejectedAfter}
	for _, e := range ch.Edits {
		r.Edits = append(r.Edits, editRecord(e))
	}
	return r
}

// fill sets in ch what recordChange took from it.
func (r *changeRecord) fill(ch *tracker.Change) {
	ch.FoundAt, ch.Read, ch.Reasons, ch.RejectedAfter = r.FoundAt, r.Read, r.Reasons, r.RejectedAfter
	for _, e := range r.Edits {
		ch.Edits = append(ch.Edits, tracker.Edit(e))
	}
}

const selectChanges = `
SELECT c.change, a.id, c.kind, c.event, c.at, c.text, c.body, c.seen, a.title, a.company
FROM changes c JOIN applications a USING (app)
WHERE c.account = ` + ofAccount + ` AND (c.change < ?2 OR ?2 = 0) ORDER BY c.change DESC LIMIT ?3`

// Changes implements [tracker.NewsStore].
func (a records) Changes(ctx context.Context, after int64, limit int) ([]tracker.Change, error) {
	var list []tracker.Change
	err := a.db.read(ctx, "reading the changes", func(c *conn) error {
		var err error
		list, err = all(ctx, c, scanChange, selectChanges, a.key, after, limit)
		return err
	})
	return list, err
}

func scanChange(row scanner) (tracker.Change, error) {
	var (
		ch   tracker.Change
		at   int64
		text string
		r    changeRecord
	)
	if err := row.Scan(&ch.ID, &ch.Application, &ch.Kind, &ch.Event, &at, &ch.Text, &text, &ch.Seen, &ch.Title, &ch.Company); err != nil {
		return ch, err
	}
	if err := decode(text, &r); err != nil {
		return ch, err
	}
	ch.At = fromMillis(at)
	r.fill(&ch)
	return ch, nil
}

// Unseen implements [tracker.ListStore].
func (a records) Unseen(ctx context.Context) (int, error) {
	var n int
	err := a.db.read(ctx, "counting what was not seen", func(c *conn) error {
		return c.one(ctx, `SELECT count(*) FROM changes WHERE account = `+ofAccount+` AND seen = 0`, []any{a.key}, &n)
	})
	return n, err
}

// MarkSeen implements [tracker.NewsStore].
func (a records) MarkSeen(ctx context.Context, applicationID string, seen bool) error {
	return a.edit(ctx, "marking an application as seen", applicationID, func(c *conn, app int64) error {
		if _, err := c.exec(ctx, `UPDATE changes SET seen = ?1 WHERE app = ?2 AND seen <> ?1`, flag(seen), app); err != nil {
			return err
		}
		_, err := c.exec(ctx, `UPDATE applications SET unseen = ? WHERE app = ?`, flag(!seen), app)
		return err
	})
}

// MarkAllSeen implements [tracker.NewsStore]. An application with a change after
// upTo stays as it is.
func (a records) MarkAllSeen(ctx context.Context, upTo int64) ([]string, error) {
	var ids []string
	err := a.db.write(ctx, "marking everything as seen", func(c *conn) error {
		if _, err := c.exec(ctx, `
UPDATE changes SET seen = 1 WHERE account = `+ofAccount+` AND seen = 0 AND change <= ?`, a.key, upTo); err != nil {
			return err
		}
		var err error
		ids, err = all(ctx, c, scanOne[string], `
UPDATE applications SET unseen = 0
WHERE account = `+ofAccount+` AND unseen <> 0 AND NOT EXISTS
    (SELECT 1 FROM changes c WHERE c.account = applications.account AND c.app = applications.app AND c.seen = 0)
RETURNING id`, a.key)
		return err
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}
