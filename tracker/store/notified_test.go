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
	if err := errors.Join(db.SetLastNotified(ctx, me, 7), db.SetLastNotified(ctx, me, 5), db.SetLastNotified(ctx, "another", 2), db.Close()); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	for key, want := range map[string]int64{me: 7, "another": 2, "a third": 0} {
		if told, err := db.LastNotified(ctx, key); told != want || err != nil {
			t.Errorf("%s: %d, %v", key, told, err)
		}
	}
	if err := db.SetLastNotified(ctx, "", 1); !errors.Is(err, errNoAccount) {
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
	if _, err := db.LastNotified(t.Context(), me); !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Error(err)
	}
	if err := db.SetLastNotified(t.Context(), me, 1); !errors.Is(err, tracker.ErrStoreDamaged) {
		t.Error(err)
	}
}
