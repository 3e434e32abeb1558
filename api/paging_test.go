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

	"pgregory.net/rapid"

	"candidaturas/api/fault"
)

// A fakeList serves the codes of a list page by page. before, if set, may change
// the list before each request.
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
		if strings.HasSuffix(r.URL.Path, "/timeline") {
			rows = append(rows, map[string]any{"tipoId": 3, "date": "2026-10-05T11:02:10.000+0000", "description": code})
			continue
		}
		rows = append(rows, map[string]any{"code": code})
	}
	total := len(l.codes)
	if l.total != nil {
		total = l.total(total)
	}
	body, err := json.Marshal(map[string]any{"totalFound": total, "applications": rows, "events": rows})
	return response(200, string(body)), err
}

func codes(n int) []string {
	var list []string
	for i := range n {
		list = append(list, "c"+strconv.Itoa(i))
	}
	return list
}

func collect(t testing.TB, l http.RoundTripper, p ApplicationsParams) []string {
	t.Helper()
	var got []string
	for page, err := range newTestClient(t, l, nil).AllApplications(context.Background(), p) {
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Applications {
			got = append(got, a.Code)
		}
	}
	return got
}

// A list that stands still takes ⌈N/30⌉ requests and loses nothing.
func TestR13StillList(t *testing.T) {
	for n, requests := range map[int]int{0: 1, 1: 1, 29: 1, 30: 1, 31: 2, 59: 2, 60: 2, 61: 3, 300: 10} {
		l := &fakeList{codes: codes(n)}
		if got := collect(t, l, ApplicationsParams{Page: 9}); !slices.Equal(got, l.codes) || l.requests != requests {
			t.Errorf("%d: %d rows in %d requests, want %d", n, len(got), l.requests, requests)
		}
	}
	l := &fakeList{codes: codes(25)}
	if got := collect(t, l, ApplicationsParams{PageSize: 10}); len(got) != 25 || l.requests != 3 {
		t.Errorf("by tens: %d rows in %d requests", len(got), l.requests)
	}
}

// A row that slides onto the next page is yielded once in a pass, and shows that
// another may have slipped past.
func TestR13Duplicates(t *testing.T) {
	l := &fakeList{codes: codes(70)}
	l.before = func(l *fakeList, request int) {
		if request == 2 {
			l.codes = slices.Insert(l.codes, 0, "new")[:70] // and the total stays
		}
	}
	got := collect(t, l, ApplicationsParams{})
	times := map[string]int{}
	for _, code := range got {
		times[code]++
	}
	// c29 slid from page 1 to page 2, c69 fell off the end, and the second pass
	// finds what was put before page 1.
	if times["c29"] != 2 || times["c69"] != 0 || times["new"] != 1 || len(got) != 69+70 || l.requests != 7 {
		t.Errorf("%d rows in %d requests: %v", len(got), l.requests, times)
	}
}

// TestR14Moved has a row go up to the top while the pages are read: the total
// stays the same, and no page of the first pass shows it.
func TestR14Moved(t *testing.T) {
	l := &fakeList{codes: codes(90)}
	l.before = func(l *fakeList, request int) {
		if request == 2 {
			l.codes = slices.Insert(slices.Delete(l.codes, 74, 75), 0, "c74")
		}
	}
	got := collect(t, l, ApplicationsParams{})
	if !slices.Contains(got, "c74") || l.requests != 7 {
		t.Errorf("%d rows in %d requests", len(got), l.requests)
	}
}

// Whatever is added, removed or goes up to the top while the first pass runs, in
// the end everything that is in the list has been seen.
func TestR14MovingList(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := &fakeList{codes: codes(rapid.IntRange(0, 150).Draw(rt, "rows"))}
		total := len(l.codes)
		firstPass, next := true, 0
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
		}
		wire := &fakeWire{answer: func(n int, r *http.Request) (*http.Response, error) {
			if n > 1 && r.URL.Query().Get("page") == "1" {
				firstPass = false
			}
			return l.RoundTrip(r)
		}}
		got := map[string]bool{}
		c, err := NewClient(newFakeAuth(), Options{Transport: wire, Rate: 1e12})
		if err != nil {
			rt.Fatal(err)
		}
		changed := false
		for page, err := range c.AllApplications(context.Background(), ApplicationsParams{}) {
			if err != nil {
				rt.Fatal(err)
			}
			changed = changed || page.TotalFound != total
			for _, a := range page.Applications {
				got[a.Code] = true
			}
		}
		if changed && firstPass {
			rt.Fatal("no second pass although the total changed")
		}
		for _, code := range l.codes {
			if !got[code] {
				rt.Fatalf("%s was never seen", code)
			}
		}
	})
}

func TestR15EndlessList(t *testing.T) {
	t.Run("same page for ever", func(t *testing.T) {
		wire := always(func() *http.Response {
			return response(200, `{"totalFound":9999,"applications":[{"code":"a"},{"code":"b"}]}`)
		})
		if got := collect(t, wire, ApplicationsParams{}); len(got) != 4 || wire.count() != 4 {
			t.Errorf("%d rows in %d requests", len(got), wire.count())
		}
	})
	t.Run("new rows for ever", func(t *testing.T) {
		wire := &fakeWire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			return response(200, fmt.Sprintf(`{"totalFound":99999,"applications":[{"code":"%d"}]}`, n)), nil
		}}
		if got := collect(t, wire, ApplicationsParams{}); len(got) != 200 || wire.count() != 200 {
			t.Errorf("%d rows in %d requests", len(got), wire.count())
		}
	})
	t.Run("moving for ever", func(t *testing.T) {
		wire := &fakeWire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			return response(200, fmt.Sprintf(`{"totalFound":%d,"applications":[{"code":"a"}]}`, 100+n)), nil
		}}
		if collect(t, wire, ApplicationsParams{}); wire.count() != 4 {
			t.Errorf("%d requests, want two passes of two", wire.count())
		}
	})
	t.Run("repeating and growing for ever", func(t *testing.T) {
		wire := &fakeWire{answer: func(n int, _ *http.Request) (*http.Response, error) {
			return response(200, fmt.Sprintf(`{"totalFound":99999,"applications":[{"code":"%d"},{"code":"%d"}]}`, n, n+1)), nil
		}}
		if collect(t, wire, ApplicationsParams{}); wire.count() != 200 {
			t.Errorf("%d requests, want one pass", wire.count())
		}
	})
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
			if got := collect(t, l, ApplicationsParams{}); !slices.Equal(got, l.codes) || l.requests != tt.requests {
				t.Errorf("%d rows in %d requests, want %d", len(got), l.requests, tt.requests)
			}
			small := &fakeList{codes: codes(25), total: tt.lie}
			if got := collect(t, small, ApplicationsParams{PageSize: 10}); !slices.Equal(got, small.codes) {
				t.Errorf("by tens: %d rows", len(got))
			}
		})
	}
}

func TestAllApplicationsEnds(t *testing.T) {
	t.Run("at an error", func(t *testing.T) {
		l := &fakeList{codes: codes(90)}
		wire := &fakeWire{answer: func(n int, r *http.Request) (*http.Response, error) {
			if n == 2 {
				return response(403, "{}"), nil
			}
			return l.RoundTrip(r)
		}}
		var errs []error
		for page, err := range newTestClient(t, wire, nil).AllApplications(context.Background(), ApplicationsParams{}) {
			errs = append(errs, err)
			if err != nil && page.Applications != nil {
				t.Error("rows with an error")
			}
		}
		if len(errs) != 2 || errs[0] != nil || !errors.Is(errs[1], fault.ErrScopeMissing) || wire.count() != 2 {
			t.Errorf("%v in %d requests", errs, wire.count())
		}
	})
	t.Run("when the caller does", func(t *testing.T) {
		l := &fakeList{codes: codes(90)}
		for _, err := range newTestClient(t, l, nil).AllApplications(context.Background(), ApplicationsParams{}) {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
		if l.requests != 1 {
			t.Errorf("%d requests, want 1", l.requests)
		}
	})
}

func TestWholeTimeline(t *testing.T) {
	for n, requests := range map[int]int{0: 1, 3: 1, 30: 1, 31: 2, 75: 3} {
		l := &fakeList{codes: codes(n)}
		events, err := newTestClient(t, l, nil).WholeTimeline(context.Background(), "abc")
		if err != nil || len(events) != n || l.requests != requests {
			t.Errorf("%d: %d events in %d requests, want %d: %v", n, len(events), l.requests, requests, err)
		}
	}
	for name, tt := range map[string]struct{ told, requests int }{"too low": {5, 3}, "unknown": {-1, 3}, "too high": {999, 4}} {
		l := &fakeList{codes: codes(75), total: func(int) int { return tt.told }}
		events, err := newTestClient(t, l, nil).WholeTimeline(context.Background(), "abc")
		if err != nil || len(events) != 75 || l.requests != tt.requests {
			t.Errorf("total %s: %d events in %d requests, want %d: %v", name, len(events), l.requests, tt.requests, err)
		}
	}
	moving := &fakeList{codes: codes(40), before: func(l *fakeList, request int) {
		if request == 2 {
			l.codes = slices.Insert(l.codes, 0, "new")
		}
	}}
	events, err := newTestClient(t, moving, nil).WholeTimeline(context.Background(), "abc")
	if err != nil || len(events) != 41 || events[0].Description != "new" {
		t.Errorf("%d events, %v", len(events), err)
	}
	failing := always(func() *http.Response { return response(404, `{"error":"321"}`) })
	if events, err := newTestClient(t, failing, nil).WholeTimeline(context.Background(), "abc"); events != nil || !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("%v, %v", events, err)
	}
}
