package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	// keyringLimit is how long one operation may take: somebody may have to find
	// and type a password.
	keyringLimit = 90 * time.Second
	// maxItem is below the smallest limit of the three systems (Windows: 2560).
	maxItem = 2048
	// closeLimit is how long Close waits for a keyring that cannot be interrupted.
	closeLimit = 500 * time.Millisecond
)

// KeyringOptions is what a [KeyringVault] needs besides its service name.
type KeyringOptions struct {
	// Limit is how long one operation may take; 0 for ninety seconds.
	Limit time.Duration
	// Helper is the program to run as keyring helper where one is used; empty
	// for this program. See [RunKeyringHelper].
	Helper string
}

// A KeyringVault keeps its items in the system's keyring. One goroutine runs the
// operations in order, so that none can be overtaken by a later one. An
// operation ends with its context or at the limit, with ErrKeyringTimeout.
//
// Where a keyring cannot be interrupted (Windows, macOS), an operation that was
// given up goes on, and later ones wait for it.
type KeyringVault struct {
	service string
	limit   time.Duration
	ask     func(context.Context, request) reply

	jobs    chan job
	base    context.Context // ends with the vault
	stop    context.CancelFunc
	stopped chan struct{}
}

type job struct {
	ctx  context.Context
	run  func(context.Context) ([]byte, error)
	done chan<- outcome
}

type outcome struct {
	value []byte
	err   error
}

// NewKeyringVault returns a vault whose items are stored under service. Nothing
// is asked of the keyring before the first operation. Close it.
func NewKeyringVault(service string, o KeyringOptions) *KeyringVault {
	if o.Limit <= 0 {
		o.Limit = keyringLimit
	}
	v := &KeyringVault{
		service: service,
		limit:   o.Limit,
		ask:     newAsker(o.Helper),
		jobs:    make(chan job),
		stopped: make(chan struct{}),
	}
	v.base, v.stop = context.WithCancel(context.Background())
	go v.work()
	return v
}

// Format prints the type alone.
func (v *KeyringVault) Format(f fmt.State, _ rune) { printAs(f, "auth.KeyringVault") }

// Lasting is true.
func (v *KeyringVault) Lasting() bool { return true }

// Load reads an item.
func (v *KeyringVault) Load(ctx context.Context, item string) ([]byte, error) {
	value, err := v.do(ctx, func(ctx context.Context) ([]byte, error) { return v.get(ctx, item) })
	if err != nil {
		return nil, fmt.Errorf("reading %q from the keyring: %w", item, err)
	}
	return value, nil
}

// Save stores an item and reads it back: some keyrings report success when the
// person closed the prompt.
func (v *KeyringVault) Save(ctx context.Context, item string, value []byte) error {
	if len(value) > maxItem {
		return fmt.Errorf("storing %q in the keyring: %w: %w", item, ErrNotStored, ErrTooBig)
	}
	value = bytes.Clone(value)
	_, err := v.do(ctx, func(ctx context.Context) ([]byte, error) {
		if err := v.ask(ctx, request{Op: opSet, Service: v.service, Item: item, Value: value}).err(); err != nil {
			return nil, err
		}
		stored, err := v.get(ctx, item)
		if errors.Is(err, ErrNotFound) {
			return nil, ErrNotStored
		}
		if err == nil && !bytes.Equal(stored, value) {
			err = ErrNotStored
		}
		return nil, err
	})
	if err != nil {
		return fmt.Errorf("storing %q in the keyring: %w", item, err)
	}
	return nil
}

// Clear removes an item and looks whether it is gone.
func (v *KeyringVault) Clear(ctx context.Context, item string) error {
	_, err := v.do(ctx, func(ctx context.Context) ([]byte, error) {
		err := v.ask(ctx, request{Op: opDelete, Service: v.service, Item: item}).err()
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
		_, err = v.get(ctx, item)
		switch {
		case errors.Is(err, ErrNotFound):
			return nil, nil
		case err == nil:
			err = ErrNotRemoved
		}
		return nil, err
	})
	if err != nil {
		return fmt.Errorf("removing %q from the keyring: %w", item, err)
	}
	return nil
}

func (v *KeyringVault) get(ctx context.Context, item string) ([]byte, error) {
	r := v.ask(ctx, request{Op: opGet, Service: v.service, Item: item})
	return r.Value, r.err()
}

// do has the worker run an operation, and waits for it as long as the limit and
// ctx allow.
func (v *KeyringVault) do(ctx context.Context, run func(context.Context) ([]byte, error)) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, v.limit)
	defer cancel()
	done := make(chan outcome, 1)
	select {
	case v.jobs <- job{ctx, run, done}:
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", ErrKeyringTimeout, ctx.Err())
	case <-v.base.Done():
		return nil, ErrClosed
	}
	select {
	case o := <-done:
		if o.err != nil && ctx.Err() != nil {
			return nil, fmt.Errorf("%w: %w", ErrKeyringTimeout, ctx.Err())
		}
		return o.value, o.err
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", ErrKeyringTimeout, ctx.Err())
	case <-v.base.Done():
		return nil, ErrClosed
	}
}

func (v *KeyringVault) work() {
	defer close(v.stopped)
	for {
		select {
		case <-v.base.Done():
			return
		case j := <-v.jobs:
			v.run(j)
		}
	}
}

func (v *KeyringVault) run(j job) {
	ctx, cancel := context.WithCancel(j.ctx)
	defer cancel()
	defer context.AfterFunc(v.base, cancel)()
	if err := ctx.Err(); err != nil {
		j.done <- outcome{nil, err}
		return
	}
	value, err := j.run(ctx)
	j.done <- outcome{value, err}
}

// Close ends the vault. It waits for the operation under way, but no longer than
// closeLimit.
func (v *KeyringVault) Close() error {
	v.stop()
	select {
	case <-v.stopped:
		return nil
	case <-time.After(closeLimit):
		return fmt.Errorf("closing the keyring: %w", ErrKeyringTimeout)
	}
}
