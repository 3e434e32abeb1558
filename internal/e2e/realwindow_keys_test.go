//go:build realwindow && linux

package e2e

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"candidaturas/api"
	"candidaturas/api/sandbox"
	"candidaturas/assets"
	"candidaturas/internal/profile"
	"candidaturas/tracker"
	"candidaturas/tracker/store"
	"candidaturas/ui/present"
)

// TestRealWindowKeysAlone does without a mouse all that a person does with their
// applications, from the first start to signing out.
func TestRealWindowKeysAlone(t *testing.T) {
	j := newRealJourney(t)
	j.start()
	j.signInWithCode()
	found := j.findBySearch()
	j.write(found)
	j.mark(found)
	j.nextNews()
	j.sortTable()
	j.menuAndSheet()
	j.changeSettings()
	j.signOutFromMenu("ca")
	j.app.quit()
}

// findBySearch returns the application that it has found, of which there is one.
func (j *realJourney) findBySearch() sandbox.Application {
	j.t.Helper()
	a := j.app
	all := j.server.Applications()
	titles := map[string]int{}
	for _, one := range all {
		titles[one.Title]++
	}
	i := slices.IndexFunc(all, func(one sandbox.Application) bool {
		return titles[one.Title] == 1 && isPlain(one.Title) && !one.Rejected && !one.ProcessClosed && !one.OfferRemoved
	})
	if i < 0 {
		j.t.Fatal("there is no application to look for")
	}
	a.press("ctrl+f")
	a.enter(`"` + strings.ToLower(all[i].Title) + `"`)
	a.shot("search", "Ctrl+F and a title: what matches it")
	a.press("Down", "Return")
	if link := a.chosenLink(); link != j.page(all[i]) {
		j.t.Fatalf("found %s, want %s", link, j.page(all[i]))
	}
	a.press("F6")
	a.shot("timeline", "Down, Enter, F6: what happened to it")
	return all[i]
}

func isPlain(title string) bool {
	return strings.IndexFunc(title, func(r rune) bool { return r > 'z' || r == '/' || r == '(' || r == '"' }) < 0
}

func (j *realJourney) page(of sandbox.Application) string {
	return api.OfferPage(j.server.URL(), of.OfferID)
}

// write writes a note, and looks for it after a restart.
func (j *realJourney) write(about sandbox.Application) {
	j.t.Helper()
	const note = "Preguntar por Marta el lunes."
	a := j.app
	a.press("ctrl+e")
	a.settled()
	a.enter(note)
	a.shot("note", "Ctrl+E: a note is written")
	a.quit()
	if kept := j.kept(about); kept.Note != note {
		j.t.Errorf("the note on disk is %q", kept.Note)
	}
	j.start()
	a = j.app
	a.settled()
	a.press("ctrl+f")
	a.enter(`"` + strings.ToLower(about.Title) + `"`)
	a.settled()
	a.press("Down", "ctrl+e")
	a.shot("note-again", "after a restart: the note is there")
	a.press("ctrl+a", "ctrl+c")
	until(j.t, "the note is copied", 10*time.Second, func() bool { return j.clipboard() == note })
	a.press("Escape")
}

// An ownPart is what the person has made of an application.
type ownPart struct {
	Note             string
	Tags             []string
	Archived, Unseen bool
}

// kept reads the files that the app writes, as a copy of them.
func (j *realJourney) kept(of sandbox.Application) (part ownPart) {
	j.t.Helper()
	dir := j.t.TempDir()
	for _, name := range []string{"candidaturas.db", "candidaturas.db-wal"} {
		b, err := os.ReadFile(filepath.Join(j.profile(), name))
		if os.IsNotExist(err) {
			continue
		}
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), b, 0o600)
		}
		if err != nil {
			j.t.Fatal(err)
		}
	}
	db, _, err := store.Open(j.t.Context(), store.Options{Dir: dir})
	if err != nil {
		j.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	own := tracker.New(nil, db, tracker.Options{})
	if _, err := own.Resume(j.t.Context(), nil); err != nil {
		j.t.Fatal(err)
	}
	s := own.List().Find(of.ID)
	if s == nil {
		j.t.Fatal("the application is not kept")
	}
	part.Archived, part.Unseen = s.Archived, s.Unseen
	var tagsErr error
	part.Note, err = own.Note(j.t.Context(), of.ID)
	part.Tags, tagsErr = own.Tags(j.t.Context(), of.ID)
	if err := errors.Join(err, tagsErr); err != nil {
		j.t.Fatal(err)
	}
	return part
}

// mark tags, archives, takes back and marks as not seen.
func (j *realJourney) mark(found sandbox.Application) {
	j.t.Helper()
	a := j.app
	a.press("ctrl+l")
	a.enter("urgente")
	a.press("Return")
	j.becomes(found, "the tag", func(p ownPart) bool { return slices.Equal(p.Tags, []string{"urgente"}) })
	a.press("Escape", "Escape")
	a.shot("tag", "Ctrl+L: a tag is added")
	a.press("Delete")
	j.becomes(found, "archived", func(p ownPart) bool { return p.Archived })
	a.shot("archived", "Supr: archived, which can be undone")
	a.press("ctrl+z")
	j.becomes(found, "not archived", func(p ownPart) bool { return !p.Archived })
	a.settled()
	a.press("ctrl+f", "Escape")
	a.settled()
}

func (j *realJourney) becomes(of sandbox.Application, what string, done func(ownPart) bool) {
	j.t.Helper()
	until(j.t, what, 20*time.Second, func() bool { return done(j.kept(of)) })
}

// nextNews has something happen, goes to it, and marks it as not seen and seen.
func (j *realJourney) nextNews() {
	j.t.Helper()
	a := j.app
	a.press("ctrl+f", "Escape", "Down", "Home")
	all := j.server.Applications()
	i := slices.IndexFunc(all, func(one sandbox.Application) bool { return !one.Rejected && !one.ProcessClosed && !one.OfferRemoved })
	j.app.settled()
	if err := j.server.AddEvent(all[i].ID, sandbox.Event{Kind: tracker.KindInterviewed}); err != nil {
		j.t.Fatal(err)
	}
	before := j.server.Count(sandbox.OpTimeline)
	a.press("F5")
	until(j.t, "what happened is read", 20*time.Second, func() bool { return j.server.Count(sandbox.OpTimeline) > before })
	a.settled()
	for range all {
		a.press("alt+Down")
		if a.chosenLink() == j.page(all[i]) {
			break
		}
	}
	if link := a.chosenLink(); link != j.page(all[i]) {
		j.t.Errorf("Alt+Down never came to %s", j.page(all[i]))
	}
	a.shot("next-news", "Alt+Down: on to what has happened")
	unseen := j.kept(all[i]).Unseen
	a.press("ctrl+shift+u")
	j.becomes(all[i], "seen the other way", func(p ownPart) bool { return p.Unseen != unseen })
}

// settingsFile is what is kept of the person's choices.
func (j *realJourney) settingsFile() (s present.Settings) {
	b, err := os.ReadFile(filepath.Join(j.profile(), profile.SettingsName))
	if err == nil {
		_ = json.Unmarshal(b, &s) // as it is being written it may be nothing yet
	}
	return s
}

func (j *realJourney) chooses(what string, done func(present.Settings) bool) {
	j.t.Helper()
	until(j.t, what, 20*time.Second, func() bool { return done(j.settingsFile()) })
}

func (j *realJourney) sortTable() {
	j.t.Helper()
	a := j.app
	a.press("ctrl+shift+t")
	j.chooses("the table is kept", func(s present.Settings) bool { return s.View.Table })
	a.shot("table", "Ctrl+Shift+T: the table")
	before := j.settingsFile().View
	a.press("shift+Tab", "Home", "Return")
	j.chooses("the table is ordered", func(s present.Settings) bool { return s.View.Order != before.Order })
	a.shot("sorted", "Shift+Tab, Home, Enter: by its first column")
	a.press("ctrl+shift+t")
	j.chooses("the list is kept", func(s present.Settings) bool { return !s.View.Table })
}

func (j *realJourney) menuAndSheet() {
	j.t.Helper()
	a := j.app
	before := a.settled()
	for key, name := range map[string]string{"F10": "menu", "F1": "shortcuts"} {
		a.press(key)
		a.changed(before)
		a.shot(name, key+": "+name)
		a.press("Escape")
		a.until("it is closed", func(p *picture) bool { return p.unlike(before) < littleInk })
	}
}

// changeSettings changes languages, colours and size at once.
func (j *realJourney) changeSettings() {
	j.t.Helper()
	a := j.app
	a.press("ctrl+comma")
	until(j.t, "the settings are open", 20*time.Second, func() bool { return a.focusedWindow() != a.window })
	over := *a
	over.window = a.focusedWindow()
	over.shot("settings", "Ctrl+,: the settings")
	over.press("Tab", "End")
	j.chooses("English", func(s present.Settings) bool { return s.Language == "en" })
	over.shot("settings-english", "Tab, End: English at once")
	over.press("Up")
	j.chooses("Catalan", func(s present.Settings) bool { return s.Language == "ca" })
	over.press("Tab", "End", "Up")
	j.chooses("dark", func(s present.Settings) bool { return s.Theme == present.ThemeDark })
	over.press("Tab", "Home", "Down", "Down", "Down", "Down", "Down")
	j.chooses("150 %", func(s present.Settings) bool { return s.TextSize == 150 })
	over.shot("settings-dark", "Catalan, dark, 150 %")
	over.press("Escape")
	until(j.t, "the settings are closed", 20*time.Second, func() bool { return a.focusedWindow() == a.window })
	a.shot("dark-large", "Esc: the window in Catalan, dark, with large text")
}

// signOutFromMenu keeps the history.
func (j *realJourney) signOutFromMenu(lang string) {
	j.t.Helper()
	words, err := present.NewWords(assets.Translations, lang)
	if err != nil {
		j.t.Fatal(err)
	}
	a := j.app
	before := a.settled()
	a.press("F10")
	menu := a.changed(before)
	a.shot("menu-large", "F10: the menu, large")
	a.enter(strings.ToLower(words.T("list.sign_out"))[:5])
	a.press("Return")
	a.changed(menu)
	a.shot("sign-out-large", "the app asks whether to keep the history")
	a.press("Tab", "Return")
	until(j.t, "the keyring's item is gone", 20*time.Second, func() bool { return j.keyringItem() == "" })
	a.shot("signed-out-large", "signed out")
}
