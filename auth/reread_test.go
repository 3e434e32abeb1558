package auth

import (
	"net/http"
	"testing"
	"time"
)

func TestT20AnotherProcessRenewed(t *testing.T) {
	other := goodGrant()
	other.Access, other.Refresh = "CANARY-at-other", "CANARY-rt-other"

	t.Run("before", func(t *testing.T) {
		v := &fakeVault{}
		s, net := adopted(t, v, goodGrant(), rotating)
		v.put(other)
		if got, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || got != "CANARY-at-other" || net.count() != 0 {
			t.Errorf("%v, %d requests", err, net.count())
		}
	})
	t.Run("meanwhile", func(t *testing.T) {
		v := &fakeVault{}
		s, net := adopted(t, v, goodGrant(), func(int, *http.Request) (*http.Response, error) {
			v.put(other)
			return answerWith(400, `{"error":"invalid_grant"}`), nil
		})
		if got, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || got != "CANARY-at-other" || net.count() != 1 || s.Status().State != Active {
			t.Errorf("%v, %d requests", err, net.count())
		}
	})
	t.Run("meanwhile and long ago", func(t *testing.T) {
		v := &fakeVault{}
		stale := other
		stale.Expiry = time.Now().Add(-time.Hour)
		s, net := adopted(t, v, goodGrant(), func(n int, r *http.Request) (*http.Response, error) {
			if n == 0 {
				v.put(stale)
				return answerWith(400, `{"error":"invalid_grant"}`), nil
			}
			return rotating(n, r)
		})
		if got, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || got != "CANARY-at-1" || net.count() != 2 {
			t.Errorf("%v, %d requests", err, net.count())
		}
	})
	t.Run("for somebody else", func(t *testing.T) {
		v := &fakeVault{}
		s, net := adopted(t, v, goodGrant(), rotating)
		foreign := other
		foreign.Account = "somebody else"
		v.put(foreign)
		if got, err := s.Token(t.Context(), "CANARY-at-old"); err != nil || got != "CANARY-at-0" || net.count() != 1 {
			t.Errorf("%v, %d requests", err, net.count())
		}
	})
}
