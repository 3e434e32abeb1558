package app

import (
	"context"
	"encoding/base64"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/api/sandbox"
	"candidaturas/auth"
	"candidaturas/internal/testkit"
	"candidaturas/tracker"

	"fyne.io/fyne/v2"
)

// sessionItem is the name under which the session is in the keyring.
const sessionItem = "session"

func TestJourneyBareCode(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect().enter(j.code())
	j.see("¿Eres tú?", j.server.People()[0].FullName)
	if _, err := j.vault.Load(t.Context(), sessionItem); !errors.Is(err, auth.ErrNotFound) {
		t.Errorf("something was kept before the person said who they are: %v", err)
	}
	j.count(sandbox.OpApplications, 0)

	j.press(fyne.KeyReturn)
	j.listed()
	if _, err := j.vault.Load(t.Context(), sessionItem); err != nil {
		t.Errorf("the session was not kept: %v", err)
	}
	j.count(sandbox.OpToken, 1)
	j.count(sandbox.OpApplications, 2) // 45 applications, 30 a page
	j.count(sandbox.OpTimeline, 45)
}

func TestJourneyWholeAddressAsksNothing(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.count(sandbox.OpToken, 1)
	if j.asked {
		t.Error("asked although the address proved the attempt")
	}
}

// TestJourneyExactRequests asserts what goes over the wire, letter by letter.
func TestJourneyExactRequests(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()

	authorize, err := url.Parse(j.opened[0])
	if err != nil {
		t.Fatal(err)
	}
	q := authorize.Query()
	if authorize.Path != sandbox.AuthorizePath {
		t.Errorf("authorize path %s", authorize.Path)
	}
	for key, want := range map[string]string{
		"scope":         "MY_APPLICATIONS,APPLICATION_TIMELINE,CANDIDATE_PROFILE_WITH_EMAIL,CV",
		"client_id":     markedID,
		"redirect_uri":  "http://www.infojobs.net/core/oauth2vc/index.xhtml",
		"response_type": "code",
	} {
		if got := q[key]; len(got) != 1 || got[0] != want {
			t.Errorf("authorize parameter %s is %q, want %q", key, got, want)
		}
	}
	if strings.ContainsFunc(q.Get("state"), func(r rune) bool { return r >= 0x80 }) || len(q.Get("state")) < 20 {
		t.Errorf("state %q", q.Get("state"))
	}

	r := j.tokenRequest(0)
	if r.Method != http.MethodPost || r.Path != "/oauth/authorize" || len(r.Query) != 0 {
		t.Errorf("token request %s %s?%s", r.Method, r.Path, r.Query.Encode())
	}
	if got := r.Header.Get("Authorization"); got != "" {
		t.Error("the token request has an Authorization header")
	}
	if got := r.Header.Get("Content-Type"); got != "application/x-www-form-urlencoded" {
		t.Errorf("token request of type %q", got)
	}
	if got := r.Header.Get("Accept"); got != "" && got != "application/json" {
		t.Errorf("token request accepts %q", got)
	}
	wantForm := map[string]string{
		"grant_type": "authorization_code", "client_id": markedID, "client_secret": markedSecret,
		"redirect_uri": "http://www.infojobs.net/core/oauth2vc/index.xhtml",
	}
	for key, want := range wantForm {
		if got := r.Form[key]; len(got) != 1 || got[0] != want {
			t.Errorf("token parameter %s is not what it should be", key)
		}
	}
	keys := slices.Sorted(maps.Keys(r.Form))
	if want := []string{"client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri"}; !slices.Equal(keys, want) {
		t.Errorf("token parameters %v, want %v", keys, want)
	}

	checkAPIRequests(j)
}

// checkAPIRequests asserts every request of a first download: what is asked for,
// how often, in which order, and with which headers.
func checkAPIRequests(j *journey) {
	j.t.Helper()
	app := base64.StdEncoding.EncodeToString([]byte(markedID + ":" + markedSecret))
	want := []string{
		"GET /api/6/candidate?",
		"GET /api/5/application?hideRejected=false&order=last-event&page=1&pageSize=30",
		"GET /api/5/application?hideRejected=false&order=last-event&page=2&pageSize=30",
	}
	var got, singles []string
	for _, r := range j.server.Requests() {
		if !strings.HasPrefix(r.Path, "/api/") || r.Op == sandbox.OpAuthorize {
			continue
		}
		line := r.Method + " " + r.Path + "?" + r.Query.Encode()
		switch r.Op {
		case sandbox.OpTimeline, sandbox.OpApplication, sandbox.OpOffer:
			singles = append(singles, line)
		default:
			got = append(got, line)
		}
		headers := slices.Sorted(maps.Keys(r.Header))
		if !slices.Equal(headers, []string{"Accept", "Accept-Encoding", "Authorization", "User-Agent"}) {
			j.t.Errorf("%s: headers %v", line, headers)
		}
		if r.Op == sandbox.OpOffer { // which is for everybody
			if got := r.Header["Authorization"]; len(got) != 1 || got[0] != "Basic "+app {
				j.t.Errorf("%s: Authorization is not the app's alone", line)
			}
			continue
		}
		token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Basic "+app+",Bearer ")
		if !ok || len(r.Header["Authorization"]) != 1 || token == "" || strings.ContainsAny(token, " ,") {
			j.t.Errorf("%s: Authorization is not the two halves in one header", line)
		}
		if got := r.Header.Get("Accept"); got != "application/json" {
			j.t.Errorf("%s: Accept %q", line, got)
		}
		if got := r.Header.Get("User-Agent"); got != "Candidaturas" {
			j.t.Errorf("%s: User-Agent %q", line, got)
		}
	}
	if !slices.Equal(got, want) {
		j.t.Errorf("requests %q, want %q", got, want)
	}
	var wantSingles []string
	for _, a := range j.server.Applications() {
		wantSingles = append(wantSingles, "GET /api/3/application/"+a.ID+"/timeline?page=1&pageSize=30",
			"GET /api/1/application/"+a.ID+"?", "GET /api/7/offer/"+a.OfferID+"?")
	}
	slices.Sort(singles)
	slices.Sort(wantSingles)
	if !slices.Equal(singles, wantSingles) {
		j.t.Errorf("%d requests about single applications, want each of %d once:\n%s", len(singles), len(wantSingles), strings.Join(singles[:3], "\n"))
	}
}

func TestJourneyWrongState(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	page := j.visit(true)
	j.enter(page + "x") // the state is the last parameter
	j.see("Ese código no corresponde a este intento")
	j.count(sandbox.OpToken, 0)
	j.press(fyne.KeyReturn) // «Empezar de nuevo» has the focus
	j.gone("Ese código no corresponde a este intento")
	if len(j.opened) != 2 || j.opened[0] == j.opened[1] {
		t.Fatalf("a new attempt opens a new address; %d were opened", len(j.opened))
	}
	j.enter(j.visit(true))
	j.listed()
}

func TestJourneyRefused(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	j.enter(j.visit(false))
	j.see("No has dado permiso en InfoJobs")
	j.count(sandbox.OpToken, 0)
}

func TestJourneyForeignAddress(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	j.enter("https://www.infojobs.net.evil.example/core/oauth2vc/index.xhtml?code=0b3f6d4e-7a51-4c7e-9d0b-53a1f0c2a9b7")
	j.see("Esa dirección no es de InfoJobs")
	j.count(sandbox.OpToken, 0)
}

func TestJourneyUsedCode(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	code := j.code()
	j.server.Fault(sandbox.OpToken, 1, sandbox.TokenFailure("invalid_grant"))
	j.enter(code)
	j.see("Ese código no sirve o ya se ha usado")
	j.count(sandbox.OpToken, 1)
	j.enter(code) // the app knows that it is spent and does not ask again
	j.see("Ese código no sirve o ya se ha usado")
	j.count(sandbox.OpToken, 1)
	j.tabTo("Abrir otra vez el navegador")
	j.press(fyne.KeyReturn)
	j.gone("Ese código no sirve o ya se ha usado")
	j.enter(j.visit(true))
	j.listed()
	j.count(sandbox.OpToken, 2)
}

func TestJourneyExpiredCode(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	code := j.code()
	j.server.ExpireCodes()
	j.enter(code)
	j.see("Ese código no sirve o ya se ha usado")
	j.count(sandbox.OpToken, 1)
}

func TestJourneyCancelled(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	code := j.code()
	j.server.Fault(sandbox.OpToken, 1, sandbox.DelayHeaders(200*time.Millisecond))
	j.enter(code)
	j.see("Comprobando el código…")
	j.press(fyne.KeyEscape)
	j.see("Tus candidaturas de InfoJobs")
	if _, err := j.vault.Load(t.Context(), sessionItem); !errors.Is(err, auth.ErrNotFound) {
		t.Errorf("a cancelled sign-in left something behind: %v", err)
	}
	j.connect().enter(j.visit(true))
	j.listed()
}

func TestJourneyNotMe(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect().enter(j.code())
	j.see("¿Eres tú?")
	j.press(fyne.KeyEscape)
	j.see("Tus candidaturas de InfoJobs")
	if _, err := j.vault.Load(t.Context(), sessionItem); !errors.Is(err, auth.ErrNotFound) {
		t.Errorf("the grant of somebody else was kept: %v", err)
	}
	j.count(sandbox.OpApplications, 0)
}

func TestJourneyRestartNeedsNoSignIn(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.server.ResetRequests()
	j.restart()
	j.listed()
	j.count(sandbox.OpToken, 0)
	if len(j.opened) != 1 {
		t.Errorf("the browser was opened %d times, want once", len(j.opened))
	}
}

func TestR4JourneyRefreshInMidUse(t *testing.T) {
	for name, o := range map[string]sandbox.Options{
		"rotating":     {RotateRefresh: true, RefreshNeedsRedirect: true},
		"not rotating": {OmitRefresh: true},
	} {
		t.Run(name, func(t *testing.T) {
			j := newJourney(t, o)
			j.signIn()
			j.server.ExpireAccessTokens()
			j.server.ResetRequests()
			j.press(fyne.KeyF5)
			j.see("Actualizando…")
			j.listed()
			j.count(sandbox.OpToken, 1)
			r := j.tokenRequest(0)
			for key, want := range map[string]string{
				"grant_type": "refresh_token", "client_id": markedID, "client_secret": markedSecret,
				"redirect_uri": "http://www.infojobs.net/core/oauth2vc/index.xhtml",
			} {
				if got := r.Form[key]; len(got) != 1 || got[0] != want {
					t.Errorf("refresh parameter %s is not what it should be", key)
				}
			}
			// The renewed session is what a restart finds.
			j.server.ResetRequests()
			j.restart()
			j.listed()
			j.count(sandbox.OpToken, 0)
		})
	}
}

func TestR4R17JourneyRevokedGrant(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.server.RevokeGrant()
	j.server.ResetRequests()
	j.press(fyne.KeyF5)
	j.see("Tu sesión de InfoJobs ha caducado. Tus datos siguen aquí.", "45 candidaturas")
	j.count(sandbox.OpToken, 1)
	j.press(fyne.KeyF5)
	j.see("Tu sesión de InfoJobs ha caducado")
	j.count(sandbox.OpToken, 1)

	j.tabTo("Volver a conectar")
	j.press(fyne.KeyReturn)
	j.see("Copia el código que verás")
	j.enter(j.visit(true))
	j.listed()
	j.gone("Tu sesión de InfoJobs ha caducado")
}

func TestJourneyKeysRefused(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.server.RefuseKeys(true)
	j.press(fyne.KeyF5)
	j.see("InfoJobs ya no acepta esta aplicación", "45 candidaturas")
	if _, err := j.vault.Load(t.Context(), sessionItem); err != nil {
		t.Errorf("refused keys cost the session: %v", err)
	}
}

func TestR3JourneyWebPageAtEachStep(t *testing.T) {
	t.Run("token", func(t *testing.T) {
		j := newJourney(t, sandbox.Options{})
		j.connect()
		j.server.Fault(sandbox.OpToken, 1, sandbox.BotWall())
		j.enter(j.visit(true))
		j.see("InfoJobs ha contestado con una página web", "Ese código ya no sirve")
		j.count(sandbox.OpToken, 1)
	})
	t.Run("candidate", func(t *testing.T) {
		j := newJourney(t, sandbox.Options{})
		j.connect()
		j.server.Fault(sandbox.OpCandidate, 1, sandbox.BotWall())
		j.enter(j.code())
		j.see("InfoJobs ha contestado con una página web", "Reintentar")
		j.count(sandbox.OpCandidate, 1)
		j.press(fyne.KeyReturn)
		j.see("Has entrado como")
		j.count(sandbox.OpToken, 1)
	})
	t.Run("list", func(t *testing.T) {
		j := newJourney(t, sandbox.Options{})
		j.signIn()
		j.server.Fault(sandbox.OpApplications, 1, sandbox.BotWall())
		j.server.ResetRequests()
		j.press(fyne.KeyF5)
		j.see("InfoJobs ha contestado con una página web", "45 candidaturas")
		j.count(sandbox.OpApplications, 1)
	})
	t.Run("timeline", func(t *testing.T) {
		j := newJourney(t, sandbox.Options{})
		j.connect()
		j.server.Fault(sandbox.OpTimeline, 0, sandbox.BotWall())
		j.enter(j.visit(true))
		j.see("InfoJobs ha contestado con una página web", "45 candidaturas")
		j.count(sandbox.OpTimeline, 1)
	})
	t.Run("refresh", func(t *testing.T) {
		j := newJourney(t, sandbox.Options{})
		j.signIn()
		j.server.ExpireAccessTokens()
		j.server.Fault(sandbox.OpToken, 1, sandbox.BotWall())
		j.press(fyne.KeyF5)
		j.see("InfoJobs ha contestado con una página web", "45 candidaturas")
		if _, err := j.vault.Load(t.Context(), sessionItem); err != nil {
			t.Errorf("a web page cost the session: %v", err)
		}
	})
}

func TestJourneySlowServer(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	j.server.Fault(sandbox.OpToken, 1, sandbox.DelayHeaders(150*time.Millisecond))
	j.server.Fault(sandbox.OpCandidate, 1, sandbox.DelayHeaders(150*time.Millisecond))
	j.server.Fault(sandbox.OpApplications, 1, sandbox.Pass())
	j.server.Fault(sandbox.OpApplications, 1, sandbox.DelayHeaders(300*time.Millisecond))
	j.enter(j.visit(true))
	j.see("Comprobando el código…")
	j.see("Preguntando a InfoJobs quién eres…")
	j.see("Descargando tus candidaturas… 30 de 45")
	if !j.shows("En marcha ·") && !j.shows("Enviadas ·") {
		t.Errorf("the list cannot be used after the first page:\n%s", j.screen())
	}
	j.listed()
	j.count(sandbox.OpToken, 1)
}

func TestJourneyDownloadCancelled(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	j.server.Fault(sandbox.OpApplications, 1, sandbox.Pass())
	j.server.Fault(sandbox.OpApplications, 1, sandbox.DelayHeaders(5*time.Second))
	j.enter(j.visit(true))
	j.see("30 de 45")
	j.tabTo("Cancelar")
	j.press(fyne.KeyReturn)
	j.see("Descarga cancelada. Lo que ha llegado sigue aquí.", "30 candidaturas")
	j.press(fyne.KeyF5)
	j.listed()
}

func TestR5JourneyTimelineNotGranted(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	j.server.GrantOnly("MY_APPLICATIONS", "CANDIDATE_PROFILE_WITH_EMAIL")
	j.enter(j.visit(true))
	j.see("Falta el permiso para ver la actividad", "45 candidaturas")
	if n := j.server.Count(sandbox.OpTimeline); n > 1 {
		t.Errorf("%d requests for what is forbidden", n)
	}
}

func TestJourneyDetail(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.press(fyne.KeyDown)
	j.see("Qué significa:", "Actividad", "Abrir en InfoJobs", "CV recibido")
	j.see("Enviado con:")
	j.count(sandbox.OpTimeline, 45)
	j.count(sandbox.OpApplication, 45)
	opened := len(j.opened)
	j.tabTo("Abrir en InfoJobs")
	j.press(fyne.KeyReturn)
	if len(j.opened) != opened+1 || !strings.Contains(j.opened[opened], "/of-i") {
		t.Errorf("«Abrir en InfoJobs» opened %q", j.opened[opened:])
	}
}

// TestJourneyNewsArrive refreshes after something happened: only what changed is
// read again.
func TestJourneyNewsArrive(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	changed := j.server.Applications()[7]
	if err := j.server.AddEvent(changed.ID, sandbox.Event{Kind: tracker.KindInterviewed}); err != nil {
		t.Fatal(err)
	}
	j.server.ResetRequests()
	j.refresh()
	j.count(sandbox.OpApplications, 1)
	j.count(sandbox.OpTimeline, 1)
	j.see("Novedades · 1")
	j.tabTo("Novedades · 1")
	j.press(fyne.KeyReturn)
	j.see("Hoy", "Entrevista", changed.Title)
	j.tabTo("Marcar todo como visto")
	j.press(fyne.KeyReturn)
	j.gone("Novedades · 1")
	j.server.ResetRequests()
	j.refresh()
	if n := j.server.Count(sandbox.OpAny); n != 1 {
		t.Errorf("%d requests although nothing has changed", n)
	}
	j.restart()
	j.listed()
	j.tabTo("Novedades")
	j.press(fyne.KeyReturn)
	j.see("Entrevista", changed.Title) // seen, and still there
}

func TestJourneySignOut(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.choose("Cerrar sesión…")
	j.see("¿Conservar el historial en este equipo?")
	j.press(fyne.KeyEscape)
	j.gone("¿Conservar el historial en este equipo?")
	j.choose("Cerrar sesión…") // the focus is back, so that the menu opens again
	j.see("¿Conservar el historial en este equipo?")
	j.tabTo("Conservar")
	j.press(fyne.KeyReturn)
	j.see("Has cerrado la sesión en este equipo", "Tus candidaturas siguen guardadas en este equipo")
	if _, err := j.vault.Load(t.Context(), sessionItem); !errors.Is(err, auth.ErrNotFound) {
		t.Errorf("the session is still kept: %v", err)
	}
	j.restart()
	j.see("Conectar con InfoJobs", "Nunca te pediremos tu contraseña")
}

func TestR19JourneyNotKept(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	j.tabTo("Mantener la sesión en este equipo")
	j.press(fyne.KeySpace)
	j.tabToField()
	j.enter(j.visit(true))
	j.listed()
	if _, err := j.vault.Load(context.Background(), sessionItem); !errors.Is(err, auth.ErrNotFound) {
		t.Errorf("the session was kept although the person said not to: %v", err)
	}
	j.restart()
	j.see("Conectar con InfoJobs", "Nunca te pediremos tu contraseña")
	if j.shows("45 candidaturas") {
		t.Error("whoever opens the app sees the list")
	}
}

// TestT9PlantedCode: a code of another account never mixes with the data there.
func TestT9PlantedCode(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.server.RevokeGrant()
	j.press(fyne.KeyF5)
	j.see("Tu sesión de InfoJobs ha caducado")
	stored, err := j.vault.Load(t.Context(), sessionItem)
	if err != nil {
		t.Fatal(err)
	}
	if err := j.server.SignIn(j.server.People()[1].Key); err != nil {
		t.Fatal(err)
	}
	j.tabTo("Volver a conectar")
	j.press(fyne.KeyReturn)
	j.see("Copia el código que verás")
	j.enter(j.visit(true)) // even with a matching state
	j.see("¿Eres tú?", "No es la misma cuenta que la última vez")
	now, err := j.vault.Load(t.Context(), sessionItem)
	if err != nil || string(now) != string(stored) {
		t.Errorf("the keyring changed before the person answered: %v", err)
	}
	j.press(fyne.KeyEscape)
	j.see("Tu sesión de InfoJobs ha caducado", "45 candidaturas")
}

// TestT13CanaryJourney: none of the secrets reaches the log.
func TestT13CanaryJourney(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.connect()
	code := j.code()
	j.enter(code)
	j.see("¿Eres tú?")
	j.press(fyne.KeyReturn)
	j.listed()
	j.server.ExpireAccessTokens()
	j.press(fyne.KeyF5)
	j.see("Actualizando…")
	j.listed()
	j.server.RevokeGrant()
	j.press(fyne.KeyF5)
	j.see("Tu sesión de InfoJobs ha caducado")

	secrets := []string{code, markedSecret, j.server.People()[0].Email}
	for _, r := range j.server.Requests() {
		secrets = append(secrets, r.Form.Get("refresh_token"), r.Form.Get("code_verifier"))
		if _, token, ok := strings.Cut(r.Header.Get("Authorization"), ",Bearer "); ok {
			secrets = append(secrets, token)
		}
	}
	for _, opened := range j.opened {
		u, err := url.Parse(opened)
		if err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, u.Query().Get("state"))
	}
	log := j.log.String()
	if !strings.Contains(log, "level=") {
		t.Fatal("nothing was logged, so nothing is shown")
	}
	for _, s := range secrets {
		if s == "" {
			continue
		}
		if form, at := testkit.FindSecret([]byte(log), s); at >= 0 {
			t.Errorf("a secret is in the log, %s", form)
		}
	}
}
