package present

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"candidaturas/api/fault"
	"candidaturas/auth"
	"candidaturas/ui/present/task"
)

// A SignIn is the presenter of the way in, from the welcome screen to a session.
type SignIn struct {
	loop     *task.Loop
	words    *Words
	platform Platform
	log      *slog.Logger
	publish  func(SignInState)
	session  *sessionFlow
	// done takes over once there is a session, which the person may want to be there
	// again at the next start.
	done func(again bool)
	// back takes over when the person gives up.
	back func()
	// undo takes over when they do so while the session is being taken on: it
	// ends the session once it has been taken on or refused.
	undo func(adopted <-chan struct{})

	conn   Connection
	notice *Message // that the welcome screen was asked to show
	// canReload goes with the notice.
	canReload bool
	attempt   Attempt
	result    auth.Result
	account   string // whose result it is, once InfoJobs was asked
	known     string // account of the session before, empty when unknown
	work      task.Task
	expiry    task.Task
	spent     bool // the attempt's code is gone: only a new attempt helps
	pasted    string
	ended     <-chan struct{} // closed when the last session has been taken on, or refused
	state     SignInState
}

func (s *SignIn) show() {
	st := &s.state
	st.Why, st.YesLabel, st.NoLabel = s.words.T("confirm.why"), s.words.T("confirm.yes"), s.words.T("confirm.no")
	st.ConfirmTitle = s.words.T("confirm.title")
	switch {
	case st.CanRetry:
		st.ConfirmTitle = s.words.T("confirm.title_unknown")
		st.Why, st.YesLabel, st.NoLabel = "", s.words.T("action.retry"), s.words.T("action.cancel")
	case st.Busy != "":
		st.Why = "" // they have answered
	}
	s.publish(s.state)
}

// welcome shows the first screen for conn.
func (s *SignIn) welcome(conn Connection, notice *Message, canReload bool) {
	s.leave()
	s.conn, s.notice, s.canReload = conn, notice, canReload
	s.state = SignInState{
		Step: StepWelcome, CanConnect: conn.HasKeys(), ConnectLabel: s.words.T("welcome.connect"),
		CanTrySample: !conn.Sample(), SamplePrimary: !conn.HasKeys(),
		CanUseKeys: conn.CanSaveKeys() && !conn.HasKeys(),
		CanRestore: conn.CanBackUp(),
		Notice:     notice, CanReload: canReload, Keep: true, CodeSeq: s.state.CodeSeq,
	}
	switch {
	case conn.Sample():
		s.state.ConnectLabel = s.words.T("welcome.sample_connect")
	case conn.HasKeys():
		s.state.Promise = s.words.T("welcome.no_password")
	}
	if notice == nil {
		s.state.Notice = s.standingNotice()
	}
	s.show()
}

// renew shows the welcome screen as it is with the keys and words that there are now.
func (s *SignIn) renew() { s.welcome(s.conn, s.notice, s.canReload) }

// relocalize puts into the words that there are now what can be said anew. What went
// wrong before stays as it was told.
func (s *SignIn) relocalize() {
	switch s.session.state {
	case stateWelcome:
		s.renew()
	case stateCode, stateChecking, stateConfirm, stateAdopting, stateUndoing:
		s.title()
		s.show()
	}
}

func (s *SignIn) standingNotice() *Message {
	switch {
	case s.conn.Sample():
		return &Message{Text: s.words.T("welcome.sample_ready")}
	case !s.conn.HasKeys():
		return &Message{Text: s.words.T("welcome.no_keys")}
	}
	return nil
}

// leave gives up whatever is under way.
func (s *SignIn) leave() {
	s.work.Stop()
	s.expiry.Stop()
	if s.attempt != nil {
		s.attempt.Cancel()
		s.attempt = nil
	}
	s.result, s.account, s.pasted = auth.Result{}, "", ""
}

// begin starts an attempt and opens the browser: always the person's own click.
func (s *SignIn) begin(conn Connection) {
	if !conn.HasKeys() {
		return
	}
	s.attemptWith(conn)
	s.openBrowser()
	s.show()
}

// attemptWith replaces the attempt by a new one, of which the browser knows nothing
// yet.
func (s *SignIn) attemptWith(conn Connection) {
	keep := s.state.Keep || s.state.Step == StepWelcome
	s.leave()
	s.conn = conn
	s.attempt = conn.Begin()
	s.spent = false
	s.state = SignInState{
		Step: StepCode, Keep: keep, CodeSeq: s.state.CodeSeq + 1,
		CanKeep: !conn.Sample(), // whose session is worth nothing once it has ended
	}
	s.title()
	s.expireAt(s.attempt.Expires())
}

// title says what to do in the browser.
func (s *SignIn) title() {
	w, st := s.words, &s.state
	again, elsewhere := w.T("signin.help_2"), w.T("signin.help_3")
	if s.conn.Sample() {
		st.Title, st.Step1 = w.T("signin.title_sample"), w.T("signin.step1_sample")
		st.Help = []string{again, w.T("signin.help_3_sample")}
		return
	}
	st.Title, st.Step1 = w.T("signin.title"), w.T("signin.step1")
	st.Help = []string{w.T("signin.help_1"), again, elsewhere}
}

// expireAt says so when the time for the attempt is over, unless a code is
// being redeemed: then the answer says it.
func (s *SignIn) expireAt(deadline time.Time) {
	wait := deadline.Sub(s.platform.Now())
	task.Start(s.loop, &s.expiry, task.NoValue(func(ctx context.Context) error {
		return task.Sleep(ctx, wait)
	}), func(_ task.Never, err error) {
		if err == nil && s.session.state == stateCode {
			s.failCode(auth.ErrAttemptExpired)
		}
	})
}

func (s *SignIn) openBrowser() {
	s.state.LinkNote, s.state.LinkProblem = "", nil
	if err := openLink(s.platform, s.attempt.URL(), s.conn.WWW()); err != nil {
		s.log.Warn("opening the browser", "error", err)
		s.state.LinkProblem = &Message{Text: s.words.T("signin.no_browser"), Error: true}
	}
}

// Reopen opens the browser for the same attempt, or for a new one when the code
// of this one may have been spent.
func (s *SignIn) Reopen() {
	if s.session.state != stateCode {
		return
	}
	if s.state.CanRestart || s.spent {
		s.begin(s.conn)
		return
	}
	s.openBrowser()
	s.show()
}

// CopyLink copies the address of this attempt, or of a new one when the code of this one
// may have been spent.
func (s *SignIn) CopyLink() {
	if s.session.state != stateCode {
		return
	}
	if s.state.CanRestart || s.spent {
		s.attemptWith(s.conn)
	}
	s.state.LinkProblem = nil
	s.platform.SetClipboard(s.attempt.URL())
	s.state.LinkNote = s.words.T("signin.link_copied")
	s.show()
}

// Paste fills the field from the clipboard and goes on at once if what it holds
// can be right.
func (s *SignIn) Paste() {
	if s.session.state != stateCode {
		return
	}
	text := strings.TrimSpace(s.platform.Clipboard())
	if text == "" {
		s.state.Message = &Message{Text: s.words.T("signin.clipboard_empty"), Error: true}
		s.show()
		return
	}
	s.setCode(text)
	s.state.MaskCode = true
	s.Submit(text)
}

func (s *SignIn) setCode(text string) {
	s.state.Code = text
	s.state.CodeSeq++
}

// Submit redeems what the person pasted or typed.
func (s *SignIn) Submit(text string) {
	if s.session.state != stateCode {
		return
	}
	if err := s.attempt.Check(text); err != nil {
		s.failCode(err)
		return
	}
	s.session.on(eventCheck)
	s.pasted = text
	s.state.Message = nil
	s.state.Busy = s.words.T("signin.checking")
	s.show()
	attempt := s.attempt
	task.Start(s.loop, &s.work, func(ctx context.Context) (auth.Result, error) {
		return attempt.Redeem(ctx, text)
	}, s.redeemed)
}

// failCode keeps step 1 as it is and lets the person correct the field.
func (s *SignIn) failCode(err error) { s.fail(err, signInMessage(s.words, err)) }

func (s *SignIn) fail(err error, message *Message) {
	s.log.Warn("the pasted code did not lead to a session", "error", err)
	s.state.Busy = ""
	s.state.MaskCode = false
	s.state.CanRestart = startsAgain(err)
	s.state.CanSkip = false
	s.state.Message = message
	s.show()
}

func (s *SignIn) redeemed(result auth.Result, err error) {
	if err != nil {
		if !errors.Is(err, fault.ErrOffline) && !errors.Is(err, fault.ErrInsecure) { // it never left
			s.spent = true // InfoJobs spends a code even when the exchange fails
			s.setCode("")
		}
		s.session.on(eventRefused)
		s.fail(err, s.spentMessage(err))
		return
	}
	s.result = result
	s.forgetCode()
	s.identify()
}

// spentMessage adds that a new code is needed where the message does not say so.
func (s *SignIn) spentMessage(err error) *Message {
	m := signInMessage(s.words, err)
	for _, known := range []error{fault.ErrPortal, fault.ErrBotWall, fault.ErrUnavailable, fault.ErrBadAnswer} {
		if errors.Is(err, known) {
			m.Text += " " + s.words.T("error.code_spent")
			break
		}
	}
	return m
}

// forgetCode empties the field, and the clipboard only if it still holds what
// was pasted.
func (s *SignIn) forgetCode() {
	if s.pasted != "" && strings.TrimSpace(s.platform.Clipboard()) == strings.TrimSpace(s.pasted) {
		s.platform.SetClipboard("")
	}
	s.pasted = ""
	s.setCode("")
}

// Confirm is the person's word that the account is theirs.
func (s *SignIn) Confirm() {
	switch {
	case s.session.state != stateConfirm:
	case s.state.CanRetry:
		s.session.on(eventCheck)
		s.identify()
	default:
		s.adopt()
	}
}

// Deny drops the grant, of which nothing was kept.
func (s *SignIn) Deny() {
	if s.state.Step == StepConfirm {
		s.Cancel()
	}
}

func (s *SignIn) adopt() {
	if !s.session.on(eventAdopt) {
		return
	}
	s.state.Busy = s.words.T("signin.saving")
	s.state.Message = nil
	s.state.CanSkip = s.state.Keep
	ended := make(chan struct{})
	s.ended = ended
	s.show()
	grant, account, keep, session := s.result.Grant, s.account, s.state.Keep, s.conn.Session()
	task.Start(s.loop, &s.work, task.NoValue(func(ctx context.Context) error {
		defer close(ended)
		return session.Adopt(ctx, grant, account, keep)
	}), func(_ task.Never, err error) { s.adopted(err) })
}

// SkipSaving goes on with a session that lives in memory only.
func (s *SignIn) SkipSaving() {
	if !s.state.CanSkip {
		return
	}
	s.state.CanSkip = false
	s.show()
	s.work.Interrupt()
}

// adopted goes on even when saving failed: the session works, and the banner
// says that it will not outlive the app.
func (s *SignIn) adopted(err error) {
	if err != nil {
		s.log.Warn("keeping the session", "error", err)
	}
	if !s.signedIn() {
		s.notAdopted(err)
		return
	}
	s.leave()
	s.state.Busy = ""
	s.done(s.state.Keep)
}

// notAdopted goes back to the step that the session was to be taken on from.
func (s *SignIn) notAdopted(err error) {
	if s.state.Step == StepConfirm {
		s.session.on(eventQuestion)
	} else {
		s.session.on(eventRefused)
	}
	s.failCode(err)
}

func (s *SignIn) signedIn() bool { return s.conn.Session().Status().State == auth.Active }

// Cancel goes back to where the person came from, once the session that was
// being taken on has ended.
func (s *SignIn) Cancel() {
	if !s.session.on(eventCancel) {
		return
	}
	s.leave()
	if s.session.state == stateUndoing {
		s.state.Busy, s.state.CanSkip, s.state.Leaving = s.words.T("signout.busy"), false, true
		s.show()
		s.undo(s.ended)
		return
	}
	s.back()
}

// SetKeep chooses whether the session is kept in the keyring.
func (s *SignIn) SetKeep(keep bool) { s.state.Keep = keep }
