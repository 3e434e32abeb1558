package present

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"

	"pgregory.net/rapid"
)

// now is the moment of all that is told here without a clock.
var now = time.Date(2026, time.October, 8, 10, 42, 0, 0, time.UTC)

func before(d time.Duration) time.Time { return now.Add(-d) }

const day = 24 * time.Hour

// application is one whose events the list tells, with the flags that go with
// them.
func application(id string, kinds ...tracker.EventKind) *tracker.Application {
	a := &tracker.Application{
		ID: id, AppliedAt: before(20 * day), TimelineKnown: true,
		Offer: tracker.OfferRef{ID: "0f", Title: "Técnica de RR. HH.", Company: "Nortia", City: "Bilbao"},
	}
	for i, k := range kinds {
		e := tracker.Event{Kind: k, At: before(time.Duration(10-i) * day)}
		a.Timeline = append([]tracker.Event{e}, a.Timeline...)
		switch k {
		case tracker.KindDiscarded, tracker.KindAutoRejected, tracker.KindNotPreselected:
			a.Rejected = true
		case tracker.KindProcessClosed:
			a.ProcessClosed = true
		case tracker.KindOfferRemoved:
			a.OfferRemoved = true
		case tracker.KindReturned:
			a.Rejected = false
		}
	}
	return a
}

// listOf is the list of these applications.
func listOf(t presenttest.Bubble, apps ...*tracker.Application) *tracker.List {
	kept := make([]tracker.Kept, len(apps))
	for i, a := range apps {
		kept[i] = tracker.Kept{Application: *a, Unseen: a.UnreadEvents > 0}
	}
	return presenttest.ListOf(t, kept...)
}

func TestStatusLine(t *testing.T) {
	const read = tracker.KindCVRead // ten days ago
	w := words(t, "es")
	for _, tt := range []struct {
		kinds []tracker.EventKind
		want  string
		icon  Icon
	}{
		{nil, "CV recibido · CV sin leer", IconSent},
		{[]tracker.EventKind{read}, "CV leído el 28 sep", IconRead},
		{[]tracker.EventKind{tracker.KindContinues}, "En proceso · CV sin leer", IconMoving},
		{[]tracker.EventKind{read, tracker.KindContinues}, "En proceso · CV leído el 28 sep", IconMoving},
		{[]tracker.EventKind{read, tracker.KindInterviewed}, "Entrevista · CV leído el 28 sep", IconMoving},
		{[]tracker.EventKind{read, tracker.KindFinalOffer}, "Finalista · CV leído el 28 sep", IconMoving},
		{[]tracker.EventKind{tracker.KindOfferRemoved}, "Oferta retirada sin leer tu CV", IconEnded},
		{[]tracker.EventKind{read, tracker.KindOfferRemoved}, "Oferta retirada · CV leído el 28 sep", IconEnded},
		{[]tracker.EventKind{tracker.KindProcessClosed}, "Proceso cerrado sin leer tu CV", IconEnded},
		{[]tracker.EventKind{read, tracker.KindProcessClosed}, "Proceso cerrado · CV leído el 28 sep", IconEnded},
		{[]tracker.EventKind{tracker.KindDiscarded}, "Descartada sin leer tu CV", IconEnded},
		{[]tracker.EventKind{read, tracker.KindDiscarded}, "Descartada · CV leído el 28 sep", IconEnded},
		{[]tracker.EventKind{tracker.KindNotPreselected}, "No preseleccionada · CV sin leer", IconEnded},
		{[]tracker.EventKind{tracker.KindDeclined}, "Has renunciado · CV sin leer", IconEnded},
		{[]tracker.EventKind{read, tracker.KindHired}, "Contratado/a · CV leído el 28 sep", IconEnded},
	} {
		a := application("a", tt.kinds...)
		rows := applicationRows(w, listOf(t, a), true, now)
		row := rows.Row(rows.Index("a"))
		if row.Status != tt.want || row.Icon != tt.icon {
			t.Errorf("%v: %q with %q, want %q with %q", tt.kinds, row.Status, row.Icon, tt.want, tt.icon)
		}
	}
	undated := application("a", read)
	undated.Timeline[0].At = time.Time{}
	if got := statusLine(w, tracker.Derive(undated), now); got != "CV leído" {
		t.Errorf("read with no date: %q", got)
	}
}

func TestRow(t *testing.T) {
	w := words(t, "es")
	full := application("a", tracker.KindCVRead, tracker.KindOthersRead)
	full.UnreadEvents = 2
	bare := &tracker.Application{ID: "b", UnreadEvents: -1}
	seen := application("c")
	noCity := application("d")
	noCity.Offer.City = ""
	rows := applicationRows(w, listOf(t, full, bare, seen, noCity), false, now)
	for id, want := range map[string]Row{
		"a": {"a", "Técnica de RR. HH.", "Nortia · Bilbao", "CV leído el 28 sep", IconRead, "28 sep", "nueva", "", FoldNone, false},
		"b": {"b", "Oferta sin título", "Empresa sin nombre", "CV recibido · CV sin leer", IconSent, "", "", "", FoldNone, false},
		"c": {"c", "Técnica de RR. HH.", "Nortia · Bilbao", "CV recibido · CV sin leer", IconSent, "18 sep", "", "", FoldNone, false},
		"d": {"d", "Técnica de RR. HH.", "Nortia", "CV recibido · CV sin leer", IconSent, "18 sep", "", "", FoldNone, false},
	} {
		if got := rows.Row(rows.Index(id)); got != want {
			t.Errorf("%+v\nwant %+v", got, want)
		}
	}
}

func TestRowsHeadings(t *testing.T) {
	apps := []*tracker.Application{
		application("sent"), application("moving", tracker.KindContinues), application("ended", tracker.KindDiscarded),
		application("read", tracker.KindCVRead), application("sent too"),
	}
	for _, tt := range []struct {
		all  bool
		want []string
	}{
		{false, []string{"En marcha · 1", "moving", "CV leído · 1", "read", "Enviadas · 2", "sent", "sent too"}},
		{true, []string{"En marcha · 1", "moving", "CV leído · 1", "read", "Enviadas · 2", "sent", "sent too", "Terminadas · 1", "ended"}},
	} {
		rows := applicationRows(words(t, "es"), listOf(t, apps...), tt.all, now)
		var got []string
		for i := range rows.Len() {
			if heading, ok := rows.Heading(i); ok {
				got = append(got, heading)
			} else {
				got = append(got, rows.ID(i))
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("all %v: %q", tt.all, got)
		}
	}
}

func TestNoRows(t *testing.T) {
	var none *Rows
	empty := applicationRows(words(t, "es"), listOf(t), true, now)
	for _, rows := range []*Rows{none, empty} {
		if rows.Len() != 0 || rows.Index("a") != -1 || len(rows.Headings()) != 0 {
			t.Errorf("%v is not empty", rows)
		}
	}
}

func TestRowsAreConsistent(t *testing.T) {
	w := words(t, "es")
	rapid.Check(t, func(t *rapid.T) {
		var apps []*tracker.Application
		for i := range rapid.IntRange(0, 40).Draw(t, "applications") {
			kind := rapid.SampledFrom([]tracker.EventKind{
				tracker.KindApplied, tracker.KindCVRead, tracker.KindContinues, tracker.KindDiscarded, tracker.KindHired, 99,
			}).Draw(t, "kind")
			apps = append(apps, application(fmt.Sprint(i), kind))
		}
		all := rapid.Bool().Draw(t, "all")
		list := listOf(t, apps...)
		rows := applicationRows(w, list, all, now)
		shown := len(apps)
		if !all {
			shown -= list.GroupLen(tracker.GroupEnded)
		}
		if rows.Len() != shown+len(rows.Headings()) {
			t.Fatalf("%d entries for %d applications and %d headings", rows.Len(), shown, len(rows.Headings()))
		}
		var headings []int
		group := tracker.Group(-1)
		for i := range rows.Len() {
			text, isHeading := rows.Heading(i)
			id := rows.ID(i)
			if isHeading != (id == "") || isHeading != (text != "") {
				t.Fatalf("entry %d is a heading %v with text %q and id %q", i, isHeading, text, id)
			}
			if isHeading {
				headings = append(headings, i)
				continue
			}
			if rows.Index(id) != i || rows.Row(i).ID != id {
				t.Fatalf("%q is at %d and at %d", id, i, rows.Index(id))
			}
			g := list.Find(id).Stage.Group()
			if first := headings[len(headings)-1] == i-1; first != (g != group) || g < group {
				t.Fatalf("entry %d of group %d after group %d", i, g, group)
			}
			group = g
			if !all && g == tracker.GroupEnded {
				t.Fatalf("%q has ended and is listed as active", id)
			}
		}
		if !slices.Equal(headings, rows.Headings()) {
			t.Fatalf("headings %v, told as %v", headings, rows.Headings())
		}
	})
}

// TestSilentRows say for how long there has been no news, and still whether the CV
// was read.
func TestSilentRows(t *testing.T) {
	w := words(t, "es")
	for _, tt := range []struct {
		stage tracker.Stage
		read  bool
		days  int
		want  string
	}{
		{tracker.StageReceived, false, 31, "CV recibido · 31 días sin noticias"},
		{tracker.StageReceived, false, 30, "CV recibido · CV sin leer"},
		{tracker.StageRead, true, 40, "CV leído · 40 días sin noticias"},
		{tracker.StageInProcess, true, 40, "En proceso · CV leído · 40 días sin noticias"},
		{tracker.StageInProcess, false, 40, "En proceso · CV sin leer · 40 días sin noticias"},
		{tracker.StageClosed, false, 40, "Proceso cerrado sin leer tu CV"},
	} {
		s := &tracker.Summary{Stage: tt.stage, Read: tt.read, NewsAt: before(time.Duration(tt.days) * day)}
		if got := summaryLine(w, s, tracker.Silence{Limit: 30 * day}, now); got != tt.want {
			t.Errorf("%d days in stage %d: %q, want %q", tt.days, tt.stage, got, tt.want)
		}
	}
	heading := groupHeading(w, listOf(t, application("a"), application("b")), tracker.GroupSent, now.Add(20*day))
	if heading != "Enviadas · 2 (2 sin respuesta)" {
		t.Errorf("%q", heading)
	}
}
