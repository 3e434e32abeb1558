package present

import (
	"context"
)

// An access is how far the session lets the list go.
type access int

// The accesses.
const (
	accessUnknown access = iota // it is not known yet whether there is a session
	accessKept                  // there is none: the list is as it was left
	accessSession
)

// A subject is what the list shows. The session changes it, through the methods below
// and in no other way.
type subject struct {
	conn   Connection // nil while there is nothing to show
	access access
	ending bool // the session is being ended
}

// shows reports whether the list is of a connection.
func (s *subject) shows(conn Connection) bool { return s.conn != nil && s.conn == conn }

// online reports whether the list is of a connection and of its session.
func (s *subject) online(conn Connection) bool { return s.shows(conn) && s.access == accessSession }

// showKept shows what is kept while it is not known yet whether there is a session; the
// first time as the last run left it.
func (a *Applications) showKept(conn Connection, view ViewSettings) {
	first := !a.shows(conn)
	a.begin(conn, accessUnknown)
	if first {
		a.restore(view)
	}
}

// open shows conn with its session, and brings its list up to date.
func (a *Applications) open(conn Connection) {
	a.begin(conn, accessSession)
	// What the session before could not do says nothing about this one.
	a.Downloads.renewed()
	a.Chosen.activity.retry()
	a.Chosen.activity.fetch(a.Chosen.id)
	a.Downloads.Refresh()
}

// begin starts showing what is kept of conn.
func (a *Applications) begin(conn Connection, access access) {
	if a.conn != conn {
		a.reset()
		a.conn = conn
	}
	a.access, a.ending = access, false
	a.hooks.account(conn)
	a.hooks.minute()
	a.tick()
	a.show()
}

// await says that the keyring is being asked whether there is a session.
func (a *Applications) await() {
	if a.access != accessUnknown {
		a.access = accessUnknown
		a.show()
	}
}

// goOffline leaves what is kept in sight although there is no session.
func (a *Applications) goOffline() {
	a.access = accessKept
	a.show()
}

// resume takes up what leave stopped, but for a download.
func (a *Applications) resume(access access) {
	a.access = access
	a.tick()
	a.Chosen.resume()
	a.Downloads.checks.await()
	a.show()
}

// change forgets the account that showed, before another one is opened.
func (a *Applications) change() {
	a.reset()
	a.rememberList()
	a.access = accessUnknown
}

// end stops all work, before the session is ended.
func (a *Applications) end() {
	a.leave()
	a.ending = true
	a.show()
}

// ended forgets the account whose session has ended, and if all of it was erased also
// the notes that could not be kept.
func (a *Applications) ended(erased bool) {
	a.reset()
	a.rememberList()
	a.subject = subject{}
	if erased {
		a.Notes.erased()
	}
}

// unread says why what is kept could not be read.
func (a *Applications) unread(err error) {
	a.storage.fail(err)
	a.show()
}

// settle waits for what is being written. It may be called from any goroutine.
func (a *Applications) settle(ctx context.Context) { a.edits.Settle(ctx) }
