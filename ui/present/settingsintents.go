package present

import (
	"strings"

	"candidaturas/tracker"
)

// What the view of the settings tells the presenter: the person did this.

// Open starts showing the settings.
func (p *Preferences) Open() {
	if p.open {
		return
	}
	p.open = true
	p.look()
	p.show()
}

// Leave stops showing them. What is under way goes on, but for what a file was
// chosen for.
func (p *Preferences) Leave() {
	p.forget()
	p.open = false
	p.who.asking.Stop()
	p.data.sizing.Stop()
	p.data.listing.Stop()
}

// ShowSection changes to another page.
func (p *Preferences) ShowSection(section SettingsSection) {
	if section < 0 || int(section) >= len(settingsSections) || section == p.section {
		return
	}
	p.section = section
	p.forget()
	p.look()
	p.show()
}

// SetOn turns a switch on or off.
func (p *Preferences) SetOn(id SettingID, on bool) {
	delete(p.told, id)
	change := map[SettingID]func(*Settings){
		SettingKeepRunning:  func(s *Settings) { s.KeepRunning = on },
		SettingNoticesOn:    func(s *Settings) { s.Notices.On, s.Notices.Asked = on, true },
		SettingDigest:       func(s *Settings) { s.Notices.Digest = on },
		SettingBackups:      func(s *Settings) { s.Backups = on },
		SettingCheckUpdates: func(s *Settings) { s.CheckUpdates = on },
	}[id]
	kind, isKind := strings.CutPrefix(string(id), string(SettingNoticeKind))
	switch {
	case id == SettingStartup:
		p.setStartup(on)
	case id == SettingQuiet:
		p.setQuiet(on)
	case isKind:
		p.change(func(s *Settings) { s.Notices.Kinds[tracker.NoticeKind(kind)] = on })
	case change != nil:
		p.change(change)
	}
}

// Select chooses the i-th of a setting's options.
func (p *Preferences) Select(id SettingID, i int) {
	choices := map[SettingID]struct {
		n      int
		change func(*Settings)
	}{
		SettingLanguage: {len(p.languages()) + 1, func(s *Settings) {
			s.Language = append([]string{""}, p.languages()...)[i]
		}},
		SettingTheme:      {len(Themes()), func(s *Settings) { s.Theme = Themes()[i] }},
		SettingTextSize:   {len(TextSizes()), func(s *Settings) { s.TextSize = TextSizes()[i] }},
		SettingCheckEvery: {len(CheckIntervals()), func(s *Settings) { s.CheckMinutes = CheckIntervals()[i] }},
		SettingQuietFrom:  {24, func(s *Settings) { s.Notices.QuietFrom = i }},
		SettingQuietTo:    {24, func(s *Settings) { s.Notices.QuietTo = i }},
		SettingDigestAt:   {24, func(s *Settings) { s.Notices.DigestAt = i }},
		SettingSilenceDays: {tracker.MaxSilenceDays - tracker.MinSilenceDays + 2, func(s *Settings) {
			s.SilenceDays = silenceOf(i)
		}},
	}
	if c := choices[id]; i >= 0 && i < c.n {
		p.change(c.change)
	}
}

// Do does what a setting's button says. The first four actions are the view's.
func (p *Preferences) Do(action SettingID, arg string) {
	switch action {
	case DoTestNotice:
		p.testNotice()
	case DoOpenFolder:
		p.openFolder(arg)
	case DoCopyPath:
		p.copyPath(arg)
	case DoBackupNow:
		p.backupNow()
	case DoRestore:
		p.askRestore(arg)
	case DoSaveCopy:
		p.saveCopy()
	case DoRestoreOf:
		p.restoreFile()
	case DoExport:
		p.export(ExportFormat(arg))
	case DoImport:
		p.importFile()
	case DoTestKeys:
		p.testKeys()
	case DoRemoveKeys:
		p.askRemoveKeys()
	case DoAskWho:
		p.askWhoAgain()
	}
}

// SaveAgain tries once more to keep the settings.
func (p *Preferences) SaveAgain() { p.saveAgain() }

// Answer answers the question that is being asked.
func (p *Preferences) Answer(yes bool) {
	q := p.question
	if q == nil {
		return
	}
	p.question = nil
	p.show()
	if yes {
		q.yes()
	}
}

// folderOf is the setting that shows a folder.
func (p *Preferences) folderOf(folder string) SettingID {
	if folder == p.services.LogFolder && p.section == SettingsAdvanced {
		return SettingLog
	}
	return SettingWhere
}

func (p *Preferences) openFolder(folder string) {
	if p.services.OpenFolder == nil {
		return
	}
	id := p.folderOf(folder)
	delete(p.told, id)
	if err := p.services.OpenFolder(folder); err != nil {
		p.log.Warn("opening a folder", "error", err)
		p.platform.SetClipboard(folder)
		p.tell(id, p.words.T("settings.folder_failed"), true)
	}
	p.show()
}

func (p *Preferences) copyPath(path string) {
	p.platform.SetClipboard(path)
	p.tell(p.folderOf(path), p.words.T("settings.path_copied"), false)
	p.show()
}
