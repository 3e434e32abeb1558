package present

import (
	"errors"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

func signOutQuestion(w *Words, conn Connection) SignOutQuestion {
	if conn.Sample() {
		return SignOutQuestion{Text: w.T("signout.body_sample"), Keep: w.T("signout.yes")}
	}
	q := SignOutQuestion{Text: w.T("signout.body"), Keep: w.T("signout.keep")}
	if conn.CanErase() {
		q.Erase = w.T("signout.erase")
	}
	return q
}

// scopeNames are the permissions that the app asks for, in words.
var scopeNames = []struct{ scope, key string }{
	{auth.ScopeApplications, "settings.scope_applications"},
	{auth.ScopeTimeline, "settings.scope_timeline"},
	{auth.ScopeProfile, "settings.scope_profile"},
	{auth.ScopeCV, "settings.scope_cv"},
}

// who is the person that the session belongs to, as InfoJobs names them. It is
// asked for when it is to be shown, and kept nowhere.
type who struct {
	asking task.Task
	asked  bool
	of     string // account
	person tracker.Candidate
	failed bool // asking again may help
}

func (w *who) reset() {
	w.asking.Stop()
	*w = who{asking: w.asking}
}

func (p *Preferences) status() auth.Status {
	if p.conn == nil {
		return auth.Status{}
	}
	return p.conn.Session().Status()
}

// askWho asks once for each account, and again on request.
func (p *Preferences) askWho() {
	status := p.status()
	if !p.open || p.section != SettingsAccount || status.State != auth.Active {
		return
	}
	if p.who.asked && p.who.of == status.Account {
		return
	}
	p.who.reset()
	p.who.asked, p.who.of = true, status.Account
	ask := p.conn.Who
	task.Start(p.loop, &p.who.asking, ask, func(person tracker.Candidate, err error) {
		if err != nil {
			p.log.Warn("asking whose account it is", "error", err)
		}
		// Without the permission, asking again brings no name either.
		p.who.failed = err != nil && !errors.Is(err, tracker.ErrScopeMissing)
		p.who.person = person
		p.show()
	})
}

func (p *Preferences) askWhoAgain() {
	p.who.asked = false
	p.askWho()
	p.show()
}

func (p *Preferences) accountItems() []SettingItem {
	if p.conn == nil {
		return []SettingItem{{ID: SettingAccount, Kind: SettingText, Label: p.words.T("settings.no_session")}}
	}
	status := p.status()
	items := []SettingItem{p.accountItem(status)}
	if status.State == auth.SignedOut || status.State == auth.WaitingForKeyring {
		return items
	}
	if !p.conn.Sample() && status.State == auth.Active {
		items = append(items, SettingItem{
			ID: "kept", Kind: SettingText, Label: p.words.T("settings.session"), Hint: p.words.T(sessionKept(status)),
		})
	}
	items = append(items, SettingItem{ID: SettingScopes, Kind: SettingHeading, Label: p.words.T("settings.scopes")})
	return append(items, p.scopeItems(status)...)
}

// accountItem says whose account it is and since when, as far as that is known.
func (p *Preferences) accountItem(status auth.Status) SettingItem {
	item := SettingItem{ID: SettingAccount, Kind: SettingText}
	reconnect := SettingAction{ID: DoReconnect, Label: p.words.T("action.reconnect")}
	leave := SettingAction{ID: DoSignOut, Label: p.words.T("list.sign_out")}
	switch status.State {
	case auth.SignedOut:
		item.Label = p.words.T("settings.no_session")
		if p.conn.HasKeys() {
			item.Actions = []SettingAction{{ID: DoReconnect, Label: p.words.T("welcome.connect")}}
		} else {
			item.Hint = p.words.T("settings.no_session_keys")
		}
		return item
	case auth.WaitingForKeyring:
		item.Label = p.words.T("banner.keyring_waiting")
		return item
	case auth.Expired:
		item.Message = &Message{Text: p.words.T("banner.expired"), Error: true}
	case auth.KeysRefused:
		item.Message = &Message{Text: p.words.T("banner.keys"), Error: true}
	case auth.Active:
	}
	item.Label = p.accountName()
	item.Actions = []SettingAction{reconnect, leave}
	if p.who.failed && !p.who.asking.Busy() {
		item.Actions = append([]SettingAction{{ID: DoAskWho, Label: p.words.T("settings.ask_who")}}, item.Actions...)
	}
	if status.State == auth.Active && !status.Since.IsZero() {
		item.Hint = p.words.T("settings.since", "Date", p.words.Date(status.Since, p.platform.Now()))
	}
	return item
}

func (p *Preferences) accountName() string {
	name, email := p.who.person.Name, maskEmail(p.who.person.Email)
	switch {
	case p.conn.Sample():
		return p.words.T("banner.sample")
	case p.who.asking.Busy():
		return p.words.T("signin.identifying")
	case name != "" && email != "":
		return p.words.T("settings.name_email", "Name", name, "Email", email)
	case name != "" || email != "":
		return name + email
	}
	return p.words.T("settings.name_unknown")
}

func sessionKept(status auth.Status) string {
	if status.Stored {
		return "settings.session_stored"
	}
	return "settings.session_memory"
}

// scopeItems say what the person has permitted, and what of it is missing.
func (p *Preferences) scopeItems(status auth.Status) []SettingItem {
	if !status.ScopesKnown {
		return []SettingItem{{ID: "scope", Kind: SettingText, Label: p.words.T("settings.scopes_unknown")}}
	}
	var items []SettingItem
	for _, s := range scopeNames {
		item := SettingItem{ID: SettingID("scope." + s.scope), Kind: SettingText, Label: p.words.T(s.key)}
		if status.Scopes.Has(s.scope) {
			item.Hint = p.words.T("settings.scope_granted")
			if s.scope == auth.ScopeApplications {
				item.Hint = p.words.T("settings.scope_granted_more")
			}
		} else {
			item.Message = &Message{Text: p.words.T("settings.scope_missing"), Error: true}
		}
		items = append(items, item)
	}
	return items
}
