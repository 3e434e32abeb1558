package api

import (
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"candidaturas/api/fault"
	"candidaturas/tracker"
)

func seed(f *testing.F, names ...string) {
	for _, name := range names {
		f.Add([]byte(fixture(f, name)))
	}
	for _, s := range []string{
		``, `{}`, `[]`, `null`, `[null]`, `{"applications":[{"code":"a","lastEvent":[]}]}`, `{"events":[{"tipoId":"x","rejectedReasons":{}}]}`,
		`{"id":1,"minPay":[],"skillsList":{"skill":[{}]},"profile":{"url":"//"}}`, `{"error":{"code":[]}}`, "\xef\xbb\xbf{}", `{"a":"\ud800"}`,
		`{"totalFound":1e400,"applications":[[[]]]}`,
	} {
		f.Add([]byte(s))
	}
}

// checkTexts fails for what may not reach a screen.
func checkTexts(t *testing.T, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if !utf8.ValidString(s) || len(s) > maxText {
			t.Fatalf("%d bytes of text, valid: %t", len(s), utf8.ValidString(s))
		}
		for _, r := range s {
			if unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) && r != '\n' && r != '\t' {
				t.Fatalf("%q holds %U", s, r)
			}
		}
	}
}

func checkEvents(t *testing.T, events ...*tracker.Event) {
	for _, e := range events {
		if e == nil {
			continue
		}
		checkTexts(t, e.Description)
		checkTexts(t, e.Reasons...)
		if e.At.Location() != time.UTC || len(e.Reasons) > maxLabels {
			t.Fatalf("%+v", e)
		}
	}
}

// fuzz decodes body, and fails for a result that comes with a refusal.
func fuzz[T any](t *testing.T, decode func([]byte, *int) (T, bool), body []byte) T {
	odd := 0
	v, ok := decode(body, &odd)
	if odd < 0 || !ok && !reflect.ValueOf(&v).Elem().IsZero() {
		t.Fatalf("%+v, accepted: %t, %d odd", v, ok, odd)
	}
	return v
}

func FuzzApplications(f *testing.F) {
	seed(f, "applications.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		p := fuzz(t, decodeApplications, body)
		for _, a := range p.Applications {
			if !validID(a.ID) || a.UnreadEvents < -1 || a.Offer.ID != "" && !validID(a.Offer.ID) {
				t.Fatalf("%+v", a)
			}
			checkTexts(t, a.Offer.Title, a.Offer.Company, a.Offer.City)
			checkEvents(t, a.LastEvent, a.CVReceived, a.CVRead, a.InProcess, a.Closed, a.Removed, a.NotPreselected)
		}
	})
}

func FuzzApplication(f *testing.F) {
	seed(f, "application.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		d := fuzz(t, decodeDetail, body)
		checkTexts(t, d.CV, d.Province)
		if d.Applicants < -1 {
			t.Fatalf("%+v", d)
		}
	})
}

func FuzzTimeline(f *testing.F) {
	seed(f, "timeline.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		p := fuzz(t, decodeTimeline, body)
		for _, e := range p.events {
			checkEvents(t, &e)
		}
	})
}

func FuzzOffer(f *testing.F) {
	seed(f, "offer.json", "offer_removed.json")
	f.Add([]byte(`{"id":1,"showPay":true,"minPay":{"amountValue":"\u202e1 €","periodValue":"<b>x"},"maxPay":[]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		o := fuzz(t, decodeOffer, body)
		checkTexts(t, o.Title, o.Company, o.City, o.Province, o.Description, o.Contract, o.Journey, o.Salary)
		for text := range strings.SplitSeq(o.Requirements, "\n\n") { // two texts, each with the limit of one
			checkTexts(t, text)
		}
		if o.ID != "" && !validID(o.ID) || o.Applicants < -1 || o.Vacancies < -1 {
			t.Fatalf("%+v", o)
		}
		if o.Link != "" && !strings.HasPrefix(o.Link, "https://") && !strings.HasPrefix(o.Link, "http://") {
			t.Fatalf("link %q", o.Link)
		}
	})
}

func FuzzCandidate(f *testing.F) {
	seed(f, "candidate.json")
	f.Fuzz(func(t *testing.T, body []byte) {
		odd := 0
		c, ok := decodeCandidate(body, &odd)
		checkTexts(t, c.Name, c.Email)
		if ok != (c.Key != "") || ok && !validID(c.Key) {
			t.Fatalf("%+v is accepted: %t", c, ok)
		}
	})
}

func FuzzCVs(f *testing.F) {
	seed(f, "curriculum.json")
	f.Add([]byte(`[{"id":"7","name":1,"principal":"x","incompleteSteps":{"value":["a"]}},null,[{}]]`))
	f.Fuzz(func(t *testing.T, body []byte) {
		cvs := fuzz(t, decodeCVs, body)
		if len(cvs) > maxRows {
			t.Fatalf("%d CVs", len(cvs))
		}
		for _, cv := range cvs {
			checkTexts(t, cv.Name)
			checkTexts(t, cv.IncompleteSteps...)
			if cv.Code != "" && !validID(cv.Code) || len(cv.IncompleteSteps) > maxLabels {
				t.Fatalf("%+v", cv)
			}
		}
	})
}

// What InfoJobs says of an error cannot put anything but a code and a number of
// a request into a text.
func FuzzError(f *testing.F) {
	for _, body := range []string{
		`{"error":"101","error_description":"User not authenticated","timestamp":"2026-10-05T11:02:10.000+0000"}`,
		`{"error_description":"Error processing API call","status":500,"requestId":"11111111-2222-4333-8444-555555555555"}`,
		`{"error":116}`, `{"error":{"code":"1"}}`, `{"error":{"error":"invalid_grant"}}`, `{"error":[]}`, `{"requestId":"x"}`, `<`, ``, `[{"error":"101"}]`,
	} {
		for _, status := range []int{400, 401, 503} {
			f.Add(status, userChallenge, []byte(body))
			f.Add(status, basicChallenge, []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, status int, challenge string, body []byte) {
		e := newError("x", status, http.Header{"Www-Authenticate": {challenge}}, body)
		if e.Code != "" && !fault.IsCode(e.Code) || e.RequestID != "" && !isUUID(e.RequestID) {
			t.Fatalf("code %q, request %q", e.Code, e.RequestID)
		}
		checkTexts(t, e.Error())
		matches := 0
		for _, s := range sentinels {
			if errors.Is(e, s) {
				matches++
			}
		}
		if code, id := e.Support(); matches != 1 || len(e.Error()) > 200 || code != e.Code || id != e.RequestID {
			t.Fatalf("%v matches %d sentinels", e, matches)
		}
	})
}

// An answer is JSON or an error that matches exactly one sentinel.
func FuzzAnswer(f *testing.F) {
	for _, status := range []int{200, 302, 401, 403, 404, 429, 500, 503} {
		for _, body := range []string{`{}`, `{"error":"101"}`, `<html>`, ``, `{"error":{"code":"321"}}`, `{"a":`, "\xef\xbb\xbf[1]", `[] []`} {
			f.Add(status, "application/json", userChallenge, "7", []byte(body))
			f.Add(status, "text/html", basicChallenge, "Mon, 02 Jan 2006 15:04:05 GMT", []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, status int, contentType, challenge, wait string, body []byte) {
		if status < 200 || status > 999 {
			return
		}
		h := http.Header{"Content-Type": {contentType}, "Www-Authenticate": {challenge}, "Retry-After": {wait}}
		a := answer{status: status, header: h, body: body}
		raw, err := a.json("x")
		if err == nil {
			if status >= 300 || checkJSON("x", raw) != nil {
				t.Fatalf("%d accepted: %q", status, raw)
			}
			return
		}
		matches := 0
		for _, s := range sentinels {
			if errors.Is(err, s) {
				matches++
			}
		}
		var hint tracker.RetryHinter
		if errors.As(err, &hint) && (hint.RetryAfter() < 0 || hint.RetryAfter() > fault.MaxRetryAfter && hint.RetryAfter() != disabledWait) {
			t.Fatalf("wait %v", hint.RetryAfter())
		}
		if matches != 1 || raw != nil || len(err.Error()) > 200 {
			t.Fatalf("%v matches %d sentinels", err, matches)
		}
	})
}

func FuzzTime(f *testing.F) {
	for _, s := range []string{"2020-05-22T10:30:48.000+0000", "2023-05-24T20:33:40.000Z", "2023-05-24", "2023-05-24T22:33:40+02:00", "", "ayer"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := parseTime(s)
		if got.IsZero() {
			return
		}
		if again := parseTime(got.Format("2006-01-02T15:04:05.999999999-0700")); !again.Equal(got) {
			t.Fatalf("%q: %v, then %v", s, got, again)
		}
		if back := time.Unix(0, got.UnixNano()); !back.Equal(got) {
			t.Fatalf("%v does not fit into nanoseconds", got)
		}
	})
}

func FuzzPlainText(f *testing.F) {
	for _, s := range []string{"<p>a</p>", "a&amp;b", "<script>x", "a < b", "<correo@x.es>", "\u202ea", "<!--", "<svg><svg></svg>", "&#x202e;", "\xff<b>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkTexts(t, plainText(s), plainLine(s))
		if line := plainLine(s); strings.ContainsAny(line, "\n\t") || utf8.RuneCountInString(line) > maxLine {
			t.Fatalf("not one line: %q", line)
		}
		if !strings.ContainsAny(s, "<&") && utf8.ValidString(s) && plainText(plainText(s)) != plainText(s) {
			t.Fatalf("%q changes each time", s)
		}
	})
}

func FuzzLink(f *testing.F) {
	for _, s := range []string{"//a.b", "/x", "https://a", "javascript:x", "https://u:p@a", `https:\\a`, "http://[::1]:80/", "/? "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		link := resolveLink(s)
		if link != "" && (resolveLink(link) != link || strings.ContainsAny(link, " \t\r\n\x00")) {
			t.Fatalf("%q became %q and that %q", s, link, resolveLink(link))
		}
	})
}
