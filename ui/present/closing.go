package present

import (
	"context"
	"time"

	"candidaturas/ui/present/task"
)

// A CloseAction is what becomes of the app when the person closes its window.
type CloseAction int

// What may become of it.
const (
	CloseQuits CloseAction = iota
	CloseHides
)

// closeAction never hides a window that nothing could bring back.
func closeAction(keep, tray bool) CloseAction {
	if keep && tray {
		return CloseHides
	}
	return CloseQuits
}

// trayWait is how long an app that started without its window waits for a tray:
// after a login that is often later than the app.
const trayWait = 15 * time.Second

// A resident is the app as far as it goes on without its window. It never stays
// hidden where nothing could bring it back. Use it on the presenters' goroutine.
type resident struct {
	loop     *task.Loop
	show     func() // brings the window back
	minimise func() // shows it in the task bar, out of the person's way

	keep   bool // the person wants the app to go on when its window closes
	tray   bool // there is a tray to bring the window back from
	hidden bool // the window is
	wait   task.Task
}

// newResident returns that of an app whose window shows.
func newResident(l *task.Loop, show, minimise func()) *resident {
	return &resident{loop: l, show: show, minimise: minimise}
}

// startHidden says that the app has started without its window. If no tray comes,
// the window does, minimised.
func (r *resident) startHidden() {
	r.hidden = true
	task.Start(r.loop, &r.wait, task.NoValue(func(ctx context.Context) error {
		return task.Sleep(ctx, trayWait)
	}), func(_ task.Never, err error) {
		if err == nil && r.hidden && !r.tray {
			r.hidden = false
			r.minimise()
		}
	})
}

// closed says what becomes of the app now that the person has closed the window.
func (r *resident) closed() CloseAction {
	action := closeAction(r.keep, r.tray)
	r.hidden = action == CloseHides
	return action
}

// shown says that the window is there again.
func (r *resident) shown() { r.hidden = false }

// trayChanged says that the tray has come or gone. A window that is hidden in it
// comes back with it going.
func (r *resident) trayChanged(there bool) {
	gone := r.tray && !there
	r.tray = there
	if gone && r.hidden {
		r.hidden = false
		r.show()
	}
}
