package present

import (
	"context"
	"log/slog"
	"time"

	"candidaturas/ui/present/task"
)

// updatePause comes between two looks for a newer version. The service sees to it
// that it is asked once a day.
const updatePause = 6 * time.Hour

// An updateCheck looks from time to time whether there is a newer version. Use it
// on the presenters' goroutine.
type updateCheck struct {
	loop    *task.Loop
	log     *slog.Logger
	updates Updates // nil where the app does not know where to look
	changed func()  // newer has another value

	newer string // the version, empty for none
	on    bool   // the person wants to know
	asked task.Task
}

// newUpdateCheck returns a check that does nothing until the person wants it.
func newUpdateCheck(l *task.Loop, log *slog.Logger, updates Updates, changed func()) *updateCheck {
	return &updateCheck{loop: l, log: log, updates: updates, changed: changed}
}

// choose starts looking, or stops and forgets what was found.
func (u *updateCheck) choose(on bool) {
	if u.on == on || u.updates == nil {
		return
	}
	u.on = on
	if !on {
		u.asked.Stop()
		u.set("")
		return
	}
	u.look(0)
}

func (u *updateCheck) look(wait time.Duration) {
	type answer struct {
		version string
		newer   bool
	}
	task.Start(u.loop, &u.asked, func(ctx context.Context) (answer, error) {
		if err := task.Sleep(ctx, wait); err != nil {
			return answer{}, err
		}
		version, newer, err := u.updates.Latest(ctx)
		return answer{version, newer}, err
	}, func(a answer, err error) {
		if err != nil {
			u.log.Info("looking for a newer version", "error", err) // another time will do
		}
		switch {
		case a.newer: // of an earlier time, perhaps
			u.set(a.version)
		case err == nil:
			u.set("")
		}
		u.look(updatePause)
	})
}

func (u *updateCheck) set(version string) {
	if u.newer != version {
		u.newer = version
		u.changed()
	}
}

// banner tells of a newer version; nil if there is none.
func (u *updateCheck) banner(w *Words, action BannerAction) *Banner {
	if u.newer == "" {
		return nil
	}
	return &Banner{Text: w.T("update.available", "Version", u.newer), Label: w.T("update.view"), Action: action}
}
