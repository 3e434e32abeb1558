package present

import (
	"time"

	"candidaturas/tracker"
)

func (p *Preferences) silenceItems() []SettingItem {
	options := []string{p.words.T("settings.silence_auto")}
	for days := tracker.MinSilenceDays; days <= tracker.MaxSilenceDays; days++ {
		options = append(options, p.words.N("settings.days", days))
	}
	selected := 0
	if days := p.settings().SilenceDays; days != 0 {
		selected = days - tracker.MinSilenceDays + 1
	}
	return []SettingItem{
		{
			ID: SettingSilenceDays, Kind: SettingChoice, Label: p.words.T("settings.silence_days"),
			Hint: p.silenceNow(), Options: options, Selected: selected,
		},
		{ID: "meaning", Kind: SettingHeading, Label: p.words.T("settings.silence_meaning")},
		{ID: "silence", Kind: SettingText, Label: p.words.T("settings.silence"), Hint: p.words.T("settings.silence_definition")},
		{ID: "answer", Kind: SettingText, Label: p.words.T("settings.answer"), Hint: p.words.T("settings.answer_definition")},
	}
}

// silenceNow says what the limit is, or would be, if the app works it out.
func (p *Preferences) silenceNow() string {
	if p.conn == nil || !p.conn.Tracker().List().Complete() {
		return ""
	}
	usual := p.conn.Tracker().List().UsualSilence()
	days := int(usual.Limit / (24 * time.Hour))
	if usual.Own {
		return p.words.N("settings.silence_own", days)
	}
	return p.words.N("settings.silence_usual", days, "Answered", p.words.Number(usual.Answered))
}

// silenceOf is what the i-th of the options stands for.
func silenceOf(i int) int {
	if i == 0 {
		return 0
	}
	return tracker.MinSilenceDays + i - 1
}
