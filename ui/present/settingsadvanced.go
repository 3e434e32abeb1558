package present

import (
	"context"
	"errors"

	"candidaturas/api/fault"
	"candidaturas/auth"
	"candidaturas/ui/present/task"
)

var keyOrigins = map[KeyOrigin]string{
	KeysNone:        "settings.keys_none",
	KeysOwn:         "settings.keys_own",
	KeysOwnUnsaved:  "settings.keys_unsaved",
	KeysEnvironment: "settings.keys_environment",
	KeysPublisher:   "settings.keys_publisher",
}

func (p *Preferences) advancedItems() []SettingItem {
	items := []SettingItem{p.keysItem()}
	if folder := p.services.LogFolder; folder != "" {
		items = append(items, p.folderItem(SettingLog, "settings.log", "settings.log_hint", folder))
	}
	updates := SettingItem{
		ID: SettingCheckUpdates, Kind: SettingSwitch, Label: p.words.T("settings.updates"), On: p.settings().CheckUpdates,
		Hint: p.words.T("settings.updates_hint"),
	}
	if !p.services.Updates {
		updates.On, updates.Disabled, updates.Hint = false, true, p.words.T("settings.updates_missing")
	}
	return append(items, updates, SettingItem{
		ID: SettingPrivacy, Kind: SettingText, Label: p.words.T("privacy.title"), Hint: p.Privacy(),
	})
}

// Privacy says who the app talks to, as it is at the moment.
func (p *Preferences) Privacy() string {
	switch {
	case p.conn != nil && p.conn.Sample():
		return p.words.T("settings.privacy_sample")
	case p.services.Updates && p.settings().CheckUpdates:
		return p.words.T("settings.privacy_updates")
	}
	return p.words.T("settings.privacy")
}

// CanErase reports whether what is kept on the computer can be deleted.
func (p *Preferences) CanErase() bool { return p.conn != nil && p.conn.CanErase() }

func (p *Preferences) keyOrigin() KeyOrigin {
	if p.conn == nil {
		return KeysNone
	}
	return p.conn.KeyOrigin()
}

// keysItem says which app keys are in use. It never shows them.
func (p *Preferences) keysItem() SettingItem {
	origin := p.keyOrigin()
	item := SettingItem{ID: SettingKeys, Kind: SettingText, Label: p.words.T("settings.keys"), Hint: p.words.T(keyOrigins[origin])}
	if p.conn == nil || !p.conn.CanSaveKeys() {
		item.Hint = p.words.T("settings.keys_sample")
		return item
	}
	own := origin == KeysOwn || origin == KeysOwnUnsaved
	enter := SettingAction{ID: DoEnterKeys, Label: p.words.T("welcome.own_keys")}
	if own {
		enter.Label = p.words.T("settings.keys_replace")
	}
	item.Actions = []SettingAction{enter}
	if origin != KeysNone {
		item.Actions = append(item.Actions, SettingAction{ID: DoTestKeys, Label: p.words.T("settings.keys_test")})
	}
	if own {
		item.Actions = append(item.Actions, SettingAction{ID: DoRemoveKeys, Label: p.words.T("settings.keys_remove")})
	}
	return item
}

// testKeys asks InfoJobs whether it accepts the keys in use.
func (p *Preferences) testKeys() {
	if p.conn == nil || !p.conn.CanSaveKeys() || p.keys.Busy() {
		return
	}
	test := p.conn.TestKeys
	p.begin(SettingKeys, p.words.T("settings.keys_testing"))
	task.Start(p.loop, &p.keys, task.NoValue(func(ctx context.Context) error {
		return test(ctx, auth.Keys{})
	}), func(_ task.Never, err error) {
		p.end(SettingKeys)
		if err != nil {
			p.log.Warn("trying the app keys", "error", err)
			p.told[SettingKeys] = p.keysMessage(err)
		} else {
			p.tell(SettingKeys, p.words.T("settings.keys_accepted"), false)
		}
		p.show()
	})
	p.show()
}

// keysMessage says what is wrong with the keys: where to change them, which is told
// elsewhere, is here.
func (p *Preferences) keysMessage(err error) *Message {
	m := signInMessage(p.words, err)
	if errors.Is(err, fault.ErrKeysRefused) {
		m.Text = p.words.T("settings.keys_refused")
	}
	return m
}

func (p *Preferences) askRemoveKeys() {
	if p.conn == nil || !p.conn.CanSaveKeys() || p.keys.Busy() {
		return
	}
	remove, item := p.conn.RemoveKeys, p.conn.KeyringItem()
	p.ask(p.words.T("settings.keys_remove_title"), p.words.T("settings.keys_remove_body"), p.words.T("settings.keys_remove_yes"), func() {
		p.begin(SettingKeys, p.words.T("settings.keys_removing"))
		task.Start(p.loop, &p.keys, task.NoValue(remove), func(_ task.Never, err error) {
			p.end(SettingKeys)
			if err != nil {
				p.log.Warn("removing the person's own keys", "error", err)
				p.tell(SettingKeys, p.words.T("settings.keys_not_removed", "Item", item), true)
			} else {
				p.tell(SettingKeys, p.words.T("settings.keys_removed"), false)
				p.replaced()
			}
			p.show()
		})
		p.show()
	})
}
