package sandbox

import (
	"cmp"
	"encoding/hex"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"candidaturas/tracker"
)

// ordinary is the size from which a sample holds every kind of story.
const ordinary = 40

// newAccount invents n applications of the year before born, and what has
// happened to them by now. What is drawn does not depend on now.
func (d *sampleData) newAccount(p person, seed uint64, n int, born, now time.Time) *account {
	ac := &account{
		person:  p,
		apps:    make([]*application, 0, n),
		byID:    make(map[string]*application, n),
		offers:  make(map[string]*offer, n),
		sorted:  make(map[listing][]*application),
		visited: now.Add(-36 * time.Hour),
	}
	for i, st := range d.deck(seed, n) {
		rng := newRand(seed, uint64(i))
		ac.insert(d.invent(rng, ac, st, born, now))
	}
	if n >= ordinary {
		d.applyTwice(ac, born)
	}
	return ac
}

func newRand(seed, stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, stream)) //nolint:gosec // sample data must be repeatable
}

// deck deals a story to each of n applications, in proportion to the weights.
func (d *sampleData) deck(seed uint64, n int) []*story {
	total := 0
	for _, st := range d.Stories {
		total += st.Weight
	}
	deck := make([]*story, 0, n)
	rng := newRand(seed, math.MaxUint64-1)
	for i := range d.Stories {
		st := &d.Stories[i]
		count := n * st.Weight / total
		if n >= ordinary {
			count = max(count, st.Least)
		}
		for range min(count, n-len(deck)) {
			deck = append(deck, st)
		}
	}
	for len(deck) < n {
		deck = append(deck, d.anyStory(rng, total))
	}
	rng.Shuffle(n, func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	return deck
}

func (d *sampleData) anyStory(rng *rand.Rand, total int) *story {
	at := rng.IntN(total)
	for i := range d.Stories {
		if at -= d.Stories[i].Weight; at < 0 {
			return &d.Stories[i]
		}
	}
	return &d.Stories[0]
}

// invent makes an application that follows the story as far as now.
func (d *sampleData) invent(rng *rand.Rand, ac *account, st *story, born, now time.Time) *application {
	age := st.Age[0] + rng.Float64()*(st.Age[1]-st.Age[0])
	if st.Age[1] == 0 {
		// More of them lately: people look harder the longer it takes.
		age = 365 * math.Pow(rng.Float64(), 1.4)
	}
	at := evening(rng, born.Add(-days(age)))
	for !at.Before(born.Add(-time.Minute)) {
		at = at.AddDate(0, 0, -1)
	}
	a := d.inventAt(rng, ac, at)
	d.follow(rng, a, st.Steps, now, ac.visited)
	return a
}

// inventAt makes an application of which nothing but the start is known.
func (d *sampleData) inventAt(rng *rand.Rand, ac *account, at time.Time) *application {
	sent := pick(rng, ac.person.CVs)
	if rng.IntN(3) > 0 {
		sent = ac.person.CVs[0]
	}
	o := d.inventOffer(rng, ac.person, pick(rng, sent.Sectors), at)
	a := d.apply(rng, o, at, ac.visited)
	a.CV, a.CoverLetter = sent.Name, rng.Float64() < sent.Letter
	return a
}

// apply makes an application for an offer.
func (d *sampleData) apply(rng *rand.Rand, o *offer, at, visited time.Time) *application {
	a := &application{
		Application: Application{ID: uuidFrom(rng), OfferID: o.id, AppliedAt: at},
		offer:       o,
		province:    o.province,
	}
	a.add(d.event(rng, step{Kind: tracker.KindApplied}, at), visited)
	return a
}

// follow lets the steps happen up to now; the rest becomes the plan.
func (d *sampleData) follow(rng *rand.Rand, a *application, steps []step, now, visited time.Time) {
	at := a.AppliedAt
	for _, s := range steps {
		if s.Chance > 0 && rng.Float64() >= s.Chance {
			continue
		}
		at = s.after(rng, at)
		e := d.event(rng, s, at)
		if len(a.plan) > 0 || !at.Before(now) {
			a.plan = append(a.plan, s)
			continue
		}
		a.add(e, visited)
	}
}

func (s step) after(rng *rand.Rand, at time.Time) time.Time {
	if s.Together {
		return at
	}
	if s.Seconds[1] > 0 {
		return at.Add(time.Duration(s.Seconds[0]+rng.IntN(s.Seconds[1]-s.Seconds[0]+1)) * time.Second)
	}
	moment := office
	if s.Evening {
		moment = evening
	}
	want := at.Add(days(s.Days[0] + rng.Float64()*(s.Days[1]-s.Days[0])))
	next := moment(rng, want)
	for !next.After(at) {
		want = want.Add(24 * time.Hour)
		next = moment(rng, want)
	}
	return next
}

// event is what InfoJobs would write of a step.
func (d *sampleData) event(rng *rand.Rand, s step, at time.Time) Event {
	e := Event{Kind: s.Kind, At: at}
	k := d.kinds[s.Kind]
	if k == nil {
		e.Description = "Hay novedades en tu candidatura"
		return e
	}
	e.Description, e.First, e.Last = pick(rng, k.Texts), k.First, k.Last
	if s.Reasons > 0 && len(k.Reasons) > 0 {
		first := rng.IntN(len(k.Reasons))
		count := min(rng.IntN(s.Reasons+1), len(k.Reasons)-first)
		if s.Kind == tracker.KindAutoRejected {
			count = max(count, 1)
		}
		e.Reasons = k.Reasons[first : first+count : first+count]
	}
	return e
}

// applyTwice makes the newest of the applications that nobody will answer one
// for an offer that the person knows: closed months ago, and published again
// under another code.
func (d *sampleData) applyTwice(ac *account, born time.Time) {
	again := slices.MaxFunc(ac.apps, func(a, b *application) int {
		return cmp.Or(-cmp.Compare(len(a.Events)+len(a.plan), len(b.Events)+len(b.plan)), a.AppliedAt.Compare(b.AppliedAt))
	})
	before := born.AddDate(0, -4, 0)
	i := slices.IndexFunc(ac.apps, func(a *application) bool {
		return a.AppliedAt.Before(before) && a.ProcessClosed && !a.offer.company.Hidden
	})
	if i < 0 {
		return
	}
	was := ac.apps[i].offer
	o := again.offer
	o.company, o.role, o.title, o.suffix = was.company, was.role, was.title, was.suffix
	o.city, o.province, o.seed = was.city, was.province, was.seed
	again.province = was.province
	again.CV = ac.apps[i].CV
}

func (d *sampleData) inventOffer(rng *rand.Rand, p person, sector string, applied time.Time) *offer {
	r := pick(rng, d.rolesOf(sector))
	c := d.near(rng, p, sector)
	o := &offer{
		id: offerID(rng), company: c, role: r, title: pick(rng, r.Titles), city: pick(rng, c.Cities), seed: rng.Uint64(),
	}
	if rng.IntN(5) == 0 && !strings.Contains(o.title, "noche") {
		o.suffix = &d.Texts.Suffixes[rng.IntN(len(d.Texts.Suffixes))]
		o.title += " " + o.suffix.Text
	}
	o.province = d.province(o.city)
	o.created = office(rng, applied.Add(-days(1+rng.Float64()*9)))
	if o.created.After(applied) {
		o.created = applied.Add(-3 * time.Hour)
	}
	o.updated = o.created
	return o
}

func (d *sampleData) rolesOf(sector string) []*role {
	var roles []*role
	for _, r := range d.Roles {
		if r.Sector == sector {
			roles = append(roles, r)
		}
	}
	return roles
}

// near prefers a company close to where the person lives.
func (d *sampleData) near(rng *rand.Rand, p person, sector string) *company {
	c := pick(rng, d.sectors[sector])
	for range 2 {
		if slices.ContainsFunc(c.Cities, func(city string) bool { return slices.Contains(p.Home, city) }) {
			break
		}
		c = pick(rng, d.sectors[sector])
	}
	return c
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

func uuidFrom(rng *rand.Rand) string {
	var b [16]byte
	for i := range b {
		b[i] = byte(rng.UintN(256)) //nolint:gosec // below 256
	}
	return formatUUID(b)
}

// offerID is 30 hexadecimal digits, as InfoJobs' are.
func offerID(rng *rand.Rand) string {
	var b [15]byte
	for i := range b {
		b[i] = byte(rng.UintN(256)) //nolint:gosec // below 256
	}
	return hex.EncodeToString(b[:])
}

func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[n:]
}
