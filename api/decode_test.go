package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// decoded decodes body and returns how many members were odd, too.
func decoded[T any](t testing.TB, decode func([]byte, *int) (T, bool), body string) (v T, odd int) {
	t.Helper()
	v, ok := decode([]byte(body), &odd)
	if !ok {
		t.Fatalf("not accepted: %.200s", body)
	}
	return v, odd
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
		if !got.Equal(at(want)) || got.Location() != time.UTC || odd != 0 {
			t.Errorf("%s: %v, want %s", in, got, want)
		}
	}
}

// What InfoJobs documents is never odd.
func TestDecodeFixtures(t *testing.T) {
	odd := 0
	for name, decode := range decoders {
		for _, file := range decode.fixtures {
			if !decode.accepts([]byte(fixture(t, file)), &odd) || odd != 0 {
				t.Errorf("%s: %s is not accepted, or %d members of it are odd", name, file, odd)
			}
		}
	}
}

func TestDecodeApplications(t *testing.T) {
	page, _ := decoded(t, decodeApplications, fixture(t, "applications.json"))
	if page.Total != 3 || len(page.Applications) != 3 || page.Odd != 0 {
		t.Fatalf("total %d, %d rows, %d odd", page.Total, len(page.Applications), page.Odd)
	}
	second := page.Applications[1]
	if !second.Rejected || !second.ProcessClosed || !second.OfferRemoved || second.UnreadEvents != 0 ||
		second.Closed == nil || second.Removed == nil || second.NotPreselected == nil ||
		second.CVRead != nil || len(second.LastEvent.Reasons) != 2 || !second.LastEvent.Last {
		t.Errorf("second row %+v", second)
	}
	if third := page.Applications[2]; third.UnreadEvents != -1 || third.LastEvent != nil {
		t.Errorf("third row %+v", third)
	}
}

// A removed offer is an answer like any other.
func TestDecodeRemovedOffer(t *testing.T) {
	got, odd := decoded(t, decodeOffer, fixture(t, "offer_removed.json"))
	want := tracker.Offer{
		ID: "1b1b2c3d4e5f60718293a4b5c6d7e8", Title: "Auxiliar administrativo", Company: "Gestoría Inventada",
		Description: "Tareas de oficina", Deleted: true, Vacancies: -1, UpdatedAt: at("2026-09-26T10:00:00Z"),
	}
	if got != want || odd != 0 {
		t.Errorf("%+v, %d odd", got, odd)
	}
}

func TestDecodeCVs(t *testing.T) {
	cvs, odd := decoded(t, decodeCVs, fixture(t, "curriculum.json"))
	if odd != 0 || len(cvs) != 2 || !cvs[0].Principal || cvs[1].Completed || len(cvs[1].IncompleteSteps) != 2 || cvs[1].ID != 72 {
		t.Errorf("%+v, %d odd", cvs, odd)
	}
}

// decoders are all of them, with what they have to accept.
var decoders = map[string]struct {
	fixtures []string
	accepts  func([]byte, *int) bool
}{
	"applications": {[]string{"applications.json"}, accepts(decodeApplications)},
	"application":  {[]string{"application.json"}, accepts(decodeDetail)},
	"timeline":     {[]string{"timeline.json"}, accepts(decodeTimeline)},
	"offer":        {[]string{"offer.json", "offer_removed.json"}, accepts(decodeOffer)},
	"candidate":    {[]string{"candidate.json"}, accepts(decodeCandidate)},
	"CVs":          {[]string{"curriculum.json"}, accepts(decodeCVs)},
}

func accepts[T any](decode func([]byte, *int) (T, bool)) func([]byte, *int) bool {
	return func(body []byte, odd *int) bool {
		_, ok := decode(body, odd)
		return ok
	}
}

// What is valid JSON and not an answer must never look like an empty list.
func TestDecodeNothing(t *testing.T) {
	odd := 0
	for name, decode := range decoders {
		bodies := []string{`null`, `"text"`, `1`, `true`}
		switch name {
		case "CVs":
			bodies = append(bodies, `{}`)
		case "candidate":
			bodies = append(bodies, `[]`)
		default:
			bodies = append(bodies, `{}`, `[]`, `{"totalFound":3}`, `{"totalFound":3,"applications":{},"events":null}`)
		}
		for _, body := range bodies {
			if decode.accepts([]byte(body), &odd) {
				t.Errorf("%s accepts %s", name, body)
			}
		}
	}
	for _, body := range []string{`{"totalFound":0}`, `{"totalFound":0,"applications":null}`, `{"totalFound":0,"applications":[]}`} {
		if p, _ := decoded(t, decodeApplications, body); len(p.Applications) != 0 {
			t.Errorf("%s: %+v", body, p)
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
	if o.number("k", -1) != -1 || o.boolean("k") || o.text("k") != "" || o.eventAt("k") != nil || o.labels("k") != nil || o.value("k") != "" || o.link("k") != "" {
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
	whole := reflect.ValueOf(o.application())
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
			p, _ := decoded(t, decodeApplications, string(body))
			if len(p.Applications) != 1 {
				t.Fatalf("%s %s: %d rows", key, bad, len(p.Applications))
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
	p, odd := decoded(t, decodeTimeline, `{"totalFound":"9","events":[
		{"tipoId":"5","date":"2026-10-05","description":"a"},
		{"tipoId":99,"description":"Algo nuevo ","initializer":1,"finisher":"true"},
		{"description":"sin tipo","rejectedReasons":"una"},
		{"tipoId":"cv-read","rejectedReasons":[null,"dos",3,{"value":"cuatro"},[]],"date":"nunca","description":"b"},
		{}, null, 7, [], {"unknown":1}]}`)
	want := []tracker.Event{
		{Kind: 5, At: at("2026-10-05T00:00:00Z"), Description: "a"},
		{Kind: 99, Description: "Algo nuevo", First: true, Last: true},
		{Description: "sin tipo", Reasons: []string{"una"}},
		{Description: "b", Reasons: []string{"dos", "3", "cuatro"}},
	}
	if !reflect.DeepEqual(p.events, want) || p.total != 9 || odd == 0 {
		t.Errorf("%+v", p)
	}
}

func TestR12RowsWithoutCode(t *testing.T) {
	p, odd := decoded(t, decodeApplications, `{"totalFound":4,"applications":[{"date":"2026-10-05"},{"code":""},{"code":"a b"},7,{"code":"x.y~z=","jobOffer":{}}]}`)
	if len(p.Applications) != 1 || p.Applications[0].ID != "x.y~z=" || p.Odd != 4 || odd < 4 {
		t.Errorf("%+v, %d odd", p, odd)
	}
	_, whole := decoded(t, decodeApplications, `{"totalFound":1,"applications":[{"code":"a","jobOffer":{}}]}`)
	_, without := decoded(t, decodeApplications, `{"totalFound":1,"applications":[{"jobOffer":{}}]}`)
	if without != whole+1 {
		t.Errorf("a row that is left out is not counted: %d and %d", without, whole)
	}
}

func TestBothSpellingsOfUnread(t *testing.T) {
	for body, want := range map[string]int{
		`{"eventsReadPending":2}`: 2, `{"eventsReadpending":3}`: 3, `{"eventsReadPending":2,"eventsReadpending":3}`: 2,
		`{"eventsReadPending":null,"eventsReadpending":3}`: 3, `{}`: -1, `{"eventsReadPending":-1}`: -1, `{"eventsReadPending":-7}`: -1, `{"eventsReadPending":"x"}`: -1,
	} {
		odd := 0
		o, _ := parseObject([]byte(body), &odd)
		if got := o.application().UnreadEvents; got != want {
			t.Errorf("%s: %d, want %d", body, got, want)
		}
	}
}

func TestT14Caps(t *testing.T) {
	rows := strings.Repeat(`{"code":"a"},`, 5000) + `{"code":"a"}`
	p, _ := decoded(t, decodeApplications, `{"totalFound":1,"applications":[`+rows+`]}`)
	if len(p.Applications) != maxRows {
		t.Errorf("%d rows", len(p.Applications))
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

func TestR12Values(t *testing.T) {
	for in, want := range map[string]string{
		`{"id":33,"value":"Madrid"}`: "Madrid", `{"value":" Madrid "}`: "Madrid", `"Madrid"`: "Madrid", `"3 meses"`: "3 meses",
		`{"id":33}`: "", `33`: "", `"33"`: "", `null`: "", `{}`: "", `[]`: "", `[{"value":"x"}]`: "",
	} {
		odd := 0
		o, _ := parseObject([]byte(`{"v":`+in+`}`), &odd)
		if got := o.value("v"); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
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
