package auth

import (
	"context"
	"errors"
	"testing"

	"candidaturas/api/fault"
)

// TestBackoffForgetsTheDeadline: who asks during the pause is not told of a
// deadline that was not theirs.
func TestBackoffForgetsTheDeadline(t *testing.T) {
	var b backoff
	b.add(&Error{Op: "x", Kind: fault.ErrOffline, cause: context.DeadlineExceeded})
	if err := b.err(); !errors.Is(err, fault.ErrOffline) || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	b.add(errors.New("of no kind"))
	if err := b.err(); !errors.Is(err, fault.ErrUnavailable) {
		t.Errorf("%v", err)
	}
}
