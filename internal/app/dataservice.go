package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"candidaturas/tracker"
	"candidaturas/tracker/store"
	"candidaturas/ui/present"
)

// A dataService is what the settings can do with what a profile keeps.
type dataService struct {
	dir     string
	db      *store.DB
	tracker *tracker.Tracker
	// languages are the words in every language: a table may be written in any.
	languages func() ([]*present.Words, error)
}

var _ present.DataService = (*dataService)(nil)

func (d *dataService) Where() string { return d.dir }

func (d *dataService) Size(ctx context.Context) (data, backups int64, err error) {
	return d.db.Size(ctx)
}

func (d *dataService) Plan() present.BackupPlan {
	return present.BackupPlan{Newest: store.NewestKept, Weeks: store.WeeksKept}
}

func (d *dataService) Backups(ctx context.Context) ([]present.BackupInfo, error) {
	backups, err := d.db.Backups(ctx)
	if err != nil {
		return nil, fmt.Errorf("listing the backups: %w", err)
	}
	infos := make([]present.BackupInfo, len(backups))
	for i, b := range backups {
		infos[i] = present.BackupInfo{Path: b.Path, At: b.At, Size: b.Size}
	}
	return infos, nil
}

func (d *dataService) BackupNow(ctx context.Context) error { return d.db.Backup(ctx) }

func (d *dataService) CheckCopy(ctx context.Context, path string) (applications int, err error) {
	return d.db.CheckCopy(ctx, path)
}

// Restore stops the tracker first: what it has read is of what goes.
func (d *dataService) Restore(ctx context.Context, path string) error {
	d.tracker.Suspend()
	err := d.db.Restore(ctx, path)
	if err == nil {
		return nil
	}
	_, again := d.tracker.Resume(context.WithoutCancel(ctx), nil)
	return errors.Join(err, again)
}

func (d *dataService) SaveCopy(ctx context.Context, path string) error {
	return d.db.SaveCopy(ctx, path)
}

func (d *dataService) Export(ctx context.Context, f present.ExportFormat, path string, words *present.Words) (int, error) {
	return present.ExportApplications(ctx, d.tracker, f, path, words, time.Now())
}

func (d *dataService) Import(ctx context.Context, path string) (present.ImportReport, error) {
	languages, err := d.languages()
	if err != nil {
		return present.ImportReport{}, err
	}
	file, err := os.Open(path) //nolint:gosec // the person has chosen it
	if err != nil {
		return present.ImportReport{}, fmt.Errorf("opening the file: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	return present.ImportApplications(ctx, d.tracker, file, languages, time.Now())
}
