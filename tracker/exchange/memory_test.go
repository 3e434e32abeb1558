package exchange

import (
	"runtime"
	"testing"
)

// checkMemory fails the test if much more is held than a few applications need.
func checkMemory(t *testing.T) {
	t.Helper()
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > 40<<20 {
		t.Fatalf("%d MiB are held", m.HeapAlloc>>20)
	}
}
