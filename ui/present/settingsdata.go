package present

import (
	"context"
	"path/filepath"
	"time"

	"candidaturas/ui/present/task"
)

// data is what is known of what is kept on the computer.
type data struct {
	sizing, listing, working task.Task
	sized                    bool
	size, backups            int64
	listed                   bool
	copies                   []BackupInfo
	sizeErr, listErr         error
}

func (d *data) reset() {
	d.sizing.Stop()
	d.listing.Stop()
	d.working.Stop()
	*d = data{sizing: d.sizing, listing: d.listing, working: d.working}
}

// service is nil where nothing is kept.
func (p *Preferences) service() DataService {
	if p.conn == nil || !p.conn.CanBackUp() {
		return nil
	}
	return p.conn.Data()
}

// kept is how much is kept.
type kept struct{ data, backups int64 }

// lookAtData reads how much is kept and which backups there are.
func (p *Preferences) lookAtData() {
	service := p.service()
	if service == nil || !p.open || p.section != SettingsData {
		return
	}
	task.Start(p.loop, &p.data.sizing, func(ctx context.Context) (kept, error) {
		size, backups, err := service.Size(ctx)
		return kept{size, backups}, err
	}, func(k kept, err error) {
		p.data.sized, p.data.size, p.data.backups, p.data.sizeErr = true, k.data, k.backups, err
		p.lookedAt("measuring what is kept", err)
	})
	task.Start(p.loop, &p.data.listing, service.Backups, func(copies []BackupInfo, err error) {
		p.data.listed, p.data.copies, p.data.listErr = true, copies, err
		p.lookedAt("listing the backups", err)
	})
}

func (p *Preferences) lookedAt(what string, err error) {
	if err != nil {
		p.log.Warn(what, "error", err)
	}
	p.show()
}

func (p *Preferences) dataItems() []SettingItem {
	if p.service() == nil {
		return []SettingItem{{ID: SettingWhere, Kind: SettingText, Label: p.words.T(p.nothingKept())}}
	}
	items := []SettingItem{p.whereItem(), p.sizeItem()}
	items = append(items, p.backupItems()...)
	return append(items, p.exchangeItems()...)
}

// nothingKept says why there is nothing to show.
func (p *Preferences) nothingKept() string {
	switch {
	case p.conn != nil && p.conn.Sample():
		return "settings.data_sample"
	case p.conn != nil && p.conn.Storage().Problem != nil:
		return "settings.data_problem"
	}
	return "settings.data_none"
}

func (p *Preferences) whereItem() SettingItem {
	return p.folderItem(SettingWhere, "settings.where", "settings.where_hint", p.service().Where())
}

// folderItem shows a folder, with ways to get there.
func (p *Preferences) folderItem(id SettingID, label, hint, folder string) SettingItem {
	item := SettingItem{ID: id, Kind: SettingText, Label: p.words.T(label), Hint: folder + "\n" + p.words.T(hint)}
	if p.services.OpenFolder != nil {
		item.Actions = append(item.Actions, SettingAction{ID: DoOpenFolder, Arg: folder, Label: p.words.T("settings.open_folder")})
	}
	item.Actions = append(item.Actions, SettingAction{ID: DoCopyPath, Arg: folder, Label: p.words.T("settings.copy_path")})
	return item
}

func (p *Preferences) sizeItem() SettingItem {
	item := SettingItem{ID: SettingSize, Kind: SettingText, Label: p.words.T("settings.size")}
	switch d := p.data; {
	case d.sizeErr != nil:
		item.Message = &Message{Text: fileProblem(p.words, d.sizeErr), Error: true}
	case d.sized:
		item.Hint = p.words.T("settings.size_both", "Data", p.words.Bytes(d.size), "Backups", p.words.Bytes(d.backups))
	default:
		item.Hint = p.words.T("settings.counting")
	}
	return item
}

func (p *Preferences) backupItems() []SettingItem {
	now := p.platform.Now()
	plan := p.service().Plan()
	items := []SettingItem{
		{ID: "backups_heading", Kind: SettingHeading, Label: p.words.T("settings.backups_heading")},
		{
			ID: SettingBackups, Kind: SettingSwitch, Label: p.words.T("settings.backups"), On: p.settings().Backups,
			Hint: p.planText(plan),
		},
		{
			ID: SettingCopies, Kind: SettingText, Label: p.words.T("settings.copies"), Hint: p.copiesHint(),
			Actions: p.whileIdle(
				SettingAction{ID: DoBackupNow, Label: p.words.T("settings.backup_now")},
				SettingAction{ID: DoSaveCopy, Label: p.words.T("settings.save_copy")},
				SettingAction{ID: DoRestoreOf, Label: p.words.T("settings.restore_of")},
			),
		},
	}
	if p.data.listErr != nil {
		items[2].Message = &Message{Text: fileProblem(p.words, p.data.listErr), Error: true}
	}
	for _, c := range p.data.copies {
		items = append(items, SettingItem{
			ID: SettingCopy + SettingID(c.Path), Kind: SettingLine, Label: p.words.Moment(c.At, now) + " · " + p.words.Bytes(c.Size),
			Actions: p.whileIdle(SettingAction{
				ID: DoRestore, Arg: c.Path, Label: p.words.T("settings.restore"), About: p.words.Moment(c.At, now),
			}),
		})
	}
	return items
}

func (p *Preferences) planText(plan BackupPlan) string {
	return p.words.T("settings.backups_plan", "Newest", p.words.Number(plan.Newest), "Weeks", p.words.Number(plan.Weeks))
}

func (p *Preferences) copiesHint() string {
	switch {
	case !p.data.listed:
		return p.words.T("settings.counting")
	case len(p.data.copies) == 0:
		return p.words.T("settings.copies_none")
	}
	return p.words.T("settings.copies_hint")
}

func (p *Preferences) exchangeItems() []SettingItem {
	// What is exported and imported is one account's.
	nobody := p.conn.Tracker().Account() == ""
	exportHint, importHint := "settings.export_hint", "settings.import_hint"
	if nobody {
		exportHint, importHint = "settings.exchange_nobody", "settings.exchange_nobody"
	}
	var exports []SettingAction
	for _, e := range exportNames {
		exports = append(exports, SettingAction{ID: DoExport, Arg: string(e.format), Label: p.words.T(e.key), Disabled: nobody})
	}
	return []SettingItem{
		{ID: "exchange", Kind: SettingHeading, Label: p.words.T("settings.exchange")},
		{
			ID: SettingExport, Kind: SettingText, Label: p.words.T("settings.export"), Hint: p.words.T(exportHint),
			Actions: p.whileIdle(exports...),
		},
		{
			ID: SettingImport, Kind: SettingText, Label: p.words.T("settings.import"), Hint: p.words.T(importHint),
			Actions: p.whileIdle(SettingAction{ID: DoImport, Label: p.words.T("settings.import_do"), Disabled: nobody}),
		},
		{ID: "erasing", Kind: SettingHeading, Label: p.words.T("settings.erasing")},
		{
			ID: SettingErase, Kind: SettingText, Label: p.words.T("settings.erase"), Hint: p.words.T("signout.erase_body"),
			Actions: p.whileIdle(SettingAction{ID: DoErase, Label: p.words.T("signout.erase"), Disabled: !p.CanErase(), Danger: true}),
		},
	}
}

// exportNames are the formats in the order of the settings.
var exportNames = []struct {
	format ExportFormat
	key    string
}{{ExportXLSX, "settings.export_xlsx"}, {ExportCSV, "settings.export_csv"}, {ExportJSON, "settings.export_json"}}

// whileIdle leaves actions alone while another one changes what is kept.
func (p *Preferences) whileIdle(actions ...SettingAction) []SettingAction {
	for i := range actions {
		actions[i].Disabled = actions[i].Disabled || p.data.working.Busy()
	}
	return actions
}

// work does something with what is kept, one thing at a time.
func (p *Preferences) work(id SettingID, busy, done string, changed bool, do func(context.Context) error) {
	if p.data.working.Busy() {
		return
	}
	p.begin(id, busy)
	task.Start(p.loop, &p.data.working, task.NoValue(do), func(_ task.Never, err error) {
		p.end(id)
		if err != nil {
			p.log.Error("changing what is kept", "for", id, "error", withoutPath(err))
			p.tell(id, p.words.T("settings.data_failed")+" "+fileProblem(p.words, err), true)
		} else {
			p.tell(id, done, false)
			if changed {
				p.replaced()
			}
		}
		p.lookAtData()
		p.show()
	})
	p.show()
}

func (p *Preferences) backupNow() {
	if service := p.service(); service != nil {
		p.work(SettingCopies, p.words.T("settings.backup_busy"), p.words.T("settings.backup_done"), false, service.BackupNow)
	}
}

// askRestore asks about one of the backups.
func (p *Preferences) askRestore(path string) {
	for _, c := range p.data.copies {
		if c.Path == path {
			p.askRestoreOf(path, p.words.Moment(c.At, p.platform.Now()))
			return
		}
	}
}

// askRestoreOf says what becomes of what is kept now if a copy is restored, of which
// the person knows which it is.
func (p *Preferences) askRestoreOf(path, which string) {
	service := p.service()
	if service == nil || p.data.working.Busy() {
		return
	}
	p.ask(p.words.T("settings.restore_title"), p.words.T("settings.restore_body", "Which", which), p.words.T("settings.restore_yes"), func() {
		p.work(SettingCopies, p.words.T("settings.restore_busy"), p.words.T("settings.restore_done", "Which", which), true,
			func(ctx context.Context) error { return service.Restore(ctx, path) })
	})
}

// restoreFile has the person choose a copy that they saved elsewhere. It is looked
// through before they are asked: who is asked knows that it is good, and of what.
func (p *Preferences) restoreFile() {
	service := p.service()
	if service == nil || p.data.working.Busy() {
		return
	}
	words := p.words
	p.chooseFile(&fileChoice{
		of: SettingCopies, then: p.askRestoreOf,
		state: FileState{
			Title: words.T("settings.restore_of_title"), Text: words.T("settings.restore_of_text"),
			Accept: words.T("action.continue"), Extensions: []string{copyExtension},
		},
		do: func(ctx context.Context, path string) (string, error) {
			n, err := service.CheckCopy(ctx, path)
			return words.N("settings.restore_of_which", n, "Name", filepath.Base(path)), err
		},
	}, "")
}

// copyExtension is that of the files that copies are saved to.
const copyExtension = ".db"

// fileName is the name suggested for a file of today.
func (p *Preferences) fileName(what, ext string) string {
	return what + "-" + p.platform.Now().Format(time.DateOnly) + ext
}

func (p *Preferences) saveCopy() {
	service := p.service()
	if service == nil {
		return
	}
	p.chooseFile(&fileChoice{
		of: SettingCopies,
		state: FileState{
			Title: p.words.T("settings.save_copy_title"), Text: p.words.T("settings.save_copy_text"), Save: true,
			Accept: p.words.T("action.save"), Extensions: []string{copyExtension},
		},
		do: func(ctx context.Context, path string) (string, error) {
			return p.words.T("file.saved", "Path", path), service.SaveCopy(ctx, path)
		},
	}, p.fileName("candidaturas-copia", copyExtension))
}

func (p *Preferences) export(format ExportFormat) {
	service := p.service()
	if service == nil {
		return
	}
	words := p.words
	p.chooseFile(&fileChoice{
		of: SettingExport,
		state: FileState{
			Title: p.words.T("settings.export_title"), Text: p.words.T("settings.export_text"), Save: true,
			Accept: p.words.T("settings.export_do"), Extensions: []string{"." + string(format)},
		},
		do: func(ctx context.Context, path string) (string, error) {
			n, err := service.Export(ctx, format, path, words)
			return words.N("settings.exported", n, "Path", path), err
		},
	}, p.fileName("candidaturas", "."+string(format)))
}

func (p *Preferences) importFile() {
	service := p.service()
	if service == nil {
		return
	}
	words := p.words
	p.chooseFile(&fileChoice{
		of: SettingImport, changed: true,
		state: FileState{
			Title: p.words.T("settings.import_title"), Text: p.words.T("settings.import_text"),
			Accept: p.words.T("settings.import_yes"), Extensions: importExtensions,
		},
		do: func(ctx context.Context, path string) (string, error) {
			report, err := service.Import(ctx, path)
			return imported(words, report), err
		},
	}, "")
}

// importExtensions are those of the files that can be imported.
var importExtensions = []string{".json", ".csv", ".xlsx"}

func imported(w *Words, r ImportReport) string {
	text := w.N("settings.imported", r.Added)
	if r.Known > 0 {
		text += " " + w.N("settings.import_known", r.Known)
	}
	if r.Refused > 0 {
		text += " " + w.N("settings.import_refused", r.Refused)
	}
	return text
}
