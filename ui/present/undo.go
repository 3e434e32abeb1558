package present

import (
	"context"
	"errors"

	"candidaturas/tracker"
)

// A Toast is a passing remark about what the person did.
type Toast struct {
	Seq  int // another one for every remark
	Text string
	// Undo is the label of the button that takes it back, empty for none.
	Undo string
}

// undoLimit is how many steps back there are.
const undoLimit = 50

// An undoStep takes back one thing that the person did.
type undoStep struct {
	text string // that says so
	undo func(context.Context) error
}

// remarks are what is said in passing, and the steps that can be taken back.
type remarks struct {
	toast   Toast
	steps   []undoStep // the last one goes first
	undoing task
}

// say remarks on something that cannot be taken back.
func (a *applications) say(text string) {
	a.remarks.toast = Toast{Seq: a.remarks.toast.Seq + 1, Text: text}
}

// did remarks on something that the person did and that undo takes back. It is
// called once that is done, or as good as: undo runs off the presenters' goroutine
// after it, in the order of the tracker's edits.
func (a *applications) did(text string, undo func(context.Context) error) {
	a.say(text)
	a.remarks.toast.Undo = a.words.T("action.undo")
	a.remarks.steps = append(a.remarks.steps, undoStep{text, undo})
	a.remarks.steps = a.remarks.steps[max(0, len(a.remarks.steps)-undoLimit):]
}

// forgetSteps is for another account, whose applications the steps do not know.
func (a *applications) forgetSteps() {
	a.remarks.undoing.stop()
	a.remarks.steps = nil
	a.remarks.toast.Undo = ""
}

// undo takes back the last thing that the person did.
func (a *applications) undo() {
	n := len(a.remarks.steps)
	if a.conn == nil || n == 0 || a.remarks.undoing.busy() {
		return
	}
	step := a.remarks.steps[n-1]
	a.remarks.steps = a.remarks.steps[:n-1]
	start(a.loop, &a.remarks.undoing, noValue(step.undo), func(_ never, err error) {
		if err != nil {
			a.log.Warn("taking something back", "error", err)
			a.failedToKeep(err)
			return
		}
		a.say(a.words.T("undo.done", "What", step.text))
		a.show()
	})
}

// failedToKeep tells that something the person did could not be kept.
func (a *applications) failedToKeep(err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, tracker.ErrNoAccount) {
		return
	}
	a.storeProblem = err
	a.show()
}

// Undo takes back the last thing that the person did.
func (s *Shell) Undo() { s.apps.undo() }
