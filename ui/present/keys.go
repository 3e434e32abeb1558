package present

import (
	"context"
	"strings"

	"candidaturas/auth"
	"candidaturas/ui/present/task"
)

// A KeysState is the form for the person's own app keys.
type KeysState struct {
	Busy    string   // what is going on, empty when the form may be filled in
	Message *Message // what is missing
	// Done says that the keys are in use and the form may close.
	Done bool
}

// UseKeys keeps the person's own app keys and connects with them from now on.
func (s *Shell) UseKeys(id, secret string) {
	if !s.conn.CanSaveKeys() || s.keys.Busy() {
		return
	}
	keys := auth.Keys{ClientID: strings.TrimSpace(id), ClientSecret: auth.Secret(strings.TrimSpace(secret))}
	if keys.ClientID == "" || keys.ClientSecret == "" {
		s.opts.View.ShowKeys(KeysState{Message: &Message{Text: s.opts.Words.T("keys.incomplete"), Error: true}})
		return
	}
	s.opts.View.ShowKeys(KeysState{Busy: s.opts.Words.T("keys.saving")})
	save := s.conn.SaveKeys
	task.Start(s.loop, &s.keys, task.NoValue(func(ctx context.Context) error { return save(ctx, keys) }), func(_ task.Never, err error) {
		var notice *Message
		if err != nil {
			s.opts.Log.Warn("keeping the person's own keys", "error", err)
			notice = &Message{Text: s.opts.Words.T("keys.not_saved"), Error: true}
		}
		s.apps.banners.tellKeys(err == nil)
		s.opts.View.ShowKeys(KeysState{Done: true})
		s.open(eventRenew, false, notice, func() {})
	})
}

// CancelKeys gives up saving the person's own keys: those in use stay in use.
func (s *Shell) CancelKeys() { s.keys.Stop() }

// keysCame goes on with keys that the keyring handed over late.
func (s *Shell) keysCame() {
	if s.session.state == stateWelcome {
		s.signIn.renew()
	} else if s.screen == ScreenApplications {
		s.apps.Downloads.Refresh()
	}
}
