package present

import (
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/present/task"
)

func TestCloseAction(t *testing.T) {
	for _, tt := range []struct {
		keep, tray bool
		want       CloseAction
	}{
		{false, false, CloseQuits},
		{false, true, CloseQuits},
		{true, false, CloseQuits}, // nothing could bring the window back
		{true, true, CloseHides},
	} {
		if got := closeAction(tt.keep, tt.tray); got != tt.want {
			t.Errorf("keep %v, tray %v: %v", tt.keep, tt.tray, got)
		}
	}
}

// A seat is an app in the background and its window, in a bubble of synctest.
type seat struct {
	*backgroundMode
	queue     *presenttest.Queue
	visible   bool
	minimised bool
	quit      bool
}

func atSeat(t *testing.T, f func(t *testing.T, s *seat)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &seat{queue: presenttest.NewQueue(), visible: true}
		l := task.NewLoop(s.queue.Dispatch)
		defer l.Close()
		s.backgroundMode = newBackgroundMode(l, func() { s.visible = true }, func() { s.visible, s.minimised = true, true })
		f(t, s)
	})
}

func (s *seat) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
	s.queue.Drain()
}

// do is one of the things that may happen.
func (s *seat) do(what int) {
	switch what {
	case 0:
		s.trayChanged(true)
	case 1:
		s.trayChanged(false)
	case 2:
		s.keep = !s.keep
	case 3:
		if !s.visible {
			return // nobody can close it
		}
		s.quit = s.closed() == CloseQuits
		s.visible = false
	case 4:
		if s.tray { // from its menu
			s.visible = true
			s.shown()
		}
	case 5:
		s.pass(trayWait)
	}
}

// TestWindowIsNeverLost goes through every order of five things that may happen: a
// window that is hidden can be brought back from a tray, once the app has had time
// to find one.
func TestWindowIsNeverLost(t *testing.T) {
	const events, length = 6, 5
	orders := 1
	for range length {
		orders *= events
	}
	for _, background := range []bool{false, true} {
		for order := range orders {
			atSeat(t, func(t *testing.T, s *seat) {
				began := time.Now()
				if background {
					s.visible = false
					s.startHidden()
				}
				for n, left := order, length; left > 0 && !s.quit; n, left = n/events, left-1 {
					s.do(n % events)
					waiting := background && time.Since(began) < trayWait
					if !s.quit && (!s.visible && !s.tray && !waiting || s.hidden == s.visible) {
						t.Fatalf("order %d: visible %v, hidden %v, tray %v", order, s.visible, s.hidden, s.tray)
					}
				}
			})
		}
	}
}

func TestWindowComesBackWithTheTrayGoing(t *testing.T) {
	atSeat(t, func(t *testing.T, s *seat) {
		s.keep = true
		s.trayChanged(true)
		s.do(3)
		if s.quit || s.visible {
			t.Fatal("not hidden")
		}
		s.trayChanged(true)
		s.pass(time.Hour)
		if s.visible {
			t.Error("shown for nothing")
		}
		s.trayChanged(false)
		if !s.visible || s.minimised {
			t.Error("lost")
		}
		s.do(3)
		if !s.quit {
			t.Error("hidden where nothing brings it back")
		}
	})
}

// TestStartInTheBackground waits for a tray, which after a login may be late.
func TestStartInTheBackground(t *testing.T) {
	for name, c := range map[string]struct {
		tray      time.Duration // when it comes
		opened    bool          // by the person, at once
		minimised bool
		visible   bool
	}{
		"a tray":           {tray: time.Second},
		"a late one":       {tray: trayWait - time.Second},
		"none in time":     {tray: trayWait + time.Second, minimised: true, visible: true},
		"a second start":   {tray: time.Hour, opened: true, visible: true},
		"opened, and tray": {tray: time.Second, opened: true, visible: true},
	} {
		t.Run(name, func(t *testing.T) {
			atSeat(t, func(t *testing.T, s *seat) {
				s.visible = false
				s.startHidden()
				s.trayChanged(false) // nobody has come yet
				if c.opened {
					s.visible = true
					s.shown()
				}
				s.pass(c.tray)
				s.trayChanged(true)
				s.pass(trayWait)
				if s.minimised != c.minimised || s.visible != c.visible || s.hidden == s.visible {
					t.Errorf("minimised %v, visible %v, hidden %v", s.minimised, s.visible, s.hidden)
				}
			})
		})
	}
}
