package main

import (
	"context"
	"log/slog"
	"sync"
)

// A trayWatch knows whether the desktop has a tray to put an icon in. It may come
// and go while the app runs, and after a login it is often later than the app.
type trayWatch struct {
	log    *slog.Logger
	cancel context.CancelFunc
	done   chan struct{}

	mu    sync.Mutex
	known bool
	there bool
	tell  func(there bool)
}

// watchTray starts looking. Nothing is known at first.
func watchTray(log *slog.Logger) *trayWatch {
	ctx, cancel := context.WithCancel(context.Background())
	w := &trayWatch{log: log, cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(w.done)
		w.follow(ctx)
	}()
	return w
}

// onChange calls f, from any goroutine, when it is known whether there is a tray,
// and then each time that this changes. There is one f, which must not wait.
func (w *trayWatch) onChange(f func(there bool)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tell = f
	if w.known {
		f(w.there)
	}
}

func (w *trayWatch) set(there bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known && w.there == there {
		return
	}
	w.known, w.there = true, there
	if w.tell != nil {
		w.tell(there)
	}
}

// close ends the watch. Nothing is told afterwards.
func (w *trayWatch) close() {
	w.cancel()
	<-w.done
}
