package app

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/auth"

	"go.uber.org/goleak"
	"golang.org/x/time/rate"
)

// refusingVault fails the test when it is used at all.
type refusingVault struct {
	auth.Vault
	t *testing.T
}

func (v refusingVault) Load(context.Context, string) ([]byte, error) {
	v.t.Error("the keyring was read")
	return nil, auth.ErrNotFound
}

func (v refusingVault) Save(context.Context, string, []byte) error {
	v.t.Error("the keyring was written")
	return nil
}

// TestSampleLeavesTheKeyringAlone and listens on loopback only while it is open.
func TestSampleLeavesTheKeyringAlone(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	c := &connector{vault: refusingVault{t: t}, log: slog.New(slog.DiscardHandler)}
	conn, err := c.open(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	if !conn.Sample() || !conn.HasKeys() || conn.CanSaveKeys() {
		t.Errorf("%+v", conn)
	}
	if !strings.HasPrefix(conn.WWW(), "http://127.0.0.1:") {
		t.Errorf("the simulation is at %s", conn.WWW())
	}
	attempt := conn.Begin()
	page, err := sandbox.Decide(t.Context(), attempt.URL(), true)
	if err != nil {
		t.Fatal(err)
	}
	result, err := attempt.Redeem(t.Context(), page)
	if err != nil || !result.Proven {
		t.Fatalf("proven %v: %v", result.Proven, err)
	}
	if err := conn.Session().Adopt(t.Context(), result.Grant, "account", true); err != nil {
		t.Fatal(err)
	}
	conn.Close()
}

// TestSampleGoesOnLiving: things happen while the person looks.
func TestSampleGoesOnLiving(t *testing.T) {
	c := &connector{vault: refusingVault{t: t}, log: slog.New(slog.DiscardHandler), pace: 200 * time.Millisecond, rate: rate.Inf}
	conn, err := c.open(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	attempt := conn.Begin()
	page, err := sandbox.Decide(t.Context(), attempt.URL(), true)
	if err != nil {
		t.Fatal(err)
	}
	result, err := attempt.Redeem(t.Context(), page)
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Session().Adopt(t.Context(), result.Grant, "account", false); err != nil {
		t.Fatal(err)
	}
	if err := conn.Tracker().Open(t.Context(), "account", nil); err != nil {
		t.Fatal(err)
	}
	newest := func() time.Time {
		if _, err := conn.Tracker().Sync(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		return conn.Tracker().State().HighWater
	}
	before := newest()
	for range 200 {
		if newest().After(before) {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Error("nothing happens in the simulation")
}

func TestKeysOrder(t *testing.T) {
	own, env, publisher := auth.Keys{ClientID: "own", ClientSecret: "a"}, auth.Keys{ClientID: "env", ClientSecret: "b"}, auth.Keys{ClientID: "publisher", ClientSecret: "c"}
	for name, c := range map[string]struct {
		own, env, publisher auth.Keys
		want                string
	}{
		"own first":      {own, env, publisher, "own"},
		"environment":    {auth.Keys{}, env, publisher, "env"},
		"publisher last": {auth.Keys{}, auth.Keys{}, publisher, "publisher"},
		"none":           {},
		"half a pair":    {auth.Keys{ClientID: "own"}, env, publisher, "env"},
	} {
		t.Run(name, func(t *testing.T) {
			vault := auth.NewMemoryVault()
			if c.own.ClientID != "" {
				if err := auth.SaveKeys(t.Context(), vault, c.own); err != nil {
					t.Fatal(err)
				}
			}
			conn := &connector{env: c.env, publisher: c.publisher, vault: vault, log: slog.New(slog.DiscardHandler)}
			got, err := conn.open(t.Context(), false)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.profile.close()
			defer got.Close()
			if err := got.Load(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got.HasKeys() != (c.want != "") {
				t.Fatalf("has keys: %v", got.HasKeys())
			}
			if c.want == "" {
				return
			}
			address, err := url.Parse(got.Begin().URL())
			if err != nil || address.Query().Get("client_id") != c.want {
				t.Errorf("connects with %q, want %q", address.Query().Get("client_id"), c.want)
			}
		})
	}
}

// TestOwnKeysWorkWithoutKeyring until the app closes.
func TestOwnKeysWorkWithoutKeyring(t *testing.T) {
	c := &connector{vault: brokenVault{}, log: slog.New(slog.DiscardHandler)}
	if err := c.saveKeys(t.Context(), auth.Keys{ClientID: "own", ClientSecret: "a"}); !errors.Is(err, auth.ErrKeyringMissing) {
		t.Errorf("saving: %v", err)
	}
	defer c.profile.close()
	conn, err := c.open(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if !strings.Contains(conn.Begin().URL(), "client_id=own") {
		t.Error("the keys are not used")
	}
}

// TestKeysGivenUpAreNotUsed although the keyring answers in the end.
func TestKeysGivenUpAreNotUsed(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := &connector{vault: brokenVault{}, log: slog.New(slog.DiscardHandler)}
	if err := c.saveKeys(ctx, auth.Keys{ClientID: "own", ClientSecret: "a"}); err == nil {
		t.Error("no error")
	}
	if !c.own.Empty() {
		t.Errorf("%q", c.own.ClientID)
	}
}

type brokenVault struct{ auth.Vault }

func (brokenVault) Load(context.Context, string) ([]byte, error) { return nil, auth.ErrKeyringMissing }
func (brokenVault) Save(context.Context, string, []byte) error   { return auth.ErrKeyringMissing }

// slowVault answers when it is told to.
type slowVault struct {
	auth.Vault
	answer chan struct{}
}

func (v slowVault) Load(ctx context.Context, item string) ([]byte, error) {
	<-v.answer
	return v.Vault.Load(ctx, item)
}

// TestSlowKeyringDoesNotHoldUpTheWindow: the keys are used when they come.
func TestSlowKeyringDoesNotHoldUpTheWindow(t *testing.T) {
	memory := auth.NewMemoryVault()
	if err := auth.SaveKeys(t.Context(), memory, auth.Keys{ClientID: "own", ClientSecret: "a"}); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		vault := slowVault{memory, make(chan struct{})}
		c := &connector{env: auth.Keys{ClientID: "env", ClientSecret: "b"}, vault: vault, log: slog.New(slog.DiscardHandler)}
		defer c.profile.close()
		begin := time.Now()
		conn, err := c.open(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(begin); took != 0 {
			t.Errorf("opening waited %v", took)
		}
		if err := conn.Load(t.Context()); !errors.Is(err, auth.ErrKeyringTimeout) {
			t.Errorf("reading the session: %v", err)
		}
		if took := time.Since(begin); took != keysWait+5*time.Second {
			t.Errorf("waited %v", took)
		}
		if !strings.Contains(conn.Begin().URL(), "client_id=env") {
			t.Error("did not go on with the other keys")
		}
		close(vault.answer)
		synctest.Wait()
		if !strings.Contains(conn.Begin().URL(), "client_id=own") {
			t.Error("the person's own keys are not used when they come")
		}
		conn.Close()
	})
}

// TestSlowKeyringWithoutOtherKeys: the window learns that there are keys after
// all, whether it asks before they come or after.
func TestSlowKeyringWithoutOtherKeys(t *testing.T) {
	memory := auth.NewMemoryVault()
	if err := auth.SaveKeys(t.Context(), memory, auth.Keys{ClientID: "own", ClientSecret: "a"}); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		vault := slowVault{memory, make(chan struct{})}
		c := &connector{vault: vault, log: slog.New(slog.DiscardHandler)}
		defer c.profile.close()
		conn, err := c.open(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		load := make(chan error, 1)
		go func() { load <- conn.Load(t.Context()) }()
		time.Sleep(keysWait)
		told := 0
		conn.OnKeys(func() { told++ })
		if conn.HasKeys() || told != 0 {
			t.Error("there are keys before the keyring has answered")
		}
		close(vault.answer)
		synctest.Wait()
		if !conn.HasKeys() || told != 1 || !strings.Contains(conn.Begin().URL(), "client_id=own") {
			t.Errorf("has keys %v, told %d times, %s", conn.HasKeys(), told, conn.Begin().URL())
		}
		conn.OnKeys(func() { told++ })
		if told != 2 {
			t.Error("who asks later is not told")
		}
	})
}

// TestSlowKeyringWithoutKeys has nothing to tell.
func TestSlowKeyringWithoutKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		vault := slowVault{auth.NewMemoryVault(), make(chan struct{})}
		c := &connector{vault: vault, log: slog.New(slog.DiscardHandler)}
		defer c.profile.close()
		conn, err := c.open(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		load := make(chan error, 1)
		go func() { load <- conn.Load(t.Context()) }()
		time.Sleep(keysWait)
		conn.OnKeys(func() { t.Error("told of keys that there are not") })
		close(vault.answer)
		synctest.Wait()
		if conn.HasKeys() {
			t.Error("keys out of nothing")
		}
	})
}
