package desktop

import (
	"context"
	"log/slog"
	"sync"
)

// A TrayWatch knows whether the desktop has a tray to put an icon in. It may come
// and go while the app runs, and after a login it is often later than the app.
type TrayWatch struct {
	log    *slog.Logger
	cancel context.CancelFunc
	done   chan struct{} // closed when nothing is followed any more

	mu     sync.Mutex
	known  bool
	there  bool
	tell   func(there bool)
	told   bool // tell has been called, with last
	last   bool
	closed bool
}

// WatchTray starts looking. Nothing is known at first.
func WatchTray(log *slog.Logger) *TrayWatch {
	ctx, cancel := context.WithCancel(context.Background())
	w := &TrayWatch{log: log, cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(w.done)
		w.follow(ctx)
	}()
	return w
}

// OnChange calls f when it is known whether there is a tray, and then each time that
// this changes: always from another goroutine than the caller's, also when it is
// known already. What is dispatched from there to the goroutine of the window waits
// until the app runs, and only then may a tray be started. There is one f, which
// must not wait.
func (w *TrayWatch) OnChange(f func(there bool)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tell, w.told = f, false
	go w.catchUp()
}

func (w *TrayWatch) set(there bool) {
	w.mu.Lock()
	w.known, w.there = true, there
	w.mu.Unlock()
	w.catchUp()
}

// catchUp tells what has not been told.
func (w *TrayWatch) catchUp() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || !w.known || w.tell == nil || w.told && w.last == w.there {
		return
	}
	w.told, w.last = true, w.there
	w.tell(w.there)
}

// Close ends the watch. Nothing is told afterwards.
func (w *TrayWatch) Close() {
	w.cancel()
	<-w.done
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
}
