package store

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"candidaturas/tracker"

	sqlite3 "modernc.org/sqlite/lib"
)

const (
	// indexed is up to how many letters a beginning of a word has an entry of its
	// own in the index (see the migrations).
	indexed = 3
	// mostWords is how many words a longer beginning may stand for. Beyond it
	// SQLite puts all their matches together before the first comes.
	mostWords = 200
	// mostTerms is how many words of a query count.
	mostTerms = 64
)

// Search implements [tracker.Searcher].
//
// A word is looked up as the words that begin with it. The index gives the
// matches of whole words one by one, latest first, and so stops when there are
// enough; those of a beginning it would collect and sort at every keystroke.
func (a records) Search(ctx context.Context, query string, limit int) ([]tracker.Summary, bool, error) {
	ask := limit + 1
	if limit < 0 {
		ask = -1
	}
	var list []tracker.Summary
	err := a.db.read(ctx, "searching", func(c *conn) error {
		match, err := matchExpression(ctx, c, parseQuery(query))
		if err != nil {
			return err
		}
		if match == "" {
			list, err = all(ctx, c, scanSummary, `
SELECT `+summaryColumns+` FROM applications a WHERE account = `+ofAccount+` ORDER BY found DESC LIMIT ?`, a.key, ask)
			return err
		}
		list, err = all(ctx, c, scanSummary, `
SELECT `+summaryColumns+` FROM search CROSS JOIN applications a ON a.found = search.rowid
WHERE search MATCH ? AND a.account = `+ofAccount+` ORDER BY search.rowid DESC LIMIT ?`, match, a.key, ask)
		if code(err) == sqlite3.SQLITE_ERROR {
			return errors.New("the index refused the query") // its own words would tell what was typed
		}
		return err
	})
	if err != nil {
		return nil, false, err
	}
	if limit >= 0 && len(list) > limit {
		return list[:limit], true, nil
	}
	return list, false, nil
}

// A term is a word, or several in quotes that must stand together.
type term struct {
	words  []string
	phrase bool
}

// parseQuery takes apart what a person typed. Whatever is neither letter nor
// digit only separates words; a quote without its other half is none.
func parseQuery(query string) []term {
	var terms []term
	for {
		before, rest, opened := strings.Cut(query, `"`)
		inside, after, closed := strings.Cut(rest, `"`)
		if !opened || !closed {
			before, inside, after = query, "", ""
		}
		for _, w := range words(before) {
			terms = append(terms, term{words: []string{w}})
		}
		if phrase := words(inside); len(phrase) > 0 {
			terms = append(terms, term{words: phrase, phrase: true})
		}
		if after == "" || len(terms) >= mostTerms {
			return terms[:min(len(terms), mostTerms)]
		}
		query = after
	}
}

// words are the folded words of a text.
func words(text string) []string {
	return strings.FieldsFunc(tracker.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// matchExpression writes the terms in the language of the index, "" for none.
func matchExpression(ctx context.Context, c *conn, terms []term) (string, error) {
	var b strings.Builder
	for i, t := range terms {
		if i > 0 {
			b.WriteString(" AND ")
		}
		if t.phrase {
			quote(&b, strings.Join(t.words, " "))
			continue
		}
		if err := beginning(ctx, c, &b, t.words[0]); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// beginning matches every word that begins with prefix.
func beginning(ctx context.Context, c *conn, b *strings.Builder, prefix string) error {
	if len([]rune(prefix)) > indexed {
		whole, err := all(ctx, c, scanOne[string], `
SELECT word FROM words WHERE word >= ? AND word < ? LIMIT ?`, prefix, prefix+string(unicode.MaxRune), mostWords+1)
		if err != nil {
			return err
		}
		if n := len(whole); 0 < n && n <= mostWords {
			b.WriteByte('(')
			for i, w := range whole {
				if i > 0 {
					b.WriteString(" OR ")
				}
				quote(b, w)
			}
			b.WriteByte(')')
			return nil
		}
	}
	quote(b, prefix)
	b.WriteString(" *")
	return nil
}

// quote writes words, which hold no quotes, as a string of the index.
func quote(b *strings.Builder, words string) {
	b.WriteByte('"')
	b.WriteString(words)
	b.WriteByte('"')
}

// An indexer puts applications into the index that is searched.
type indexer struct {
	c     *conn
	known map[string]bool // words that are kept already
}

func newIndexer(c *conn) *indexer { return &indexer{c, map[string]bool{}} }

func (x *indexer) all(ctx context.Context, apps map[int64]bool) error {
	for app := range apps {
		if err := x.application(ctx, app); err != nil {
			return err
		}
	}
	return nil
}

// application indexes an application as it is kept now.
func (x *indexer) application(ctx context.Context, app int64) error {
	var (
		account, found              int64
		offer, title, company, city string
		note                        string
	)
	if err := x.c.one(ctx, `
SELECT account, found, offer, title, company, city, coalesce((SELECT text FROM notes n WHERE n.app = a.app), '')
FROM applications a WHERE app = ?`, []any{app}, &account, &found, &offer, &title, &company, &city, &note); err != nil {
		return err
	}
	tags, err := all(ctx, x.c, scanOne[string], `SELECT tag FROM tags WHERE app = ?`, app)
	if err != nil {
		return err
	}
	now, err := offerNow(ctx, x.c, account, offer)
	if err != nil {
		return err
	}
	text := ""
	if now != nil {
		o := &now.Offer
		text = strings.Join([]string{o.Title, o.Company, o.City, o.Province, o.Description, o.Requirements}, "\n")
	}
	return x.write(ctx, found, title, company, city, text, note, strings.Join(tags, "\n"))
}

func (x *indexer) write(ctx context.Context, found int64, columns ...string) error {
	args := []any{found}
	for _, text := range columns {
		folded := words(text)
		if err := x.keep(ctx, folded); err != nil {
			return err
		}
		args = append(args, strings.Join(folded, " "))
	}
	_, err := x.c.exec(ctx, `
INSERT OR REPLACE INTO search (rowid, title, company, city, offer, note, tags) VALUES (?, ?, ?, ?, ?, ?, ?)`, args...)
	return err
}

// keep remembers the words that are long enough to be looked up.
func (x *indexer) keep(ctx context.Context, folded []string) error {
	for _, w := range folded {
		if x.known[w] || len(w) <= indexed {
			continue
		}
		if _, err := x.c.exec(ctx, `INSERT INTO words (word) VALUES (?) ON CONFLICT DO NOTHING`, w); err != nil {
			return err
		}
		x.known[w] = true
	}
	return nil
}

// forget drops words that nothing in the index says any more.
func (x *indexer) forget(ctx context.Context, folded []string) error {
	for _, w := range folded {
		if x.known[w] || len(w) <= indexed { // known: what was indexed just now says it
			continue
		}
		var b strings.Builder
		quote(&b, w)
		var row int64
		used, err := x.c.found(ctx, `SELECT rowid FROM search WHERE search MATCH ? LIMIT 1`, []any{b.String()}, &row)
		if err != nil {
			return err
		}
		if used {
			continue
		}
		if _, err := x.c.exec(ctx, `DELETE FROM words WHERE word = ?`, w); err != nil {
			return err
		}
	}
	return nil
}

// unindex takes a row out of the index.
func unindex(ctx context.Context, c *conn, found int64) error {
	_, err := c.exec(ctx, `DELETE FROM search WHERE rowid = ?`, found)
	return err
}
