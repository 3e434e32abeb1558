package present

import (
	"context"
	"slices"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// tagUses are the tags in use.
type tagUses struct {
	*base
	uses    []tracker.TagUse
	version int  // another number whenever they are others
	known   bool // or about to be
	reading task.Task
}

// readOnce reads them unless that was done before.
func (u *tagUses) readOnce() {
	if !u.known {
		u.read()
	}
}

// read reads them: at first, and whenever some are changed.
func (u *tagUses) read() {
	t := u.conn.Tracker()
	u.known = true
	task.Start(u.loop, &u.reading, func(ctx context.Context) ([]tracker.TagUse, error) {
		return t.TagUses(ctx)
	}, func(uses []tracker.TagUse, err error) {
		if err != nil {
			u.log.Warn("reading the tags", "error", err)
			return
		}
		if slices.Equal(u.uses, uses) {
			return
		}
		u.set(uses)
		u.show()
	})
}

func (u *tagUses) set(uses []tracker.TagUse) {
	u.uses = uses
	u.version++
}

// reset forgets those of another account.
func (u *tagUses) reset() {
	u.set(nil)
	u.known = false
}
