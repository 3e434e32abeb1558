package present

import (
	"context"
	"errors"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// activityState is what is known about the timeline of the chosen application.
type activityState int

const (
	activityKnown activityState = iota
	activityLoading
	activityFailed
	activityForbidden
)

// activity asks InfoJobs for what is not known of single applications.
type activity struct {
	*base
	downloads *Downloads
	states    map[string]activityState
	asking    task.Task
}

func newActivity(b *base, d *Downloads) *activity {
	return &activity{base: b, downloads: d, states: map[string]activityState{}}
}

// fetch asks for one application.
func (a *activity) fetch(id string) {
	if id == "" || !a.mayAsk() || !a.conn.HasKeys() || a.downloads.leftAlone() {
		return
	}
	t := a.conn.Tracker()
	a.states[id] = activityLoading
	task.Start(a.loop, &a.asking, task.NoValue(func(ctx context.Context) error {
		return t.Fetch(ctx, id)
	}), func(_ task.Never, err error) {
		switch {
		case err == nil:
			delete(a.states, id)
		case errors.Is(err, tracker.ErrScopeMissing):
			a.states[id] = activityForbidden
		default:
			a.log.Warn("reading an application", "error", err)
			a.states[id] = activityFailed
		}
		a.show()
	})
}

// of is what to say of a timeline that is not, or no longer, known: a download under
// way is about to bring it.
func (a *activity) of(id string) activityState {
	if state, ok := a.states[id]; ok {
		return state
	}
	switch {
	case a.downloads.busy():
		return activityLoading
	case a.downloads.result.NoActivity:
		return activityForbidden
	}
	return activityFailed
}

// stop gives up what is being asked.
func (a *activity) stop() {
	a.asking.Stop()
	for id, state := range a.states {
		if state == activityLoading {
			delete(a.states, id)
		}
	}
}

// retry forgets what could not be read.
func (a *activity) retry() { clear(a.states) }
