package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

func writeJSONs(t testing.TB, records ...tracker.Record) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteJSON(&out, of(records...), day(30)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestJSONComesBack whole.
func TestJSONComesBack(t *testing.T) {
	bare := tracker.Record{Kept: tracker.Kept{Application: tracker.Application{ID: "b", UnreadEvents: -1}}}
	for name, want := range map[string][]tracker.Record{"full": {full()}, "bare": {bare}, "both": {full(), bare}, "none": nil} {
		got := readAll(t, writeJSONs(t, want...))
		if len(got) != len(want) {
			t.Fatalf("%s: %d records", name, len(got))
		}
		for i := range want {
			w := want[i]
			w.OfferNow, w.ApplicantsNow = nil, nil // follow from the versions and counts
			if !reflect.DeepEqual(normal(got[i]), normal(w)) {
				t.Errorf("%s:\n%+v\nwant\n%+v", name, normal(got[i]), normal(w))
			}
		}
	}
}

// normal writes a record so that pointers do not matter, nor whether a list is empty
// or not there.
func normal(r tracker.Record) string {
	data, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return strings.ReplaceAll(string(data), ":[]", ":null")
}

func TestJSONIsADocument(t *testing.T) {
	var doc struct {
		Format       string
		Version      int
		Exported     time.Time
		Applications []map[string]any
	}
	if err := json.Unmarshal(writeJSONs(t, full()), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Format != "candidaturas" || doc.Version != 1 || !doc.Exported.Equal(day(30).Truncate(time.Second)) || len(doc.Applications) != 1 {
		t.Errorf("%+v", doc)
	}
	if a := doc.Applications[0]; a["status"] != "rejected" || a["read"] != true || a["news"] == nil {
		t.Errorf("what is derived is not told: %v", a)
	}
}

func TestJSONRefused(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		want       error
	}{
		{"another document", `{"a": 1}`, ErrFormat},
		{"another format", `{"format": "x", "version": 1, "applications": []}`, ErrFormat},
		{"no version", `{"format": "candidaturas", "applications": []}`, ErrFormat},
		{"a version that is none", `{"format": "candidaturas", "version": "x", "applications": []}`, ErrDamaged},
		{"a newer version", `{"format": "candidaturas", "version": 2, "applications": [{"id": "a"}]}`, ErrNewer},
		{"applications twice", `{"format": "candidaturas", "version": 1, "applications": [], "applications": []}`, ErrFormat},
		{"no list", `{"format": "candidaturas", "version": 1, "applications": 3}`, ErrDamaged},
		{"no JSON", `{format: candidaturas}`, ErrFormat},
		{"ends early", `{"format": "candidaturas", "version": 1, "applications": [`, ErrDamaged},
		{"ends early after it", `{"format": "candidaturas", "version": 1, "applications": []`, ErrDamaged},
		{"deep", `{"format": "candidaturas", "version": 1, "x": ` + strings.Repeat("[", 20_000), ErrDamaged},
	} {
		records, bad, err := read(t, []byte(tt.data))
		if !errors.Is(err, tt.want) || len(records)+len(bad) > 0 {
			t.Errorf("%s: %v, %d records", tt.name, err, len(records))
		}
	}
}

// TestJSONBadRecords are counted and told. They do not keep the others out.
func TestJSONBadRecords(t *testing.T) {
	data := `{"new": {"deep": [1]}, "format": "candidaturas", "version": 1, "applications": [
		{"id": "a", "title": "A", "newField": 1}, {"title": "no id"}, 7, {"id": "b", "title": 7}, {"id": "c d"}, {"id": "e", "applied": "yesterday"},
		{"id": "f"}, null, {"id": "` + strings.Repeat("x", 200) + `"}], "more": 1}`
	records, bad, err := read(t, []byte(data))
	if err != nil || len(records) != 2 || records[0].Offer.Title != "A" || records[1].ID != "f" {
		t.Errorf("%v, %+v", err, records)
	}
	want := []tracker.RecordError{
		{Line: 2, Reason: tracker.BadID},
		{Line: 3, Reason: tracker.BadShape},
		{Line: 4, Reason: tracker.BadShape},
		{Line: 5, Reason: tracker.BadID},
		{Line: 6, Reason: tracker.BadShape},
		{Line: 8, Reason: tracker.BadID},
		{Line: 9, Reason: tracker.BadID},
	}
	if !reflect.DeepEqual(bad, want) {
		t.Errorf("bad %+v", bad)
	}
}

// TestJSONCutAnywhere: what came before is there, and nothing is made up.
func TestJSONCutAnywhere(t *testing.T) {
	second := full()
	second.ID = "second"
	data := writeJSONs(t, full(), second)
	for n := range data[:len(data)-3] {
		records, bad, err := read(t, data[:n])
		if err == nil || len(bad) > 0 || len(records) > 2 {
			t.Fatalf("cut at %d: %v, %d records, %d bad", n, err, len(records), len(bad))
		}
	}
}

func TestJSONIsNotTrusted(t *testing.T) {
	r := full()
	r.Offer.Title = "a\u202eb\x07" + strings.Repeat("x", 1<<20)
	r.Offers[0].Offer.Link = "javascript:alert(1)"
	r.Offers[0].Offer.Description = strings.Repeat("y", 1<<20)
	r.Note = strings.Repeat("z", 1<<20)
	for i := range 1000 {
		r.Tags = append(r.Tags, fmt.Sprint("tag ", i))
		r.Reminders = append(r.Reminders, tracker.Reminder{Kind: 77, Text: "x"})
	}
	r.Detail.Applicants, r.UnreadEvents = -9, -9
	got := readAll(t, writeJSONs(t, r))[0]
	switch {
	case !strings.HasPrefix(got.Offer.Title, "abx") || len(got.Offer.Title) != maxLine:
		t.Errorf("title of %d bytes: %.10q", len(got.Offer.Title), got.Offer.Title)
	case got.Offers[0].Offer.Link != "":
		t.Errorf("link %q", got.Offers[0].Offer.Link)
	case len(got.Offers[0].Offer.Description) != maxText, len(got.Note) != maxNote:
		t.Error("texts are not cut")
	case len(got.Tags) != maxTags, len(got.Reminders) != maxReminders, got.Reminders[1].Kind != tracker.RemindOther:
		t.Error("lists are not cut")
	case got.Detail.Applicants != -1, got.UnreadEvents != -1:
		t.Error("numbers out of range")
	}
}

// TestJSONVersionsWithoutOffer: versions are kept by the ID of the offer.
func TestJSONVersionsWithoutOffer(t *testing.T) {
	r := full()
	r.Offer.ID = ""
	got := readAll(t, writeJSONs(t, r))[0]
	if !tracker.Imported(got.Offer.ID) || got.Offers[0].Offer.ID != got.Offer.ID {
		t.Errorf("offer %q, %q", got.Offer.ID, got.Offers[0].Offer.ID)
	}
}

// TestJSONTooLarge: an application may be only so large, however many there are.
func TestJSONTooLarge(t *testing.T) {
	begin := `{"format": "candidaturas", "version": 1, "applications": [{"id": "a"}, {"id": "`
	var last error
	n := 0
	for _, err := range Records(io.MultiReader(strings.NewReader(begin), endless{}), options()) {
		if last = err; err == nil {
			n++
		}
	}
	if !errors.Is(last, ErrTooLarge) || n != 1 {
		t.Errorf("%v after %d records", last, n)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// TestT14ManyApplicationsInLittleMemory: neither writing nor reading holds more than
// a few of them.
func TestT14ManyApplicationsInLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads 120 MB")
	}
	r := full()
	r.Offers[0].Offer.Description = strings.Repeat("x", 20_000)
	const n = 3000
	in, out := io.Pipe()
	go func() {
		_ = out.CloseWithError(WriteJSON(out, func(each func(tracker.Record) error) error {
			for i := range n {
				r.ID = fmt.Sprint("a-", i)
				if err := each(r); err != nil {
					return err
				}
			}
			return nil
		}, day(0)))
	}()
	read := 0
	for _, err := range Records(in, options()) {
		if err != nil {
			t.Fatal(err)
		}
		if read++; read%500 == 0 {
			checkMemory(t)
		}
	}
	if read != n {
		t.Errorf("%d of %d have come back", read, n)
	}
}
