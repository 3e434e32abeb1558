package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
)

// menuEntries are the commands as one menu, with a line between groups.
func (w *Window) menuEntries() []widgets.MenuEntry {
	var entries []widgets.MenuEntry
	for _, group := range w.commands() {
		if len(entries) > 0 {
			entries = append(entries, widgets.MenuEntry{Separator: true})
		}
		for _, c := range group.commands {
			if !c.hidden {
				entries = append(entries, w.menuEntry(c))
			}
		}
	}
	return entries
}

func (w *Window) menuEntry(c command) widgets.MenuEntry {
	return widgets.MenuEntry{
		Label: w.words.T(c.name), Shortcut: chordText(w.words, c.chord),
		Checked: c.on != nil && c.on(), Disabled: !c.available(), Action: c.run,
	}
}

// mainMenu is the bar of menus that people on macOS look at first. Its entries ask
// at the time they are chosen whether they mean something.
func (w *Window) mainMenu() *fyne.MainMenu {
	var menus []*fyne.Menu
	for _, group := range w.commands() {
		menu := fyne.NewMenu(w.words.T(group.name))
		for _, c := range group.commands {
			if c.hidden || c.name == "toolkit.quit" { // which Fyne adds
				continue
			}
			item := fyne.NewMenuItem(w.words.T(c.name), c.run)
			if c.chord.key != "" && !c.chord.bare() {
				item.Shortcut = c.chord.shortcut()
			}
			menu.Items = append(menu.Items, item)
		}
		menus = append(menus, menu)
	}
	return fyne.NewMainMenu(menus...)
}

// openMenu opens the menu by the key for it.
func (w *Window) openMenu() {
	switch {
	case w.modal != nil:
	case w.screen == present.ScreenApplications:
		w.applications.menu.ShowMenu(true)
	}
}
