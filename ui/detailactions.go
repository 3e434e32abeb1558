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
	kept   *button // leads to what is kept of an offer that InfoJobs shows no more
	note   *button
}

func newDetailActions(v *detail) *detailActions {
	w, shell, keys := v.win.words, v.win.shell(), v.pane.keys
	a := &detailActions{v: v}
	a.star = newIconButton(symbolStar, w.T("detail.star"), keys, shell.ToggleStar)
	a.more = newMenuButton(buttonIcon, symbolMore, w.T("detail.more"), keys, a.entries)
	a.open = newButton(buttonPlain, symbolOpen, w.T("detail.open"), keys, shell.OpenOffer)
	a.copy = newButton(buttonQuiet, symbolCopy, w.T("detail.copy_link"), keys, shell.CopyOfferLink)
	a.kept = newButton(buttonPlain, "", w.T("detail.open_copy"), keys, v.readCopy)
	a.note = newButton(buttonQuiet, symbolNote, w.T("detail.note"), keys, v.win.goToNote)
	a.object = container.New(&inset{4, 2}, newFlow(8, a.kept, a.open, a.copy, a.note, v.tags.add))
	return a
}

func (a *detailActions) set(d *present.Detail) {
	w := a.v.win.words
	setVisible(a.kept, d.Offer.Copy != "")
	setVisible(a.open, d.Live)
	setVisible(a.copy, d.Live)
	a.star.setOn(d.Starred)
	if d.Starred {
		a.star.setIcon(symbolStarOn)
		a.star.setName(w.T("detail.starred"))
		return
	}
	a.star.setIcon(symbolStar)
	a.star.setName(w.T("detail.star"))
}

// entries are all that can be done to the chosen application: the commands of the
// window, in the words that hold for this one.
func (a *detailActions) entries() []menuEntry {
	d := a.v.shown
	if d == nil {
		return nil
	}
	words := map[string]string{"menu.star": "detail.star", "menu.seen": "detail.mark_unseen", "menu.let_go": "detail.let_go", "menu.archive": "detail.archive"}
	if d.Starred {
		words["menu.star"] = "detail.unstar"
	}
	if d.Unseen {
		words["menu.seen"] = "detail.mark_seen"
	}
	if d.LetGo {
		words["menu.let_go"] = "detail.take_up"
	}
	if d.Archived {
		words["menu.archive"] = "detail.unarchive"
	}
	var entries []menuEntry
	for _, c := range a.v.win.applicationCommands() {
		e := a.v.win.menuEntry(c)
		if key, ok := words[c.name]; ok {
			e.label = a.v.win.words.T(key)
		}
		entries = append(entries, e)
	}
	return entries
}
