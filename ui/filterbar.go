package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// filterBar is the search field and what else narrows the list down.
type filterBar struct {
	words  *present.Words
	object fyne.CanvasObject

	field    *searchField
	scope    *menuButton
	stage    *menuButton
	tag      *menuButton
	order    *menuButton
	unseen   *button
	starred  *iconButton
	table    *iconButton
	chips    *fyne.Container
	state    present.FilterState
	querySeq int
	narrowed bool
}

func newFilterBar(win *Window) *filterBar {
	w, shell := win.words, win.shell()
	f := &filterBar{words: w}
	f.field = newSearchField(win.keys, &win.shortcuts, w.T("filter.search"), w.T("filter.clear_search"), shell.Search)
	choices := func(of func() []present.Choice, do func(key string)) func() []menuEntry {
		return func() []menuEntry { return choiceEntries(of(), do) }
	}
	f.scope = newMenuButton(buttonChip, "", "", win.keys, choices(func() []present.Choice { return f.state.Scopes }, shell.SetScope))
	f.stage = newMenuButton(buttonChip, "", "", win.keys, choices(func() []present.Choice { return f.state.Stages }, shell.ToggleStage))
	f.tag = newMenuButton(buttonChip, "", "", win.keys, func() []menuEntry {
		if len(f.state.Tags) == 0 {
			return []menuEntry{{label: w.T("filter.no_tags"), disabled: true}}
		}
		return choiceEntries(f.state.Tags, shell.ToggleTag)
	})
	f.order = newMenuButton(buttonIcon, symbolSortDown, "", win.keys, choices(func() []present.Choice { return f.state.Orders }, shell.SortBy))
	f.unseen = newButton(buttonChip, "", w.T("filter.unseen"), win.keys, shell.ToggleUnseen)
	f.starred = newIconButton(symbolStar, w.T("filter.starred"), win.keys, shell.ToggleStarredOnly)
	f.table = newIconButton(symbolTable, w.T("menu.table"), win.keys, shell.ToggleTable)
	f.chips = newFlow(0, f.scope, f.stage, f.tag, f.unseen)
	f.object = newStack(2, container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(0), f.starred, f.order, f.table), f.field), f.chips)
	return f
}

func choiceEntries(choices []present.Choice, do func(key string)) []menuEntry {
	entries := make([]menuEntry, len(choices))
	for i, c := range choices {
		entries[i] = menuEntry{label: c.Name, checked: c.On, action: func() { do(c.Key) }}
	}
	return entries
}

func (f *filterBar) set(s present.FilterState, table bool) {
	if s.QuerySeq != f.querySeq {
		f.querySeq = s.QuerySeq
		f.field.set(s.Query)
	}
	f.state, f.narrowed = s, s.Narrowed
	f.scope.setLabel(s.Scope)
	f.stage.setLabel(s.Stage)
	f.stage.setOn(s.StagesOn)
	f.tag.setLabel(s.Tag)
	f.tag.setOn(s.TagOn)
	f.order.setLabel(f.words.T("filter.order", "Order", s.Order))
	for _, b := range []*menuButton{f.scope, f.stage, f.tag} {
		b.name = f.words.T("a11y.filter", "By", b.label)
	}
	f.unseen.setOn(s.Unseen)
	f.starred.setOn(s.Starred)
	f.table.setOn(table)
	setVisible(f.order, !table) // its headings order a table
	f.chips.Refresh()           // labels have other widths
}
