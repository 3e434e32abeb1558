package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"candidaturas/tracker"

	"pgregory.net/rapid"
)

// A fakeList serves a timeline page by page, its codes as descriptions. before, if
// set, may change the list before each request.
type fakeList struct {
	codes    []string
	total    func(n int) int // what is told instead of the truth
	before   func(l *fakeList, request int)
	requests int
}

func (l *fakeList) RoundTrip(r *http.Request) (*http.Response, error) {
	l.requests++
	if l.before != nil {
		l.before(l, l.requests)
	}
	q := r.URL.Query()
	page, _ := strconv.Atoi(q.Get("page"))
	size, _ := strconv.Atoi(q.Get("pageSize"))
	from, to := min((page-1)*size, len(l.codes)), min(page*size, len(l.codes))
	rows := []map[string]any{}
	for _, code := range l.codes[from:to] {
		rows = append(rows, map[string]any{"tipoId": 3, "date": "2026-10-05T11:02:10.000+0000", "description": code})
	}
	total := len(l.codes)
	if l.total != nil {
		total = l.total(total)
	}
	body, err := json.Marshal(map[string]any{"totalFound": total, "events": rows})
	return response(200, string(body)), err
}

func codes(n int) []string {
	var list []string
	for i := range n {
		list = append(list, "c"+strconv.Itoa(i))
	}
	return list
}

func collect(t testing.TB, l http.RoundTripper) []string {
	t.Helper()
	events, err := newTestClient(t, l, nil).Timeline(context.Background(), "abc")
	if err != nil {
		t.Fatal(err)
	}
	return descriptions(events)
}

func descriptions(events []tracker.Event) []string {
	var got []string
	for _, e := range events {
		got = append(got, e.Description)
	}
	return got
}

// A timeline that stands still takes ⌈N/30⌉ requests and loses nothing.
func TestR13StillList(t *testing.T) {
	for n, requests := range map[int]int{0: 1, 1: 1, 3: 1, 29: 1, 30: 1, 31: 2, 59: 2, 60: 2, 61: 3, 75: 3, 300: 10} {
		l := &fakeList{codes: codes(n)}
		if got := collect(t, l); !slices.Equal(got, l.codes) || l.requests != requests {
			t.Errorf("%d: %d events in %d requests, want %d", n, len(got), l.requests, requests)
		}
	}
}

// An event that slides onto the next page shows that another may have slipped past,
// and comes once all the same.
func TestR13Duplicates(t *testing.T) {
	l := &fakeList{codes: codes(70)}
	l.before = func(l *fakeList, request int) {
		if request == 2 {
			l.codes = slices.Insert(l.codes, 0, "new")[:70] // and the total stays
		}
	}
	// c29 slid from page 1 to page 2, c69 fell off the end, and the second pass
	// finds what was put before page 1.
	if got := collect(t, l); !slices.Equal(got, l.codes) || got[0] != "new" || l.requests != 7 {
		t.Errorf("%d events in %d requests", len(got), l.requests)
	}
}

// TestR14Moved has an event go up to the top while the pages are read: the total
// stays the same, and no page of the first pass shows it.
func TestR14Moved(t *testing.T) {
	l := &fakeList{codes: codes(90)}
	l.before = func(l *fakeList, request int) {
		if request == 2 {
			l.codes = slices.Insert(slices.Delete(l.codes, 74, 75), 0, "c74")
		}
	}
	if got := collect(t, l); !slices.Equal(got, l.codes) || l.requests != 7 {
		t.Errorf("%d events in %d requests", len(got), l.requests)
	}
}

// Whatever is added, removed or goes up to the top while the first pass runs, in
// the end everything that is in the timeline has been seen.
func TestR14MovingList(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := &fakeList{codes: codes(rapid.IntRange(0, 150).Draw(rt, "rows"))}
		total := len(l.codes)
		firstPass, changed, next := true, false, 0
		l.before = func(l *fakeList, request int) {
			// The list stands still once the second pass has begun.
			if !firstPass || request == 1 {
				return
			}
			op := rapid.SampledFrom([]string{"nothing", "add", "remove", "touch"}).Draw(rt, "op")
			at := rapid.IntRange(0, len(l.codes)).Draw(rt, "at")
			switch {
			case op == "nothing":
			case op == "add" || at == len(l.codes):
				next++
				l.codes = slices.Insert(l.codes, at, fmt.Sprint("n", next))
			case op == "remove":
				l.codes = slices.Delete(l.codes, at, at+1)
			default:
				code := l.codes[at]
				l.codes = slices.Insert(slices.Delete(l.codes, at, at+1), 0, code)
			}
			changed = changed || len(l.codes) != total
		}
		wire := &fakeWire{answer: func(n int, r *http.Request) (*http.Response, error) {
			if n > 1 && r.URL.Query().Get("page") == "1" {
				firstPass = false
			}
			return l.RoundTrip(r)
		}}
		c, err := NewClient(newFakeAuth(), Options{Transport: wire, Rate: 1e12})
		if err != nil {
			rt.Fatal(err)
		}
		events, err := c.Timeline(context.Background(), "abc")
		if err != nil {
			rt.Fatal(err)
		}
		if changed && firstPass {
			rt.Fatal("no second pass although the total changed")
		}
		got := descriptions(events)
		for _, code := range l.codes {
			if !slices.Contains(got, code) {
				rt.Fatalf("%s was never seen", code)
			}
		}
	})
}

func TestR15EndlessList(t *testing.T) {
	event := func(descriptions ...any) string {
		var events []string
		for _, d := range descriptions {
			events = append(events, fmt.Sprintf(`{"tipoId":3,"description":"%v"}`, d))
		}
		return "[" + strings.Join(events, ",") + "]"
	}
	for _, tt := range []struct {
		name             string
		answer           func(n int) string
		events, requests int
	}{
		{"same page for ever", func(int) string { return `{"totalFound":9999,"events":` + event("a", "b") + `}` }, 2, 4},
		{"new events for ever", func(n int) string { return `{"totalFound":99999,"events":` + event(n) + `}` }, 200, 200},
		{"moving for ever", func(n int) string { return fmt.Sprintf(`{"totalFound":%d,"events":%s}`, 100+n, event("a")) }, 1, 4},
		{"repeating and growing for ever", func(n int) string { return `{"totalFound":99999,"events":` + event(n, n+1) + `}` }, 201, 200},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wire := &fakeWire{answer: func(n int, _ *http.Request) (*http.Response, error) {
				return response(200, tt.answer(n)), nil
			}}
			if got := collect(t, wire); len(got) != tt.events || wire.count() != tt.requests {
				t.Errorf("%d events in %d requests, want %d in %d", len(got), wire.count(), tt.events, tt.requests)
			}
		})
	}
	for name, tt := range map[string]struct {
		lie      func(int) int
		requests int
	}{
		"total too low":  {func(int) int { return 5 }, 4},
		"total too high": {func(n int) int { return n + 1000 }, 5},
		"total unknown":  {func(int) int { return -1 }, 4},
		"total absurd":   {func(int) int { return 1 << 40 }, 4},
	} {
		t.Run(name, func(t *testing.T) {
			l := &fakeList{codes: codes(95), total: tt.lie}
			if got := collect(t, l); !slices.Equal(got, l.codes) || l.requests != tt.requests {
				t.Errorf("%d events in %d requests, want %d", len(got), l.requests, tt.requests)
			}
		})
	}
}

func TestTimelineEndsAtAnError(t *testing.T) {
	l := &fakeList{codes: codes(90)}
	wire := &fakeWire{answer: func(n int, r *http.Request) (*http.Response, error) {
		if n == 2 {
			return response(403, "{}"), nil
		}
		return l.RoundTrip(r)
	}}
	events, err := newTestClient(t, wire, nil).Timeline(context.Background(), "abc")
	if events != nil || !errors.Is(err, tracker.ErrScopeMissing) || wire.count() != 2 {
		t.Errorf("%d events in %d requests: %v", len(events), wire.count(), err)
	}
}
