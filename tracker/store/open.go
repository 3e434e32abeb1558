package store

import (
	"context"
	"errors"
	"os"

	"candidaturas/tracker"
)

// open opens the store in the folder or, if that cannot be, one in memory. The
// caller holds life, or is alone.
func (db *database) open(ctx context.Context) (RecoveryReport, error) {
	if db.folder.dir == "" {
		return RecoveryReport{}, db.openMemory(ctx)
	}
	report, err := db.openFolder(ctx)
	if err == nil {
		return report, nil
	}
	if ctx.Err() != nil {
		return RecoveryReport{}, err
	}
	report.Memory = describe(ctx, "opening the store", err)
	db.why = report.Memory
	db.log.Warn("the store is in memory", "error", report.Memory)
	return report, db.openMemory(ctx)
}

func (db *database) openFolder(ctx context.Context) (RecoveryReport, error) {
	if err := db.folder.finishErasing(); err != nil {
		return RecoveryReport{}, err
	}
	if err := db.folder.makeFolder(); err != nil {
		return RecoveryReport{}, err
	}
	if err := db.folder.finishRestoring(); err != nil {
		return RecoveryReport{}, err
	}
	lost, err := db.folder.lost()
	if err != nil {
		return RecoveryReport{}, err
	}
	if !lost {
		err := db.openFile(ctx)
		if !errors.Is(err, tracker.ErrStoreDamaged) {
			return RecoveryReport{}, err
		}
		db.log.Warn("the store is damaged", "error", err)
	}
	report, err := recovery{db.folder, db.schema, db.log}.replace(ctx)
	if err != nil {
		return report, err
	}
	return report, db.openFile(ctx)
}

// openFile opens the file, after making it or bringing it to this version. The
// check is cheap on purpose: it is what every start waits for. See [DB.Verify].
func (db *database) openFile(ctx context.Context) error {
	there, err := exists(db.folder.path())
	if err != nil {
		return err
	}
	if !there {
		if err := db.schema.create(ctx, db.folder.path()); err != nil {
			return err
		}
	}
	if err := db.schema.checkHeader(ctx, db.folder.path()); err != nil {
		return err
	}
	if err := os.Chmod(db.folder.path(), filePerm); err != nil {
		return err
	}
	conns, err := db.dialFile(ctx)
	if err != nil {
		return err
	}
	upToDate, err := db.schema.checkVersion(ctx, conns)
	if err == nil && upToDate {
		db.conns = conns
		return nil
	}
	if err = errors.Join(err, conns.close()); err != nil {
		return err
	}
	if err := db.schema.upgrade(ctx, db.folder.path()); err != nil {
		return err
	}
	db.conns, err = db.dialFile(ctx)
	return err
}

func (db *database) dialFile(ctx context.Context) (*connections, error) {
	conns, err := db.schema.dial(ctx, db.folder.path())
	return conns, describe(ctx, "opening the database", err)
}

func (db *database) openMemory(ctx context.Context) error {
	conns, err := db.schema.dial(ctx, memory)
	if err != nil {
		return err
	}
	db.conns = conns
	return nil
}
