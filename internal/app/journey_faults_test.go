package app

import (
	"net/http"
	"testing"

	"candidaturas/api/sandbox"

	"fyne.io/fyne/v2"
)

// TestR3R6R8R11FaultsAreSaidAndPass puts faults under the whole app while it
// brings its list up to date: the banner says what is wrong, what was there stays,
// the session is not touched, and the next try is a clean one. They are faults
// that are told at once; what is tried again first is tested in package api.
func TestR3R6R8R11FaultsAreSaidAndPass(t *testing.T) {
	for _, tt := range []struct {
		name  string
		fault sandbox.Fault
		says  string
	}{
		{"R3 redirect", sandbox.Redirect(http.StatusFound, "http://portal.example/"), "Parece que tu red pide iniciar sesión. Tu sesión y tus datos siguen aquí."},
		{"R3 page", sandbox.Portal(), "una página web en vez de con datos. Tu sesión y tus datos siguen aquí"},
		{"R6", sandbox.TooMany("600"), "InfoJobs nos pide esperar. Próximo intento a la"},
		{"R8", sandbox.Disabled(), "InfoJobs no responde. Lo intentaremos de nuevo a la"},
		{"R11", sandbox.Answer(http.StatusOK, "application/json", `{"totalFound":45,"applications":[]}{`), "InfoJobs ha contestado algo que no entendemos. Tus datos siguen como estaban."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			j := newJourney(t, sandbox.Options{})
			j.signIn()
			j.server.ResetRequests()
			j.server.Fault(sandbox.OpApplications, 0, tt.fault)
			j.press(fyne.KeyF5)
			j.see(tt.says, "45 candidaturas")
			j.count(sandbox.OpApplications, 1)
			j.stillSignedIn()
			j.server.ClearFaults()
			if tt.name == "R6" {
				return // and nothing leaves before its time
			}
			j.press(fyne.KeyF5)
			j.gone(tt.says)
			j.listed()
			j.stillSignedIn()
		})
	}
}

// TestR1OfflineInMidUse loses InfoJobs altogether.
func TestR1OfflineInMidUse(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.server.ResetRequests()
	if err := j.server.Close(); err != nil {
		t.Fatal(err)
	}
	j.press(fyne.KeyF5)
	j.see("Sin conexión. Ves los datos de", "Reintentar", "45 candidaturas")
	j.stillSignedIn()
}

// stillSignedIn wants the session as it was, in the keyring too.
func (j *journey) stillSignedIn() {
	j.t.Helper()
	j.count(sandbox.OpToken, 0)
	if _, err := j.vault.Load(j.t.Context(), sessionItem); err != nil {
		j.t.Errorf("the keyring no longer holds the session: %v", err)
	}
	if j.shows("ha caducado") {
		j.t.Errorf("on the screen:\n%s", j.screen())
	}
}
