package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candidaturas/api/sandbox"
	"candidaturas/auth"

	"fyne.io/fyne/v2"
)

// TestR1JourneyOffline shows what is kept before the network is asked, and goes
// on showing it when there is none.
func TestR1JourneyOffline(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	chosen := j.server.Applications()[0]
	if err := j.server.Close(); err != nil {
		t.Fatal(err)
	}
	j.restart()
	j.see("45 candidaturas", "Sin conexión. Ves los datos de hace un momento.", "Reintentar")
	j.chord(fyne.KeyF, ctrl)
	j.write(chosen.Title)
	j.press(fyne.KeyDown)
	j.press(fyne.KeyDown)
	j.see(chosen.Title, "Qué significa:", "Actividad", "CV recibido")
	j.tabTo("Actividad")
	j.press(fyne.KeyRight)
	j.see("Descripción")
}

// TestJourneyKeptBeforeTheKeyring shows the list while the keyring has not
// answered, and takes the session on when it does.
func TestJourneyKeptBeforeTheKeyring(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	answer := make(chan struct{})
	j.connector.vault = slowVault{j.vault, answer}
	j.server.ResetRequests()
	j.restart()
	j.see("45 candidaturas")
	if n := j.server.Count(sandbox.OpAny); n != 0 || j.shows("No hay ninguna sesión") || j.shows("caducado") {
		t.Errorf("%d requests, on the screen:\n%s", n, j.screen())
	}
	close(answer)
	j.queue.Until(t, "the check", func() bool { return j.server.Count(sandbox.OpApplications) == 1 })
	j.listed()
}

// TestJourneySessionLost leaves what is kept in sight when the keyring has lost
// the session.
func TestJourneySessionLost(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.vault = auth.NewMemoryVault()
	j.connector.vault = j.vault
	j.restart()
	j.see("No hay ninguna sesión abierta. Ves lo que hay guardado en este equipo.", "45 candidaturas")
	j.tabTo("Volver a conectar")
	j.press(fyne.KeyReturn)
	j.see("Copia el código que verás")
	j.enter(j.visit(true))
	j.listed()
	j.gone("No hay ninguna sesión abierta")
}

// TestT16JourneyEraseEverything leaves nothing of the person's in the profile.
func TestT16JourneyEraseEverything(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	if err := auth.SaveKeys(t.Context(), j.vault, auth.Keys{ClientID: "own", ClientSecret: "a"}); err != nil {
		t.Fatal(err)
	}
	title := j.server.Applications()[0].Title
	if !inProfile(t, j, title) {
		t.Fatal("nothing was kept, so nothing is shown")
	}
	j.choose("Cerrar sesión…")
	j.see("¿Conservar el historial en este equipo?")
	j.tabTo("Borrar todo…")
	j.press(fyne.KeyReturn)
	j.see("¿Borrar todo?", "No se puede deshacer")
	j.tabTo("Borrar todo")
	j.press(fyne.KeyReturn)
	j.see("Hemos borrado todo lo que la app guardaba en este equipo.", "Conectar con InfoJobs")
	if inProfile(t, j, title) {
		t.Error("an application is still there")
	}
	if keys, err := auth.LoadKeys(t.Context(), j.vault); err == nil && !keys.Empty() {
		t.Error("the person's own keys are still there")
	}
	if _, err := j.vault.Load(t.Context(), sessionItem); !errors.Is(err, auth.ErrNotFound) {
		t.Errorf("the session is still kept: %v", err)
	}
	j.restart()
	j.signIn() // and it begins anew
	if j.shows("Novedades ·") {
		t.Error("what is downloaded for the first time is no news")
	}
}

// inProfile reports whether a text is in any file of the profile's folder.
func inProfile(t *testing.T, j *journey, text string) bool {
	t.Helper()
	found := false
	err := filepath.WalkDir(j.connector.profile.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name) //nolint:gosec // the test's own folder
		found = found || strings.Contains(string(data), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestR22JourneyDamaged opens what is left after the file was overwritten, says so,
// in the next run too, and downloads the rest.
func TestR22JourneyDamaged(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn()
	j.window.Presenter().Close()
	j.connector.profile.close()
	name := filepath.Join(j.connector.profile.dir, "candidaturas.db")
	if err := os.WriteFile(name, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	j.launch()
	j.listed() // the session is in the keyring, and what InfoJobs has comes again
	told := []string{"El archivo con tus datos estaba dañado y no había ninguna copia.", "candidaturas.db.corrupt-"}
	j.see(told...)

	j.window.Presenter().Close() // before anybody has read it
	j.connector.profile.close()
	j.launch()
	j.listed()
	j.see(told...)
}
