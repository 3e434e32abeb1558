package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"candidaturas/tracker"
)

// Tags implements [tracker.UserData].
func (a userData) Tags(ctx context.Context, applicationID string) ([]string, error) {
	var tags []string
	err := a.db.read(ctx, "reading tags", func(c *conn) error {
		var err error
		tags, err = all(ctx, c, scanOne[string], `
SELECT tag FROM tags JOIN applications USING (app) WHERE account = `+ofAccount+` AND id = ?`, a.key, applicationID)
		return err
	})
	slices.SortFunc(tags, alphabetical)
	return tags, err
}

func alphabetical(x, y string) int {
	return cmp.Or(cmp.Compare(tracker.Fold(x), tracker.Fold(y)), cmp.Compare(x, y))
}

// sameTag is what tags that count as the same have in common.
func sameTag(tag string) string { return strings.ToLower(strings.TrimSpace(tag)) }

// SetTags implements [tracker.UserData]. Tags that differ only in case are the same.
// It returns [ErrUnknown] for an application that is not kept.
func (a userData) SetTags(ctx context.Context, applicationID string, tags []string) error {
	return a.edit(ctx, "keeping tags", applicationID, func(c *conn, app int64) error {
		old, err := all(ctx, c, scanOne[string], `DELETE FROM tags WHERE app = ? RETURNING tag`, app)
		if err != nil {
			return err
		}
		for _, tag := range distinct(tags) {
			if _, err := c.exec(ctx, `INSERT INTO tags (app, tag, sum) VALUES (?, ?, ?)`, summed(app, tag)...); err != nil {
				return err
			}
		}
		return reindex(ctx, c, app, strings.Join(old, "\n"))
	})
}

func distinct(tags []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, tag := range tags {
		tag = strings.TrimSpace(tag)
		if same := sameTag(tag); tag != "" && !seen[same] {
			seen[same] = true
			kept = append(kept, tag)
		}
	}
	return kept
}

const selectSpellings = `
SELECT tag, count(*) FROM tags CROSS JOIN applications USING (app) WHERE account = ` + ofAccount + `
GROUP BY tag ORDER BY count(*) DESC, tag`

const selectTagged = `
SELECT id FROM tags CROSS JOIN applications USING (app) WHERE account = ` + ofAccount + ` AND tag = ?`

// spellings returns every tag of an account as it is written, and how often, the
// most frequent first.
func spellings(ctx context.Context, c *conn, key string) ([]tracker.TagUse, error) {
	return all(ctx, c, func(row scanner) (u tracker.TagUse, err error) {
		err = row.Scan(&u.Tag, &u.Count)
		return u, err
	}, selectSpellings, key)
}

// TagUses implements [tracker.UserData].
func (a userData) TagUses(ctx context.Context) ([]tracker.TagUse, error) {
	var written []tracker.TagUse
	err := a.db.read(ctx, "reading the tags in use", func(c *conn) error {
		var err error
		written, err = spellings(ctx, c, a.key)
		return err
	})
	if err != nil {
		return nil, err
	}
	uses := map[string]tracker.TagUse{}
	for _, w := range written {
		use, ok := uses[sameTag(w.Tag)]
		if !ok {
			use.Tag = w.Tag
		}
		use.Count += w.Count // no application has two spellings
		uses[sameTag(w.Tag)] = use
	}
	return slices.SortedFunc(maps.Values(uses), func(x, y tracker.TagUse) int { return alphabetical(x.Tag, y.Tag) }), nil
}

// Tagged implements [tracker.UserData].
func (a userData) Tagged(ctx context.Context, tag string) (map[string]bool, error) {
	ids := map[string]bool{}
	err := a.db.read(ctx, "reading which applications have a tag", func(c *conn) error {
		written, err := spellings(ctx, c, a.key)
		if err != nil {
			return err
		}
		for _, w := range written {
			if sameTag(w.Tag) != sameTag(tag) {
				continue
			}
			tagged, err := all(ctx, c, scanOne[string], selectTagged, a.key, w.Tag)
			if err != nil {
				return err
			}
			for _, id := range tagged {
				ids[id] = true
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return ids, nil
}
