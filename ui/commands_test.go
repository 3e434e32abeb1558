package ui

import (
	"slices"
	"strings"
	"testing"

	"candidaturas/assets"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
)

// everyCommand are those of all menus.
func everyCommand(w *Window) []command {
	var all []command
	for _, group := range w.commands() {
		all = append(all, group.commands...)
	}
	return all
}

// deliver gives a chord to what has the focus, as Fyne does: a shortcut to what takes
// those, and to the window otherwise; a key without modifiers as a key.
func (s *stage) deliver(c chord) {
	focused := s.canvas().Focused()
	if c.bare() {
		e := &fyne.KeyEvent{Name: c.key}
		if focused == nil {
			s.canvas().OnTypedKey()(e)
			return
		}
		focused.TypedKey(e)
		return
	}
	target, ok := focused.(fyne.Shortcutable)
	if !ok {
		target = &s.window.shortcuts // the canvas for tests passes nothing on
	}
	target.TypedShortcut(c.shortcut())
}

func TestCommandsHaveWords(t *testing.T) {
	for _, lang := range languages(t) {
		words, err := present.NewWords(assets.Translations, lang)
		if err != nil {
			t.Fatal(err)
		}
		l := normal
		l.lang = lang
		w := newStage(t, l).window
		told := map[string]string{}
		for _, group := range w.commands() {
			if text := words.T(group.name); text == "" || text == group.name {
				t.Errorf("%s: the menu %q has no name", lang, group.name)
			}
			for _, c := range group.commands {
				text := words.T(c.name)
				if text == "" || text == c.name {
					t.Errorf("%s: %q has no words", lang, c.name)
				}
				if before := told[text]; before != "" {
					t.Errorf("%s: %q and %q are both called %q", lang, before, c.name, text)
				}
				told[text] = c.name
				if shown := chordText(words, c.chord); c.chord.key != "" && (shown == "" || strings.Contains(shown, "key.")) {
					t.Errorf("%s: the shortcut of %q is written %q", lang, c.name, shown)
				}
			}
		}
	}
}

func TestCommandsShareNoChord(t *testing.T) {
	w := newStage(t, normal).window
	owner := map[chord]string{}
	for _, c := range everyCommand(w) {
		for _, chord := range c.chords() {
			if before, taken := owner[chord]; taken {
				t.Errorf("%q and %q share %s", before, c.name, chordText(w.words, chord))
			}
			owner[chord] = c.name
		}
	}
	for key, stands := range alsoKeys {
		if owner[stands] == "" {
			t.Errorf("%s stands for a chord of no command", key)
		}
		if before, taken := owner[chord{key: key}]; taken {
			t.Errorf("%s is both for %q and for another", key, before)
		}
	}
	// What a field takes for itself never comes to a command.
	for _, kept := range []fyne.KeyName{fyne.KeyA, fyne.KeyC, fyne.KeyV, fyne.KeyX, fyne.KeyY} {
		if name := owner[chord{kept, ctrl}]; name != "" {
			t.Errorf("%q has the shortcut of fields with %s", name, kept)
		}
	}
}

func TestSheetListsEveryChord(t *testing.T) {
	for _, lang := range languages(t) {
		l := normal
		l.lang = lang
		s := newStage(t, l).start()
		s.deliver(chord{fyne.KeyF1, 0})
		if s.window.modal == nil {
			t.Fatal("F1 does not list them")
		}
		shown := uitest.Texts(s.window.modal.Cover)
		for _, c := range everyCommand(s.window) {
			if c.chord.key == "" {
				continue
			}
			what, keys := s.window.words.T(c.name), chordText(s.window.words, c.chord)
			at := slices.Index(shown, keys)
			if at < 0 || !slices.Contains(shown, what) {
				t.Errorf("%s: «%s» with %s is missing from %q", lang, what, keys, shown)
			}
		}
		uitest.Key(s.window.modal.No, fyne.KeyEscape)
		if s.window.modal != nil {
			t.Error("Esc does not close the list")
		}
	}
}

// TestSheetColumns: in a wide window all of the sheet shows in two columns, and a narrow
// one has them one under the other.
func TestSheetColumns(t *testing.T) {
	for _, lang := range languages(t) {
		l := normal
		l.lang = lang
		s := newStage(t, l).start()
		s.window.showShortcuts()
		settleLayout(s, normal.size)
		area := s.window.modal.Cover.Body
		sheet := area.Content.(*fyne.Container)
		columns := func() int {
			found := map[float32]bool{}
			for _, group := range sheet.Objects {
				found[group.Position().X] = true
			}
			return len(found)
		}
		if columns() != 2 || sheet.MinSize().Height > area.Size().Height {
			t.Errorf("%s: %d columns, %.0f of %.0f", lang, columns(), sheet.MinSize().Height, area.Size().Height)
		}
		settleLayout(s, uitest.Phone)
		if columns() != 1 {
			t.Errorf("%s: %d columns in a narrow window", lang, columns())
		}
		for i, group := range sheet.Objects[1:] {
			above := sheet.Objects[i]
			if group.Position().Y < above.Position().Y+above.Size().Height {
				t.Errorf("%s: the table at %.0f lies over that before it", lang, group.Position().Y)
			}
		}
	}
}

// TestCommandsUnderAModal mean nothing, but for those that end the app or change how
// everything looks.
func TestCommandsUnderAModal(t *testing.T) {
	anyway := []string{"menu.close", "toolkit.quit", "menu.larger", "menu.smaller", "menu.usual_size"}
	s := newStage(t, normal).search().signedIn().choose("a1")
	s.window.showAbout()
	for _, c := range everyCommand(s.window) {
		if want := slices.Contains(anyway, c.name); c.available() != want {
			t.Errorf("%q can be given under a modal: %v", c.name, c.available())
		}
	}
	before := s.window.modal
	for _, c := range everyCommand(s.window) {
		for _, chord := range c.chords() {
			if !slices.Contains(anyway, c.name) {
				s.deliver(chord)
			}
		}
	}
	s.settle()
	if s.window.modal != before || s.window.settings != nil || len(s.opened) > 0 || s.clipboard != "" || s.window.applications.section != present.SectionApplications {
		t.Error("something happened under it")
	}
}

// TestCommandsElsewhere mean nothing where there is no list.
func TestCommandsElsewhere(t *testing.T) {
	everywhere := []string{
		"menu.close", "toolkit.quit", "menu.larger", "menu.smaller", "menu.usual_size", "menu.shortcuts", "privacy.title", "menu.about", "menu.settings",
	}
	for name, play := range map[string]func(*stage){"welcome": func(s *stage) { s.start() }, "code": func(s *stage) { s.connect() }} {
		s := newStage(t, normal)
		play(s)
		for _, c := range everyCommand(s.window) {
			if want := slices.Contains(everywhere, c.name); c.available() != want {
				t.Errorf("%s: %q can be given: %v", name, c.name, c.available())
			}
		}
	}
}

// TestCommandsWithoutAChoice: what is about an application needs one.
func TestCommandsWithoutAChoice(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	for _, c := range s.window.applicationCommands(s.window.chosen()) {
		if c.available() {
			t.Errorf("%q can be given with nothing chosen", c.name)
		}
	}
}

// TestShortcuts do what they say, from the list and from a field.
func TestShortcuts(t *testing.T) {
	const offer = "https://www.infojobs.net/of-i0fa1"
	type check func(s *stage) bool
	detail := func(s *stage) *present.Detail { return s.window.applications.detail.shown }
	cases := map[string]struct {
		before func(s *stage) // after the application was chosen
		done   check
		// fieldKeeps says that the key means something else in a field.
		fieldKeeps bool
	}{
		"list.refresh": {
			before: func(s *stage) { s.source.ForgetLists() },
			done:   func(s *stage) bool { return s.source.Listed() == 1 },
		},
		"menu.export":   {done: func(s *stage) bool { return s.window.settings != nil }},
		"menu.settings": {done: func(s *stage) bool { return s.window.settings != nil }},
		"action.undo": {
			before: func(s *stage) {
				s.window.list().Marks.ToggleStar(s.chosenID())
				s.until("the star", func() bool { return s.window.applications.canUndo })
			},
			done: func(s *stage) bool { return !detail(s).Starred }, fieldKeeps: true,
		},
		"menu.search":      {done: func(s *stage) bool { return s.window.focused() == s.window.applications.filters.field }},
		"detail.open":      {done: func(s *stage) bool { return slices.Equal(s.opened, []string{offer}) }},
		"detail.copy_link": {done: func(s *stage) bool { return s.clipboard == offer }},
		"menu.note":        {done: func(s *stage) bool { return s.window.focused() == s.window.applications.detail.notes.area }},
		"menu.tags":        {done: func(s *stage) bool { return s.window.focused() == s.window.applications.detail.tags.field }},
		"menu.star":        {done: func(s *stage) bool { return detail(s).Starred }},
		"menu.seen":        {done: func(s *stage) bool { return detail(s).Unseen }},
		"menu.archive":     {done: func(s *stage) bool { return s.window.applications.list.rows.Index("a1") < 0 }, fieldKeeps: true},
		"section.applications": {
			before: func(s *stage) { s.window.list().ShowSection(present.SectionNews) },
			done:   func(s *stage) bool { return s.window.applications.section == present.SectionApplications },
		},
		"news.title": {done: func(s *stage) bool { return s.window.applications.section == present.SectionNews }},
		"menu.next_news": {
			before: func(s *stage) { s.window.list().Marks.ToggleSeen(s.chosenID()) },
			done:   func(s *stage) bool { return s.window.focused() == s.window.applications.current() },
		},
		"menu.table": {done: func(s *stage) bool { return s.window.applications.isTable }},
		"menu.other_pane": {
			done: func(s *stage) bool { return s.window.focused() == s.window.applications.detail.pane }, fieldKeeps: true,
		},
		"menu.larger":  {done: func(s *stage) bool { return s.window.presenter.Settings().TextSize == 110 }},
		"menu.smaller": {done: func(s *stage) bool { return s.window.presenter.Settings().TextSize == 90 }},
		"menu.usual_size": {
			before: func(s *stage) { s.window.presenter.ResizeText(2) },
			done:   func(s *stage) bool { return s.window.presenter.Settings().TextSize == 100 },
		},
		"menu.shortcuts": {done: func(s *stage) bool { return s.window.modal != nil }, fieldKeeps: true},
	}
	elsewhere := []string{"menu.close", "toolkit.quit"} // TestClosingShortcuts
	for _, c := range everyCommand(newStage(t, normal).window) {
		if len(c.chords()) == 0 || slices.Contains(elsewhere, c.name) {
			continue
		}
		tt, ok := cases[c.name]
		if !ok {
			t.Errorf("nothing shows what the shortcut of %q does", c.name)
			continue
		}
		for _, chord := range c.chords() {
			for _, from := range []string{"list", "field"} {
				if from == "field" && tt.fieldKeeps && chord == c.chord {
					continue
				}
				t.Run(c.name+" "+chordText(trayWords(t, "en"), chord)+" from the "+from, func(t *testing.T) {
					s := newStage(t, normal).search().signedIn().choose("a1")
					if tt.before != nil {
						tt.before(s)
					}
					s.window.focus(s.window.applications.list)
					if from == "field" {
						s.window.focus(s.window.applications.filters.field)
					}
					s.deliver(chord)
					s.until(c.name, func() bool { return tt.done(s) })
				})
			}
		}
	}
}

// TestKeysOfAField never archive what is chosen.
func TestKeysOfAField(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	field := s.window.applications.filters.field
	s.window.focus(field)
	for _, name := range []fyne.KeyName{fyne.KeyDelete, fyne.KeyBackspace} {
		s.deliver(chord{name, 0})
	}
	s.deliver(chord{fyne.KeyZ, ctrl})
	if d := s.window.applications.detail.shown; d == nil || d.Archived {
		t.Error("the application is archived")
	}
}

// TestDeleteArchivesFromTheList, and the key that Macs have instead.
func TestDeleteArchivesFromTheList(t *testing.T) {
	for _, name := range []fyne.KeyName{fyne.KeyDelete, fyne.KeyBackspace} {
		s := newStage(t, normal).search().signedIn().choose("a1")
		s.window.focus(s.window.applications.list)
		s.deliver(chord{name, 0})
		s.until("the archive", func() bool { return s.window.applications.canUndo })
		if s.window.applications.list.rows.Index("a1") >= 0 {
			t.Errorf("%s: it is still in the list", name)
		}
		s.deliver(chord{fyne.KeyZ, ctrl})
		s.until("its return", func() bool { return s.window.applications.list.rows.Index("a1") >= 0 })
	}
}
