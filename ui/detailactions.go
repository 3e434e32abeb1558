package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// detailActions are the buttons of an application, and the menu with all that can be
// done to it.
type detailActions struct {
	v      *detail
	object *fyne.Container
	star   *widgets.IconButton
	more   *widgets.MenuButton
	open   *widgets.Button
	copy   *widgets.Button
	kept   *widgets.Button // leads to what is kept of an offer that InfoJobs shows no more
	note   *widgets.Button
}

func newDetailActions(v *detail) *detailActions {
	w, list, keys, chosen := v.win.words, v.win.list(), v.pane.Keys, v.win.chosen()
	a := &detailActions{v: v}
	a.star = widgets.NewIconButton(widgets.SymbolStar, w.T("detail.star"), keys, chosen.on(list.Marks.ToggleStar))
	a.more = widgets.NewMenuButton(widgets.ButtonIcon, widgets.SymbolMore, w.T("detail.more"), keys, func() []widgets.MenuEntry { return v.win.applicationEntries(chosen) })
	a.open = widgets.NewButton(widgets.ButtonPlain, widgets.SymbolOpen, w.T("detail.open"), keys, chosen.on(list.Offers.Open))
	a.copy = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolCopy, w.T("detail.copy_link"), keys, chosen.on(list.Offers.CopyLink))
	a.kept = widgets.NewButton(widgets.ButtonPlain, "", w.T("detail.open_copy"), keys, v.readCopy)
	a.note = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolNote, w.T("detail.note"), keys, v.win.goToNote)
	a.object = container.New(&widgets.Inset{X: 4, Y: 2}, widgets.NewFlow(8, a.kept, a.open, a.copy, a.note, v.tags.add))
	return a
}

func (a *detailActions) set(d *present.Detail) {
	w := a.v.win.words
	widgets.SetVisible(a.kept, d.Offer.Copy != "")
	widgets.SetVisible(a.open, d.Live)
	widgets.SetVisible(a.copy, d.Live)
	a.star.SetOn(d.Starred)
	if d.Starred {
		a.star.SetIcon(widgets.SymbolStarOn)
		a.star.SetName(w.T("detail.starred"))
		return
	}
	a.star.SetIcon(widgets.SymbolStar)
	a.star.SetName(w.T("detail.star"))
}
