package present

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// latency is how long everything takes that goes over the network or to the
// keyring.
const latency = 5 * time.Second

// A slowWorld makes a stage's InfoJobs and keyring slow, and counts by name what
// is asked of them.
type slowWorld struct {
	mu    sync.Mutex
	asked map[string]int
}

func (w *slowWorld) take(ctx context.Context, what string) error {
	w.mu.Lock()
	w.asked[what]++
	w.mu.Unlock()
	return task.Sleep(ctx, latency)
}

func slowDown(s *stage) *slowWorld {
	w := &slowWorld{asked: map[string]int{}}
	s.counting.Source = slowSource{s.counting.Source, w}
	s.conn.session = slowSession{s.conn.session, w}
	load := s.conn.load
	s.conn.load = func(ctx context.Context) error {
		if err := w.take(ctx, "load"); err != nil {
			return err
		}
		return load(ctx)
	}
	begin, identify, save, open := s.conn.begin, s.conn.identify, s.conn.saveKeys, s.shell.opts.Open
	s.conn.begin = func() Attempt { return slowAttempt{begin(), w} }
	s.conn.identify = func(ctx context.Context, g auth.Grant) (tracker.Candidate, error) {
		if err := w.take(ctx, "identify"); err != nil {
			return tracker.Candidate{}, err
		}
		return identify(ctx, g)
	}
	s.conn.saveKeys = func(ctx context.Context, k auth.Keys) error {
		if err := w.take(ctx, "save keys"); err != nil {
			return err
		}
		return save(ctx, k)
	}
	s.shell.opts.Open = func(ctx context.Context, sample bool) (Connection, error) {
		if err := w.take(ctx, "open"); err != nil {
			return nil, err
		}
		return open(ctx, sample)
	}
	return w
}

type slowSource struct {
	tracker.Source
	w *slowWorld
}

func (s slowSource) Applications(ctx context.Context, page int) (tracker.Page, error) {
	if err := s.w.take(ctx, "list"); err != nil {
		return tracker.Page{}, err
	}
	return s.Source.Applications(ctx, page)
}

func (s slowSource) Timeline(ctx context.Context, id string) ([]tracker.Event, error) {
	if err := s.w.take(ctx, "timeline"); err != nil {
		return nil, err
	}
	return s.Source.Timeline(ctx, id)
}

func (s slowSource) Detail(ctx context.Context, id string) (tracker.Detail, error) {
	if err := s.w.take(ctx, "detail"); err != nil {
		return tracker.Detail{}, err
	}
	return s.Source.Detail(ctx, id)
}

type slowSession struct {
	Session
	w *slowWorld
}

func (s slowSession) Adopt(ctx context.Context, g auth.Grant, account string, keep bool) error {
	if err := s.w.take(ctx, "adopt"); err != nil {
		return err
	}
	return s.Session.Adopt(ctx, g, account, keep)
}

func (s slowSession) Keep(ctx context.Context) error {
	if err := s.w.take(ctx, "keep"); err != nil {
		return err
	}
	return s.Session.Keep(ctx)
}

func (s slowSession) SignOut(ctx context.Context) error {
	if err := s.w.take(ctx, "sign out"); err != nil {
		return err
	}
	return s.Session.SignOut(ctx)
}

type slowAttempt struct {
	Attempt
	w *slowWorld
}

func (a slowAttempt) Redeem(ctx context.Context, pasted string) (auth.Result, error) {
	if err := a.w.take(ctx, "redeem"); err != nil {
		return auth.Result{}, err
	}
	return a.Attempt.Redeem(ctx, pasted)
}

// TestR30ClicksReturnAtOnce, and so does everything else that runs on the
// presenters' goroutine, however slow InfoJobs and the keyring are. In a bubble
// of synctest no time passes but that which somebody waits for.
func TestR30ClicksReturnAtOnce(t *testing.T) {
	clicks := []struct {
		name  string
		click func(*Shell)
	}{
		{"connect", (*Shell).Connect},
		{"open the browser again", func(s *Shell) { s.SignIn().Reopen() }},
		{"copy its address", func(s *Shell) { s.SignIn().CopyLink() }},
		{"paste", func(s *Shell) { s.SignIn().Paste() }},
		{"keep the session", func(s *Shell) { s.SignIn().SetKeep(true) }},
		{"submit the code", func(s *Shell) { s.SignIn().Submit("code-1") }},
		{"it is me", func(s *Shell) { s.SignIn().Confirm() }},
		{"choose", func(s *Shell) { s.List().Choose("a") }},
		{"what changed", func(s *Shell) { s.List().ShowSection(SectionNews) }},
		{"mark all as seen", func(s *Shell) { s.List().News.MarkAllSeen() }},
		{"back to the list", func(s *Shell) { s.List().ShowSection(SectionApplications) }},
		{"come back to the window", (*Shell).Focused},
		{"show all", func(s *Shell) { s.List().Filters.SetScope("all") }},
		{"open the offer", func(s *Shell) { s.List().Offers.Open("a") }},
		{"copy the offer's address", func(s *Shell) { s.List().Offers.CopyLink("a") }},
		{"refresh", func(s *Shell) { s.List().Downloads.Refresh() }},
		{"choose another", func(s *Shell) { s.List().Choose("b") }},
		{"cancel the download", func(s *Shell) { s.List().Downloads.Cancel() }},
		{"try again", func(s *Shell) { s.DoBanner(BannerRetry) }},
		{"sign out", func(s *Shell) { s.SignOut(false) }},
		{"own keys", func(s *Shell) { s.UseKeys("0123456789abcdef0123456789abcdef", "secret") }},
		{"sample", (*Shell).TrySample},
		{"leave the sample", (*Shell).LeaveSample},
		{"connect again", (*Shell).Connect},
		{"submit another code", func(s *Shell) { s.SignIn().Submit("code-2") }},
		{"it is not me", func(s *Shell) { s.SignIn().Deny() }},
		{"cancel the sign-in", func(s *Shell) { s.SignIn().Cancel() }},
		{"reload", (*Shell).Reload},
	}
	// Between two clicks there is time for all the work, for some, or for none.
	for _, between := range []time.Duration{time.Minute, latency / 2, 0} {
		synctest.Test(t, func(t *testing.T) {
			s := newStage(t)
			defer s.shell.Close()
			s.source.SetApplications(listed("a"), listed("b"))
			w := slowDown(s)
			do := func(what string, f func(*Shell), then time.Duration) {
				t.Helper()
				atOnce(t, what, func() { f(s.shell) })
				for end := time.Now().Add(then); time.Now().Before(end); time.Sleep(time.Second / 2) {
					atOnce(t, "what follows "+what, s.settle)
				}
			}
			do("start", (*Shell).Start, time.Minute)
			for _, c := range clicks {
				do(c.name, c.click, between)
			}
			if between < time.Minute {
				return
			}
			for _, what := range []string{"open", "load", "redeem", "identify", "adopt", "list", "timeline", "detail", "sign out", "save keys"} {
				if w.asked[what] == 0 {
					t.Errorf("the clicks never came to %q, only to %v", what, w.asked)
				}
			}
		})
	}
}

func atOnce(t *testing.T, what string, f func()) {
	t.Helper()
	start := time.Now()
	f()
	if took := time.Since(start); took != 0 {
		t.Errorf("%s held the window up for %v", what, took)
	}
}
