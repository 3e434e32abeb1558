package present

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"candidaturas/api/fault"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// identify asks whose grant it is before anything is kept.
func (s *SignIn) identify() {
	s.state.Busy = s.words.T("signin.identifying")
	s.state.Message, s.state.CanRetry = nil, false
	s.show()
	grant, identify := s.result.Grant, s.conn.Identify
	task.Start(s.loop, &s.work, func(ctx context.Context) (tracker.Candidate, error) {
		return identify(ctx, grant)
	}, s.identified)
}

func (s *SignIn) identified(who tracker.Candidate, err error) {
	s.state.Busy = ""
	if errors.Is(err, fault.ErrSignedOut) {
		// What the code brought is dead already: only another code helps.
		s.session.on(eventRefused)
		s.state.Step, s.spent = StepCode, true
		s.failCode(auth.ErrCodeRejected)
		return
	}
	// Without the permission to read the profile nobody can be named, and that
	// is no reason to keep the person out.
	if err != nil && !errors.Is(err, fault.ErrScopeMissing) && !errors.Is(err, fault.ErrNotFound) {
		s.log.Warn("asking who has signed in", "error", err)
		s.session.on(eventQuestion)
		s.state.Step = StepConfirm
		s.state.Question, s.state.Warning = "", ""
		s.state.CanRetry = true
		s.state.Message = signInMessage(s.words, err)
		s.show()
		return
	}
	s.account = who.Key
	if who.Key == "" {
		s.account = unknownAccount + rand.Text()
	}
	if s.result.Proven && !s.otherAccount() {
		s.adopt()
		return
	}
	s.session.on(eventQuestion)
	s.state.Step = StepConfirm
	s.state.Question = s.question(who)
	s.state.Warning = ""
	if s.otherAccount() {
		s.state.Warning = s.words.T("confirm.other")
	}
	s.show()
}

// unknownAccount begins the key of an account that InfoJobs did not name. Each
// sign-in to such a one is an account of its own: nothing ever gets mixed.
const unknownAccount = "unknown:"

// otherAccount reports whether InfoJobs named another account than last time.
func (s *SignIn) otherAccount() bool {
	named := func(account string) bool { return account != "" && !strings.HasPrefix(account, unknownAccount) }
	return named(s.known) && named(s.account) && s.known != s.account
}

func (s *SignIn) question(who tracker.Candidate) string {
	email := maskEmail(who.Email)
	switch {
	case who.Name != "" && email != "":
		return s.words.T("confirm.who", "Name", who.Name, "Email", email)
	case who.Name != "":
		return s.words.T("confirm.who_name", "Name", who.Name)
	case email != "":
		return s.words.T("confirm.who_email", "Email", email)
	}
	return s.words.T("confirm.unknown")
}

// maskEmail leaves enough for its owner to know it.
func maskEmail(email string) string {
	at := strings.LastIndex(email, "@") // the name may hold one, too
	if at <= 0 {
		return ""
	}
	return string([]rune(email[:at])[:1]) + "•••" + email[at:]
}
