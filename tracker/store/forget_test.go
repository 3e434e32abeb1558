package store

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"candidaturas/tracker"
)

// lookedUp are the words of a file by which beginnings are looked up.
func lookedUp(t *testing.T, path string) []string {
	t.Helper()
	pool, err := openSQLite(path, 1)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	c, err := connect(t.Context(), pool)
	if err != nil {
		t.Fatal(err)
	}
	list, err := all(t.Context(), c, scanOne[string], `SELECT word FROM words`)
	if err := errors.Join(err, c.close()); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestForgetsWordsOfTheirOwn: what only a note or a tag said is not kept as a word
// once they say it no more; what something else says too is still found.
func TestForgetsWordsOfTheirOwn(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	ctx := t.Context()
	save(t, db, tracker.Batch{Applications: []tracker.Kept{application("a", 1), application("b", 2)}})
	before := lookedUp(t, db.folder.path())
	if err := errors.Join(
		db.Account(me).SetNote(ctx, "a", "Secreto inconfesable de nóminas, compartido"),
		db.Account(me).SetTags(ctx, "a", []string{"Confidencial", "compartida"}),
		db.Account(me).SetNote(ctx, "b", "también compartido"),
	); err != nil {
		t.Fatal(err)
	}
	for _, query := range []string{"secret", "inconf", "confid", "compartid"} {
		if got := search(t, db, query); !slices.Contains(got, "a") {
			t.Errorf("%q: %q", query, got)
		}
	}
	if err := errors.Join(
		db.Account(me).SetNote(ctx, "a", "Secreto"),
		db.Account(me).SetTags(ctx, "a", nil),
	); err != nil {
		t.Fatal(err)
	}
	if got := search(t, db, "secret"); !slices.Equal(got, []string{"a"}) {
		t.Errorf("what is left of the note: %q", got)
	}
	if err := errors.Join(db.Account(me).SetNote(ctx, "a", ""), db.Backup(ctx)); err != nil {
		t.Fatal(err)
	}
	backups, err := db.folder.backups.names()
	if err != nil || len(backups) != 1 {
		t.Fatal(backups, err)
	}
	want := slices.Sorted(slices.Values(append(before, "compartido", "tambien")))
	for _, path := range []string{db.folder.path(), filepath.Join(db.folder.backups.dir, backups[0])} {
		if got := lookedUp(t, path); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", filepath.Base(path), got, want)
		}
	}
	for query, want := range map[string]string{"compartid": "b", "nomin": "ba"} {
		got := ""
		for _, id := range search(t, db, query) {
			got += id
		}
		if got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
}
