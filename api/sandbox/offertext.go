package sandbox

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An Offer is what tests may change of an offer. Pay is euros a year.
type Offer struct {
	Title        string
	Description  string // plain text with newlines
	Requirements string
	Desirable    string
	MinPay       int
	MaxPay       int // 0 hides the pay
	Vacancies    int
	Applicants   int
	contract     idValue
	journey      idValue
	experience   idValue
	schedule     string
	duration     string
}

// write makes the text of an offer; the same offer always gets the same text.
func (d *sampleData) write(o *offer, now time.Time) Offer {
	rng := newRand(o.seed, 1)
	t := d.Texts
	r := o.role
	out := Offer{
		Title:        o.title,
		Requirements: strings.Join(some(rng, r.Requirements, 2, 4), "\n"),
		Desirable:    strings.Join(some(rng, r.Desirable, 1, 3), "\n"),
		Vacancies:    1 + max(0, rng.IntN(9)-5),
		contract:     pick(rng, t.Contracts),
		journey:      pick(rng, t.Journeys),
		experience:   pick(rng, t.Experience),
		schedule:     pick(rng, t.Schedules),
	}
	out.agree(o.suffix)
	if out.contract.ID == 2 { // of limited duration
		out.duration = pick(rng, t.Durations)
	}
	if rng.IntN(100) < 45 {
		out.MinPay = r.Pay[0] + 250*rng.IntN(5)
		out.MaxPay = r.Pay[1] - 250*rng.IntN(5)
	}
	out.Applicants = applicants(rng, o, now)
	out.Description = describe(rng, t, o)
	for _, edit := range o.edits {
		edit(&out)
	}
	return out
}

// agree makes the terms fit what the title says.
func (o *Offer) agree(s *suffix) {
	if s == nil {
		return
	}
	if s.Contract != nil {
		o.contract = *s.Contract
	}
	if s.Journey != nil {
		o.journey = *s.Journey
	}
	if s.Schedule != "" {
		o.schedule = s.Schedule
	}
}

func describe(rng *rand.Rand, t offerTexts, o *offer) string {
	fill := strings.NewReplacer(
		"{company}", o.company.Name, "{about}", o.company.About, "{city}", o.city,
		"{title}", lowerFirst(o.plainTitle()), "{department}", o.role.Department, "{team}", strconv.Itoa(4+rng.IntN(20)),
	)
	intro := pick(rng, t.Intros)
	if o.company.Hidden {
		intro = "Para {about}, seleccionamos {title} en {city}."
	}
	var b strings.Builder
	b.WriteString(fill.Replace(intro))
	if rng.IntN(4) > 0 {
		b.WriteString("\n\n" + fill.Replace(pick(rng, t.Middles)))
	}
	b.WriteString("\n\nFunciones:\n- " + strings.Join(some(rng, o.role.Tasks, 4, 6), "\n- "))
	if rng.IntN(5) > 0 {
		b.WriteString("\n\nQué ofrecemos:\n- " + strings.Join(some(rng, t.Perks, 2, 4), "\n- "))
	}
	b.WriteString("\n\n" + pick(rng, t.Closings))
	return b.String()
}

// plainTitle is the title without its suffix, as running text wants it.
func (o *offer) plainTitle() string {
	if o.suffix == nil {
		return o.title
	}
	return strings.TrimSuffix(o.title, " "+o.suffix.Text)
}

// some returns from least to most of the lines, in their order.
func some(rng *rand.Rand, lines []string, least, most int) []string {
	least, most = min(least, len(lines)), min(most, len(lines))
	chosen := rng.Perm(len(lines))[:least+rng.IntN(most-least+1)]
	slices.Sort(chosen)
	kept := make([]string, 0, len(chosen))
	for _, i := range chosen {
		kept = append(kept, lines[i])
	}
	return kept
}

// applicants grows fast at first and ends with the offer.
func applicants(rng *rand.Rand, o *offer, now time.Time) int {
	if o.deleted || o.closed {
		now = o.updated.Add(days(20))
	}
	open := max(0, now.Sub(o.created).Hours()/24)
	most := 20 + 900*math.Pow(rng.Float64(), 2)
	return 1 + int(most*(1-math.Exp(-open/8)))
}

// euros writes an amount as InfoJobs does: 21.500 €.
func euros(n int) string {
	if n < 1000 {
		return fmt.Sprintf("%d €", n)
	}
	return fmt.Sprintf("%d.%03d €", n/1000, n%1000)
}
