package present

import (
	"context"
	"errors"
	"strings"
	"time"

	"candidaturas/tracker"
)

// A Note is what the person has written about an application.
type Note struct {
	Text string
	// Ready says that it may be written in: what is kept of it has been read.
	Ready bool
	// Status says quietly what becomes of it: «Guardando…», «Guardada».
	Status string
	// Problem is why it could not be read or kept; Retry is the label of the button
	// that tries again.
	Problem string
	Retry   string
}

// A note is kept notePause after the last keystroke, or noteLimit after the first
// one that was not kept, whichever is sooner. One that could not be kept is tried
// again after noteRetry.
const (
	notePause = 500 * time.Millisecond
	noteLimit = 5 * time.Second
	noteRetry = 20 * time.Second
)

// A noteKey tells notes apart, also those of another account.
type noteKey struct {
	sample      bool
	account, id string
}

// A draft is a note as the person has it, and what of it is kept.
type draft struct {
	text  string
	kept  string
	sent  string    // as it was last handed on to be kept
	since time.Time // of the first keystroke that was not
	typed bool      // the person has changed it
	// turn is another number whenever it is changed, handed on or kept: what was read
	// of the store before is of no matter then.
	turn int
	// writing counts what was handed on and has not come to its end.
	writing int
	err     error // why the last could not be kept
	pause   task  // until it is handed on
}

// safe reports whether nothing of it would be lost.
func (d *draft) safe() bool { return d.text == d.kept && d.writing == 0 && d.err == nil }

// notes are those that are, or were, being written in.
type notes struct {
	drafts map[noteKey]*draft
}

func newNotes() notes { return notes{drafts: map[noteKey]*draft{}} }

func (a *applications) noteKey(id string) noteKey {
	return noteKey{a.conn.Sample(), a.conn.Tracker().Account(), id}
}

// draftOf is nil while the note has not been read.
func (a *applications) draftOf(id string) *draft {
	if a.conn == nil {
		return nil
	}
	return a.notes.drafts[a.noteKey(id)]
}

// noteRead takes a note over as it is kept, unless something has become of it since
// the reading began, turn being its number then.
func (a *applications) noteRead(id, text string, turn int) {
	key := a.noteKey(id)
	d := a.notes.drafts[key]
	if d == nil {
		a.notes.drafts[key] = &draft{text: text, kept: text, sent: text}
		return
	}
	switch {
	case d.safe() && d.turn == turn:
		d.text, d.kept, d.sent = text, text, text
	case d.err != nil && !d.pause.busy(): // left over from before the account was left
		a.keepSoon(key, d, 0)
	}
}

// noteTurn is the number of a note before it is read.
func (a *applications) noteTurn(id string) int {
	if d := a.draftOf(id); d != nil {
		return d.turn
	}
	return 0
}

// setNote takes over what the person has written of a note so far. Which one it is
// comes with it: what was typed for one application never gets into another.
func (a *applications) setNote(id, text string) {
	d := a.draftOf(id)
	if d == nil || d.text == text {
		return
	}
	before, now := a.note(id), a.platform.Now()
	if d.text == d.sent {
		d.since = now
	}
	d.text, d.typed = text, true
	d.turn++
	a.keepSoon(a.noteKey(id), d, min(notePause, noteLimit-now.Sub(d.since)))
	if after := a.note(id); after.Status != before.Status || (after.Text == "") != (before.Text == "") {
		a.show()
	}
}

func (a *applications) keepSoon(key noteKey, d *draft, wait time.Duration) {
	start(a.loop, &d.pause, noValue(func(ctx context.Context) error { return sleep(ctx, wait) }),
		func(_ never, err error) {
			if err == nil && !a.keepNote(key, d) {
				a.show() // there is nothing to keep any more
			}
		})
}

// keepNote hands a note on to be kept, and reports whether there was anything in it
// that was not. Another account's waits for its return.
func (a *applications) keepNote(key noteKey, d *draft) bool {
	d.pause.stop()
	if d.text == d.sent && d.err == nil || !a.mayKeep(key) {
		return false
	}
	d.sent, d.since = d.text, a.platform.Now()
	d.writing++
	d.turn++
	t, text := a.conn.Tracker(), d.text
	a.edits.add(func(ctx context.Context) {
		err := tracker.ErrNoAccount
		if t.Account() == key.account {
			err = t.SetNote(ctx, key.id, text)
		}
		a.loop.post(func() { a.noteKept(key, d, text, err) })
	})
	return true
}

// mayKeep reports whether a note belongs to what is open.
func (a *applications) mayKeep(key noteKey) bool { return a.conn != nil && a.noteKey(key.id) == key }

// noteKept takes note of what became of a text. What of an earlier one is of no
// matter while a later one is on its way.
func (a *applications) noteKept(key noteKey, d *draft, text string, err error) {
	d.writing--
	d.turn++
	if err == nil {
		d.kept = text
	}
	if d.writing > 0 {
		return
	}
	failed := d.err
	d.err = err
	switch {
	case err != nil:
		a.log.Warn("keeping a note", "error", err)
		a.keepAgain(key, d)
	case failed != nil && errors.Is(a.storeProblem, failed):
		a.storeProblem = nil
	}
	a.forgetNotes()
	a.show()
}

// keepAgain tells that a note could not be kept and tries again in a while.
func (a *applications) keepAgain(key noteKey, d *draft) {
	if !a.mayKeep(key) {
		return
	}
	a.failedToKeep(d.err)
	if !d.pause.busy() {
		a.keepSoon(key, d, noteRetry)
	}
}

// flushNotes keeps at once what was typed.
func (a *applications) flushNotes() {
	if a.conn == nil {
		return
	}
	for key, d := range a.notes.drafts {
		if (d.pause.busy() || d.text != d.sent) && !a.keepNote(key, d) {
			a.loop.post(a.show) // it is said no more that it is being kept
		}
	}
	a.forgetNotes()
}

// forgetNotes lets go of notes that are kept and not in sight.
func (a *applications) forgetNotes() {
	for key, d := range a.notes.drafts {
		shown := a.mayKeep(key) && key.id == a.chosen.id
		if d.safe() && !shown {
			d.pause.stop()
			delete(a.notes.drafts, key)
		}
	}
}

// retryNote reads or keeps the chosen application's note again, and keeps all others
// that could not be kept.
func (a *applications) retryNote() {
	if a.conn == nil {
		return
	}
	if a.draftOf(a.chosen.id) == nil {
		a.readChosen()
	}
	for key, d := range a.notes.drafts {
		if d.err != nil {
			a.keepNote(key, d)
		}
	}
	a.show()
}

// notesUnsafe reports whether a note would be lost if the app closed now.
func (a *applications) notesUnsafe() bool {
	for _, d := range a.notes.drafts {
		if d.err != nil {
			return true
		}
	}
	return false
}

// note is the note of an application as it is to be shown.
func (a *applications) note(id string) Note {
	d := a.draftOf(id)
	switch {
	case d == nil && a.chosen.noteErr != nil:
		return Note{Problem: a.words.T("note.unreadable"), Retry: a.words.T("note.read_again")}
	case d == nil:
		return Note{}
	}
	n := Note{Text: d.text, Ready: true}
	switch {
	case errors.Is(d.err, tracker.ErrStoreFull):
		n.Problem, n.Retry = a.words.T("note.full"), a.words.T("note.save_again")
	case d.err != nil:
		n.Problem, n.Retry = a.words.T("note.failed"), a.words.T("note.save_again")
	case d.pause.busy() || d.writing > 0:
		n.Status = a.words.T("note.saving")
	case strings.TrimSpace(d.text) == "" && !d.typed:
	case a.conn.Storage().Problem != nil:
		n.Status = a.words.T("note.memory")
	default:
		n.Status = a.words.T("note.saved")
	}
	return n
}
