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
			t.Errorf("state %v cannot be left", state)
		}
		for event := range sessionEvent(sessionEvents) {
			f := sessionFlow{state: state, log: slog.New(slog.DiscardHandler)}
			next, ok := sessionTable[state][event]
			if f.on(event) != ok {
				t.Errorf("state %v, event %v: accepted %v", state, event, !ok)
			}
			switch {
			case !ok && f.state != state:
				t.Errorf("state %v: event %v was refused and led to %v", state, event, f.state)
			case ok && f.state != next:
				t.Errorf("state %v: event %v led to %v", state, event, f.state)
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
			t.Errorf("nothing leads to state %v", state)
		}
	}
	for event := range sessionEvent(sessionEvents) {
		if !legal[event] {
			t.Errorf("event %v can never happen", event)
		}
	}
}

// TestSessionFromTheBeginning: whatever happens, every state can be come to from
// opening, and the welcome screen from every state.
func TestSessionFromTheBeginning(t *testing.T) {
	for state := range sessionState(sessionStates) {
		if !leads(stateOpening, state) {
			t.Errorf("state %v cannot be come to", state)
		}
		if !leads(state, stateWelcome) || !leads(state, stateListed) {
			t.Errorf("state %v is a trap", state)
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
			t.Errorf("state %v: a sign-in overtakes a session that comes or goes", state)
		}
		if _, may := next[eventLate]; may && state != stateWelcome && state != stateListedKept {
			t.Errorf("state %v: a late session tears the person out of something", state)
		}
		if to, may := next[eventErase]; may && to != stateLeaving {
			t.Errorf("state %v: erasing leads to %v", state, to)
		}
	}
	for event, next := range sessionTable[stateLeaving] {
		if event != eventNothing && event != eventErased {
			t.Errorf("event %v stops a session from being ended, for %v", event, next)
		}
	}
}
