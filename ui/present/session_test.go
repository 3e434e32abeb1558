package present

import (
	"log/slog"
	"slices"
	"testing"
)

// TestSessionTable walks through every transition, has every other event refused, and
// sees that every state can be reached and left.
func TestSessionTable(t *testing.T) {
	reached := map[sessionState]bool{stateOpening: true}
	legal := map[sessionEvent]bool{}
	for state := range sessionState(sessionStates) {
		if len(sessionTable[state]) == 0 {
			t.Errorf("state %d cannot be left", state)
		}
		for event := range sessionEvent(sessionEvents) {
			f := sessionFlow{state: state, log: slog.New(slog.DiscardHandler)}
			next, ok := sessionTable[state][event]
			if f.on(event) != ok {
				t.Errorf("state %d, event %d: accepted %v", state, event, !ok)
			}
			switch {
			case !ok && f.state != state:
				t.Errorf("state %d: event %d was refused and led to %d", state, event, f.state)
			case ok && f.state != next:
				t.Errorf("state %d: event %d led to %d", state, event, f.state)
			case ok:
				legal[event] = true
				if next != state {
					reached[next] = true
				}
			}
		}
	}
	for state := range sessionState(sessionStates) {
		if !reached[state] {
			t.Errorf("nothing leads to state %d", state)
		}
	}
	for event := range sessionEvent(sessionEvents) {
		if !legal[event] {
			t.Errorf("event %d can never happen", event)
		}
	}
}

// TestSessionFromTheBeginning: whatever happens, every state can be come to from
// opening, and the welcome screen from every state.
func TestSessionFromTheBeginning(t *testing.T) {
	for state := range sessionState(sessionStates) {
		if !leads(stateOpening, state) {
			t.Errorf("state %d cannot be come to", state)
		}
		if !leads(state, stateWelcome) || !leads(state, stateListed) {
			t.Errorf("state %d is a trap", state)
		}
	}
}

// leads reports whether there is a way from one state to another.
func leads(from, to sessionState) bool {
	seen := []sessionState{from}
	for i := 0; i < len(seen); i++ {
		for _, next := range sessionTable[seen[i]] {
			if !slices.Contains(seen, next) {
				seen = append(seen, next)
			}
		}
	}
	return slices.Contains(seen, to)
}

// TestSessionIsNeverInTheWay: what must hold of the table whatever else it says.
func TestSessionIsNeverInTheWay(t *testing.T) {
	for state := range sessionState(sessionStates) {
		next := sessionTable[state]
		if _, may := next[eventConnect]; may && (state == stateAdopting || state == stateUndoing || state == stateLeaving) {
			t.Errorf("state %d: a sign-in overtakes a session that comes or goes", state)
		}
		if _, may := next[eventLate]; may && state != stateWelcome && state != stateListedKept {
			t.Errorf("state %d: a late session tears the person out of something", state)
		}
		if to, may := next[eventErase]; may && to != stateLeaving {
			t.Errorf("state %d: erasing leads to %d", state, to)
		}
	}
	for event, next := range sessionTable[stateLeaving] {
		if event != eventNothing && event != eventErased {
			t.Errorf("event %d stops a session from being ended, for %d", event, next)
		}
	}
}
