package ui

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"candidaturas/ui/present/task"
)

const (
	// beatPause is the time between two looks at the window's goroutine.
	beatPause = 250 * time.Millisecond
	// beatLimit is how long that goroutine may be busy without people noticing.
	beatLimit = 100 * time.Millisecond
)

// WatchGoroutine logs whenever the goroutine that dispatch runs functions on is
// busy for longer than a tenth of a second: with all stacks as soon as it is, so
// that one can see at what, and with the time it took once it is over. It wakes
// up four times a second, also when nothing happens, so an app should ask
// [Watching] before it calls it.
//
// The returned function ends the watch and returns when it has ended.
func WatchGoroutine(dispatch task.Dispatcher, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		for pause(ctx, beatPause) {
			beat(ctx, dispatch, log)
		}
	})
	return func() {
		cancel()
		running.Wait()
	}
}

// beat sends a function through the dispatcher and waits for it to be run.
func beat(ctx context.Context, dispatch task.Dispatcher, log *slog.Logger) {
	start := time.Now()
	back := make(chan struct{})
	dispatch(func() { close(back) })
	limit := time.NewTimer(beatLimit)
	defer limit.Stop()
	select {
	case <-back:
		return
	case <-ctx.Done():
		return
	case <-limit.C:
		log.Warn("the window is busy", "stacks", stacks())
	}
	select {
	case <-back:
		log.Warn("the window was busy", "took", time.Since(start))
	case <-ctx.Done():
	}
}

// pause reports whether the time has passed before ctx was done.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func stacks() string {
	text := make([]byte, 64<<10)
	return string(text[:runtime.Stack(text, true)])
}
