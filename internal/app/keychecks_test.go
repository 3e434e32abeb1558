package app

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"testing"

	"candidaturas/api/fault"
	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/ui/present"

	"golang.org/x/time/rate"
)

// keyConnector connects to a simulation that stands in for InfoJobs.
func keyConnector(t *testing.T) (*connector, *sandbox.Server) {
	t.Helper()
	server := sandbox.New(sandbox.Options{})
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	vault := auth.NewMemoryVault()
	c := &connector{
		www: server.URL(), api: server.URL(), vault: vault, log: slog.New(slog.DiscardHandler), rate: rate.Inf,
		publisher: auth.Keys{ClientID: sandbox.SampleClientID, ClientSecret: sandbox.SampleClientSecret},
	}
	t.Cleanup(func() {
		c.profile.close()
		if err := errors.Join(server.Close(), vault.Close()); err != nil {
			t.Error(err)
		}
	})
	return c, server
}

func TestTryingTheKeys(t *testing.T) {
	wrong := auth.Keys{ClientID: "somebody", ClientSecret: "else"}
	for name, c := range map[string]struct {
		keys  auth.Keys
		fault sandbox.Fault
		gone  bool // InfoJobs cannot be reached
		want  error
	}{
		"good":          {},
		"refused":       {keys: wrong, want: fault.ErrKeysRefused},
		"web page":      {fault: sandbox.BotWall(), want: fault.ErrBotWall},
		"portal":        {fault: sandbox.Portal(), want: fault.ErrBotWall},
		"switched off":  {fault: sandbox.Disabled(), want: fault.ErrUnavailable},
		"broken":        {fault: sandbox.Failure(http.StatusServiceUnavailable, "0", "busy"), want: fault.ErrUnavailable},
		"cannot be had": {gone: true, want: fault.ErrOffline},
	} {
		t.Run(name, func(t *testing.T) {
			con, server := keyConnector(t)
			conn, err := con.open(t.Context(), false)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if c.fault != nil {
				server.Fault(sandbox.OpDictionary, 0, c.fault)
			}
			if c.gone {
				if err := server.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if err := conn.TestKeys(t.Context(), c.keys); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			// Somebody waits for the answer: there is no second try.
			if n := server.Count(sandbox.OpDictionary); !c.gone && n != 1 {
				t.Errorf("%d requests", n)
			}
		})
	}
	t.Run("none", func(t *testing.T) {
		con, _ := keyConnector(t)
		con.publisher = auth.Keys{}
		conn, err := con.open(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.TestKeys(t.Context(), auth.Keys{}); !errors.Is(err, fault.ErrKeysRefused) {
			t.Error(err)
		}
	})
}

func TestWhereTheKeysComeFrom(t *testing.T) {
	own := auth.Keys{ClientID: "mine", ClientSecret: "too"}
	c, _ := keyConnector(t)
	origin := func() present.KeyOrigin {
		t.Helper()
		conn, err := c.open(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if err := conn.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		return conn.KeyOrigin()
	}
	want := func(what string, want present.KeyOrigin) {
		t.Helper()
		if got := origin(); got != want {
			t.Errorf("%s: %d, want %d", what, got, want)
		}
	}
	want("the publisher's", present.KeysPublisher)
	c.env = own
	want("the environment's", present.KeysEnvironment)
	if err := c.saveKeys(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	want("the person's own", present.KeysOwn)
	c.own = auth.Keys{}
	want("the person's own, after a restart", present.KeysOwn)
	if err := c.removeKeys(t.Context()); err != nil {
		t.Fatal(err)
	}
	want("removed", present.KeysEnvironment)
	c.env, c.publisher = auth.Keys{}, auth.Keys{}
	want("none", present.KeysNone)

	c.vault = keepsNothing{c.vault}
	if err := c.saveKeys(t.Context(), own); !errors.Is(err, auth.ErrNotStored) {
		t.Errorf("%v", err)
	}
	want("the person's own, not kept", present.KeysOwnUnsaved)
}

// keepsNothing is a vault that does not keep what it is given.
type keepsNothing struct{ auth.Vault }

func (keepsNothing) Save(context.Context, string, []byte) error { return auth.ErrNotStored }
