package present

import (
	"context"

	"candidaturas/ui/present/task"
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

// Remarks are what is said in passing, and the steps that can be taken back.
type Remarks struct {
	*base
	storage *storage
	toast   Toast
	steps   []undoStep // the last one goes first
	undoing task.Task
}

// say remarks on something that cannot be taken back.
func (r *Remarks) say(text string) {
	r.toast = Toast{Seq: r.toast.Seq + 1, Text: text}
}

// did remarks on something that the person did and that undo takes back. It is
// called once that is done, or as good as: undo runs off the presenters' goroutine
// after it, in the order of the tracker's edits.
func (r *Remarks) did(text string, undo func(context.Context) error) {
	r.say(text)
	r.toast.Undo = r.words.T("action.undo")
	r.steps = append(r.steps, undoStep{text, undo})
	r.steps = r.steps[max(0, len(r.steps)-undoLimit):]
}

// forget is for another account, whose applications the steps do not know.
func (r *Remarks) forget() {
	r.undoing.Stop()
	r.steps = nil
	r.toast.Undo = ""
}

// Undo takes back the last thing that the person did.
func (r *Remarks) Undo() {
	n := len(r.steps)
	if r.conn == nil || n == 0 || r.undoing.Busy() {
		return
	}
	step := r.steps[n-1]
	r.steps = r.steps[:n-1]
	task.Start(r.loop, &r.undoing, task.NoValue(step.undo), func(_ task.Never, err error) {
		if err != nil {
			r.log.Warn("taking something back", "error", err)
			r.storage.fail(err)
		} else {
			r.say(r.words.T("undo.done", "What", step.text))
		}
		r.show()
	})
}
