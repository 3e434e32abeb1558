//go:build !race

package tracker_test

import (
	"context"

	"candidaturas/tracker"
	"candidaturas/tracker/store"
)

const realStore = true

func openStore(t fataler, c *clock) tracker.Store {
	t.Helper()
	db, err := store.OpenMemory(context.Background(), store.Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}
