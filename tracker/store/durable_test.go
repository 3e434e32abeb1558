package store

import (
	"errors"
	"testing"
)

// TestR28EveryCommitReachesTheDisk: nobody can cut the power in a test, so this
// looks at what SQLite's promise hangs on, where it writes and where it reads: a
// journal that is written ahead, and a sync of the disk at every commit.
func TestR28EveryCommitReachesTheDisk(t *testing.T) {
	db := open(t, t.TempDir())
	for name, conns := range map[string]chan *conn{"writing": db.conns.writer, "reading": db.conns.reader} {
		var synchronous int
		var journal string
		if err := with(t.Context(), conns, func(c *conn) error {
			return errors.Join(
				c.one(t.Context(), `PRAGMA synchronous`, nil, &synchronous),
				c.one(t.Context(), `PRAGMA journal_mode`, nil, &journal),
			)
		}); err != nil || synchronous != 2 || journal != "wal" {
			t.Errorf("%s: synchronous %d, journal %q, %v", name, synchronous, journal, err)
		}
	}
}
