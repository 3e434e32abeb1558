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
	w, shell, keys, chosen := v.win.words, v.win.shell(), v.pane.keys, v.win.chosen()
	a := &detailActions{v: v}
	a.star = newIconButton(symbolStar, w.T("detail.star"), keys, chosen.on(shell.ToggleStar))
	a.more = newMenuButton(buttonIcon, symbolMore, w.T("detail.more"), keys, func() []menuEntry { return v.win.applicationEntries(chosen) })
	a.open = newButton(buttonPlain, symbolOpen, w.T("detail.open"), keys, chosen.on(shell.OpenOffer))
	a.copy = newButton(buttonQuiet, symbolCopy, w.T("detail.copy_link"), keys, chosen.on(shell.CopyOfferLink))
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
