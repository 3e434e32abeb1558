package store

import (
	"errors"
	"testing"

	"candidaturas/tracker"
)

// TestToldStays from one run to the next, for each account.
func TestToldStays(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	ctx := t.Context()
	if err := errors.Join(db.Account(me).SetLastNotified(ctx, 7), db.Account(me).SetLastNotified(ctx, 5), db.Account("another").SetLastNotified(ctx, 2), db.Close()); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	for key, want := range map[string]int64{me: 7, "another": 2, "a third": 0} {
		if told, err := db.Account(key).LastNotified(ctx); told != want || err != nil {
			t.Errorf("%s: %d, %v", key, told, err)
		}
	}
	if err := db.Account("").SetLastNotified(ctx, 1); !errors.Is(err, errNoAccount) {
		t.Errorf("for nobody: %v", err)
	}
	if err := db.Verify(ctx); err != nil {
		t.Error(err)
	}
}

// TestR22ToldIsNoNumber: the checksum fits, but nothing of ours wrote it.
func TestR22ToldIsNoNumber(t *testing.T) {
	db := inMemory(t)
	if err := db.write(t.Context(), "test", func(c *conn) error {
		return setSetting(t.Context(), c, notifiedPrefix+me, "many")
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Account(me).LastNotified(t.Context()); !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Error(err)
	}
	if err := db.Account(me).SetLastNotified(t.Context(), 1); !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Error(err)
	}
}
