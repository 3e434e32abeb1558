package present

import (
	"errors"

	"candidaturas/api/fault"
	"candidaturas/auth"
)

// A Message tells the person what happened. Details, if any, are what InfoJobs'
// support asks for; the raw error goes to the log only.
type Message struct {
	Text    string
	Details string
	Error   bool
}

// and says something more. Nil says nothing.
func (m *Message) and(more *Message) *Message {
	switch {
	case m == nil:
		return more
	case more == nil:
		return m
	}
	return &Message{Text: m.Text + "\n" + more.Text, Error: m.Error || more.Error}
}

// signInErrors are tried in order: the key of the words for what can go wrong
// while signing in.
var signInErrors = []struct {
	err error
	key string
}{
	{auth.ErrEmpty, "error.code_empty"},
	{auth.ErrMalformed, "error.code_malformed"},
	{auth.ErrStateMismatch, "error.state"},
	{auth.ErrForeignHost, "error.foreign_host"},
	{auth.ErrAuthorizePage, "error.authorize_page"},
	{auth.ErrDenied, "error.denied"},
	{auth.ErrRefused, "error.refused"},
	{auth.ErrAttemptExpired, "error.attempt_expired"},
	{auth.ErrAttemptCancelled, "error.attempt_expired"},
	{auth.ErrCodeRejected, "error.code_rejected"},
	{fault.ErrKeysRefused, "error.keys_signin"},
	{fault.ErrSignedOut, "error.code_rejected"},
	{fault.ErrInsecure, "error.insecure"},
	{fault.ErrPortal, "error.portal"},
	{fault.ErrBotWall, "error.bot_wall"},
	{fault.ErrUnavailable, "error.unavailable"},
	{fault.ErrRateLimited, "error.unavailable"},
	{fault.ErrOffline, "error.offline"},
	{fault.ErrBadAnswer, "error.bad_answer"},
}

// signInMessage puts an error of the sign-in into words.
func signInMessage(w *Words, err error) *Message {
	key := "error.unexpected"
	for _, e := range signInErrors {
		if errors.Is(err, e.err) {
			key = e.key
			break
		}
	}
	return &Message{Text: w.T(key), Details: details(w, err), Error: true}
}

// startsAgain reports whether an attempt that failed with err is over, so that
// only a new one can go on.
func startsAgain(err error) bool {
	return errors.Is(err, auth.ErrStateMismatch) || errors.Is(err, auth.ErrAttemptExpired) ||
		errors.Is(err, auth.ErrAttemptCancelled)
}

// details is what InfoJobs' support needs to find the case.
func details(w *Words, err error) string {
	var known interface {
		error
		Support() (code, requestID string)
	}
	if !errors.As(err, &known) {
		return ""
	}
	code, id := known.Support()
	switch {
	case id != "":
		return w.T("error.request", "ID", id)
	case code != "":
		return w.T("error.code_shown", "Code", code)
	}
	return ""
}
