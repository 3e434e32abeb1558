package auth

import (
	"bytes"
	"context"
	"fmt"
	"sync"
)

// A Vault keeps small secrets, each under the name of its item. It is safe for
// concurrent use and runs its operations in the order in which they came.
type Vault interface {
	// Load returns ErrNotFound when there is no such item.
	Load(ctx context.Context, item string) ([]byte, error)
	// Save replaces the item, and returns ErrNotStored when what it reads back
	// is not what it stored.
	Save(ctx context.Context, item string, value []byte) error
	// Clear removes the item, and returns nil only when it is known to be gone.
	Clear(ctx context.Context, item string) error
	// Lasting reports whether what is kept outlives the process.
	Lasting() bool
	// Close ends the vault; what it keeps stays if it is lasting.
	Close() error
}

// MemoryVault is a [Vault] that forgets everything with the process.
type MemoryVault struct {
	mu    sync.Mutex
	items map[string][]byte
}

// NewMemoryVault returns an empty vault.
func NewMemoryVault() *MemoryVault { return &MemoryVault{items: map[string][]byte{}} }

// Format keeps the items out of anything printed.
func (v *MemoryVault) Format(f fmt.State, _ rune) { printAs(f, "auth.MemoryVault") }

// Load returns a copy of the item.
func (v *MemoryVault) Load(_ context.Context, item string) ([]byte, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	value, ok := v.items[item]
	if !ok {
		return nil, ErrNotFound
	}
	return bytes.Clone(value), nil
}

// Save keeps a copy of the value.
func (v *MemoryVault) Save(_ context.Context, item string, value []byte) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.items[item] = bytes.Clone(value)
	return nil
}

// Clear forgets the item.
func (v *MemoryVault) Clear(_ context.Context, item string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.items, item)
	return nil
}

// Lasting is false.
func (v *MemoryVault) Lasting() bool { return false }

// Close forgets everything.
func (v *MemoryVault) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	clear(v.items)
	return nil
}
