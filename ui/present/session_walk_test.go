package present

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"candidaturas/auth"
)

// held are ways to a state, in which the presenter then stays until it is released.
var held = map[sessionState]func(s *stage, until chan struct{}){
	stateOpening: func(s *stage, until chan struct{}) {
		open := s.shell.opts.Open
		s.shell.opts.Open = func(ctx context.Context, sample bool) (Connection, error) {
			if err := wait(ctx, until); err != nil {
				return nil, err
			}
			return open(ctx, sample)
		}
		s.start()
	},
	stateAsking: func(s *stage, until chan struct{}) {
		s.session.loadBlock = until
		s.start()
	},
	stateAskingKept: func(s *stage, until chan struct{}) {
		s.session.loadBlock = until
		s.keep(listed("a")).again()
	},
	stateWelcome: func(s *stage, _ chan struct{}) { s.start() },
	stateCode:    func(s *stage, _ chan struct{}) { s.connect() },
	stateChecking: func(s *stage, until chan struct{}) {
		s.connect().attempt().block = until
		s.submit("code-1")
	},
	stateConfirm: func(s *stage, _ chan struct{}) { s.connect().submit("code-1") },
	stateAdopting: func(s *stage, until chan struct{}) {
		s.session.AdoptBlock = until
		s.connect().submit("code-1")
		s.shell.SignIn().Confirm()
	},
	stateUndoing: func(s *stage, until chan struct{}) {
		s.session.AdoptBlock, s.session.signOutBlock = make(chan struct{}), until
		s.connect().submit("code-1")
		s.shell.SignIn().Confirm()
		s.settle()
		s.shell.SignIn().Cancel()
	},
	stateEntering: func(s *stage, until chan struct{}) {
		s.connect().submit("code-1")
		s.shell.apps.edits.Add(func(context.Context) { <-until })
		s.shell.SignIn().Confirm()
	},
	stateListed:     func(s *stage, _ chan struct{}) { s.signedIn(listed("a")) },
	stateListedKept: func(s *stage, _ chan struct{}) { s.keep(listed("a")).again() },
	stateLeaving: func(s *stage, until chan struct{}) {
		s.signedIn(listed("a"))
		s.session.signOutBlock = until
		s.shell.SignOut(false)
	},
}

// anytime is what can happen in whatever state.
var anytime = map[sessionEvent]func(*Shell){
	eventConnect:  (*Shell).Connect,
	eventCancel:   func(s *Shell) { s.SignIn().Cancel() },
	eventChange:   (*Shell).LeaveSample,
	eventRenew:    (*Shell).reopen,
	eventReplaced: (*Shell).replaced,
	eventLeave:    func(s *Shell) { s.SignOut(false) },
	eventErase:    func(s *Shell) { s.SignOut(true) },
}

// TestWhateverHappensWhenever has the presenter itself go through the table: what is
// refused changes nothing, and what is not leads to a state that waits for the person.
func TestWhateverHappensWhenever(t *testing.T) {
	for state, hold := range held {
		for event, do := range anytime {
			t.Run(fmt.Sprintf("%v/%v", state, event), func(t *testing.T) {
				onStage(t, func(t *testing.T, s *stage) {
					until := make(chan struct{})
					hold(s, until)
					s.settle()
					if got := s.shell.session.state; got != state {
						t.Fatalf("state %v", got)
					}
					do(s.shell)
					_, may := sessionTable[state][event]
					if got := s.shell.session.state; !may && got != state {
						t.Errorf("was not refused and led to %v", got)
					}
					close(until)
					s.settle()
					s.pass(10 * time.Second)
					checkRest(t, s, may && (event == eventLeave || event == eventErase))
				})
			})
		}
	}
}

// checkRest checks that the presenter waits for the person, and if they have left that
// nobody is signed in.
func checkRest(t *testing.T, s *stage, left bool) {
	t.Helper()
	rests := []sessionState{stateWelcome, stateCode, stateConfirm, stateListed, stateListedKept}
	if got := s.shell.session.state; !slices.Contains(rests, got) {
		t.Errorf("state %v in the end", got)
	}
	if s.shell.work.Busy() || s.signIn.Busy != "" && s.screen == ScreenSignIn {
		t.Errorf("still at work: %+v", s.signIn)
	}
	if left && (s.shell.session.state != stateWelcome || s.session.Status().State != auth.SignedOut) {
		t.Errorf("state %v with %+v after leaving", s.shell.session.state, s.session.Status())
	}
}
