package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"candidaturas/auth"
)

// keysWait is how long the session waits for the keyring to say whether there are
// keys of the person's own. A keyring that asks for its password takes longer.
const keysWait = 1500 * time.Millisecond

// A keyWatch reads the person's own keys, knows whether there are any, and tells
// when they come.
type keyWatch struct {
	vault auth.Vault
	log   *slog.Logger
	use   func(auth.Keys)
	known bool // they are: there is nothing to read

	mu      sync.Mutex
	reading chan struct{} // closed when the read under way has ended
	has     bool
	came    bool
	tell    func()
}

// await waits until the keys have been read, for no longer than keysWait.
func (w *keyWatch) await(ctx context.Context) {
	if w.known {
		return
	}
	timer := time.NewTimer(keysWait)
	defer timer.Stop()
	select {
	case <-w.read(ctx):
	case <-timer.C:
	case <-ctx.Done():
	}
}

// read starts reading unless that is under way or has brought keys. The channel is
// closed when it has ended.
func (w *keyWatch) read(ctx context.Context) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.reading != nil {
		return w.reading
	}
	done := make(chan struct{})
	w.reading = done
	go func() {
		defer close(done)
		keys, err := auth.LoadKeys(context.WithoutCancel(ctx), w.vault) // the vault has a limit of its own
		if err != nil {
			w.log.Warn("reading the person's own keys", "error", err)
		}
		w.ended(keys)
	}()
	return done
}

func (w *keyWatch) ended(keys auth.Keys) {
	if !keys.Empty() {
		w.use(keys)
	}
	w.mu.Lock()
	if keys.Empty() {
		w.reading = nil // the next may find the keyring unlocked
		w.mu.Unlock()
		return
	}
	w.has, w.came = true, true
	tell := w.tell
	w.mu.Unlock()
	if tell != nil {
		tell()
	}
}

func (w *keyWatch) hasKeys() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.has
}

// brought reports whether the keyring has brought keys.
func (w *keyWatch) brought() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.came
}

// onKeys calls tell at once if they have come already.
func (w *keyWatch) onKeys(tell func()) {
	w.mu.Lock()
	w.tell = tell
	came := w.came
	w.mu.Unlock()
	if came {
		tell()
	}
}

// saveKeys uses the keys even when the keyring does not keep them.
func (c *connector) saveKeys(ctx context.Context, keys auth.Keys) error {
	err := auth.SaveKeys(ctx, c.vault, keys)
	if ctx.Err() != nil {
		return err // given up: the keys that were in use stay
	}
	c.mu.Lock()
	c.own, c.ownUnsaved = keys, err != nil
	c.mu.Unlock()
	return err
}
