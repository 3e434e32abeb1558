package api

import (
	"context"
	"log/slog"
	"sync"

	"candidaturas/tracker"
)

// maxKinds ends the memory of a client for which InfoJobs invents kinds for ever.
const maxKinds = 100

// unknownKinds are the kinds of event that were logged, each once. It is safe
// for concurrent use.
type unknownKinds struct {
	mu   sync.Mutex
	seen map[int]bool
}

// first reports whether nobody knows the kind and it was not asked for before.
func (k *unknownKinds) first(tipoID int) bool {
	if tipoID == int(tracker.KindUnknown) || tracker.EventKind(tipoID).Known() {
		return false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.seen[tipoID] || len(k.seen) == maxKinds {
		return false
	}
	if k.seen == nil {
		k.seen = map[int]bool{}
	}
	k.seen[tipoID] = true
	return true
}

// note logs that an answer is not as documented, for whoever mends the decoding:
// how many of its members, and kinds of event that nobody knows. Nothing else of
// the answer is written down.
func (c *Client) note(ctx context.Context, operation string, odd int, events ...*Event) {
	if odd > 0 {
		c.log.LogAttrs(ctx, slog.LevelInfo, "answer deviates", slog.String("operation", operation), slog.Int("count", odd))
	}
	for _, e := range events {
		if e != nil && c.kinds.first(e.TipoID) {
			c.log.LogAttrs(ctx, slog.LevelInfo, "unknown kind of event", slog.Int("tipoId", e.TipoID))
		}
	}
}
