package e2e

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/internal/e2e/station"
	"candidaturas/tracker"

	"pgregory.net/rapid"
)

// A syncModel is a life of the app against the simulation in which anything may
// happen at any time, and what must be true of it.
type syncModel struct {
	*station.Station
	server  *sandbox.Server
	network *pipeNet
	witness *witness
	vault   auth.Vault
	dir     string
	rotates bool          // every refresh gives a new refresh token
	skew    time.Duration // of this computer's clock

	signedIn time.Time
	revoked  bool

	removed map[string]removedApp
	passes  int // complete passes that came to their end
	// behind says that the last synchronisation did not go through; moved that the
	// list has moved while it was read, since the last complete pass in quiet.
	behind, moved bool
	acted         bool // something happened during the synchronisation under way
	marked        int64
	texts         int
}

// A removedApp is what the simulation had of an application that it lists no more.
type removedApp struct {
	was sandbox.Application
	// passes is how many complete passes had ended when it was removed, quiet how
	// many have since that certainly read all of the list later.
	passes, quiet int
}

// TestR11R13R14SyncModel lets anything happen: to the applications, also while the
// list is read, to the answers, to the session, to the clock and to the app. What is
// kept is what the simulation has shown, and what is told is what has happened since
// the first look, each once.
func TestR11R13R14SyncModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		inBubble(t, func() {
			m := newSyncModel(rt)
			defer m.end()
			rt.Repeat(map[string]func(*rapid.T){
				"things happen":  m.thingsHappen,
				"synchronise":    m.syncInPeace,
				"while it moves": m.syncWhileItMoves,
				"in trouble":     m.syncInTrouble,
				"cut short":      m.syncCutShort,
				"restart":        m.restart,
				"time passes":    m.timePasses,
				"session":        m.sessionChanges,
				"look at one":    m.lookAtOne,
				"look at all":    m.lookAtAll,
				"clock is set":   func(t *rapid.T) { m.skew = time.Duration(rapid.IntRange(-50, 50).Draw(t, "hours off")) * time.Hour },
			})
			m.settle(rt)
		})
	})
}

func newSyncModel(t *rapid.T) *syncModel {
	sizes := []int{-1, 1, 3, 29, 30, 31, 61}
	if testing.Short() {
		sizes = []int{-1, 1, 3}
	}
	n := rapid.SampledFrom(sizes).Draw(t, "applications")
	seed := rapid.Uint64Range(0, 1000).Draw(t, "seed")
	rotates := rapid.Bool().Draw(t, "refresh tokens rotate")
	m := &syncModel{
		server:  sandbox.New(sandbox.Options{Seed: seed, Applications: n, RotateRefresh: rotates}),
		rotates: rotates,
		witness: newWitness(), vault: auth.NewMemoryVault(), removed: map[string]removedApp{},
	}
	m.network = serveBubble(m.server)
	var err error
	if m.dir, err = os.MkdirTemp("", "sync"); err != nil {
		t.Fatal(err)
	}
	m.launch(t)
	m.signIn(t)
	return m
}

func (m *syncModel) end() {
	if m.Station != nil {
		_ = m.Close()
	}
	m.network.stop()
	_ = os.RemoveAll(m.dir)
}

func (m *syncModel) now() time.Time { return time.Now().Add(m.skew) }

func (m *syncModel) launch(t *rapid.T) {
	s, err := station.Open(context.Background(), station.Options{
		Dir: m.dir, Base: bubbleURL, Vault: m.vault, Wire: m.network.wire, Now: m.now, Watch: m.witness.watch,
	})
	if err != nil {
		t.Fatal(err)
	}
	m.Station = s
}

func (m *syncModel) restart(t *rapid.T) {
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	m.launch(t)
	m.always(t)
}

func (m *syncModel) signIn(t *rapid.T) {
	code, err := m.server.IssueCode(station.SampleScopes)
	if err == nil {
		err = m.SignIn(context.Background(), code)
	}
	if err != nil {
		t.Fatal(err)
	}
	m.signedIn, m.revoked = time.Now(), false
}

func (m *syncModel) timePasses(t *rapid.T) {
	time.Sleep(time.Duration(rapid.SampledFrom([]int{1, 5, 13, 24, 25, 200, 800}).Draw(t, "hours")) * time.Hour)
}

func (m *syncModel) sessionChanges(t *rapid.T) {
	if rapid.IntRange(0, 3).Draw(t, "revoke") == 0 {
		m.server.RevokeGrant()
		m.revoked = true
		return
	}
	m.server.ExpireAccessTokens()
}

// thingsHappen lets several things happen, some of them at one instant.
func (m *syncModel) thingsHappen(t *rapid.T) {
	time.Sleep(time.Duration(rapid.IntRange(1, 300).Draw(t, "minutes")) * time.Minute)
	for range rapid.IntRange(1, 10).Draw(t, "things") {
		if rapid.Bool().Draw(t, "later") {
			time.Sleep(time.Minute)
		}
		m.happen(t, !m.behind)
	}
}

var modelKinds = []tracker.EventKind{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 31, 77}

// happen does one thing. A flag that was seen and is taken back before its event is
// seen is told of twice; hence nothing is taken back unless it may be.
func (m *syncModel) happen(t *rapid.T, takeBack bool) {
	apps := m.server.Applications()
	what := rapid.IntRange(0, 19).Draw(t, "what")
	if len(apps) == 0 || what == 0 {
		m.server.AddApplication(sandbox.Application{})
		return
	}
	slices.SortFunc(apps, func(a, b sandbox.Application) int { return strings.Compare(a.ID, b.ID) })
	a := apps[rapid.IntRange(0, len(apps)-1).Draw(t, "which")]
	var err error
	switch {
	case what == 1:
		m.removed[a.ID] = removedApp{was: a, passes: m.passes}
		err = m.server.RemoveApplication(a.ID)
	case what == 2:
		err = m.server.RemoveOffer(a.OfferID)
	case what <= 5:
		err = m.edit(t, a)
	default:
		kind := rapid.SampledFrom(modelKinds).Draw(t, "kind")
		if !takeBack && (kind == tracker.KindReturned || kind == tracker.KindProcessReopened) {
			kind = tracker.KindMessage
		}
		err = m.server.AddEvent(a.ID, sandbox.Event{Kind: kind})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// edit changes what an offer says, with an event that tells of it or without.
func (m *syncModel) edit(t *rapid.T, a sandbox.Application) error {
	m.texts++
	text := fmt.Sprint("Otro texto ", m.texts)
	if rapid.Bool().Draw(t, "back and forth") {
		text = "El mismo texto"
	}
	if err := m.server.EditOffer(a.OfferID, func(o *sandbox.Offer) { o.Description = text }); err != nil {
		return err
	}
	if rapid.Bool().Draw(t, "told") {
		return m.server.AddEvent(a.ID, sandbox.Event{Kind: tracker.KindOfferModified})
	}
	return nil
}

// sync synchronises and checks what is true whether or not it went through.
func (m *syncModel) sync(ctx context.Context, t *rapid.T) (tracker.Result, error) {
	before, began := m.changes(t), m.State()
	m.acted, m.witness.syncing = false, true
	quietly := !m.behind
	result, err := m.Sync(ctx, nil)
	m.witness.before, m.witness.syncing = nil, false
	m.witness.settle(err == nil)
	if err == nil {
		m.witness.listed = true
	}
	m.behind = err != nil
	m.moved = m.moved || m.acted
	if full := m.State().FullAt; full.UnixMilli() != began.FullAt.UnixMilli() {
		m.passes++
		if quietly && !m.acted {
			m.moved = false
			m.countPass()
		}
	}
	if n := len(m.changes(t)) - len(before); n != result.Changes && !m.untold() {
		t.Fatalf("%d changes are kept, %d were found", n, result.Changes)
	}
	m.always(t)
	return result, err
}

// untold reports whether a timeline could not be read. An offer's being edited, of
// which only the list has told, is found anew then whenever the offer is read.
func (m *syncModel) untold() bool {
	for _, a := range m.witness.apps {
		if a.failed[sandbox.OpTimeline] {
			return true
		}
	}
	return false
}

func (m *syncModel) countPass() {
	for id, r := range m.removed {
		r.quiet++
		m.removed[id] = r
	}
}

// syncInPeace goes through, unless the session has ended.
func (m *syncModel) syncInPeace(t *rapid.T) {
	_, err := m.sync(context.Background(), t)
	if errors.Is(err, tracker.ErrSignedOut) && (m.revoked || time.Since(m.signedIn) >= 30*24*time.Hour) {
		m.signIn(t)
		_, err = m.sync(context.Background(), t)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !m.moved {
		m.checkAll(t)
	}
}

// syncWhileItMoves has things happen between the requests of a synchronisation.
func (m *syncModel) syncWhileItMoves(t *rapid.T) {
	at := rapid.SliceOfN(rapid.IntRange(1, 8), 1, 4).Draw(t, "before requests")
	n := 0
	m.witness.before = func() {
		n++
		for _, i := range at {
			if i == n {
				time.Sleep(time.Second)
				m.acted = true
				m.happen(t, false)
			}
		}
	}
	m.expectSync(context.Background(), t)
}

// expectSync synchronises when anything may go wrong.
func (m *syncModel) expectSync(ctx context.Context, t *rapid.T) {
	_, err := m.sync(ctx, t)
	for _, allowed := range []error{
		nil, tracker.ErrOffline, tracker.ErrPortal, tracker.ErrBotWall, tracker.ErrUnavailable, tracker.ErrRateLimited,
		tracker.ErrSignedOut, tracker.ErrBadAnswer, tracker.ErrNotFound, context.Canceled, context.DeadlineExceeded,
	} {
		if errors.Is(err, allowed) {
			return
		}
	}
	t.Fatalf("an error of no kind: %v", err)
}

var troubles = map[string]sandbox.Fault{
	"500":         sandbox.InternalError("request-1"),
	"503":         sandbox.Answer(http.StatusServiceUnavailable, "text/plain", ""),
	"disabled":    sandbox.Disabled(),
	"429":         sandbox.TooMany(""),
	"429 short":   sandbox.TooMany("5"),
	"429 long":    sandbox.TooMany("3600"),
	"no headers":  sandbox.DelayHeaders(24 * time.Hour),
	"drips":       sandbox.SlowBody(time.Second),
	"truncated":   sandbox.Truncate(150),
	"cut gzip":    sandbox.CutGzip(9),
	"bot wall":    sandbox.BotWall(),
	"portal":      sandbox.Portal(),
	"dropped":     sandbox.Drop(),
	"answer lost": sandbox.LoseAnswer(),
	"unknown":     sandbox.Failure(http.StatusNotFound, "321", "The application does not exist"),
	"503 wait": func(w http.ResponseWriter, r *http.Request, genuine http.Handler) {
		w.Header().Set("Retry-After", "7")
		sandbox.Failure(http.StatusServiceUnavailable, "", "Unavailable")(w, r, genuine)
	},
}

var troubleNames = func() []string {
	names := []string{"offline"}
	for name := range troubles {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}()

// losingTroubles do what is asked, and their answer does not arrive whole.
var losingTroubles = []string{"answer lost", "truncated", "cut gzip", "drips"}

// syncInTrouble has an operation fail for a while, from some request on.
func (m *syncModel) syncInTrouble(t *rapid.T) {
	name := rapid.SampledFrom(troubleNames).Draw(t, "trouble")
	op := rapid.SampledFrom([]sandbox.Op{
		sandbox.OpAny, sandbox.OpApplications, sandbox.OpTimeline, sandbox.OpApplication, sandbox.OpOffer,
	}).Draw(t, "operation")
	if op == sandbox.OpAny && m.rotates && slices.Contains(losingTroubles, name) {
		op = sandbox.OpApplications // a lost answer to a refresh ends the session, which R18 is about
	}
	times := rapid.IntRange(0, 6).Draw(t, "times")
	from := rapid.IntRange(1, 8).Draw(t, "from request")
	n := 0
	m.witness.before = func() {
		if n++; n != from {
			return
		}
		if name == "offline" {
			m.network.setOffline(true)
		} else {
			m.server.Fault(op, times, troubles[name])
		}
	}
	m.expectSync(context.Background(), t)
	m.server.ClearFaults()
	m.network.setOffline(false)
	time.Sleep(61 * time.Minute) // longer than InfoJobs may make the app wait
}

// syncCutShort cancels a synchronisation between two requests or during one.
func (m *syncModel) syncCutShort(t *rapid.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	at := rapid.IntRange(1, 12).Draw(t, "at request")
	during := rapid.Bool().Draw(t, "during it")
	n := 0
	m.witness.before = func() {
		if n++; n != at {
			return
		}
		if !during {
			cancel()
			return
		}
		m.server.Fault(sandbox.OpAny, 1, sandbox.DelayHeaders(time.Hour))
		time.AfterFunc(time.Second, cancel)
	}
	m.expectSync(ctx, t)
	m.server.ClearFaults()
	time.Sleep(20 * time.Minute) // a renewal of the session may have been cut short too
}

func (m *syncModel) lookAtOne(t *rapid.T) {
	id := m.anyKept(t)
	if id == "" {
		t.Skip("nothing is kept yet, so there is nothing to look at: rapid draws another step")
	}
	err := m.Fetch(context.Background(), id)
	aboutOne := errors.Is(err, tracker.ErrNotFound) || errors.Is(err, tracker.ErrBadAnswer)
	m.witness.settle(err == nil || aboutOne)
	if rapid.Bool().Draw(t, "mark") {
		if err := m.MarkSeen(context.Background(), id, true); err != nil {
			t.Fatal(err)
		}
	}
	m.always(t)
}

// anyKept returns an application that the app knows, "" for none.
func (m *syncModel) anyKept(t *rapid.T) string {
	var ids []string
	for s := range m.List().All() {
		ids = append(ids, s.ID)
	}
	if len(ids) == 0 {
		return ""
	}
	return rapid.SampledFrom(ids).Draw(t, "which")
}

func (m *syncModel) lookAtAll(t *rapid.T) {
	changes := m.changes(t)
	if len(changes) == 0 {
		t.Skip("nothing has changed yet, so there is nothing to mark: rapid draws another step")
	}
	if err := m.MarkAllSeen(context.Background(), changes[0].ID); err != nil {
		t.Fatal(err)
	}
	m.marked = changes[0].ID
	if n := m.Unseen(); n != 0 {
		t.Fatalf("%d are unseen", n)
	}
}

// settle ends the story: in two days and a week everything is as it is at InfoJobs.
func (m *syncModel) settle(t *rapid.T) {
	m.skew = 0
	for _, days := range []int{2, 8, 8} {
		time.Sleep(time.Duration(days) * 24 * time.Hour)
		m.syncInPeace(t)
	}
	if m.moved {
		t.Fatal("there was no complete pass in quiet")
	}
	m.checkOffers(t)
}
