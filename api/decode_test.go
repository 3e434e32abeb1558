package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

func at(s string) Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return Time{t.UTC()}
}

func TestR12Dates(t *testing.T) {
	for in, want := range map[string]string{
		`"2020-05-22T10:30:48.000+0000"`:    "2020-05-22T10:30:48Z",
		`"2020-05-22T10:30:48.123+0000"`:    "2020-05-22T10:30:48.123Z",
		`"2020-05-22T10:30:48+0000"`:        "2020-05-22T10:30:48Z",
		`"2020-05-22T12:30:48.000+0200"`:    "2020-05-22T10:30:48Z",
		`"2023-05-24T20:33:40.000Z"`:        "2023-05-24T20:33:40Z",
		`"2023-05-24T20:33:40Z"`:            "2023-05-24T20:33:40Z",
		`"2023-05-24T22:33:40.5+02:00"`:     "2023-05-24T20:33:40.5Z",
		`"2023-05-24T22:33:40+02:00"`:       "2023-05-24T20:33:40Z",
		`"2023-05-24T20:33:40"`:             "2023-05-24T20:33:40Z",
		`"2023-05-24"`:                      "2023-05-24T00:00:00Z",
		`" 2023-05-24 "`:                    "2023-05-24T00:00:00Z",
		`null`:                              "",
		`""`:                                "",
		`"ayer"`:                            "",
		`"2023-13-45T20:33:40.000+0000"`:    "",
		`"0001-01-01T00:00:00.000+0000"`:    "",
		`"9999-12-31T23:59:59.999+0000"`:    "",
		`1590143448000`:                     "",
		`true`:                              "",
		`{"date":"2020-05-22"}`:             "",
		`["2020-05-22T10:30:48.000+0000"]`:  "",
		`"2020-05-22T10:30:48.000+0000 \n"`: "2020-05-22T10:30:48Z",
	} {
		odd := 0
		o, ok := parseObject([]byte(`{"date":`+in+`}`), &odd)
		if !ok {
			t.Fatalf("%s is not JSON", in)
		}
		got := o.date("date")
		if want == "" {
			if !got.IsZero() || odd != 1 {
				t.Errorf("%s: %v, counted %d times", in, got, odd)
			}
			continue
		}
		if !got.Equal(at(want).Time) || got.Location() != time.UTC || odd != 0 {
			t.Errorf("%s: %v, want %s", in, got, want)
		}
	}
}

func TestDecodeApplications(t *testing.T) {
	page, err := decodeApplications("applications", []byte(fixture(t, "applications.json")))
	if err != nil {
		t.Fatal(err)
	}
	if page.TotalFound != 3 || len(page.Applications) != 3 || page.Odd != 0 {
		t.Fatalf("total %d, %d rows, %d odd", page.TotalFound, len(page.Applications), page.Odd)
	}
	inProcess := &Event{TipoID: 5, Date: at("2026-10-05T11:02:10Z"), Description: "La empresa ha incluido tu candidatura entre las que siguen en el proceso"}
	want := Application{
		Code: "6f1d2b0a-54c1-4a36-9f0e-1c2d3e4f5a6b", Date: at("2026-10-02T08:15:30Z"), EventsReadPending: 2,
		LastEvent: inProcess, InProcessEvent: inProcess,
		CVReceivedEvent: &Event{TipoID: 1, Date: at("2026-10-02T08:15:30Z"), Description: "Te has inscrito en la oferta", Initializer: true},
		CVReadEvent:     &Event{TipoID: 3, Date: at("2026-10-03T09:40:00Z"), Description: "La empresa ha leído tu CV"},
		JobOffer: JobOffer{
			Code: "0a1b2c3d4e5f60718293a4b5c6d7e8", Title: "Técnica de laboratorio", Company: "Ejemplo Labs S.L.", City: "Getafe",
			LogoURL: "https://media.example.invalid/logo.png", Applications: -1,
		},
	}
	if !reflect.DeepEqual(page.Applications[0], want) {
		t.Errorf("first row\n%+v\nwant\n%+v", page.Applications[0], want)
	}
	second := page.Applications[1]
	if !second.Rejected || !second.ProcessClosed || !second.OfferRemoved || second.EventsReadPending != 0 ||
		second.ProcessClosedEvent == nil || second.OfferRemovedEvent == nil || second.NotPreselectedCandidateEvent == nil ||
		second.CVReadEvent != nil || len(second.LastEvent.RejectedReasons) != 2 || !second.LastEvent.Finisher {
		t.Errorf("second row %+v", second)
	}
	if third := page.Applications[2]; third.EventsReadPending != -1 || third.LastEvent != nil {
		t.Errorf("third row %+v", third)
	}
}

func TestDecodeApplication(t *testing.T) {
	d, err := decodeApplication("application", []byte(fixture(t, "application.json")))
	if err != nil {
		t.Fatal(err)
	}
	if d.CV != "CV de laboratorio" || !d.HasCoverLetter || d.EventsReadPending != -1 || d.JobOffer.Applications != 148 ||
		d.JobOffer.Province != (Value{33, "Madrid"}) || d.CVReadEvent.TipoID != 0 || d.LastEvent != nil || d.Odd != 0 {
		t.Errorf("%+v", d)
	}
}

func TestDecodeOffer(t *testing.T) {
	f, err := decodeOffer("offer", []byte(fixture(t, "offer.json")))
	if err != nil {
		t.Fatal(err)
	}
	want := Offer{
		ID: "0a1b2c3d4e5f60718293a4b5c6d7e8", Title: "Técnica de laboratorio",
		Link:            "https://www.infojobs.net/getafe/tecnica-de-laboratorio/of-i0a1b2c3d4e5f60718293a4b5c6d7e8",
		Description:     "Buscamos una persona para el laboratorio.\n\nFunciones:\n- Análisis de muestras\n- Informes",
		MinRequirements: "Grado en Química", DesiredRequirements: "Inglés B2", Schedule: "De 8 a 15 h", Department: "Calidad",
		ContractDuration: "6 meses", ReferenceID: "LAB-1", ZipCode: "28901", Vacancies: 2,
		City: "Getafe", CityPD: Value{ID: 2810}, Province: Value{33, "Madrid"}, Country: Value{17, "España"},
		Category: Value{150, "Calidad, producción e I+D"}, Subcategories: []Value{{1501, "Química"}},
		ContractType: Value{2, "Duración determinada"}, Journey: Value{1, "Completa"}, ExperienceMin: Value{3, "Al menos 1 año"},
		StudiesMin: Value{12, "Grado"}, JobLevel: Value{2, "Empleado/a"}, StaffInCharge: Value{0, "0 - 10"}, Residence: Value{1, "No requerido"},
		Skills: []string{"HPLC", "ISO 17025"}, ShowPay: true,
		MinPay:       Pay{27000, "27.000 €", 3, "Bruto/año"},
		MaxPay:       Pay{30000, "30.000 €", 3, "Bruto/año"},
		Applications: 148, HasKillerQuestions: 2, State: "activa", Active: true, AvailableForVisualization: true,
		CreationDate: at("2026-09-28T07:00:00Z"), UpdateDate: at("2026-10-01T07:00:00Z"),
		Profile: Profile{
			ID: "9988", Name: "Ejemplo Labs S.L.", Description: "Laboratorio inventado", Web: "www.ejemplo.invalid",
			URL: "https://ejemplo-labs.ofertas-trabajo.infojobs.net", LogoURL: "https://www.infojobs.net/logos/9988.png",
			NumberWorkers: "50", TypeIndustry: "Industria química", Province: Value{33, "Madrid"}, Country: Value{17, "España"},
		},
	}
	if !reflect.DeepEqual(f, want) {
		t.Errorf("got\n%+v\nwant\n%+v", f, want)
	}
}

// A removed offer is an answer like any other.
func TestDecodeRemovedOffer(t *testing.T) {
	f, err := decodeOffer("offer", []byte(fixture(t, "offer_removed.json")))
	if err != nil {
		t.Fatal(err)
	}
	if f.Active || !f.Deleted || f.HasKillerQuestions != 1 || len(f.Subcategories) != 2 || f.Subcategories[1].Value != "Recepción" ||
		!reflect.DeepEqual(f.Skills, []string{"Excel", "Word"}) || !f.Profile.Hidden || f.Vacancies != -1 ||
		f.Profile.URL != "https://www.infojobs.net/gestoria-inventada" || f.UpdateDate != at("2026-09-26T10:00:00Z") || f.Odd != 0 {
		t.Errorf("%+v", f)
	}
}

func TestDecodeCandidate(t *testing.T) {
	c, err := decodeCandidate("candidate", []byte(fixture(t, "candidate.json")))
	if err != nil {
		t.Fatal(err)
	}
	want := Candidate{
		ID: "4455", Key: "aaaa1111-bbbb-4ccc-8ddd-eeeeffff0000", Email: "lucia.inventada@example.invalid", Name: "Lucía", Surname1: "Inventada",
		Surname2: "Pérez", FullName: "Lucía Inventada Pérez", City: "Getafe", Province: Value{33, "Madrid"},
		PublicProfileLink: "https://www.infojobs.net/lucia-inventada.prf",
	}
	if c != want {
		t.Errorf("%+v", c)
	}
}

func TestDecodeLists(t *testing.T) {
	cvs, odd, err := decodeCVs("CVs", []byte(fixture(t, "curriculum.json")))
	if err != nil || odd != 0 || len(cvs) != 2 || !cvs[0].Principal || cvs[1].Completed || len(cvs[1].IncompleteSteps) != 2 || cvs[1].ID != 72 {
		t.Errorf("%+v, %v", cvs, err)
	}
	entries, odd, err := decodeDictionary("dictionary", []byte(fixture(t, "dictionary.json")))
	if err != nil || odd != 0 || len(entries) != 3 || entries[1] != (Entry{33, "madrid", "Madrid", 17}) || entries[2].Parent != 17 {
		t.Errorf("%+v, %v", entries, err)
	}
}

// What is valid JSON and not an answer must never look like an empty list.
func TestDecodeNothing(t *testing.T) {
	decoders := map[string]func(string, []byte) error{
		"applications": func(o string, b []byte) error { return second(decodeApplications(o, b)) },
		"application":  func(o string, b []byte) error { return second(decodeApplication(o, b)) },
		"timeline":     func(o string, b []byte) error { return second(decodeTimeline(o, b)) },
		"offer":        func(o string, b []byte) error { return second(decodeOffer(o, b)) },
		"candidate":    func(o string, b []byte) error { return second(decodeCandidate(o, b)) },
		"CVs":          func(o string, b []byte) error { _, _, err := decodeCVs(o, b); return err },
		"dictionary":   func(o string, b []byte) error { _, _, err := decodeDictionary(o, b); return err },
	}
	for name, decode := range decoders {
		bodies := []string{`null`, `"text"`, `1`, `true`}
		switch name {
		case "CVs", "dictionary":
			bodies = append(bodies, `{}`)
		case "candidate":
			bodies = append(bodies, `[]`)
		default:
			bodies = append(bodies, `{}`, `[]`, `{"totalFound":3}`, `{"totalFound":3,"applications":{},"events":null}`)
		}
		for _, body := range bodies {
			if decode(name, []byte(body)) == nil {
				t.Errorf("%s accepts %s", name, body)
			}
		}
	}
	for _, body := range []string{`{"totalFound":0}`, `{"totalFound":0,"applications":null}`, `{"totalFound":0,"applications":[]}`} {
		if p, err := decodeApplications("applications", []byte(body)); err != nil || len(p.Applications) != 0 {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestR12Scalars(t *testing.T) {
	odd := 0
	for in, want := range map[string]struct {
		number  int
		boolean bool
		text    string
	}{
		`1`: {1, true, "1"}, `0`: {0, false, "0"}, `-1`: {-1, false, "-1"}, `true`: {1, true, "true"}, `false`: {0, false, "false"},
		`"7"`: {7, true, "7"}, `" 7 "`: {7, true, "7"}, `"true"`: {1, true, "true"}, `"FALSE"`: {0, false, "FALSE"},
		`5.0`: {5, true, "5.0"}, `1e2`: {100, true, "1e2"}, `5.5`: {-9, false, "5.5"}, `1e400`: {-9, false, "1e400"}, `99999999999`: {-9, false, "99999999999"},
		`"cv-read"`: {-9, false, "cv-read"}, `""`: {-9, false, ""}, `null`: {-9, false, ""}, `{}`: {-9, false, ""}, `[1]`: {-9, false, ""},
	} {
		o, ok := parseObject([]byte(`{"k":`+in+`}`), &odd)
		if !ok {
			t.Fatal(in)
		}
		if n, b, s := o.number("k", -9), o.boolean("k"), o.text("k"); n != want.number || b != want.boolean || s != want.text {
			t.Errorf("%s: %d %t %q, want %+v", in, n, b, s, want)
		}
	}
	o := object{odd: &odd}
	if o.number("k", -1) != -1 || o.boolean("k") || o.text("k") != "" || o.event("k") != nil || o.labels("k") != nil || o.values("k") != nil || o.link("k") != "" {
		t.Error("an absent member is something")
	}
}

// Whatever happens to one member, the row and all other members stay.
func TestR12MutatedMembers(t *testing.T) {
	var row map[string]json.RawMessage
	var page struct{ Applications []json.RawMessage }
	if err := json.Unmarshal([]byte(fixture(t, "applications.json")), &page); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(page.Applications[0], &row); err != nil {
		t.Fatal(err)
	}
	odd := 0
	o, _ := parseObject(page.Applications[0], &odd)
	whole := reflect.ValueOf(o.asApplication())
	for _, bad := range []string{`null`, `"x"`, `"ÿ\u0000"`, `-1`, `3.7`, `1e999`, `true`, `[]`, `[[[{}]]]`, `{}`, `{"a":{"b":[]}}`} {
		for key, good := range row {
			if key == "code" {
				continue
			}
			row[key] = json.RawMessage(bad)
			row["novedad"] = json.RawMessage(bad) // a member nobody knows
			body, err := json.Marshal(map[string]any{"totalFound": 1, "applications": []any{row}})
			row[key] = good
			if err != nil {
				t.Fatal(err)
			}
			p, err := decodeApplications("applications", body)
			if err != nil || len(p.Applications) != 1 {
				t.Fatalf("%s %s: %d rows, %v", key, bad, len(p.Applications), err)
			}
			got := reflect.ValueOf(p.Applications[0])
			changed := 0
			for i := range got.NumField() {
				if !reflect.DeepEqual(got.Field(i).Interface(), whole.Field(i).Interface()) {
					changed++
				}
			}
			if changed > 1 {
				t.Errorf("%s %s: %d members lost", key, bad, changed)
			}
		}
	}
}

func TestR12OddEvents(t *testing.T) {
	p, err := decodeTimeline("timeline", []byte(`{"totalFound":"9","events":[
		{"tipoId":"5","date":"2026-10-05","description":"a"},
		{"tipoId":99,"description":"Algo nuevo ","initializer":1,"finisher":"true"},
		{"description":"sin tipo","rejectedReasons":"una"},
		{"tipoId":"cv-read","rejectedReasons":[null,"dos",3,{"value":"cuatro"},[]],"date":"nunca","description":"b"},
		{}, null, 7, [], {"unknown":1}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Event{
		{TipoID: 5, Date: at("2026-10-05T00:00:00Z"), Description: "a"},
		{TipoID: 99, Description: "Algo nuevo", Initializer: true, Finisher: true},
		{Description: "sin tipo", RejectedReasons: []string{"una"}},
		{Description: "b", RejectedReasons: []string{"dos", "3", "cuatro"}},
	}
	if !reflect.DeepEqual(p.Events, want) || p.TotalFound != 9 || p.Odd == 0 {
		t.Errorf("%+v", p)
	}
}

func TestR12RowsWithoutCode(t *testing.T) {
	p, err := decodeApplications("applications", []byte(`{"totalFound":4,"applications":[{"date":"2026-10-05"},{"code":""},{"code":"a b"},7,{"code":"x.y~z=","jobOffer":{}}]}`))
	if err != nil || len(p.Applications) != 1 || p.Applications[0].Code != "x.y~z=" || p.Odd < 4 {
		t.Errorf("%+v, %v", p, err)
	}
	whole, errWhole := decodeApplications("applications", []byte(`{"totalFound":1,"applications":[{"code":"a","jobOffer":{}}]}`))
	without, err := decodeApplications("applications", []byte(`{"totalFound":1,"applications":[{"jobOffer":{}}]}`))
	if errWhole != nil || err != nil || without.Odd != whole.Odd+1 {
		t.Errorf("a row that is left out is not counted: %d and %d, %v, %v", without.Odd, whole.Odd, errWhole, err)
	}
}

func TestBothSpellingsOfUnread(t *testing.T) {
	for body, want := range map[string]int{
		`{"eventsReadPending":2}`: 2, `{"eventsReadpending":3}`: 3, `{"eventsReadPending":2,"eventsReadpending":3}`: 2,
		`{"eventsReadPending":null,"eventsReadpending":3}`: 3, `{}`: -1, `{"eventsReadPending":-1}`: -1, `{"eventsReadPending":-7}`: -1, `{"eventsReadPending":"x"}`: -1,
	} {
		odd := 0
		o, _ := parseObject([]byte(body), &odd)
		if got := o.asApplication().EventsReadPending; got != want {
			t.Errorf("%s: %d, want %d", body, got, want)
		}
	}
}

func TestT14Caps(t *testing.T) {
	rows := strings.Repeat(`{"code":"a"},`, 5000) + `{"code":"a"}`
	p, err := decodeApplications("applications", []byte(`{"totalFound":1,"applications":[`+rows+`]}`))
	if err != nil || len(p.Applications) != maxRows {
		t.Errorf("%d rows, %v", len(p.Applications), err)
	}
	var members strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&members, `"k%d":1,`, i)
	}
	odd := 0
	if o, ok := parseObject([]byte(`{`+members.String()+`"z":1}`), &odd); !ok || len(o.members) != maxMembers || odd == 0 {
		t.Errorf("%d members", len(o.members))
	}
	o, _ := parseObject([]byte(`{"l":[`+strings.Repeat(`"a",`, 5000)+`"a"],"t":"`+strings.Repeat("ñ", 300_000)+`"}`), &odd)
	if n := len(o.labels("l")); n != maxLabels {
		t.Errorf("%d labels", n)
	}
	if n := len([]rune(o.text("t"))); n != maxLine {
		t.Errorf("a line of %d", n)
	}
	if n := len(o.longText("t")); n > maxText {
		t.Errorf("a text of %d", n)
	}
	if o, ok := parseObject([]byte(`{"a":1,"a":2}`), &odd); !ok || o.number("a", 0) != 2 {
		t.Error("duplicate members: the last does not win")
	}
}

func TestLinks(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.infojobs.net/x": "https://www.infojobs.net/x", "//empresa.infojobs.net/a": "https://empresa.infojobs.net/a",
		"/empresa/a?b=1": "https://www.infojobs.net/empresa/a?b=1", "http://example.invalid": "http://example.invalid",
		"": "", "www.example.invalid": "", "javascript:alert(1)": "", "file:///etc/passwd": "", "https://user:pass@infojobs.net/": "",
		`https:\\evil.es`: "", "https://": "", "///x": "", "https://a b/": "", "mailto:a@b.es": "", `//evil.es\@infojobs.net`: "",
		"https://x.es/" + strings.Repeat("a", 1000): "", "ms-settings:x": "", "data:text/html,x": "",
	} {
		odd := 0
		raw, _ := json.Marshal(map[string]string{"u": in})
		o, _ := parseObject(raw, &odd)
		if got := o.link("u"); got != want || odd != map[bool]int{true: 1}[want == "" && in != ""] {
			t.Errorf("%q: %q (%d odd), want %q", in, got, odd, want)
		}
	}
}
