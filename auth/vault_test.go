package auth

import (
	"context"
	"sync"
)

// A fakeVault is a lasting vault that fails, waits and calls back on request.
type fakeVault struct {
	mu     sync.Mutex
	value  []byte
	err    error // of every operation
	saves  int
	loads  int
	before func(ctx context.Context, op string) error // run outside the lock
}

func (v *fakeVault) step(ctx context.Context, op string) error {
	v.mu.Lock()
	before, err := v.before, v.err
	v.mu.Unlock()
	if before != nil {
		if err := before(ctx, op); err != nil {
			return err
		}
	}
	return err
}

func (v *fakeVault) Load(ctx context.Context, _ string) ([]byte, error) {
	if err := v.step(ctx, opGet); err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.loads++
	if v.value == nil {
		return nil, ErrNotFound
	}
	return v.value, nil
}

func (v *fakeVault) Save(ctx context.Context, _ string, value []byte) error {
	if err := v.step(ctx, opSet); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.saves++
	v.value = value
	return nil
}

func (v *fakeVault) Clear(ctx context.Context, _ string) error {
	if err := v.step(ctx, opDelete); err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.value = nil
	return nil
}

func (v *fakeVault) Lasting() bool { return true }

func (v *fakeVault) Close() error { return nil }

func (v *fakeVault) fail(err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.err = err
}

func (v *fakeVault) hook(before func(context.Context, string) error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.before = before
}

// put stores g as another process would.
func (v *fakeVault) put(g Grant) {
	b, err := encodeGrant(g)
	if err != nil {
		panic(err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.value = b
}

func (v *fakeVault) grant() (Grant, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return decodeGrant(v.value)
}
