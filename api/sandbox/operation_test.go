package sandbox

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
)

func TestAuthorizationHeader(t *testing.T) {
	r := newRig(t, Options{})
	token := r.signIn(allScopes).AccessToken
	wrong := "Basic " + base64.StdEncoding.EncodeToString([]byte(SampleClientID+":wrong"))
	const app = `Basic realm="InfoJobs-API"`
	const user = `OAuth2 realm="InfoJobs-API" auth-uri="https://www.infojobs.net/api/oauth/user-authorize/index.xhtml" ` +
		`token-uri="https://www.infojobs.net/oauth/authorize" scope="MY_APPLICATIONS"`
	tests := []struct {
		name, header string
		status       int
		code         string
		challenge    string
	}{
		{"both", basic() + ",Bearer " + token, 200, "", ""},
		{"none", "", 401, "102", app},
		{"bearer alone", "Bearer " + token, 401, "102", app},
		{"bearer first", "Bearer " + token + "," + basic(), 401, "102", app},
		{"wrong secret", wrong + ",Bearer " + token, 401, "103", app},
		{"not base64", "Basic !,Bearer " + token, 401, "103", app},
		{"basic alone", basic(), 401, "101", user},
		{"unknown token", basic() + ",Bearer x", 401, "101", user},
		{"empty token", basic() + ",Bearer ", 401, "101", user},
		{"space after the comma", basic() + ", Bearer " + token, 401, "101", user},
		{"token type as prefix", basic() + ",undefined " + token, 401, "101", user},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := r.do(http.MethodGet, "/api/5/application", tt.header, nil)
			if got.header.Get("WWW-Authenticate") != tt.challenge {
				t.Errorf("challenge %q, want %q", got.header.Get("WWW-Authenticate"), tt.challenge)
			}
			if tt.status == http.StatusOK {
				if got.status != http.StatusOK {
					t.Errorf("status %d: %s", got.status, got.body)
				}
				return
			}
			r.wantFailure(got, tt.status, tt.code)
		})
	}
	t.Run("two header lines", func(t *testing.T) {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.URL()+"/api/5/application", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header["Authorization"] = []string{basic(), "Bearer " + token}
		r.wantFailure(r.send(req), http.StatusUnauthorized, "101")
	})
}

func TestAccessTokenExpires(t *testing.T) {
	r := newRig(t, Options{Lifetime: time.Hour})
	token := r.signIn(allScopes).AccessToken
	r.clock.add(time.Hour - time.Millisecond)
	if got := r.get(token, "/api/6/candidate"); got.status != http.StatusOK {
		t.Errorf("just before: status %d", got.status)
	}
	r.clock.add(time.Millisecond)
	r.wantFailure(r.get(token, "/api/6/candidate"), http.StatusUnauthorized, "101")
}

func TestScopesPerOperation(t *testing.T) {
	r := newRig(t, Options{})
	id := r.Applications()[0].ID
	offer := r.Applications()[0].OfferID
	operations := map[string]string{
		"/api/5/application":                     "MY_APPLICATIONS",
		"/api/1/application/" + id:               "MY_APPLICATIONS",
		"/api/3/application/" + id + "/timeline": "APPLICATION_TIMELINE",
		"/api/6/candidate":                       "CANDIDATE_PROFILE_WITH_EMAIL",
		"/api/2/curriculum":                      "CV",
		"/api/1/coverletter":                     "CV",
		"/api/7/offer/" + offer:                  "",
		"/api/1/dictionary/province":             "",
	}
	for _, scope := range strings.Split(allScopes, ",") {
		token := r.signIn(scope).AccessToken
		for path, needs := range operations {
			got := r.get(token, path)
			if needs == "" || needs == scope {
				if got.status != http.StatusOK {
					t.Errorf("%s with %s: status %d", path, scope, got.status)
				}
				continue
			}
			r.wantFailure(got, http.StatusForbidden, "insufficient_scope")
		}
	}
	for path, needs := range operations {
		got := r.do(http.MethodGet, path, basic(), nil)
		if needs == "" && got.status != http.StatusOK || needs != "" && got.status != http.StatusUnauthorized {
			t.Errorf("%s with the keys only: status %d", path, got.status)
		}
		r.wantFailure(r.do(http.MethodPost, path, basic(), nil), http.StatusNotFound, "1")
	}
}

func TestOperationErrors(t *testing.T) {
	r := newRig(t, Options{})
	token := r.signIn(allScopes).AccessToken
	id := r.Applications()[0].ID
	tests := []struct {
		path   string
		status int
		code   string
	}{
		{"/api/5/application?order=newest", 400, "305"},
		{"/api/5/application?page=0", 400, "306"},
		{"/api/5/application?page=x", 400, "306"},
		{"/api/5/application?pageSize=25", 400, "310"},
		{"/api/5/application?pageSize=40", 400, "310"},
		{"/api/5/application?hideRejected=maybe", 400, "201"},
		{"/api/3/application/" + id + "/timeline?pageSize=5", 400, "310"},
		{"/api/3/application/" + id + "/timeline?page=-1", 400, "306"},
		{"/api/1/application/unknown", 404, "321"},
		{"/api/3/application/unknown/timeline", 404, "321"},
		{"/api/7/offer/unknown", 404, "313"},
		{"/api/1/dictionary/unknown", 400, "201"},
		{"/api/4/application", 404, "1"},
		{"/", 404, "1"},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) { r.wantFailure(r.get(token, tt.path), tt.status, tt.code) })
	}
}

func TestListShape(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	r.AddApplication(Application{
		ID: "6f1d2b0a-54c1-4a36-9f0e-1c2d3e4f5a6b", OfferID: "0a1b2c3d4e5f60718293a4b5c6d7e8", Title: "Técnica de prueba",
		Company: "Ejemplo", City: "Getafe", CV: "Mi CV", AppliedAt: noon.Add(-48 * time.Hour),
	})
	const id = "6f1d2b0a-54c1-4a36-9f0e-1c2d3e4f5a6b"
	if err := r.AddEvent(id, Event{Kind: tracker.KindCVRead, At: noon.Add(-time.Hour)}); err != nil {
		t.Fatal(err)
	}
	token := r.signIn(allScopes).AccessToken
	const applied = `"date":"2026-11-21T11:00:00.000+0000","description":"Te has inscrito en la oferta","initializer":true,"finisher":false,"rejectedReasons":[]}`
	const read = `"date":"2026-11-23T10:00:00.000+0000","description":"La empresa ha leído tu CV ","initializer":false,"finisher":false,"rejectedReasons":[]}`
	const start = `{"code":"` + id + `","date":"2026-11-21T11:00:00.000+0000","rejected":false,"processClosed":false,"offerRemoved":false,`
	const offer = `"jobOffer":{"code":"0a1b2c3d4e5f60718293a4b5c6d7e8","title":"Técnica de prueba","company":"Ejemplo","city":"Getafe"`

	list := r.get(token, "/api/5/application").body
	if want := `{"totalFound":1,"htmlApplicationsEnabled":false,"applications":[` + start + `"eventsReadPending":1,` +
		`"lastEvent":{"tipoId":3,` + read + `,"cvReceivedEvent":{"tipoId":1,` + applied + `,"cvReadEvent":{"tipoId":3,` + read + `,` +
		offer + `}}]}`; list != want {
		t.Errorf("list\n got %s\nwant %s", list, want)
	}
	detail := r.get(token, "/api/1/application/"+id).body
	want := regexp.MustCompile("^" + regexp.QuoteMeta(start+`"eventsReadPending":-1,"cvReceivedEvent":{`+applied+`,"cvReadEvent":{`+read+
		`,"cv":"Mi CV","hasCoverLetter":false,`+offer+`,"province":{"id":33,"value":"Madrid"},"applications":`) + `\d+\}\}$`)
	if !want.MatchString(detail) {
		t.Errorf("detail\n got %s\nwant %s", detail, want)
	}
	timeline := r.get(token, "/api/3/application/"+id+"/timeline").body
	if want := `{"totalFound":2,"events":[{"tipoId":3,` + read + `,{"tipoId":1,` + applied + `]}`; timeline != want {
		t.Errorf("timeline\n got %s\nwant %s", timeline, want)
	}
}

func TestPaging(t *testing.T) {
	r := newRig(t, Options{Applications: 45})
	token := r.signIn(allScopes).AccessToken
	for _, size := range []int{10, 20, 30} {
		seen := make(map[string]bool)
		pages := (45 + size - 1) / size
		for page := 1; page <= pages; page++ {
			got := decode[applicationsJSON](t, r.get(token, fmt.Sprintf("/api/5/application?pageSize=%d&page=%d", size, page)).body)
			if got.TotalFound != 45 {
				t.Errorf("totalFound %d", got.TotalFound)
			}
			for _, a := range got.Applications {
				seen[a.Code] = true
			}
		}
		if len(seen) != 45 {
			t.Errorf("page size %d: saw %d", size, len(seen))
		}
		for _, page := range []string{fmt.Sprint(pages + 1), "999999999999"} {
			past := r.get(token, fmt.Sprintf("/api/5/application?pageSize=%d&page=%s", size, page))
			if past.status != http.StatusOK || !strings.HasSuffix(past.body, `"applications":[]}`) {
				t.Errorf("past the end: %d %s", past.status, past.body)
			}
		}
	}
	if got := decode[applicationsJSON](t, r.get(token, "/api/5/application").body); len(got.Applications) != 20 {
		t.Errorf("%d on a page by default", len(got.Applications))
	}
}

func TestOrderAndHideRejected(t *testing.T) {
	r := newRig(t, Options{})
	token := r.signIn(allScopes).AccessToken
	date := map[string]func(applicationJSON) string{
		"last-event":       func(a applicationJSON) string { return a.LastEvent.Date },
		"application-date": func(a applicationJSON) string { return a.Date },
		"":                 func(a applicationJSON) string { return a.Date },
	}
	for order, at := range date {
		last := "9"
		for page := 1; page <= 4; page++ {
			path := fmt.Sprintf("/api/5/application?pageSize=30&page=%d&order=%s", page, order)
			for _, a := range decode[applicationsJSON](t, r.get(token, path).body).Applications {
				if at(a) > last {
					t.Errorf("order %q: %s after %s", order, at(a), last)
				}
				last = at(a)
			}
		}
	}
	rejected := 0
	for _, a := range r.Applications() {
		if a.Rejected {
			rejected++
		}
	}
	got := decode[applicationsJSON](t, r.get(token, "/api/5/application?hideRejected=true&pageSize=30").body)
	if rejected == 0 || got.TotalFound != 120-rejected {
		t.Errorf("totalFound %d with %d rejected", got.TotalFound, rejected)
	}
	for _, a := range got.Applications {
		if a.Rejected {
			t.Error("a rejected one was listed")
		}
	}
}

func TestOfferShape(t *testing.T) {
	r := newRig(t, Options{})
	for _, a := range r.Applications()[:30] {
		got := r.do(http.MethodGet, "/api/7/offer/"+a.OfferID, basic(), nil)
		o := decode[map[string]any](t, got.body)
		if o["id"] != a.OfferID || o["title"] != a.Title || o["link"] != "https://www.infojobs.net/of-i"+a.OfferID {
			t.Errorf("offer %v", o)
		}
		for field, kind := range map[string]string{
			"hasKillerQuestions": "float64", "hasOpenQuestions": "float64", "cityPD": "float64", "vacancies": "float64",
			"applications": "float64", "subcategory": "map[string]interface {}", "skillsList": "[]interface {}",
			"province": "map[string]interface {}", "contractType": "map[string]interface {}", "active": "bool",
			"profile": "map[string]interface {}", "description": "string", "showPay": "bool",
		} {
			if have := fmt.Sprintf("%T", o[field]); have != kind {
				t.Errorf("%s is %s, want %s", field, have, kind)
			}
		}
		if o["showPay"] == true && o["minPay"] == nil || o["showPay"] == false && o["minPay"] != nil {
			t.Error("showPay and minPay disagree")
		}
		if n := len([]rune(o["description"].(string))); n < 250 || n > 3500 {
			t.Errorf("a description of %d characters", n)
		}
		if strings.ContainsAny(got.body, "{}") && strings.Contains(o["description"].(string), "{") {
			t.Errorf("a blank was not filled in: %s", o["description"])
		}
	}
}

func TestRemovedOfferIsData(t *testing.T) {
	r := newRig(t, Options{})
	a := r.AddApplication(Application{Title: "Se va"})
	if err := r.RemoveOffer(a.OfferID); err != nil {
		t.Fatal(err)
	}
	got := r.do(http.MethodGet, "/api/7/offer/"+a.OfferID, basic(), nil)
	if got.status != http.StatusOK || !strings.Contains(got.body, `"active":false,"archived":false,"deleted":true`) {
		t.Errorf("status %d: %s", got.status, got.body)
	}
	if now := r.Applications()[0]; now.ID != a.ID || !now.OfferRemoved || len(now.Events) != 2 {
		t.Errorf("the application: %+v", now)
	}
}

func TestCandidateAndDocuments(t *testing.T) {
	r := newRig(t, Options{Applications: -1})
	token := r.signIn(allScopes).AccessToken
	for path, want := range map[string]string{
		"/api/6/candidate": `{"id":48210377,"email":"lucia.romero@example.com","key":"c2a7e0d4-6b1f-4f0a-9d52-7be3f1a86c10",` +
			`"name":"Lucía","surname1":"Romero","surname2":"Vidal","fullName":"Lucía Romero Vidal","city":"Valencia",` +
			`"province":{"id":49,"value":"Valencia/València"},"birthDate":"1994-05-17T00:00:00.000+0000","creationDate":"2016-09-05T18:20:11.000+0000"}`,
		"/api/2/curriculum": `[{"id":482103770,"code":"9f3b1c52-08d4-4e67-a1f9-2c6d7e8b9a01","name":"Administración y atención al cliente",` +
			`"principal":true,"completed":true,"incompleteSteps":[]},`,
		"/api/1/coverletter":         `[{"name":"Carta para administración","key":"`,
		"/api/1/dictionary/province": `[{"id":28,"value":"A Coruña","key":"00000028","order":1,"parent":17},`,
	} {
		if got := r.get(token, path); got.status != http.StatusOK || !strings.HasPrefix(got.body, want) {
			t.Errorf("%s\n got %s\nwant %s", path, got.body, want)
		}
	}
	kinds := decode[[]entryJSON](t, r.get(token, "/api/1/dictionary/timeline-event").body)
	known := make(map[tracker.EventKind]bool)
	for _, k := range kinds {
		known[tracker.EventKind(k.ID)] = true
	}
	for k := tracker.KindApplied; k.Known(); k++ {
		if !known[k] {
			t.Errorf("kind %d is not in the dictionary", k)
		}
	}
}

func TestAnotherAccount(t *testing.T) {
	r := newRig(t, Options{})
	lucia := r.signIn(allScopes).AccessToken
	people := r.People()
	if err := r.SignIn(people[1].Key); err != nil {
		t.Fatal(err)
	}
	andres := r.signIn(allScopes).AccessToken
	for token, want := range map[string]Person{lucia: people[0], andres: people[1]} {
		var got struct{ Key, FullName, Email string }
		if err := json.Unmarshal([]byte(r.get(token, "/api/6/candidate").body), &got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if n := len(r.Applications()); n != 12 {
		t.Errorf("the second person has %d applications", n)
	}
	id := r.Applications()[0].ID
	r.wantFailure(r.get(lucia, "/api/1/application/"+id), http.StatusNotFound, "321")
	if err := r.SignIn("nobody"); err == nil {
		t.Error("nobody could sign in")
	}
}

func FuzzSplitAuthorization(f *testing.F) {
	f.Add("Basic eA==,Bearer y")
	f.Add("Bearer y")
	f.Add("Basic ,Bearer ,Basic x")
	f.Fuzz(func(t *testing.T, header string) {
		b, token := splitAuthorization(&http.Request{Header: http.Header{"Authorization": {header}}})
		if b == "" && token != "" && !strings.HasPrefix(header, "Basic ,") {
			t.Errorf("a token %q without the first half in %q", token, header)
		}
		if !strings.Contains(header, b) || !strings.Contains(header, token) {
			t.Errorf("%q, %q are not of %q", b, token, header)
		}
	})
}
