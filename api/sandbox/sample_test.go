package sandbox

import (
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"candidaturas/tracker"
)

func sample(o Options) *Server {
	if o.Now == nil {
		o.Now = func() time.Time { return noon }
	}
	return New(o)
}

func TestSameSeedSameData(t *testing.T) {
	text := func(seed uint64) string {
		r := newRig(t, Options{Seed: seed})
		token := r.signIn(allScopes).AccessToken
		var b strings.Builder
		for page := 1; page <= 4; page++ {
			b.WriteString(r.get(token, fmt.Sprintf("/api/5/application?pageSize=30&page=%d", page)).body)
		}
		for _, a := range r.Applications()[:10] {
			b.WriteString(r.get(token, "/api/7/offer/"+a.OfferID).body)
		}
		for range 40 {
			fmt.Fprintln(&b, r.Tick())
		}
		return b.String()
	}
	one, two := text(7), text(7)
	if one != two {
		t.Error("the same seed made other data")
	}
	if one == text(8) {
		t.Error("another seed made the same data")
	}
}

func TestStoryGoesOnFromBorn(t *testing.T) {
	then := sample(Options{Born: noon}).Applications()
	now := sample(Options{Born: noon, Now: func() time.Time { return noon.AddDate(0, 0, 20) }}).Applications()
	later := make(map[string]Application)
	for _, a := range now {
		later[a.ID] = a
	}
	more := 0
	for _, a := range then {
		b := later[a.ID]
		if b.OfferID != a.OfferID || b.Title != a.Title || b.CV != a.CV || len(b.Events) < len(a.Events) {
			t.Fatalf("%+v became %+v", a, b)
		}
		if !reflect.DeepEqual(b.Events[:len(a.Events)], a.Events) {
			t.Errorf("%+v became %+v", a.Events, b.Events)
		}
		more += len(b.Events) - len(a.Events)
	}
	if len(now) != len(then) || more == 0 {
		t.Errorf("%d applications became %d, with %d more events", len(then), len(now), more)
	}
}

// TestSampleIsCoherent looks at samples of many seeds, moments and sizes, and
// again after things went on happening.
func TestSampleIsCoherent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := noon.Add(time.Duration(rapid.Int64Range(0, 365*24*3600).Draw(t, "seconds")) * time.Second)
		s := sample(Options{
			Seed:         rapid.Uint64().Draw(t, "seed"),
			Applications: rapid.SampledFrom([]int{-1, 1, 7, 40, 120}).Draw(t, "applications"),
			Now:          func() time.Time { return now },
		})
		want := s.opts.Applications
		if got := len(s.Applications()); got != want {
			t.Fatalf("%d applications, want %d", got, want)
		}
		checkCoherence(t, s, now)
		for range rapid.IntRange(0, 60).Draw(t, "ticks") {
			now = now.Add(45 * time.Second)
			s.Tick()
		}
		checkCoherence(t, s, now)
	})
}

func checkCoherence(t *rapid.T, s *Server, now time.Time) {
	ids := make(map[string]bool)
	last := now
	for _, a := range s.Applications() {
		if ids[a.ID] || !uuid.MatchString(a.ID) || !regexp.MustCompile(`^[0-9a-f]{30}$`).MatchString(a.OfferID) {
			t.Fatalf("ID %q, offer %q", a.ID, a.OfferID)
		}
		ids[a.ID] = true
		newest := a.Events[len(a.Events)-1].At
		if newest.After(last) {
			t.Fatal("not newest first")
		}
		last = newest
		checkEvents(t, a, now)
	}
}

func checkEvents(t *rapid.T, a Application, now time.Time) {
	first := a.Events[0]
	if first.Kind != tracker.KindApplied || !first.At.Equal(a.AppliedAt) {
		t.Fatalf("it starts with %+v", first)
	}
	if !slices.IsSortedFunc(a.Events, func(x, y Event) int { return x.At.Compare(y.At) }) {
		t.Fatalf("out of order: %+v", a.Events)
	}
	if a.Unread < 0 || a.Unread >= len(a.Events) {
		t.Fatalf("%d unread of %d", a.Unread, len(a.Events))
	}
	var rejected, closed, removed bool
	keys := make(map[string]bool)
	for _, e := range a.Events {
		if e.At.After(now) || e.At.Location() != time.UTC || e.At.Nanosecond()%1e6 != 0 {
			t.Fatalf("at %v", e.At)
		}
		if n := len([]rune(e.Description)); n == 0 || n > 200 {
			t.Fatalf("description %q", e.Description)
		}
		key := fmt.Sprint(e.At, e.Kind, e.Description)
		if keys[key] {
			t.Fatalf("twice the same event: %+v", e)
		}
		keys[key] = true
		switch e.Kind {
		case tracker.KindAutoRejected, tracker.KindDiscarded, tracker.KindNotPreselected:
			rejected = true
		case tracker.KindDiscardedByRemoval:
			rejected, removed = true, true
		case tracker.KindReturned:
			if !rejected {
				t.Fatal("returned without having been rejected")
			}
			rejected = false
		case tracker.KindOfferRemoved:
			removed = true
		case tracker.KindProcessClosed:
			closed = true
		case tracker.KindProcessReopened:
			if !closed {
				t.Fatal("reopened without having been closed")
			}
			closed = false
		}
		if len(e.Reasons) > 0 && !rejected {
			t.Fatalf("reasons of a %d", e.Kind)
		}
	}
	if a.Rejected != rejected || a.ProcessClosed != closed || a.OfferRemoved != removed {
		t.Fatalf("flags %v %v %v for %+v", a.Rejected, a.ProcessClosed, a.OfferRemoved, a.Events)
	}
}

// TestSampleIsVaried checks that every demonstration has something of all that
// the app tells about.
func TestSampleIsVaried(t *testing.T) {
	for seed := range uint64(20) {
		s := sample(Options{Seed: seed})
		all := s.Applications()
		kinds := make(map[tracker.EventKind]int)
		read, closedUnread, month := 0, 0, 0
		offers := make(map[string]int)
		companies := make(map[string]int)
		for _, a := range all {
			wasRead := false
			for _, e := range a.Events {
				kinds[e.Kind]++
				wasRead = wasRead || e.Kind == tracker.KindCVRead
			}
			if wasRead {
				read++
			} else if a.ProcessClosed {
				closedUnread++
			}
			if a.AppliedAt.After(noon.AddDate(0, 0, -30)) {
				month++
			}
			offers[a.Company+a.Title+a.City]++
			companies[a.Company]++
		}
		for _, k := range []tracker.EventKind{2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 24, 31} {
			if kinds[k] == 0 {
				t.Errorf("seed %d: no event of kind %d", seed, k)
			}
		}
		if read < len(all)*3/10 || read > len(all)*55/100 {
			t.Errorf("seed %d: %d of %d read", seed, read, len(all))
		}
		if closedUnread == 0 || month < 8 || len(companies) < 30 {
			t.Errorf("seed %d: %d closed unread, %d in a month, %d companies", seed, closedUnread, month, len(companies))
		}
		twice := 0
		for _, n := range offers {
			if n > 1 {
				twice++
			}
		}
		if twice == 0 {
			t.Errorf("seed %d: no application was repeated", seed)
		}
	}
}

func TestInstantRejectionsTakeSeconds(t *testing.T) {
	n := 0
	for _, a := range sample(Options{Applications: 1000}).Applications() {
		for _, e := range a.Events {
			if e.Kind != tracker.KindAutoRejected {
				continue
			}
			n++
			if d := e.At.Sub(a.AppliedAt); d < 3*time.Second || d > 22*time.Second || len(e.Reasons) == 0 {
				t.Errorf("after %v with reasons %v", d, e.Reasons)
			}
		}
	}
	if n == 0 {
		t.Error("there is none")
	}
}

func TestCompaniesKeepOfficeHours(t *testing.T) {
	for _, a := range sample(Options{Applications: 1000}).Applications() {
		for _, e := range a.Events {
			if !e.Kind.AboutCandidate() || e.Kind == tracker.KindAutoRejected || e.Kind == tracker.KindDeclined {
				continue
			}
			local := e.At.In(madrid(e.At))
			if closed(local) || local.Hour() < 8 || local.Hour() > 18 {
				t.Errorf("%d at %v", e.Kind, local)
			}
		}
	}
}

func TestMadrid(t *testing.T) {
	for at, want := range map[string]string{
		"2026-03-29T00:59:59Z": "01:59", "2026-03-29T01:00:00Z": "03:00",
		"2026-10-25T00:59:59Z": "02:59", "2026-10-25T01:00:00Z": "02:00",
		"2024-01-01T12:00:00Z": "13:00", "2024-07-01T12:00:00Z": "14:00",
	} {
		u, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.In(madrid(u)).Format("15:04"); got != want {
			t.Errorf("%s is %s in Madrid, want %s", at, got, want)
		}
	}
}

func TestDataFilesAgree(t *testing.T) {
	d := loadSampleData()
	if n := len(d.Companies); n < 55 {
		t.Errorf("%d companies", n)
	}
	names := make(map[string]bool)
	for _, c := range d.Companies {
		if names[c.Name] {
			t.Errorf("twice %s", c.Name)
		}
		names[c.Name] = true
		for _, city := range c.Cities {
			if d.province(city) == nil {
				t.Errorf("%s: no province for %q", c.Name, city)
			}
		}
		for _, sector := range c.Sectors {
			if len(d.rolesOf(sector)) == 0 {
				t.Errorf("%s: no role in %q", c.Name, sector)
			}
		}
	}
	for _, p := range d.People {
		if d.provinces[p.Province] == nil || !strings.HasSuffix(p.Email, "@example.com") {
			t.Errorf("%s: province %q, e-mail %q", p.Name, p.Province, p.Email)
		}
		for _, c := range p.CVs {
			for _, sector := range c.Sectors {
				if len(d.sectors[sector]) == 0 {
					t.Errorf("no company in %q", sector)
				}
			}
		}
	}
	for _, st := range d.Stories {
		for _, s := range st.Steps {
			if d.kinds[s.Kind] == nil {
				t.Errorf("%s: kind %d", st.Name, s.Kind)
			}
			if s.Days[1] < s.Days[0] || s.Days[1] == 0 && s.Seconds[1] == 0 && !s.Together {
				t.Errorf("%s: step %+v takes no time", st.Name, s)
			}
		}
	}
	if v := reflect.ValueOf(d.Texts); v.NumField() == 0 {
		t.Error("no texts")
	}
	for i := range reflect.ValueOf(d.Texts).NumField() {
		if reflect.ValueOf(d.Texts).Field(i).Len() == 0 {
			t.Errorf("no %s", reflect.TypeOf(d.Texts).Field(i).Name)
		}
	}
}

func TestManyApplications(t *testing.T) {
	r := newRig(t, Options{Applications: 20_000})
	token := r.signIn(allScopes).AccessToken
	got := decode[applicationsJSON](t, r.get(token, "/api/5/application?order=last-event&pageSize=30&page=666").body)
	if got.TotalFound != 20_000 || len(got.Applications) != 30 {
		t.Errorf("totalFound %d, %d on the page", got.TotalFound, len(got.Applications))
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(Options{Applications: 100_000})
	}
}

func BenchmarkFirstPage(b *testing.B) {
	s := New(Options{Applications: 100_000})
	code, err := s.IssueCode(allScopes)
	if err != nil {
		b.Fatal(err)
	}
	answer, refused := s.exchange(exchangeForm(code))
	if refused != nil {
		b.Fatal(refused.code)
	}
	req, err := http.NewRequest(http.MethodGet, "http://127.0.0.1/api/5/application?order=last-event&pageSize=30", http.NoBody)
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Authorization", basic()+",Bearer "+answer.AccessToken)
	for b.Loop() {
		s.Handler().ServeHTTP(newCapture(), req.Clone(b.Context()))
	}
}
