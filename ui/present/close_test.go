package present

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// closing closes the presenter and then looks for what it leaves behind: states
// published, and goroutines, for which the bubble itself fails the test.
func closing(t *testing.T, s *stage, limit time.Duration) {
	t.Helper()
	began := time.Now()
	s.shell.Close()
	if took := time.Since(began); took > limit {
		t.Errorf("closing took %v", took)
	}
	shown := s.shown
	s.pass(24 * time.Hour)
	if s.shown != shown {
		t.Errorf("%d states were published afterwards", s.shown-shown)
	}
}

func TestR29Close(t *testing.T) {
	for name, work := range map[string]func(*stage){
		"before the start": func(*stage) {},
		"opening": func(s *stage) {
			s.session.loadBlock = make(chan struct{})
			s.start()
		},
		"waiting for a code": func(s *stage) { s.connect() },
		"redeeming": func(s *stage) {
			s.connect()
			s.attempt().block = make(chan struct{})
			s.submit("code-1")
		},
		"identifying": func(s *stage) {
			s.whoBlock = make(chan struct{})
			s.connect().submit("code-1")
		},
		"saving": func(s *stage) {
			s.session.AdoptBlock = make(chan struct{})
			s.connect().submit("code-1")
			s.shell.SignIn().Confirm()
			s.settle()
		},
		"downloading": func(s *stage) {
			s.source.Hold()
			s.signedIn(listed("a"))
		},
		"loading a detail": func(s *stage) {
			s.signedIn(listed("a"))
			s.source.Hold()
			s.list().Choose("a")
			s.settle()
		},
		"waiting to try again": func(s *stage) {
			s.source.Fail(tracker.ErrOffline, nil)
			s.signedIn(listed("a"))
		},
		"signing out": func(s *stage) {
			s.signedIn(listed("a"))
			s.session.signOutBlock = make(chan struct{})
			s.shell.SignOut(false)
			s.settle()
		},
		"at rest": func(s *stage) { s.signedIn(listed("a")) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t)
				work(s)
				closing(t, s, 0)
				if s.closed != len(s.opened) {
					t.Errorf("%d connections opened, %d closed", len(s.opened), s.closed)
				}
			})
		})
	}
}

// TestR29CloseStubbornWork has work that does not heed its context.
func TestR29CloseStubbornWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.connect()
		a := s.attempt()
		a.block, a.stubborn = make(chan struct{}), true
		s.submit("code-1")
		time.AfterFunc(time.Hour, func() { close(a.block) })
		closing(t, s, 700*time.Millisecond)
		if !a.cancelled {
			t.Error("the attempt goes on")
		}
	})
}

// TestCloseTwice and before anything was opened.
func TestCloseTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.shell.Start()
		s.shell.Close()
		s.shell.Close()
		s.settle()
		if s.screen != ScreenOpening {
			t.Errorf("screen %d", s.screen)
		}
	})
}

// TestLateConnectionIsClosed opens one that comes when nobody waits any more.
func TestLateConnectionIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.shell.opts.Open = func(ctx context.Context, _ bool) (Connection, error) {
			<-ctx.Done()
			return s.conn, nil
		}
		s.start()
		closing(t, s, 0)
		if s.closed != 1 {
			t.Errorf("%d closed", s.closed)
		}
	})
}

func TestTask(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		queue := make(chan func(), 10)
		l := task.NewLoop(func(f func()) { queue <- f })
		defer l.Close()
		var work task.Task
		var got []int
		begin := func(n int, wait time.Duration) {
			task.Start(l, &work, func(ctx context.Context) (int, error) { return n, task.Sleep(ctx, wait) },
				func(n int, err error) {
					if err != nil {
						n = -n
					}
					got = append(got, n)
				})
		}
		run := func() {
			for {
				synctest.Wait()
				select {
				case f := <-queue:
					f()
				default:
					return
				}
			}
		}
		begin(1, time.Minute)
		begin(2, time.Minute) // takes the place of the first
		if !work.Busy() {
			t.Error("not busy")
		}
		time.Sleep(time.Minute)
		run()
		if work.Busy() {
			t.Error("still busy")
		}
		begin(3, time.Minute)
		work.Stop()
		run()
		begin(4, time.Minute)
		work.Interrupt() // its result is wanted
		run()
		if len(got) != 2 || got[0] != 2 || got[1] != -4 {
			t.Errorf("results %v", got)
		}
	})
}
