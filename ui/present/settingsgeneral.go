package present

import (
	"context"
	"fmt"
	"slices"

	"candidaturas/ui/present/task"
)

// languageNames are the languages in the order of the settings, each with its
// name in itself. Others come after them, by their codes.
var languageNames = []struct{ lang, key string }{
	{"es", "settings.lang_es"}, {"ca", "settings.lang_ca"}, {"en", "settings.lang_en"},
}

var themeNames = map[Theme]string{
	ThemeSystem: "settings.theme_system", ThemeLight: "settings.theme_light",
	ThemeDark: "settings.theme_dark", ThemeContrast: "settings.theme_contrast",
}

func (p *Preferences) generalItems() []SettingItem {
	s := p.settings()
	languages := []string{p.words.T("settings.lang_auto", "Language", p.languageName(p.translations.System))}
	for _, lang := range p.languages() {
		languages = append(languages, p.languageName(lang))
	}
	var themes, sizes []string
	for _, t := range Themes() {
		themes = append(themes, p.words.T(themeNames[t]))
	}
	for _, size := range TextSizes() {
		sizes = append(sizes, p.words.Percent(size))
	}
	return []SettingItem{
		{
			ID: SettingLanguage, Kind: SettingChoice, Label: p.words.T("settings.language"),
			Options: languages, Selected: slices.Index(p.languages(), s.Language) + 1,
		},
		{
			ID: SettingTheme, Kind: SettingChoice, Label: p.words.T("settings.theme"),
			Options: themes, Selected: slices.Index(Themes(), s.Theme),
		},
		{
			ID: SettingTextSize, Kind: SettingChoice, Label: p.words.T("settings.text_size"),
			Options: sizes, Selected: slices.Index(TextSizes(), s.TextSize),
		},
		p.startupItem(),
		p.keepRunningItem(),
	}
}

// languages are those that the person may choose from, in order.
func (p *Preferences) languages() []string {
	var langs []string
	for _, known := range languageNames {
		if slices.Contains(p.translations.Names, known.lang) {
			langs = append(langs, known.lang)
		}
	}
	for _, lang := range p.translations.Names {
		if !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	return langs
}

func (p *Preferences) languageName(lang string) string {
	for _, known := range languageNames {
		if known.lang == lang {
			return p.words.T(known.key)
		}
	}
	return lang
}

// startup is whether the system starts the app with the person's session. The
// person may have changed that in the system's own settings.
type startup struct {
	known, on bool
	reading   task.Task
}

func (p *Preferences) startupItem() SettingItem {
	item := SettingItem{
		ID: SettingStartup, Kind: SettingSwitch, Label: p.words.T("settings.startup"),
		On: p.startup.on, Disabled: !p.startup.known,
	}
	switch {
	case p.services.Startup == nil:
		item.Hint = p.words.T("settings.startup_missing")
	case p.settings().KeepRunning && p.tray():
		item.Hint = p.words.T("settings.startup_hidden")
	}
	return item
}

func (p *Preferences) lookAtStartup() {
	service := p.services.Startup
	if service == nil || p.busy[SettingStartup] != "" {
		return
	}
	task.Start(p.loop, &p.startup.reading, func(context.Context) (bool, error) { return service.Enabled() }, func(on bool, err error) {
		if err != nil {
			p.log.Warn("asking whether the app starts with the session", "error", err)
			p.tell(SettingStartup, p.words.T("settings.startup_unknown"), true)
		}
		p.startup.known, p.startup.on = true, on
		p.show()
	})
}

// setStartup shows what the system says afterwards, whatever was wanted.
func (p *Preferences) setStartup(on bool) {
	service := p.services.Startup
	if service == nil {
		return
	}
	p.begin(SettingStartup, p.words.T("settings.changing"))
	p.startup.on = on
	p.show()
	task.Start(p.loop, &p.startup.reading, func(context.Context) (bool, error) {
		err := service.Set(on)
		now, readErr := service.Enabled()
		switch {
		case err != nil:
		case readErr != nil:
			now, err = on, nil // it was not refused
		case now != on:
			err = fmt.Errorf("starting with the session stayed %v", now)
		}
		return now, err
	}, func(now bool, err error) {
		p.end(SettingStartup)
		p.startup.on = now
		if err != nil {
			p.log.Warn("changing whether the app starts with the session", "error", err)
			p.tell(SettingStartup, p.words.T("settings.startup_failed")+" "+fileProblem(p.words, err), true)
		}
		p.change(func(s *Settings) { s.OpenAtLogin = now })
		p.show()
	})
}

func (p *Preferences) tray() bool { return p.services.Tray != nil && p.services.Tray() }

// keepRunningItem is off where there is no tray, as then closing the window does
// close the app.
func (p *Preferences) keepRunningItem() SettingItem {
	item := SettingItem{
		ID: SettingKeepRunning, Kind: SettingSwitch, Label: p.words.T("settings.keep_running"),
		Hint: p.words.T("settings.keep_running_hint"), On: p.settings().KeepRunning,
	}
	if !p.tray() {
		item.On, item.Disabled, item.Hint = false, true, p.words.T("settings.keep_running_missing")
	}
	return item
}
