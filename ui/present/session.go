package present

import (
	"context"
	"log/slog"
)

// A sessionState is how far the person has come on the way to a session.
type sessionState int

// The states. Those from welcome to returning show the sign-in, those that are listed
// the list; the others leave on the screen what was there.
const (
	stateOpening    sessionState = iota // the connection, and what is kept, is being opened
	stateAsking                         // the keyring is being asked, and nothing is kept
	stateAskingKept                     // the same while what is kept shows
	stateWelcome
	stateCode       // waiting for the pasted code
	stateChecking   // InfoJobs is asked about the code, or whose it is
	stateConfirm    // waiting for the answer to whose it is
	stateAdopting   // the session is being taken on
	stateUndoing    // and ended again
	stateReturning  // the sign-in was given up
	stateEntering   // the account is being opened
	stateListed     // its list shows, with the session
	stateListedKept // its list shows, and nobody is signed in
	stateLeaving    // the session is being ended
	sessionStates   = iota
)

// String names a state for the log.
func (s sessionState) String() string {
	return [sessionStates]string{
		stateOpening:    "opening",
		stateAsking:     "asking the keyring",
		stateAskingKept: "asking, kept list shows",
		stateWelcome:    "welcome",
		stateCode:       "code",
		stateChecking:   "checking",
		stateConfirm:    "confirm",
		stateAdopting:   "adopting",
		stateUndoing:    "undoing",
		stateReturning:  "returning",
		stateEntering:   "entering",
		stateListed:     "listed",
		stateListedKept: "listed without session",
		stateLeaving:    "leaving",
	}[s]
}

// A sessionEvent is what moves the session from one state to another.
type sessionEvent int

// The events.
const (
	eventShown    sessionEvent = iota // what is kept can be shown
	eventAsk                          // the keyring is asked
	eventFailed                       // the connection could not be opened
	eventFound                        // there is a session
	eventLate                         // the keyring has handed one over after all
	eventKept                         // there is none, and a list to show
	eventNothing                      // there is none, and nothing to show
	eventConnect                      // the person signs in
	eventCheck                        // they give a code, or have InfoJobs asked again
	eventRefused                      // another code is needed
	eventQuestion                     // they are asked whose account it is
	eventAdopt                        // it is theirs
	eventAdopted                      // the session is taken on
	eventCancel                       // the person gives the sign-in up
	eventUndone                       // the session that had been taken on has ended
	eventBack                         // the list shows again as it was before the sign-in
	eventEntered                      // the account is open
	eventChange                       // the person changes to another connection
	eventRenew                        // the app keys, or what is kept, are others
	eventReplaced                     // damaged data were replaced
	eventLeave                        // the person signs out
	eventErase                        // the person deletes everything
	eventErased                       // that is done
	sessionEvents = iota
)

// String names an event for the log.
func (e sessionEvent) String() string {
	return [sessionEvents]string{
		eventShown:    "shown",
		eventAsk:      "ask",
		eventFailed:   "failed",
		eventFound:    "found",
		eventLate:     "late",
		eventKept:     "kept",
		eventNothing:  "nothing",
		eventConnect:  "connect",
		eventCheck:    "check",
		eventRefused:  "refused",
		eventQuestion: "question",
		eventAdopt:    "adopt",
		eventAdopted:  "adopted",
		eventCancel:   "cancel",
		eventUndone:   "undone",
		eventBack:     "back",
		eventEntered:  "entered",
		eventChange:   "change",
		eventRenew:    "renew",
		eventReplaced: "replaced",
		eventLeave:    "leave",
		eventErase:    "erase",
		eventErased:   "erased",
	}[e]
}

// sessionTable says where each event leads. What is not in it is refused: a late
// answer or a button that is pressed twice.
var sessionTable = [sessionStates]map[sessionEvent]sessionState{
	stateOpening: {
		eventShown: stateAskingKept, eventAsk: stateAsking, eventFailed: stateWelcome, eventRenew: stateOpening,
	},
	stateAsking: {eventFound: stateEntering, eventNothing: stateWelcome, eventRenew: stateOpening},
	stateAskingKept: {
		eventShown: stateAskingKept, eventAsk: stateAskingKept, eventFound: stateEntering, eventKept: stateListedKept,
		eventRenew: stateOpening, eventLeave: stateLeaving, eventErase: stateLeaving,
	},
	stateWelcome: {
		eventConnect: stateCode, eventLate: stateEntering, eventChange: stateOpening, eventRenew: stateOpening,
		eventErase: stateLeaving,
	},
	stateCode: {
		eventConnect: stateCode, eventCheck: stateChecking, eventCancel: stateReturning, eventChange: stateOpening,
		eventRenew: stateOpening, eventLeave: stateLeaving, eventErase: stateLeaving,
	},
	stateChecking: {
		eventConnect: stateCode, eventRefused: stateCode, eventQuestion: stateConfirm, eventAdopt: stateAdopting,
		eventCancel: stateReturning, eventChange: stateOpening, eventRenew: stateOpening, eventLeave: stateLeaving,
		eventErase: stateLeaving,
	},
	stateConfirm: {
		eventConnect: stateCode, eventCheck: stateChecking, eventAdopt: stateAdopting, eventCancel: stateReturning,
		eventChange: stateOpening, eventRenew: stateOpening, eventLeave: stateLeaving, eventErase: stateLeaving,
	},
	stateAdopting: {
		eventAdopted: stateEntering, eventRefused: stateCode, eventQuestion: stateConfirm, eventCancel: stateUndoing,
		eventRenew: stateOpening, eventLeave: stateLeaving, eventErase: stateLeaving,
	},
	stateUndoing: {eventUndone: stateReturning, eventLeave: stateLeaving, eventErase: stateLeaving},
	stateReturning: {
		eventFound: stateEntering, eventBack: stateListed, eventKept: stateListedKept, eventNothing: stateWelcome,
	},
	stateEntering: {
		eventEntered: stateListed, eventRenew: stateOpening, eventLeave: stateLeaving, eventErase: stateLeaving,
	},
	stateListed: {
		eventConnect: stateCode, eventChange: stateOpening, eventRenew: stateOpening, eventReplaced: stateOpening,
		eventLeave: stateLeaving, eventErase: stateLeaving,
	},
	stateListedKept: {
		eventAsk: stateAskingKept, eventLate: stateEntering, eventConnect: stateCode, eventChange: stateOpening,
		eventRenew: stateOpening, eventReplaced: stateOpening, eventLeave: stateLeaving, eventErase: stateLeaving,
	},
	stateLeaving: {eventNothing: stateWelcome, eventErased: stateOpening},
}

// sessionFlow is the state of the session. The zero value is opening.
type sessionFlow struct {
	state sessionState
	log   *slog.Logger
}

// on goes where an event leads, and reports whether it may happen now.
func (f *sessionFlow) on(e sessionEvent) bool {
	next, ok := sessionTable[f.state][e]
	if !ok {
		f.log.LogAttrs(context.Background(), slog.LevelDebug, "the session refuses an event", slog.Any("state", f.state), slog.Any("event", e))
		return false
	}
	f.state = next
	return true
}
