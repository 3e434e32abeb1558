package tracker

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDownloadRequests(t *testing.T) {
	for _, tt := range []struct{ n, requests int }{
		{0, 1}, {1, 1}, {29, 1}, {30, 1}, {31, 2}, {60, 2}, {61, 3}, {120, 4},
	} {
		t.Run(fmt.Sprint(tt.n), func(t *testing.T) {
			s := newServer(tt.n)
			source := s.source()
			tr := NewMemory(source)
			download(t, tr)
			pages, timelines := source.asked()
			if len(pages) != tt.requests {
				t.Errorf("pages %v, want %d requests", pages, tt.requests)
			}
			if len(tr.Applications()) != tt.n || len(timelines) != tt.n {
				t.Errorf("%d applications and %d timelines, want %d of each", len(tr.Applications()), len(timelines), tt.n)
			}
			download(t, tr)
			if pages, timelines := source.asked(); len(pages) != tt.requests || len(timelines) != 0 {
				t.Errorf("the second time: pages %v and %d timelines", pages, len(timelines))
			}
		})
	}
}

func TestR13Duplicates(t *testing.T) {
	s := newServer(45)
	source := s.source()
	source.list = func(ctx context.Context, page int) (Page, error) {
		p, err := s.page(ctx, page)
		if page == 2 { // what page 1 ended with comes again
			p.Applications = append(slices.Clone(s.apps[25:30]), p.Applications...)
		}
		return p, err
	}
	tr := NewMemory(source)
	download(t, tr)
	if got := idsOf(tr); !slices.Equal(got, s.ids()) {
		t.Errorf("ids %v", got)
	}
	pages, timelines := source.asked()
	if len(timelines) != 45 {
		t.Errorf("%d timelines for 45 applications", len(timelines))
	}
	if len(pages) > 4 {
		t.Errorf("pages %v: more than two passes", pages)
	}
}

// TestR14Moved has an application go up to the top while the pages are read. The
// total stays the same, and yet no page shows it.
func TestR14Moved(t *testing.T) {
	s := newServer(90)
	source := s.source()
	source.list = func(ctx context.Context, page int) (Page, error) {
		p, err := s.page(ctx, page)
		if len(source.pages) == 1 {
			s.touch(74, event(KindContinues, 1))
		}
		return p, err
	}
	tr := NewMemory(source)
	download(t, tr)
	if got := idsOf(tr); !slices.Equal(got, s.ids()) {
		t.Errorf("%d of 90 applications", len(got))
	}
	if a := tr.Application("app-074"); a == nil || a.LastEvent.Kind != KindContinues {
		t.Error("its news are not known")
	}
}

// TestR14Model changes the list at random while it is read.
func TestR14Model(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newServer(rapid.IntRange(0, 130).Draw(t, "applications"))
		throughout := map[string]bool{}
		for _, a := range s.apps {
			throughout[a.ID] = true
		}
		clock, added := day(1), 1000
		change := func() {
			clock = clock.Add(time.Minute)
			i := 0
			if len(s.apps) > 0 {
				i = rapid.IntRange(0, len(s.apps)-1).Draw(t, "which")
			}
			switch op := rapid.SampledFrom([]string{"add", "remove", "touch"}).Draw(t, "op"); {
			case op == "add" || len(s.apps) == 0:
				added++
				a := numbered(added)
				a.LastEvent = &Event{Kind: KindApplied, At: clock}
				s.apps = slices.Insert(s.apps, 0, a)
			case op == "remove":
				delete(throughout, s.apps[i].ID)
				s.apps = slices.Delete(s.apps, i, i+1)
			default:
				s.touch(i, Event{Kind: KindContinues, At: clock})
			}
		}
		source := s.source()
		first := true // the first pass: InfoJobs comes to rest after it
		source.list = func(ctx context.Context, page int) (Page, error) {
			first = first && (page > 1 || len(source.pages) == 1)
			p, err := s.page(ctx, page)
			for range rapid.IntRange(0, 3).Draw(t, "changes") {
				if first {
					change()
				}
			}
			return p, err
		}
		tr := NewMemory(source)
		if _, err := tr.Download(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		for id := range throughout {
			if tr.Application(id) == nil {
				t.Fatalf("%s was there all the time and is lost", id)
			}
		}

		// What the first download could not see, the next one does.
		source.list = s.page
		if _, err := tr.Download(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		for _, a := range s.apps {
			known := tr.Application(a.ID)
			if known == nil || !sameEvent(known.LastEvent, a.LastEvent) || !known.TimelineKnown {
				t.Fatalf("%s is not up to date", a.ID)
			}
		}
		source.asked()
		if _, err := tr.Download(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
		if _, timelines := source.asked(); len(timelines) != 0 {
			t.Fatalf("timelines %v were read although nothing has changed", timelines)
		}
	})
}

// TestR14Removed keeps what InfoJobs no longer lists.
func TestR14Removed(t *testing.T) {
	s := newServer(40)
	tr := NewMemory(s.source())
	download(t, tr)
	s.apps = slices.Delete(s.apps, 3, 4)
	download(t, tr)
	if len(tr.Applications()) != 40 || tr.Application("app-003") == nil {
		t.Errorf("%d of 40 applications are left", len(tr.Applications()))
	}
}

func TestR15Endless(t *testing.T) {
	source := &fakeSource{list: func(_ context.Context, page int) (Page, error) {
		return Page{Applications: []Application{numbered(page)}, Total: 1 << 30}, nil
	}}
	tr := NewMemory(source)
	download(t, tr)
	if pages, _ := source.asked(); len(pages) != 200 {
		t.Errorf("%d requests, want 200", len(pages))
	}
	if len(tr.Applications()) != 200 {
		t.Errorf("%d applications are kept", len(tr.Applications()))
	}
}

func TestR15TotalLies(t *testing.T) {
	s := newServer(70)
	for _, tt := range []struct {
		name            string
		total, requests int
	}{
		{"too high", 500, 4}, // the last page is empty
		{"none", 0, 3},
		{"too low", 7, 3},
		{"negative", -1, 3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source := s.source()
			source.list = func(ctx context.Context, page int) (Page, error) {
				p, err := s.page(ctx, page)
				p.Total = tt.total
				return p, err
			}
			tr := NewMemory(source)
			_, steps := download(t, tr)
			if len(tr.Applications()) != 70 {
				t.Errorf("%d of 70 applications", len(tr.Applications()))
			}
			if pages, _ := source.asked(); len(pages) != tt.requests {
				t.Errorf("pages %v, want %d", pages, tt.requests)
			}
			for _, p := range steps {
				if p.Done > p.Total {
					t.Errorf("progress %+v", p)
				}
			}
		})
	}
}

// TestR15SamePage gets page 1 whatever it asks for.
func TestR15SamePage(t *testing.T) {
	s := newServer(30)
	source := &fakeSource{list: func(ctx context.Context, _ int) (Page, error) {
		p, err := s.page(ctx, 1)
		p.Total = 90
		return p, err
	}}
	tr := NewMemory(source)
	download(t, tr)
	if pages, _ := source.asked(); len(pages) > 4 {
		t.Errorf("pages %v", pages)
	}
	if len(tr.Applications()) != 30 {
		t.Errorf("%d applications", len(tr.Applications()))
	}
}

// TestR15NeverRests has the total move on every page: two passes are enough.
func TestR15NeverRests(t *testing.T) {
	s := newServer(35)
	calls := 0
	source := s.source()
	source.list = func(ctx context.Context, page int) (Page, error) {
		p, err := s.page(ctx, page)
		calls++
		p.Total += calls
		return p, err
	}
	download(t, NewMemory(source))
	if calls > 6 {
		t.Errorf("%d requests", calls)
	}
}
