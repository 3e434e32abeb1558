package present

import (
	"context"
	"errors"
	"strings"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
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
	// version is another number whenever it is changed, handed on or kept: what was read
	// of the store before is of no matter then.
	version int
	// writing counts what was handed on and has not come to its end.
	writing int
	err     error     // why the last could not be kept
	pause   task.Task // until it is handed on
}

// safe reports whether nothing of it would be lost.
func (d *draft) safe() bool { return d.text == d.kept && d.writing == 0 && d.err == nil }

// Notes are those that are, or were, being written in.
type Notes struct {
	*base
	storage *storage
	edits   *task.Edits
	chosen  func() string
	reread  func() // the chosen application from the store

	drafts map[noteKey]*draft
	// unreadable is why that of the chosen application could not be read.
	unreadable error
}

// erased forgets all of them: nothing is kept any more.
func (n *Notes) erased() { n.drafts = map[noteKey]*draft{} }

func (n *Notes) key(id string) noteKey {
	return noteKey{n.conn.Sample(), n.conn.Tracker().Account(), id}
}

// draftOf is nil while the note has not been read.
func (n *Notes) draftOf(id string) *draft {
	if n.conn == nil {
		return nil
	}
	return n.drafts[n.key(id)]
}

// read takes a note over as it is kept, unless something has become of it since
// the reading began, version being its number then.
func (n *Notes) read(id, text string, version int) {
	key := n.key(id)
	d := n.drafts[key]
	if d == nil {
		n.drafts[key] = &draft{text: text, kept: text, sent: text}
		return
	}
	switch {
	case d.safe() && d.version == version:
		d.text, d.kept, d.sent = text, text, text
	case d.err != nil && !d.pause.Busy(): // left over from before the account was left
		n.keepSoon(key, d, 0)
	}
}

// version is the number of a note before it is read.
func (n *Notes) version(id string) int {
	if d := n.draftOf(id); d != nil {
		return d.version
	}
	return 0
}

// Set takes over what the person has written of a note so far. Which one it is
// comes with it: what was typed for one application never gets into another.
func (n *Notes) Set(id, text string) {
	d := n.draftOf(id)
	if d == nil || d.text == text {
		return
	}
	before, now := n.of(id), n.platform.Now()
	if d.text == d.sent {
		d.since = now
	}
	d.text, d.typed = text, true
	d.version++
	n.keepSoon(n.key(id), d, min(notePause, noteLimit-now.Sub(d.since)))
	if after := n.of(id); after.Status != before.Status || (after.Text == "") != (before.Text == "") {
		n.show()
	}
}

func (n *Notes) keepSoon(key noteKey, d *draft, wait time.Duration) {
	task.Start(n.loop, &d.pause, task.NoValue(func(ctx context.Context) error { return task.Sleep(ctx, wait) }),
		func(_ task.Never, err error) {
			if err == nil && !n.keep(key, d) {
				n.show() // there is nothing to keep any more
			}
		})
}

// keep hands a note on to be kept, and reports whether there was anything in it
// that was not. Another account's waits for its return.
func (n *Notes) keep(key noteKey, d *draft) bool {
	d.pause.Stop()
	if d.text == d.sent && d.err == nil || !n.mayKeep(key) {
		return false
	}
	d.sent, d.since = d.text, n.platform.Now()
	d.writing++
	d.version++
	t, text := n.conn.Tracker(), d.text
	n.edits.Add(func(ctx context.Context) {
		err := tracker.ErrNoAccount
		if t.Account() == key.account {
			err = t.SetNote(ctx, key.id, text)
		}
		n.loop.Post(func() { n.kept(key, d, text, err) })
	})
	return true
}

// mayKeep reports whether a note belongs to what is open.
func (n *Notes) mayKeep(key noteKey) bool { return n.conn != nil && n.key(key.id) == key }

// kept takes note of what became of a text. What of an earlier one is of no
// matter while a later one is on its way.
func (n *Notes) kept(key noteKey, d *draft, text string, err error) {
	d.writing--
	d.version++
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
		n.log.Warn("keeping a note", "error", err)
		n.keepAgain(key, d)
	default:
		n.storage.recovered(failed)
	}
	n.forget()
	n.show()
}

// keepAgain tells that a note could not be kept and tries again in a while.
func (n *Notes) keepAgain(key noteKey, d *draft) {
	if !n.mayKeep(key) {
		return
	}
	n.storage.fail(d.err)
	n.show()
	if !d.pause.Busy() {
		n.keepSoon(key, d, noteRetry)
	}
}

// Flush keeps at once what was typed.
func (n *Notes) Flush() {
	if n.conn == nil {
		return
	}
	for key, d := range n.drafts {
		if (d.pause.Busy() || d.text != d.sent) && !n.keep(key, d) {
			n.loop.Post(n.show) // it is said no more that it is being kept
		}
	}
	n.forget()
}

// forget lets go of notes that are kept and not in sight.
func (n *Notes) forget() {
	for key, d := range n.drafts {
		shown := n.mayKeep(key) && key.id == n.chosen()
		if d.safe() && !shown {
			d.pause.Stop()
			delete(n.drafts, key)
		}
	}
}

// Retry reads or keeps the chosen application's note again, and keeps all others
// that could not be kept.
func (n *Notes) Retry() {
	if n.conn == nil {
		return
	}
	if n.draftOf(n.chosen()) == nil {
		n.reread()
	}
	for key, d := range n.drafts {
		if d.err != nil {
			n.keep(key, d)
		}
	}
	n.show()
}

// Unsafe reports whether a note would be lost if the app closed now.
func (n *Notes) Unsafe() bool {
	for _, d := range n.drafts {
		if d.err != nil {
			return true
		}
	}
	return false
}

// of is the note of an application as it is to be shown.
func (n *Notes) of(id string) Note {
	d := n.draftOf(id)
	switch {
	case d == nil && n.unreadable != nil:
		return Note{Problem: n.words.T("note.unreadable"), Retry: n.words.T("note.read_again")}
	case d == nil:
		return Note{}
	}
	note := Note{Text: d.text, Ready: true}
	switch {
	case errors.Is(d.err, tracker.ErrStoreFull):
		note.Problem, note.Retry = n.words.T("note.full"), n.words.T("note.save_again")
	case d.err != nil:
		note.Problem, note.Retry = n.words.T("note.failed"), n.words.T("note.save_again")
	case d.pause.Busy() || d.writing > 0:
		note.Status = n.words.T("note.saving")
	case strings.TrimSpace(d.text) == "" && !d.typed:
	case n.conn.Storage().Problem != nil:
		note.Status = n.words.T("note.memory")
	default:
		note.Status = n.words.T("note.saved")
	}
	return note
}
