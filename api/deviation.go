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
	seen map[tracker.EventKind]bool
}

// first reports whether nobody knows the kind and it was not asked for before.
func (k *unknownKinds) first(kind tracker.EventKind) bool {
	if kind == tracker.KindUnknown || kind.Known() {
		return false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.seen[kind] || len(k.seen) == maxKinds {
		return false
	}
	if k.seen == nil {
		k.seen = map[tracker.EventKind]bool{}
	}
	k.seen[kind] = true
	return true
}

// logOdd logs how many members of an answer are not as documented, for whoever
// repairs the decoding. Nothing else of the answer is written down.
func (c *Client) logOdd(ctx context.Context, operation string, odd int) {
	if odd > 0 {
		c.log.LogAttrs(ctx, slog.LevelInfo, "answer deviates", slog.String("operation", operation), slog.Int("count", odd))
	}
}

// logUnknownKinds logs kinds of event that nobody knows. A nil event has not happened.
func (c *Client) logUnknownKinds(ctx context.Context, events ...*tracker.Event) {
	for _, e := range events {
		if e != nil && c.kinds.first(e.Kind) {
			c.log.LogAttrs(ctx, slog.LevelInfo, "unknown kind of event", slog.Int("tipoId", int(e.Kind)))
		}
	}
}
