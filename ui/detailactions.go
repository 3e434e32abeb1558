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
	star   *IconButton
	more   *MenuButton
	open   *Button
	copy   *Button
	kept   *Button // leads to what is kept of an offer that InfoJobs shows no more
	note   *Button
}

func newDetailActions(v *detail) *detailActions {
	w, shell, keys, chosen := v.win.words, v.win.shell(), v.pane.Keys, v.win.chosen()
	a := &detailActions{v: v}
	a.star = NewIconButton(SymbolStar, w.T("detail.star"), keys, chosen.on(shell.ToggleStar))
	a.more = NewMenuButton(ButtonIcon, SymbolMore, w.T("detail.more"), keys, func() []MenuEntry { return v.win.applicationEntries(chosen) })
	a.open = NewButton(ButtonPlain, SymbolOpen, w.T("detail.open"), keys, chosen.on(shell.OpenOffer))
	a.copy = NewButton(ButtonQuiet, SymbolCopy, w.T("detail.copy_link"), keys, chosen.on(shell.CopyOfferLink))
	a.kept = NewButton(ButtonPlain, "", w.T("detail.open_copy"), keys, v.readCopy)
	a.note = NewButton(ButtonQuiet, SymbolNote, w.T("detail.note"), keys, v.win.goToNote)
	a.object = container.New(&Inset{X: 4, Y: 2}, NewFlow(8, a.kept, a.open, a.copy, a.note, v.tags.add))
	return a
}

func (a *detailActions) set(d *present.Detail) {
	w := a.v.win.words
	SetVisible(a.kept, d.Offer.Copy != "")
	SetVisible(a.open, d.Live)
	SetVisible(a.copy, d.Live)
	a.star.SetOn(d.Starred)
	if d.Starred {
		a.star.SetIcon(SymbolStarOn)
		a.star.SetName(w.T("detail.starred"))
		return
	}
	a.star.SetIcon(SymbolStar)
	a.star.SetName(w.T("detail.star"))
}
