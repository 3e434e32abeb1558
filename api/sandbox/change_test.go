package sandbox

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/tracker"
)

func TestAddEventInItsPlace(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	a := r.AddApplication(Application{AppliedAt: noon.AddDate(0, 0, -10)})
	for _, e := range []Event{
		{Kind: tracker.KindDiscarded, At: noon.AddDate(0, 0, -3), Reasons: []string{"Lugar de residencia"}},
		{Kind: tracker.KindCVRead, At: noon.AddDate(0, 0, -5)},
		{Kind: tracker.KindReturned},
		{Kind: 99, Description: "Algo nuevo"},
	} {
		if err := r.AddEvent(a.ID, e); err != nil {
			t.Fatal(err)
		}
	}
	got := r.Applications()[0]
	var kinds []tracker.EventKind
	for _, e := range got.Events {
		kinds = append(kinds, e.Kind)
	}
	want := []tracker.EventKind{1, 3, 6, 12, 99}
	if len(kinds) != len(want) {
		t.Fatalf("kinds %v", kinds)
	}
	for i := range want {
		if kinds[i] != want[i] {
			t.Fatalf("kinds %v, want %v", kinds, want)
		}
	}
	if got.Rejected || !got.Events[3].At.Equal(noon) || got.Events[4].Description != "Algo nuevo" {
		t.Errorf("%+v", got)
	}
	if got.Unread != 2 {
		t.Errorf("%d unread, want the two of today", got.Unread)
	}
	r.MarkRead()
	if n := r.Applications()[0].Unread; n != 0 {
		t.Errorf("%d unread after looking", n)
	}
}

func TestRemoveApplication(t *testing.T) {
	r := newRig(t, Options{})
	token := r.signIn(allScopes).AccessToken
	a := r.Applications()[0]
	if err := r.RemoveApplication(a.ID); err != nil {
		t.Fatal(err)
	}
	if got := r.get(token, "/api/5/application?order=last-event").body; strings.Contains(got, a.ID) || !strings.Contains(got, `"totalFound":119`) {
		t.Error("it is still listed")
	}
	r.wantFailure(r.get(token, "/api/1/application/"+a.ID), http.StatusNotFound, "321")
	r.wantFailure(r.get(token, "/api/3/application/"+a.ID+"/timeline"), http.StatusNotFound, "321")
}

func TestEditOffer(t *testing.T) {
	r := newRig(t, Options{})
	token := r.signIn(allScopes).AccessToken
	a := r.Applications()[0]
	err := r.EditOffer(a.OfferID, func(o *Offer) { o.Title, o.MinPay, o.MaxPay, o.Vacancies = "Otro puesto", 950, 21_050, 7 })
	if err != nil {
		t.Fatal(err)
	}
	got := r.get(token, "/api/7/offer/"+a.OfferID).body
	for _, want := range []string{
		`"title":"Otro puesto"`, `"vacancies":7`, `"salaryDescription":"950 € - 21.050 € Bruto/año"`,
		`"updateDate":"2026-11-23T11:00:00.000+0000"`,
		`"minPay":{"amount":950,"amountValue":"950 €","periodId":3,"periodValue":"Bruto/año"}`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the offer lacks %s", want)
		}
	}
	if after := r.Applications()[0]; after.Title != "Otro puesto" || len(after.Events) != len(a.Events) {
		t.Errorf("%+v", after)
	}
}

func TestUnknownNames(t *testing.T) {
	s := sample(Options{Applications: -1})
	for name, err := range map[string]error{
		"AddEvent":          s.AddEvent("x", Event{Kind: 3}),
		"RemoveApplication": s.RemoveApplication("x"),
		"RemoveOffer":       s.RemoveOffer("x"),
		"EditOffer":         s.EditOffer("x", func(*Offer) {}),
		"SignIn":            s.SignIn("x"),
	} {
		if !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTickChangesOneApplication(t *testing.T) {
	r := newRig(t, Options{})
	for range 150 { // more than the sample has plans for
		before := make(map[string]int)
		for _, a := range r.Applications() {
			before[a.ID] = len(a.Events)
		}
		r.clock.add(time.Minute)
		h := r.Tick()
		for _, a := range r.Applications() {
			if a.ID == h.ApplicationID {
				if len(a.Events) <= before[a.ID] || a.Events[len(a.Events)-1].Kind != h.Event.Kind || !h.Event.At.Equal(r.clock.now()) {
					t.Fatalf("%+v after %+v", a, h)
				}
			} else if len(a.Events) != before[a.ID] {
				t.Fatalf("%s changed too", a.ID)
			}
		}
	}
	if n := len(r.Applications()); n <= 120 {
		t.Errorf("%d applications: the person never applied again", n)
	}
}

func TestLiving(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{Living: true, Applications: 60})
		count := func() int {
			n := 0
			for _, a := range s.Applications() {
				n += len(a.Events)
			}
			return n
		}
		before := count()
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			s.live(ctx)
		}()
		time.Sleep(44 * time.Second)
		synctest.Wait()
		if count() != before {
			t.Error("something happened too early")
		}
		time.Sleep(9*45*time.Second + time.Second)
		synctest.Wait()
		if n := count() - before; n < 9 {
			t.Errorf("%d things in 7 minutes", n)
		}
		stop()
		<-done
	})
}

func TestLivingEndsWithClose(t *testing.T) {
	r := newRig(t, Options{Living: true, LivePace: time.Millisecond, Applications: 60, Now: time.Now})
	before := len(r.Applications())
	deadline := time.Now().Add(5 * time.Second)
	for len(r.Applications()) == before && time.Now().Before(deadline) {
		time.Sleep(time.Millisecond)
	}
	if len(r.Applications()) == before {
		t.Error("nothing new")
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	after := r.Applications()
	time.Sleep(5 * time.Millisecond)
	if len(after) != len(r.Applications()) {
		t.Error("it went on after Close")
	}
}
