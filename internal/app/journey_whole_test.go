package app

import (
	"slices"
	"strings"
	"testing"

	"candidaturas/api/sandbox"
	"candidaturas/internal/profile"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
)

// TestJourneyByTheKeysAlone goes through all of the app without a mouse.
func TestJourneyByTheKeysAlone(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	j.signIn() // Enter, the code, Enter
	all := j.server.Applications()
	found := all[slices.IndexFunc(all, func(a sandbox.Application) bool { return !a.Rejected && !a.ProcessClosed && !a.OfferRemoved })]

	j.chord(fyne.KeyF, ctrl)
	j.write(found.Title + " " + found.Company)
	j.press(fyne.KeyDown)
	j.see(" coincide", found.Title, found.Company)
	j.press(fyne.KeyDown)
	j.press(fyne.KeyReturn)
	j.see("Qué significa:", "Actividad", "CV recibido")

	j.chord(fyne.KeyE, ctrl)
	j.queue.Until(t, "the note's field", func() bool { _, ok := j.canvas().Focused().(interface{ AcceptsTab() bool }); return ok })
	j.write("Llamar a Ane el lunes.")
	j.see("Guardada")

	j.chord(fyne.KeyL, ctrl)
	j.write("cerca")
	j.press(fyne.KeyReturn)
	j.see("cerca")
	j.press(fyne.KeyEscape)

	j.press(fyne.KeyF6) // to the list
	counts := j.line("45 candidaturas")
	j.press(fyne.KeyDelete)
	j.queue.Until(t, "what says so", func() bool { return strings.Contains(j.screen(), "\nArchivada\n") })
	j.gone(counts)
	j.chord(fyne.KeyZ, ctrl)
	j.see(counts)

	j.chord(fyne.KeyU, ctrl|shift)
	j.see("Marcada como no vista")
	j.chord(fyne.KeyU, ctrl|shift)
	j.see("Marcada como vista")

	j.press(fyne.KeyF1)
	j.see("Deshacer")
	j.press(fyne.KeyEscape)
	j.chord(fyne.KeyComma, ctrl)
	j.see("Idioma")
	j.speakEnglish()
	j.press(fyne.KeyEscape)
	j.see("Applications", found.Title)

	j.choose("Sign out…")
	j.see("Keep")
	j.tabTo("Keep")
	j.press(fyne.KeyReturn)
	j.see("Connect to InfoJobs")
}

// line is the line on the screen with this in it.
func (j *journey) line(with string) string {
	j.t.Helper()
	for line := range strings.Lines(j.screen()) {
		if strings.Contains(line, with) {
			return strings.TrimSpace(line)
		}
	}
	j.t.Fatalf("no line says %q on\n%s", with, j.screen())
	return ""
}

// speakEnglish changes the language in the settings.
func (j *journey) speakEnglish() {
	j.t.Helper()
	for range 40 {
		j.press(fyne.KeyTab)
		if strings.Contains(j.focusName(), "Automático: ") {
			break
		}
	}
	for range 8 {
		if j.shows("Theme") {
			return
		}
		j.press(fyne.KeyDown)
		j.queue.Drain()
	}
	j.t.Fatalf("the language cannot be changed: the focus is on %q, on the screen:\n%s", j.focusName(), j.screen())
}

// TestJourneySettingsSurviveARestart: what was chosen holds from the first moment.
func TestJourneySettingsSurviveARestart(t *testing.T) {
	j := newJourney(t, sandbox.Options{})
	dir := j.connector.profile.dir
	speech, err := translations()
	if err != nil {
		t.Fatal(err)
	}
	j.settings = profile.NewSettings(dir, speech.Names)
	j.restart()
	j.signIn()
	prefs := j.window.Presenter().Preferences()
	prefs.Open()
	for i, name := range speech.Names {
		if name == "en" {
			prefs.Select(present.SettingLanguage, i+1)
		}
	}
	for i, theme := range present.Themes() {
		if theme == present.ThemeDark {
			prefs.Select(present.SettingTheme, i)
		}
	}
	j.see("Applications")
	j.window.Presenter().KeepWindow(900, 640)
	j.settings = profile.NewSettings(dir, speech.Names)
	j.restart()
	chosen := j.window.Presenter().Settings()
	if chosen.Language != "en" || chosen.Theme != present.ThemeDark || chosen.View.Width != 900 {
		t.Errorf("%+v", chosen)
	}
	if size := j.canvas().Size(); size.Width < 899 || size.Width > 901 {
		t.Errorf("the window is %v", size)
	}
}
