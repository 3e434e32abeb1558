package ui

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// A busyThread runs functions one after the other, as the window's goroutine
// does, and stalls when it is told to.
type busyThread struct {
	funcs chan func()
	done  chan struct{}
}

func newBusyThread() *busyThread {
	b := &busyThread{funcs: make(chan func(), 100), done: make(chan struct{})}
	go func() {
		defer close(b.done)
		for f := range b.funcs {
			f()
		}
	}()
	return b
}

func (b *busyThread) dispatch(f func()) { b.funcs <- f }

func (b *busyThread) end() {
	close(b.funcs)
	<-b.done
}

// theCulprit has a name that the stacks have to show.
func theCulprit(d time.Duration) func() { return func() { time.Sleep(d) } }

// watched runs the test under the eyes of the watchdog and returns the log.
func watched(t *testing.T, test func(b *busyThread)) string {
	t.Helper()
	var mu sync.Mutex
	var log bytes.Buffer
	synctest.Test(t, func(t *testing.T) {
		b := newBusyThread()
		stop := WatchGoroutine(b.dispatch, slog.New(slog.NewTextHandler(writerFunc(func(p []byte) (int, error) {
			mu.Lock()
			defer mu.Unlock()
			return log.Write(p)
		}), nil)))
		test(b)
		stop()
		b.end()
	})
	return log.String()
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestR30WatchdogTellsOfAStall(t *testing.T) {
	log := watched(t, func(b *busyThread) {
		time.Sleep(beatPause - time.Millisecond) // just before a beat
		b.dispatch(theCulprit(301 * time.Millisecond))
		time.Sleep(time.Second)
	})
	lines := strings.Split(strings.TrimSpace(log), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "theCulprit") || !strings.Contains(lines[1], "took=300ms") {
		t.Errorf("the log says:\n%s", log)
	}
}

func TestR30WatchdogIsQuietOtherwise(t *testing.T) {
	for name, test := range map[string]func(*busyThread){
		"idle": func(*busyThread) { time.Sleep(time.Hour) },
		"busy, but not for long": func(b *busyThread) {
			for range 10 {
				time.Sleep(beatPause - time.Millisecond)
				b.dispatch(theCulprit(100 * time.Millisecond)) // 99 of which are left at the beat
				time.Sleep(100 * time.Millisecond)
			}
		},
	} {
		if log := watched(t, test); log != "" {
			t.Errorf("%s: %s", name, log)
		}
	}
}

// TestR30WatchdogEnds also while the window hangs, or when nothing that is
// dispatched is run any more. The bubble fails if a goroutine stays behind.
func TestR30WatchdogEnds(t *testing.T) {
	for _, after := range []time.Duration{0, beatPause + beatLimit/2, beatPause + 2*beatLimit} {
		synctest.Test(t, func(t *testing.T) {
			var log bytes.Buffer
			stop := WatchGoroutine(func(func()) {}, slog.New(slog.NewTextHandler(&log, nil)))
			time.Sleep(after)
			start := time.Now()
			stop()
			if took := time.Since(start); took != 0 {
				t.Errorf("after %v: it took %v to end", after, took)
			}
			if hung := after > beatPause+beatLimit; strings.Contains(log.String(), "is busy") != hung {
				t.Errorf("after %v the log says: %s", after, log.String())
			}
		})
	}
}
