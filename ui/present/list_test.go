package present

import (
	"fmt"
	"log/slog"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/present/task"
)

// TestRowsNeverChange holds on to rows while an application with news is chosen.
func TestRowsNeverChange(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		a := listed("a")
		a.UnreadEvents = 1
		s.signedIn(a, listed("b"))
		before := s.apps.Rows
		i := before.Index("a")
		when := before.Row(i).When
		s.list().Choose("a")
		s.settle()
		s.pass(3 * time.Hour)
		if before.Row(i).New == "" || before.Row(i).When != when {
			t.Errorf("rows that were handed out have changed: %+v", before.Row(i))
		}
		if got := s.apps.Rows.Row(s.apps.Rows.Index("a")); got.New != "" || got.When == when {
			t.Errorf("the new rows are the old ones: %+v", got)
		}
		s.list().Filters.SetScope("all")
		if s.apps.Rows.Row(s.apps.Rows.Index("a")).New != "" {
			t.Error("it is new again")
		}
	})
}

// TestListIsPutTogetherOnce as long as nothing in it changes.
func TestListIsPutTogetherOnce(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.source.SetDetail("a", tracker.Detail{CV: "CV"})
		s.signedIn(listed("a"), listed("b"))
		for _, id := range []string{"a", "b"} { // what is not known is read once
			s.list().Choose(id)
			s.settle()
		}
		same := func() *section { return &s.apps.Rows.sections[0] }
		first := same()
		s.list().Choose("a")
		s.settle()
		s.pass(5 * time.Minute)
		if same() != first {
			t.Error("choosing, or the time, put the list together anew")
		}
		for name, change := range map[string]func(){
			"showing all": func() { s.list().Filters.SetScope("all") },
			"a change": func() {
				s.source.SetApplications(listed("a"), listed("b"), listed("c"))
				s.list().Downloads.Refresh()
				s.settle()
			},
		} {
			change()
			if same() == first {
				t.Errorf("%s did not put the list together anew", name)
			}
			first = same()
		}
	})
}

// TestProgressIsPaced shows the first report, the last, and no more than ten a
// second between them.
func TestProgressIsPaced(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		var apps []tracker.Application
		for i := range 90 {
			apps = append(apps, listed(fmt.Sprintf("%02d", i)))
		}
		s.counting.takes = 10 * time.Millisecond
		var at []time.Time
		var texts []string
		publish := s.shell.apps.publish
		s.shell.apps.publish = func(st ApplicationsState) {
			if st.Progress != nil && st.Progress.Fraction >= 0 {
				at, texts = append(at, time.Now()), append(texts, st.Progress.Text)
			}
			publish(st)
		}
		begin := time.Now()
		s.signedIn(apps...)
		for s.apps.Progress != nil {
			s.pass(time.Millisecond)
		}
		if took := time.Since(begin); took > time.Second {
			t.Errorf("the download took %v", took)
		}
		if len(at) < 8 || len(at) > 13 || !at[0].Equal(begin) {
			t.Fatalf("%d reports shown, from %v on: %q", len(at), at[0].Sub(begin), texts)
		}
		for i := 1; i < len(at); i++ {
			// At first other things than the progress change, and bring it with them.
			if gap := at[i].Sub(at[i-1]); gap < 100*time.Millisecond && !at[i].Equal(begin) {
				t.Errorf("%q after %v", texts[i], gap)
			}
		}
		if s.apps.Status.Counts != "90 candidaturas · 90 activas" {
			t.Errorf("in the end: %q", s.apps.Status.Counts)
		}
	})
}

// TestHeldUpProgressIsShown although no further report comes.
func TestHeldUpProgressIsShown(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.counting.takes = time.Hour
		s.signedIn(listed("a"), listed("b"))
		s.pass(100 * time.Millisecond)
		if p := s.apps.Progress; p == nil || p.Text != "Descargando la actividad… 0 de 2" {
			t.Errorf("%+v", p)
		}
	})
}

// BenchmarkChoose10k is what an arrow key costs with 10,000 applications.
func BenchmarkChoose10k(b *testing.B) {
	queue := presenttest.NewQueue()
	l := task.NewLoop(queue.Dispatch)
	defer l.Close()
	kept := make([]tracker.Kept, 10_000)
	for i := range kept {
		kept[i].Application = *application(fmt.Sprintf("%05d", i), tracker.KindCVRead)
	}
	conn := &connection{
		hasKeys: func() bool { return true }, session: noSession{}, tracker: presenttest.TrackerOf(b, kept...),
	}
	p := newApplications(l, &Options{
		Words: words(b, "es"), Platform: Platform{Now: func() time.Time { return now }}, Log: slog.New(slog.DiscardHandler), View: &stage{},
	}, ViewSettings{}, hooks{
		shown: func() {}, account: func(Connection) {}, synchronized: func() {}, minute: func() {}, canUpdate: func() bool { return false },
		desktop: desktopBanners{askNotices: func() bool { return false }, update: func() *Banner { return nil }},
	}, nil)
	p.subject, p.publish = subject{conn: conn, access: accessKept}, func(ApplicationsState) {}
	ids := []string{"00100", "00101"}
	p.show()
	for i := 0; b.Loop(); i++ {
		p.Choose(ids[i%2])
	}
}
