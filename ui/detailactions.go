package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// detailActions are the buttons of an application, and the menu with all that can be
// done to it.
type detailActions struct {
	v      *detail
	object *fyne.Container
	star   *iconButton
	more   *menuButton
	open   *button
	copy   *button
	note   *button
}

func newDetailActions(v *detail) *detailActions {
	w, shell, keys := v.win.words, v.win.shell(), v.pane.keys
	a := &detailActions{v: v}
	a.star = newIconButton(symbolStar, w.T("detail.star"), keys, shell.ToggleStar)
	a.more = newMenuButton(buttonIcon, symbolMore, w.T("detail.more"), keys, a.entries)
	a.open = newButton(buttonPlain, symbolOpen, w.T("detail.open"), keys, shell.OpenOffer)
	a.copy = newButton(buttonQuiet, symbolCopy, w.T("detail.copy_link"), keys, shell.CopyOfferLink)
	a.note = newButton(buttonQuiet, symbolNote, w.T("detail.note"), keys, v.goToNote)
	v.watchAll(&a.star.button, &a.more.button, a.open, a.copy, a.note)
	a.object = container.New(&inset{6, 2}, newFlow(8, a.open, a.copy, a.note))
	return a
}

func (a *detailActions) set(d *present.Detail) {
	w := a.v.win.words
	setVisible(a.open, d.CanOpen)
	setVisible(a.copy, d.CanOpen)
	a.star.setOn(d.Starred)
	if d.Starred {
		a.star.setIcon(symbolStarOn)
		a.star.setName(w.T("detail.starred"))
		return
	}
	a.star.setIcon(symbolStar)
	a.star.setName(w.T("detail.star"))
}

// entries are all that can be done to the chosen application.
func (a *detailActions) entries() []menuEntry {
	d := a.v.shown
	if d == nil {
		return nil
	}
	w, shell := a.v.win.words, a.v.win.shell()
	entry := func(key, command string, action func()) menuEntry {
		return menuEntry{label: w.T(key), shortcut: a.v.win.keysOf(command), action: action}
	}
	seen, archive := "detail.mark_unseen", "detail.archive"
	if d.Unseen {
		seen = "detail.mark_seen"
	}
	if d.Archived {
		archive = "detail.unarchive"
	}
	entries := []menuEntry{
		entry("detail.open", "detail.open", shell.OpenOffer),
		entry("detail.copy_link", "detail.copy_link", shell.CopyOfferLink),
		{separator: true},
		entry("detail.add_note", "menu.note", a.v.goToNote),
		entry("detail.tags", "menu.tags", a.v.goToTags),
		{separator: true},
		entry(seen, "menu.seen", shell.ToggleSeen),
		entry(archive, "menu.archive", shell.ToggleArchive),
	}
	for i := range entries[:2] {
		entries[i].disabled = !d.CanOpen
	}
	return entries
}
