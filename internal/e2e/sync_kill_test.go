package e2e

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/internal/e2e/station"
	"candidaturas/internal/testkit"
	"candidaturas/tracker"
	"candidaturas/tracker/store"

	"golang.org/x/time/rate"
)

// syncRole starts the app in a folder, signs in with a code, synchronises once and
// ends.
func syncRole(arg string) int {
	args := strings.Fields(arg)
	if len(args) != 3 {
		return testkit.SayError(errors.New("want a folder, an address and a code"))
	}
	ctx := context.Background()
	s, err := station.Open(ctx, station.Options{Dir: args[0], Base: args[1], Vault: auth.NewMemoryVault(), Rate: rate.Inf})
	if err != nil {
		return testkit.SayError(err)
	}
	if err := s.SignIn(ctx, args[2]); err != nil {
		return testkit.SayError(err)
	}
	if _, err := s.Sync(ctx, nil); err != nil {
		return testkit.SayError(err)
	}
	if err := s.Close(); err != nil {
		return testkit.SayError(err)
	}
	return 0
}

// A victim is a profile that one process after the other synchronises, most of which
// are killed.
type victim struct {
	t      *testing.T
	rng    *rand.Rand
	server *sandbox.Server
	dir    string
	kills  int

	want   map[string]int // pieces of news, by application and kind
	before keptState
}

// A keptState is what a killed process has left.
type keptState struct {
	state tracker.SyncState
	// current are the applications of which the list's last event is kept, whole
	// those of which everything is.
	current, whole map[string]bool
}

// TestR22R27R29KilledSync kills a process at random points of its first
// synchronisation and of later ones. What it had asked for the next thing after is
// kept, no page and no application in part; the next process goes on from there; and
// in the end everything is there and told once.
func TestR22R27R29KilledSync(t *testing.T) {
	kills, n, rounds := 200, 95, 2
	if testing.Short() {
		kills, n, rounds = 10, 35, 1
	}
	seed := uint64(time.Now().UnixNano())
	if s := os.Getenv("SYNC_KILL_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("SYNC_KILL_SEED=%d", seed)
	rng := rand.New(rand.NewPCG(seed, 0))
	for done := 0; done < kills; {
		v := newVictim(t, rng, n)
		v.untilDone()
		v.checkNews()
		for range rounds {
			v.thingsHappen()
			v.untilDone()
			v.checkNews()
		}
		done += v.kills
		t.Logf("%d kills", done)
	}
}

func newVictim(t *testing.T, rng *rand.Rand, n int) *victim {
	t.Helper()
	server := sandbox.New(sandbox.Options{Applications: n, Seed: rng.Uint64()})
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return &victim{t: t, rng: rng, server: server, dir: t.TempDir(), want: map[string]int{}}
}

// untilDone starts processes and kills them until one comes to its end.
func (v *victim) untilDone() {
	v.t.Helper()
	for {
		point := 1 + v.rng.IntN(40)
		if !v.before.state.BaselineDone && v.rng.IntN(2) == 0 {
			point = 1 + v.rng.IntN(6) // while it reads the list
		}
		delay := time.Duration(v.rng.IntN(2)*v.rng.IntN(4000)) * time.Microsecond
		asked, killed := v.run(point, delay)
		v.check(asked, !killed)
		if !killed {
			return
		}
		v.kills++
	}
}

// run starts a process and kills it when it has sent so many requests, or a moment
// later. It returns what the process has asked for.
func (v *victim) run(point int, delay time.Duration) (asked []string, killed bool) {
	v.t.Helper()
	code, err := v.server.IssueCode(station.SampleScopes)
	if err != nil {
		v.t.Fatal(err)
	}
	process := testkit.RolePlayer(v.t, "sync", v.dir, v.server.URL(), code)
	var said strings.Builder
	process.Stdout, process.Stderr = &said, os.Stderr
	started, dead := make(chan struct{}), make(chan struct{})
	var mu sync.Mutex
	v.server.Fault(sandbox.OpAny, 0, func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		<-started
		mu.Lock()
		if what := single(r); what != "" {
			asked = append(asked, what)
		}
		due := len(asked) == point
		mu.Unlock()
		switch {
		case due && delay == 0:
			_ = process.Process.Kill()
			<-dead
			panic(http.ErrAbortHandler)
		case due:
			time.AfterFunc(delay, func() { _ = process.Process.Kill() })
		}
		genuine.ServeHTTP(w, r)
	})
	if err := process.Start(); err != nil {
		v.t.Fatal(err)
	}
	close(started)
	err = process.Wait()
	close(dead)
	v.server.ClearFaults()
	var failed *exec.ExitError
	if said.Len() > 0 || err != nil && !errors.As(err, &failed) {
		v.t.Fatalf("it says %q: %v", said.String(), err)
	}
	mu.Lock()
	defer mu.Unlock()
	return slices.Clone(asked), err != nil
}

// single says what a request of a synchronisation asks for: "list 2", or the offer
// or application with its ID. It is empty for others.
func single(r *http.Request) string {
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/api/"), "/")
	switch {
	case r.URL.Path == "/api/5/application":
		return "list " + r.URL.Query().Get("page")
	case len(parts) == 4 && parts[3] == "timeline", len(parts) == 3 && parts[0] == "1":
		return "application " + parts[2]
	case len(parts) == 3 && parts[1] == "offer":
		return "offer " + parts[2]
	}
	return ""
}

// check looks at what a process has left, in a copy: the next process is to put in
// order by itself what is not.
func (v *victim) check(asked []string, done bool) {
	v.t.Helper()
	apps := v.server.Applications()
	v.checkLists(asked, done, apps)
	now := v.look(apps)
	for id := range v.before.current {
		if !now.current[id] {
			v.t.Fatalf("%s was kept and is lost", id)
		}
	}
	for id := range v.before.whole {
		if !now.whole[id] {
			v.t.Fatalf("what was told of %s is lost", id)
		}
	}
	v.checkPages(asked, done, apps, now)
	v.checkUnits(asked, done, apps, now)
	v.before = now
}

// look reads the store that the processes work on.
func (v *victim) look(apps []sandbox.Application) keptState {
	v.t.Helper()
	ctx := v.t.Context()
	dir := filepath.Join(v.t.TempDir(), "copy")
	defer func() { _ = os.RemoveAll(dir) }()
	if err := os.CopyFS(dir, os.DirFS(v.dir)); err != nil {
		v.t.Fatal(err)
	}
	db, report, err := store.Open(ctx, store.Options{Dir: dir})
	if err != nil || report != (store.RecoveryReport{}) {
		v.t.Fatalf("report %+v: %v", report, err)
	}
	defer db.Close()
	if err := db.Verify(ctx); err != nil {
		v.t.Fatal(err)
	}
	now := keptState{current: map[string]bool{}, whole: map[string]bool{}}
	if now.state, err = db.Account(station.SamplePerson).State(ctx); err != nil {
		v.t.Fatal(err)
	}
	ids := make([]string, len(apps))
	for i := range apps {
		ids[i] = apps[i].ID
	}
	kept, err := db.Account(station.SamplePerson).Kept(ctx, ids)
	if err != nil {
		v.t.Fatal(err)
	}
	for i := range apps {
		v.lookAt(&now, kept[apps[i].ID], &apps[i])
	}
	changes, err := db.Account(station.SamplePerson).Changes(ctx, 0, 100_000)
	if err != nil {
		v.t.Fatal(err)
	}
	told := map[string]int{}
	for _, c := range changes {
		if told[news(c.Application, c.Kind)]++; told[news(c.Application, c.Kind)] > v.want[news(c.Application, c.Kind)] {
			v.t.Fatalf("told too often: %+v", c)
		}
	}
	return now
}

func (v *victim) lookAt(now *keptState, k *tracker.Kept, truth *sandbox.Application) {
	v.t.Helper()
	if k == nil {
		return
	}
	last := truth.Events[len(truth.Events)-1]
	if k.LastEvent.Key() == keyOfEvent(last) && k.Rejected == truth.Rejected && k.OfferRemoved == truth.OfferRemoved {
		now.current[k.ID] = true
	}
	if k.TimelineKnown != (k.Detail != nil) || k.TimelineKnown != (k.OfferNow != nil) {
		v.t.Fatalf("%s is kept in part: timeline %v, %+v, %+v", k.ID, k.TimelineKnown, k.Detail, k.OfferNow)
	}
	if k.TimelineKnown && len(k.Timeline) == len(truth.Events) {
		now.whole[k.ID] = true
	}
}

// checkLists compares the pages that were asked for with those from where the
// process before was stopped.
func (v *victim) checkLists(asked []string, done bool, apps []sandbox.Application) {
	v.t.Helper()
	state := v.before.state
	var want []string
	from, to := 1, max(1, (len(apps)+29)/30)
	switch {
	case !state.BaselineDone && state.PassPage > 1:
		// The top, and then the last page once more.
		want, from = []string{"list 1"}, max(2, state.PassPage-1)
	case state.BaselineDone:
		to = 1 + countSince(apps, state.HighWater)/30
	}
	for page := from; page <= to; page++ {
		want = append(want, fmt.Sprint("list ", page))
	}
	got := slices.DeleteFunc(slices.Clone(asked), func(what string) bool { return !strings.HasPrefix(what, "list") })
	through := done || len(got) < len(asked)
	if !slices.Equal(got, want[:min(len(got), len(want))]) || through && len(got) != len(want) {
		v.t.Fatalf("asked for %v after %+v, want %v", got, state, want)
	}
}

// countSince counts the applications to which something has happened at a time or
// later.
func countSince(apps []sandbox.Application, at time.Time) int {
	n := 0
	for _, a := range apps {
		if !a.Events[len(a.Events)-1].At.Before(at) {
			n++
		}
	}
	return n
}

// checkPages has every page that another request came after be kept, and none in
// part.
func (v *victim) checkPages(asked []string, done bool, apps []sandbox.Application, now keptState) {
	v.t.Helper()
	for i, what := range asked {
		number, ok := strings.CutPrefix(what, "list ")
		if !ok {
			continue
		}
		page, err := strconv.Atoi(number)
		if err != nil {
			v.t.Fatal(err)
		}
		rows := apps[min(30*(page-1), len(apps)):min(30*page, len(apps))]
		missing := 0
		for _, a := range rows {
			if !now.current[a.ID] {
				missing++
			}
		}
		stale := 0
		for _, a := range rows {
			if !v.before.current[a.ID] {
				stale++
			}
		}
		if acknowledged := done || i < len(asked)-1; acknowledged && missing > 0 || missing > 0 && missing < stale {
			v.t.Fatalf("%d of %d new rows of page %d are lost; asked for %v", missing, stale, page, asked)
		}
		if !now.state.BaselineDone && missing == 0 && now.state.PassPage <= page {
			v.t.Fatalf("page %d is kept but not that the pass has read it: %+v", page, now.state)
		}
	}
}

// checkUnits has every application that another was asked about after be kept whole.
func (v *victim) checkUnits(asked []string, done bool, apps []sandbox.Application, now keptState) {
	v.t.Helper()
	ids := map[string]string{}
	for _, a := range apps {
		ids["application "+a.ID], ids["offer "+a.OfferID] = a.ID, a.ID
	}
	last := ""
	if !done && len(asked) > 0 {
		last = ids[asked[len(asked)-1]]
	}
	for _, what := range asked {
		if id := ids[what]; id != "" && id != last && !now.whole[id] {
			v.t.Fatalf("another application was asked about after %s, which is not kept whole", id)
		}
	}
	if done && (len(now.whole) != len(apps) || len(now.current) != len(apps)) {
		v.t.Fatalf("of %d applications %d are kept, %d whole", len(apps), len(now.current), len(now.whole))
	}
}

// checkNews fails the test if not everything that has happened was told.
func (v *victim) checkNews() {
	v.t.Helper()
	s, err := station.Open(v.t.Context(), station.Options{Dir: v.dir, Base: v.server.URL(), Vault: auth.NewMemoryVault()})
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			v.t.Error(err)
		}
	}()
	changes, err := s.Changes(v.t.Context(), 0, 100_000)
	if err != nil {
		v.t.Fatal(err)
	}
	told := map[string]int{}
	for _, c := range changes {
		told[news(c.Application, c.Kind)]++
	}
	if !maps.Equal(told, v.want) || s.Unseen() != len(changes) {
		v.t.Fatalf("told %v, want %v; %d unseen", told, v.want, s.Unseen())
	}
}

func news(id string, kind tracker.ChangeKind) string { return fmt.Sprint(id, " ", int(kind)) }

// thingsHappen changes some dozens of applications.
func (v *victim) thingsHappen() {
	v.t.Helper()
	apps := v.server.Applications()
	v.rng.Shuffle(len(apps), func(i, j int) { apps[i], apps[j] = apps[j], apps[i] })
	for _, a := range apps[:min(20+v.rng.IntN(30), len(apps))] {
		v.happen(&a)
	}
	for range 2 {
		time.Sleep(time.Millisecond)
		v.want[news(v.server.AddApplication(sandbox.Application{}).ID, tracker.ChangeNew)]++
	}
}

// happen has an event of some kind happen to an application.
func (v *victim) happen(a *sandbox.Application) {
	v.t.Helper()
	happenings := []struct {
		event tracker.EventKind
		news  tracker.ChangeKind
	}{
		{tracker.KindMessage, tracker.ChangeEvent},
		{tracker.KindCVRead, tracker.ChangeRead},
		{tracker.KindInterviewed, tracker.ChangeMoved},
		{tracker.KindDiscarded, tracker.ChangeRejected},
		{tracker.KindOfferModified, tracker.ChangeOfferEdited},
		{tracker.KindOfferRemoved, tracker.ChangeOfferRemoved},
	}
	if a.OfferRemoved {
		happenings = happenings[:5] // that is told once
	}
	time.Sleep(time.Millisecond) // not at the instant of what was there
	h := happenings[v.rng.IntN(len(happenings))]
	if h.event == tracker.KindOfferModified {
		if err := v.server.EditOffer(a.OfferID, func(o *sandbox.Offer) { o.Vacancies++ }); err != nil {
			v.t.Fatal(err)
		}
	}
	if err := v.server.AddEvent(a.ID, sandbox.Event{Kind: h.event}); err != nil {
		v.t.Fatal(err)
	}
	v.want[news(a.ID, h.news)]++
	delete(v.before.current, a.ID)
	delete(v.before.whole, a.ID)
}
