package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
)

// A target is the application that commands act on: the chosen one, or that of a row
// whose menu is open.
type target struct {
	// actions are what can be done to it; they return nil while there is none.
	actions func() *present.Actions
	// show has its detail show.
	show func()
}

// chosen is the application whose detail shows.
func (w *Window) chosen() target {
	return target{
		actions: func() *present.Actions {
			if d := w.applications.detail.shown; d != nil {
				return &d.Actions
			}
			return nil
		},
		show: func() {},
	}
}

// on has a command act on the target.
func (t target) on(do func(id string)) func() {
	return func() {
		if a := t.actions(); a != nil {
			do(a.ID)
		}
	}
}

// applicationCommands are what can be done to an application.
func (w *Window) applicationCommands(t target) []command {
	list := w.list()
	is := func(so func(*present.Actions) bool) func() bool {
		return func() bool { return w.atApplications() && t.actions() != nil && so(t.actions()) }
	}
	there := is(func(*present.Actions) bool { return true })
	hasPage := is(func(a *present.Actions) bool { return a.CanOpen })
	canLetGo := is(func(a *present.Actions) bool { return a.CanLetGo })
	shown := func(do func()) func() {
		return func() {
			t.show()
			do()
		}
	}
	return []command{
		{name: "detail.open", chord: chord{fyne.KeyO, ctrl}, do: t.on(list.Offers.Open), can: hasPage},
		{name: "detail.copy_link", chord: chord{fyne.KeyC, ctrlShift}, do: t.on(list.Offers.CopyLink), can: hasPage},
		{name: "menu.note", chord: chord{fyne.KeyE, ctrl}, do: shown(w.goToNote), can: there},
		{name: "menu.tags", chord: chord{fyne.KeyL, ctrl}, do: shown(w.goToTags), can: there},
		{name: "menu.star", chord: chord{fyne.KeyS, ctrlShift}, do: t.on(list.Marks.ToggleStar), can: there},
		{name: "menu.seen", chord: chord{fyne.KeyU, ctrlShift}, do: t.on(list.Marks.ToggleSeen), can: there},
		{name: "menu.let_go", do: t.on(list.Marks.ToggleLetGo), can: canLetGo},
		{name: "menu.archive", chord: chord{fyne.KeyDelete, 0}, do: t.on(list.Marks.ToggleArchive), can: there},
	}
}

// applicationEntries are the commands as a menu, in the words that hold for the
// application.
func (w *Window) applicationEntries(t target) []widgets.MenuEntry {
	a := t.actions()
	if a == nil {
		return nil
	}
	names := actionNames(a)
	var entries []widgets.MenuEntry
	for _, c := range w.applicationCommands(t) {
		e := w.menuEntry(c)
		if key, ok := names[c.name]; ok {
			e.Label = w.words.T(key)
		}
		entries = append(entries, e)
	}
	return entries
}

// actionNames are the keys of the words for commands that do or undo.
func actionNames(a *present.Actions) map[string]string {
	names := map[string]string{
		"menu.star": "detail.star", "menu.seen": "detail.mark_unseen",
		"menu.let_go": "detail.let_go", "menu.archive": "detail.archive",
	}
	if a.Starred {
		names["menu.star"] = "detail.unstar"
	}
	if a.Unseen {
		names["menu.seen"] = "detail.mark_seen"
	}
	if a.LetGo {
		names["menu.let_go"] = "detail.take_up"
	}
	if a.Archived {
		names["menu.archive"] = "detail.unarchive"
	}
	return names
}

// showRowMenu shows what can be done to what a row is about, without choosing it.
func (v *applications) showRowMenu(id string, at fyne.Position) {
	actions, ok := v.win.list().Actions(id)
	if !ok {
		return
	}
	row := target{
		actions: func() *present.Actions { return &actions },
		show:    func() { v.win.list().Choose(id) },
	}
	widgets.ShowMenuAt(v.win.window.Canvas(), at, v.win.applicationEntries(row))
}
