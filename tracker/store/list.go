package store

import (
	"context"

	"candidaturas/tracker"
)

// summaryColumns are in the index applications_list, so that the list is read
// from it alone.
const summaryColumns = `a.id, a.offer, a.title, a.company, a.city, a.applied_at, a.news_at, a.stage, a.since,
    a.read, a.read_at, a.answered_at, a.unseen, a.starred, a.archived, a.missing, a.cv, a.applicants`

// Summaries implements [tracker.ListStore].
func (a records) Summaries(ctx context.Context, limit int) ([]tracker.Summary, error) {
	var list []tracker.Summary
	err := a.db.read(ctx, "reading the list", func(c *conn) error {
		var err error
		list, err = all(ctx, c, sharing{}.scanSummary, `
SELECT `+summaryColumns+` FROM applications a INDEXED BY applications_list
WHERE account = `+ofAccount+` ORDER BY grp, news_at DESC, id LIMIT ?`, a.key, limit)
		return err
	})
	return list, err
}

// SummariesOf implements [tracker.ListStore].
func (a records) SummariesOf(ctx context.Context, ids []string) ([]tracker.Summary, error) {
	list := make([]tracker.Summary, 0, len(ids))
	err := a.db.read(ctx, "reading a part of the list", func(c *conn) error {
		for _, id := range ids {
			found, err := all(ctx, c, scanSummary, `
SELECT `+summaryColumns+` FROM applications a WHERE account = `+ofAccount+` AND id = ?`, a.key, id)
			if err != nil {
				return err
			}
			list = append(list, found...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func scanSummary(row scanner) (tracker.Summary, error) {
	var (
		s                                      tracker.Summary
		applied, news, since, readAt, answered int64
		missing                                int
	)
	if err := row.Scan(&s.ID, &s.OfferID, &s.Title, &s.Company, &s.City, &applied, &news, &s.Stage, &since,
		&s.Read, &readAt, &answered, &s.Unseen, &s.Starred, &s.Archived, &missing, &s.CV, &s.Applicants); err != nil {
		return s, err
	}
	s.AppliedAt, s.NewsAt, s.Since = fromMillis(applied), fromMillis(news), fromMillis(since)
	s.ReadAt, s.AnsweredAt = fromMillis(readAt), fromMillis(answered)
	s.Gone = (&tracker.Kept{Missing: missing}).Gone()
	return s, nil
}

// sharing keeps one copy of texts that many applications have in common: all of
// them stay in memory.
type sharing map[string]string

func (texts sharing) scanSummary(row scanner) (tracker.Summary, error) {
	s, err := scanSummary(row)
	for _, text := range []*string{&s.Company, &s.City, &s.CV} {
		same, ok := texts[*text]
		if !ok {
			same = *text
			texts[same] = same
		}
		*text = same
	}
	return s, err
}

// Counts implements [tracker.ListStore].
func (a records) Counts(ctx context.Context) (map[tracker.Group]int, error) {
	type count struct {
		group tracker.Group
		n     int
	}
	counts := map[tracker.Group]int{}
	err := a.db.read(ctx, "counting the groups of the list", func(c *conn) error {
		groups, err := all(ctx, c, func(row scanner) (n count, err error) {
			err = row.Scan(&n.group, &n.n)
			return n, err
		}, `
SELECT grp, count(*) FROM applications WHERE account = `+ofAccount+` AND archived = 0 GROUP BY grp`, a.key)
		for _, g := range groups {
			counts[g.group] = g.n
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return counts, nil
}
