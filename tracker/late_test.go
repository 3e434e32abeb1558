package tracker

import "testing"

// TestLateIsBounded: while the list cannot be read, what changes is remembered, each
// application once.
func TestLateIsBounded(t *testing.T) {
	tr := New(nil, noStore{}, Options{})
	s := tr.begin("account-1")
	for range 1000 {
		if err := tr.refresh(t.Context(), s, []string{"a", "b"}, false); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(tr.rows.late); n != 2 {
		t.Errorf("%d are remembered", n)
	}
}

// noStore keeps nothing of anybody.
type noStore struct{ Store }

func (noStore) Account(string) AccountStore { return nil }
