package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"candidaturas/api/fault"
	"candidaturas/tracker"
)

func newTestSource(t *testing.T, body string) (*Client, *fakeWire) {
	wire := always(func() *http.Response { return response(200, body) })
	return newTestClient(t, wire, nil), wire
}

func TestSourceApplications(t *testing.T) {
	s, wire := newTestSource(t, fixture(t, "applications.json"))
	p, err := s.Applications(context.Background(), 4)
	if err != nil {
		t.Fatal(err)
	}
	if got := wire.sent[0].URL.RawQuery; got != "hideRejected=false&order=last-event&page=4&pageSize=30" {
		t.Errorf("query %s", got)
	}
	if p.Total != 3 || len(p.Applications) != 3 {
		t.Fatalf("%d of %d", len(p.Applications), p.Total)
	}
	continues := &tracker.Event{
		Kind: tracker.KindContinues, At: time.Date(2026, 10, 5, 11, 2, 10, 0, time.UTC),
		Description: "La empresa ha incluido tu candidatura entre las que siguen en el proceso",
	}
	want := tracker.Application{
		ID: "6f1d2b0a-54c1-4a36-9f0e-1c2d3e4f5a6b", AppliedAt: time.Date(2026, 10, 2, 8, 15, 30, 0, time.UTC),
		Offer:        tracker.OfferRef{ID: "0a1b2c3d4e5f60718293a4b5c6d7e8", Title: "Técnica de laboratorio", Company: "Ejemplo Labs S.L.", City: "Getafe"},
		UnreadEvents: 2, LastEvent: continues, InProcess: continues,
		CVReceived: &tracker.Event{Kind: tracker.KindApplied, At: time.Date(2026, 10, 2, 8, 15, 30, 0, time.UTC), Description: "Te has inscrito en la oferta", First: true},
		CVRead:     &tracker.Event{Kind: tracker.KindCVRead, At: time.Date(2026, 10, 3, 9, 40, 0, 0, time.UTC), Description: "La empresa ha leído tu CV"},
	}
	if !reflect.DeepEqual(p.Applications[0], want) {
		t.Errorf("got\n%+v\nwant\n%+v", p.Applications[0], want)
	}
	second := p.Applications[1]
	if !second.Rejected || !second.ProcessClosed || !second.OfferRemoved || second.Closed.Kind != tracker.KindProcessClosed ||
		second.Removed.Kind != tracker.KindOfferRemoved || second.NotPreselected.Kind != tracker.KindNotPreselected ||
		!second.LastEvent.Last || len(second.LastEvent.Reasons) != 2 {
		t.Errorf("%+v", second)
	}
}

// Without a total a full page must not look like the last one.
func TestSourceUnknownTotal(t *testing.T) {
	full := `{"applications":[` + strings.TrimSuffix(strings.Repeat(`{"code":"a"},`, 30), ",") + `]}`
	for body, want := range map[string]int{full: 61, `{"applications":[{"code":"a"}]}`: 31, `{"applications":[]}`: 30} {
		s, _ := newTestSource(t, body)
		if p, err := s.Applications(context.Background(), 2); err != nil || p.Total != want {
			t.Errorf("total %d, want %d: %v", p.Total, want, err)
		}
	}
}

func TestSourceDetail(t *testing.T) {
	s, _ := newTestSource(t, fixture(t, "application.json"))
	d, err := s.Detail(context.Background(), "abc")
	if err != nil || d != (tracker.Detail{CV: "CV de laboratorio", HasCoverLetter: true, Province: "Madrid", Applicants: 148}) {
		t.Errorf("%+v, %v", d, err)
	}
	s, _ = newTestSource(t, `{"code":"abc"}`)
	if d, err := s.Detail(context.Background(), "abc"); err != nil || d.Applicants != -1 {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestSourceTimeline(t *testing.T) {
	s, wire := newTestSource(t, `{"totalFound":4,"events":[
		{"tipoId":1,"date":"2026-10-02T08:15:30.000+0000","description":"a","initializer":true},
		{"tipoId":6,"date":"2026-10-09T08:15:30.000+0000","description":"d","finisher":true,"rejectedReasons":["r"]},
		{"tipoId":3,"date":"2026-10-05T08:15:30.000+0000","description":"b"},
		{"tipoId":99,"date":"2026-10-05T08:15:30.000+0000","description":"c"}]}`)
	events, err := s.Timeline(context.Background(), "abc")
	if err != nil || wire.count() != 1 {
		t.Fatal(err)
	}
	var order string
	for _, e := range events {
		order += e.Description
	}
	if order != "dbca" || !events[0].Last || events[0].Reasons[0] != "r" || !events[3].First || events[2].Kind != 99 {
		t.Errorf("%+v", events)
	}
}

func TestSourceOffer(t *testing.T) {
	s, _ := newTestSource(t, fixture(t, "offer.json"))
	o, err := s.Offer(context.Background(), "abc")
	if err != nil {
		t.Fatal(err)
	}
	want := tracker.Offer{
		ID: "0a1b2c3d4e5f60718293a4b5c6d7e8", Title: "Técnica de laboratorio", Company: "Ejemplo Labs S.L.", City: "Getafe", Province: "Madrid",
		Link:         "https://www.infojobs.net/getafe/tecnica-de-laboratorio/of-i0a1b2c3d4e5f60718293a4b5c6d7e8",
		Description:  "Buscamos una persona para el laboratorio.\n\nFunciones:\n- Análisis de muestras\n- Informes",
		Requirements: "Grado en Química\n\nInglés B2", Contract: "Duración determinada, 6 meses", Journey: "Completa",
		Salary: "27.000 € – 30.000 € Bruto/año", Applicants: 148, Vacancies: 2, Active: true, UpdatedAt: time.Date(2026, 10, 1, 7, 0, 0, 0, time.UTC),
	}
	if o != want {
		t.Errorf("got\n%+v\nwant\n%+v", o, want)
	}
	s, _ = newTestSource(t, `{"title":"x","deleted":true}`)
	if o, err := s.Offer(context.Background(), "abc"); err != nil || o.ID != "abc" || !o.Deleted || o.Applicants != -1 || o.Vacancies != -1 {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestSourceSalary(t *testing.T) {
	pay := func(name, amount, period string) string {
		return fmt.Sprintf(`,"%s":{"amount":1,"amountValue":"%s","periodId":3,"periodValue":"%s"}`, name, amount, period)
	}
	for members, want := range map[string]string{
		`"showPay":false,"salaryDescription":"oculto"` + pay("minPay", "1 €", "Bruto/año"):                 "",
		`"showPay":true,"salaryDescription":"Según convenio"` + pay("minPay", "1 €", "x"):                  "Según convenio",
		`"showPay":true` + pay("minPay", "20.000 €", "Bruto/año") + pay("maxPay", "20.000 €", "Bruto/año"): "20.000 € Bruto/año",
		`"showPay":true` + pay("maxPay", "25.000 €", "Bruto/año"):                                          "25.000 € Bruto/año",
		`"showPay":true` + pay("minPay", "10 €", "por hora") + pay("maxPay", "12 €", ""):                   "10 € – 12 € por hora",
		`"showPay":true` + pay("minPay", "", "Bruto/año"):                                                  "",
		`"showPay":true,"minPay":[],"maxPay":7`:                                                            "",
	} {
		s, _ := newTestSource(t, `{"title":"x",`+members+`}`)
		if o, err := s.Offer(context.Background(), "abc"); err != nil || o.Salary != want {
			t.Errorf("%s: %q, want %q: %v", members, o.Salary, want, err)
		}
	}
}

func TestSourceCandidate(t *testing.T) {
	for body, want := range map[string]tracker.Candidate{
		fixture(t, "candidate.json"):                 {Key: "aaaa1111-bbbb-4ccc-8ddd-eeeeffff0000", Name: "Lucía Inventada Pérez", Email: "lucia.inventada@example.invalid"},
		`{"id":7,"name":"Ana","surname1":" Ruiz "}`:  {Key: "7", Name: "Ana Ruiz"},
		`{"key":"k","id":"i","surname2":"Gil"}`:      {Key: "k", Name: "Gil"},
		`{"key":"k","name":"A","fullName":null}`:     {Key: "k", Name: "A"},
		`{"key":"k","email":{"a":1},"fullName":"B"}`: {Key: "k", Name: "B"},
	} {
		s, _ := newTestSource(t, body)
		if c, err := s.Candidate(context.Background()); err != nil || c != want {
			t.Errorf("%+v, %v; want %+v", c, err, want)
		}
	}
	for _, body := range []string{`{}`, `{"name":"A"}`, `{"key":"","id":null}`, `{"key":"a b"}`} {
		s, _ := newTestSource(t, body)
		_, err := s.Candidate(context.Background())
		wantErr(t, err, tracker.ErrBadAnswer)
	}
}

func TestSourceErrors(t *testing.T) {
	ctx := context.Background()
	wire := always(func() *http.Response { return response(403, "{}") })
	s := newTestClient(t, wire, nil)
	for _, err := range []error{
		second(s.Applications(ctx, 1)), second(s.Detail(ctx, "a")), second(s.Timeline(ctx, "a")),
		second(s.Offer(ctx, "a")), second(s.Candidate(ctx)),
	} {
		wantErr(t, err, tracker.ErrScopeMissing)
		wantErr(t, err, fault.ErrScopeMissing)
	}
}

// TestSourceErrorsOfTheSession: what the authorizer says goes through, and tracker
// understands it.
func TestSourceErrorsOfTheSession(t *testing.T) {
	read := func(auth *fakeAuth) error {
		return second(newTestClient(t, failing(errors.New("nothing is sent")), auth).Candidate(t.Context()))
	}
	if len(meanings) != len(sentinels) {
		t.Errorf("tracker understands %d of %d errors", len(meanings), len(sentinels))
	}
	for _, m := range meanings {
		told := fmt.Errorf("renewing: %w", m.fault)
		err := read(&fakeAuth{appErr: told})
		if !errors.Is(err, m.tracker) || !errors.Is(err, told) {
			t.Errorf("%v became %v", told, err)
		}
		for _, other := range meanings {
			if other != m && (errors.Is(err, other.fault) || errors.Is(err, other.tracker)) {
				t.Errorf("%v also matches %v", err, other.fault)
			}
		}
	}
	for _, m := range meanings {
		if err := read(&fakeAuth{appErr: context.Canceled}); !errors.Is(err, context.Canceled) || errors.Is(err, m.tracker) {
			t.Errorf("a cancelled context became %v", err)
		}
	}
	if forTracker(nil) != nil {
		t.Error("no error became one")
	}
}
