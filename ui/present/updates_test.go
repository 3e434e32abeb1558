package present

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/present/task"
)

// newest tells of a version.
type newest struct {
	mu      sync.Mutex
	version string
	newer   bool
	err     error
	asked   int
}

func (n *newest) Latest(context.Context) (string, bool, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.asked++
	return n.version, n.newer, n.err
}

// says changes the answers to come.
func (n *newest) says(version string, newer bool, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.version, n.newer, n.err = version, newer, err
}

// times returns how often it was asked.
func (n *newest) times() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.asked
}

func (n *newest) Page() string { return "https://example.com/" }

func TestUpdateCheck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue := presenttest.NewQueue()
		l := task.NewLoop(queue.Dispatch)
		defer l.Close()
		service := &newest{version: "0.1.0"}
		changes := 0
		u := newUpdateCheck(l, slog.New(slog.DiscardHandler), service, func() { changes++ })
		w := words(t, "es")
		pass := func(d time.Duration) {
			time.Sleep(d)
			for range 3 {
				synctest.Wait()
				queue.Drain()
			}
		}
		pass(48 * time.Hour)
		if service.times() != 0 {
			t.Fatal("nobody has asked for it")
		}
		u.choose(true)
		u.choose(true)
		pass(time.Second)
		if service.times() != 1 || changes != 0 || u.banner(w, BannerNothing) != nil {
			t.Fatalf("asked %d times, %d changes", service.times(), changes)
		}

		service.says("0.2.0", true, nil)
		pass(24 * time.Hour)
		b := u.banner(w, BannerRetry)
		if changes != 1 || b == nil || b.Text != "Hay una versión nueva (0.2.0)." || b.Label != "Ver" || b.Action != BannerRetry {
			t.Fatalf("%d changes, %+v", changes, b)
		}
		service.says("", false, errors.New("no connection"))
		pass(24 * time.Hour)
		if changes != 1 || u.newer != "0.2.0" {
			t.Errorf("%d changes, %q is newer", changes, u.newer)
		}

		asked := service.times()
		u.choose(false)
		pass(48 * time.Hour)
		if changes != 2 || u.banner(w, BannerRetry) != nil || service.times() != asked {
			t.Errorf("turned off: %d changes, asked %d times more", changes, service.times()-asked)
		}
		service.says("0.1.0", false, nil)
		u.choose(true)
		pass(time.Second)
		if changes != 2 || service.times() != asked+1 {
			t.Errorf("turned on again: %d changes, asked %d times more", changes, service.times()-asked)
		}
	})
}

// TestUpdateCheckWithoutAPlaceToLook does nothing.
func TestUpdateCheckWithoutAPlaceToLook(t *testing.T) {
	u := newUpdateCheck(nil, nil, nil, nil)
	u.choose(true)
	u.choose(false)
	if u.banner(words(t, "es"), BannerNothing) != nil {
		t.Error("it knows something")
	}
}
