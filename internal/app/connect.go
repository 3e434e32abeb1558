package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"candidaturas/auth"
	"candidaturas/ui/present"

	"golang.org/x/time/rate"
)

// A connector puts the connections together: InfoJobs with the system's keyring,
// or the simulation, which has neither the network nor the keyring.
type connector struct {
	appID     string
	www, api  string // base addresses, empty for InfoJobs' own
	env       auth.Keys
	publisher auth.Keys
	vault     auth.Vault // of InfoJobs' session and of the person's own keys
	log       *slog.Logger
	rate      rate.Limit    // 0 for the polite one
	pace      time.Duration // between two events of the simulation, 0 for its own

	profile profileStore

	// languages are the words in every language, for files that may be in any.
	languages func() ([]*present.Words, error)

	mu  sync.Mutex
	own auth.Keys // the person's own, once they gave them in this run
	// ownUnsaved says that the keyring did not keep them.
	ownUnsaved bool
}

// open is a present.Opener.
func (c *connector) open(ctx context.Context, sample bool) (present.Connection, error) {
	if sample {
		return c.openSample(ctx)
	}
	return c.openInfoJobs(ctx)
}

// ownKeys are the person's own, if they gave them in this run.
func (c *connector) ownKeys() auth.Keys {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.own
}
