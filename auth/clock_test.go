package auth

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestR16EarlyRenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, net := adopted(t, &fakeVault{}, goodGrant(), rotating)
		time.Sleep(time.Until(s.grant.Expiry) - early - time.Second)
		if _, err := s.Token(t.Context(), ""); err != nil || net.count() != 0 {
			t.Errorf("61 s before: %v, %d requests", err, net.count())
		}
		time.Sleep(time.Second)
		if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-0" || net.count() != 1 {
			t.Errorf("60 s before: %v, %d requests", err, net.count())
		}
		// Half a day each, for a week.
		for n := 1; n <= 14; n++ {
			time.Sleep(12 * time.Hour)
			if _, err := s.Token(t.Context(), ""); err != nil || net.count() != n+1 {
				t.Fatalf("%v, %d requests, want %d", err, net.count(), n+1)
			}
		}
	})
}

func TestR16RejectionWinsOverTheClock(t *testing.T) {
	g := goodGrant()
	g.Expiry = time.Now().Add(36 * time.Hour) // the clock went back a day
	s, net := adopted(t, &fakeVault{}, g, rotating)
	if got, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || got != "CANARY-at-0" || net.count() != 1 {
		t.Errorf("%v, %d requests", err, net.count())
	}
	if left := time.Until(s.grant.Expiry); left > 12*time.Hour {
		t.Errorf("expires in %v", left)
	}
}

func TestR16ClockAhead(t *testing.T) {
	g := goodGrant()
	g.Expiry = time.Now().Add(-24 * time.Hour) // the clock went ahead a day
	s, net := adopted(t, &fakeVault{}, g, rotating)
	for range 3 {
		if got, err := s.Token(t.Context(), ""); err != nil || got != "CANARY-at-0" || net.count() != 1 {
			t.Errorf("%v, %d requests", err, net.count())
		}
	}
}
