package app

import (
	"net/http"
	"testing"
	"time"

	"candidaturas/api/sandbox"

	"go.uber.org/goleak"
)

// TestR29QuitWhileInfoJobsIsSlow closes the whole app in the middle of each kind
// of request. It has to give the request up, whose answer never comes, and to
// leave no goroutine behind. That a real window closes within two seconds is for
// the test in one.
func TestR29QuitWhileInfoJobsIsSlow(t *testing.T) {
	for _, op := range []sandbox.Op{sandbox.OpToken, sandbox.OpCandidate, sandbox.OpApplications, sandbox.OpTimeline} {
		t.Run(string(op), func(t *testing.T) {
			j := newJourney(t, sandbox.Options{})
			j.connect()
			before := goleak.IgnoreCurrent()
			arrived, givenUp := make(chan struct{}, 100), make(chan struct{}, 100)
			never := sandbox.DelayHeaders(24 * time.Hour)
			j.server.Fault(op, 0, func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
				arrived <- struct{}{}
				defer func() { givenUp <- struct{}{} }()
				never(w, r, genuine)
			})
			j.enter(j.code())
			if op != sandbox.OpToken && op != sandbox.OpCandidate {
				j.see("¿Eres tú?")
				j.press("Return")
			}
			for waiting := true; waiting; {
				j.queue.Drain()
				select {
				case <-arrived:
					waiting = false
				case <-time.After(time.Millisecond):
				}
			}
			j.window.Presenter().Close()
			select {
			case <-givenUp:
			case <-time.After(20 * time.Second):
				t.Error("the app still waits for the answer")
			}
			if err := j.server.Close(); err != nil {
				t.Error(err)
			}
			if err := goleak.Find(before); err != nil {
				t.Error(err)
			}
		})
	}
}
