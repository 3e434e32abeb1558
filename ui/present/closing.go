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

// backgroundMode decides whether the app goes on without its window. It never hides a
// window that nothing could bring back. Use it on the presenters' goroutine.
type backgroundMode struct {
	loop     *task.Loop
	show     func() // brings the window back
	minimise func() // shows it in the task bar, out of the person's way

	keep   bool // the person wants the app to go on when its window closes
	tray   bool // there is a tray to bring the window back from
	hidden bool // the window is
	wait   task.Task
}

// newBackgroundMode starts with a window that shows.
func newBackgroundMode(l *task.Loop, show, minimise func()) *backgroundMode {
	return &backgroundMode{loop: l, show: show, minimise: minimise}
}

// startHidden says that the app has started without its window. If no tray comes,
// the window does, minimised.
func (b *backgroundMode) startHidden() {
	b.hidden = true
	task.Start(b.loop, &b.wait, task.NoValue(func(ctx context.Context) error {
		return task.Sleep(ctx, trayWait)
	}), func(_ task.Never, err error) {
		if err == nil && b.hidden && !b.tray {
			b.hidden = false
			b.minimise()
		}
	})
}

// closed says what becomes of the app now that the person has closed the window.
func (b *backgroundMode) closed() CloseAction {
	action := closeAction(b.keep, b.tray)
	b.hidden = action == CloseHides
	return action
}

// shown says that the window is there again.
func (b *backgroundMode) shown() { b.hidden = false }

// trayChanged says that the tray has come or gone. A window that is hidden in it
// comes back with it going.
func (b *backgroundMode) trayChanged(there bool) {
	gone := b.tray && !there
	b.tray = there
	if gone && b.hidden {
		b.hidden = false
		b.show()
	}
}
