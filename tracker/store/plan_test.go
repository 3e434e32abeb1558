package store

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candidaturas/tracker"
)

// explain returns how SQLite is going to answer a query.
func explain(t *testing.T, db *DB, query string, args ...any) []string {
	t.Helper()
	var plan []string
	if err := db.read(t.Context(), "test", func(c *conn) (err error) {
		plan, err = all(t.Context(), c, func(row scanner) (detail string, err error) {
			var skip int
			err = row.Scan(&skip, &skip, &skip, &detail)
			return detail, err
		}, "EXPLAIN QUERY PLAN "+query, args...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestListIsReadFromItsIndex: a row of the table is a page of the disk each.
func TestListIsReadFromItsIndex(t *testing.T) {
	plan := explain(t, inMemory(t), `
SELECT `+summaryColumns+` FROM applications a INDEXED BY applications_list
WHERE account = 1 ORDER BY grp, news_at DESC, id LIMIT ?`, 10)
	if got := strings.Join(plan, "; "); got != "SEARCH a USING COVERING INDEX applications_list (account=?)" {
		t.Error(got)
	}
}

var parameter = regexp.MustCompile(`\?\d*`)

// wholeAccount is how SQLite says that it looks through all that an account has, or
// all that there is.
var wholeAccount = regexp.MustCompile(`^SCAN (applications|events|offers|offer_versions|offer_samples|changes|bodies)\b|\(account=\?\)$`)

// TestSavingLooksNothingThrough: what a save costs is not to grow with what is kept.
func TestSavingLooksNothingThrough(t *testing.T) {
	db := inMemory(t)
	b := newGenerator(7).batch(3)
	save(t, db, b)
	save(t, db, b)
	save(t, db, tracker.Batch{Offers: []tracker.OfferSample{{
		ID: b.Applications[0].Offer.ID, At: day(9), Offer: tracker.Offer{Applicants: 44, Description: "Otro texto"},
	}}})
	var queries []string
	if err := db.write(t.Context(), "test", func(c *conn) error {
		queries = slices.Sorted(maps.Keys(c.prepared))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(queries) < 20 {
		t.Fatalf("only %d statements were run", len(queries))
	}
	for _, query := range queries {
		for _, step := range explain(t, db, parameter.ReplaceAllString(query, "1")) {
			if wholeAccount.MatchString(step) {
				t.Errorf("%s\nin %s", step, strings.TrimSpace(query))
			}
		}
	}
}
