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

	field    *SearchField
	scope    *MenuButton
	stage    *MenuButton
	tag      *MenuButton
	order    *MenuButton
	unseen   *Button
	starred  *IconButton
	table    *IconButton
	chips    *fyne.Container
	state    present.FilterState
	querySeq int
	narrowed bool
}

func newFilterBar(win *Window) *filterBar {
	w, shell := win.words, win.shell()
	f := &filterBar{words: w}
	f.field = NewSearchField(win.keys, &win.shortcuts, w.T("filter.search"), w.T("filter.clear_search"), shell.Search)
	choices := func(of func() []present.Choice, do func(key string)) func() []MenuEntry {
		return func() []MenuEntry { return choiceEntries(of(), do) }
	}
	f.scope = NewMenuButton(ButtonChip, "", "", win.keys, choices(func() []present.Choice { return f.state.Scopes }, shell.SetScope))
	f.stage = NewMenuButton(ButtonChip, "", "", win.keys, choices(func() []present.Choice { return f.state.Stages }, shell.ToggleStage))
	f.tag = NewMenuButton(ButtonChip, "", "", win.keys, func() []MenuEntry {
		if len(f.state.Tags) == 0 {
			return []MenuEntry{{Label: w.T("filter.no_tags"), Disabled: true}}
		}
		return choiceEntries(f.state.Tags, shell.ToggleTag)
	})
	f.order = NewMenuButton(ButtonIcon, SymbolSortDown, "", win.keys, choices(func() []present.Choice { return f.state.Orders }, shell.SortBy))
	f.unseen = NewButton(ButtonChip, "", w.T("filter.unseen"), win.keys, shell.ToggleUnseen)
	f.starred = NewIconButton(SymbolStar, w.T("filter.starred"), win.keys, shell.ToggleStarredOnly)
	f.table = NewIconButton(SymbolTable, w.T("menu.table"), win.keys, shell.ToggleTable)
	f.chips = NewFlow(0, f.scope, f.stage, f.tag, f.unseen)
	f.object = NewStack(2, container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(0), f.starred, f.order, f.table), f.field), f.chips)
	return f
}

func choiceEntries(choices []present.Choice, do func(key string)) []MenuEntry {
	entries := make([]MenuEntry, len(choices))
	for i, c := range choices {
		entries[i] = MenuEntry{Label: c.Name, Checked: c.On, Action: func() { do(c.Key) }}
	}
	return entries
}

func (f *filterBar) set(s present.FilterState, table bool) {
	if s.QuerySeq != f.querySeq {
		f.querySeq = s.QuerySeq
		f.field.Set(s.Query)
	}
	f.state, f.narrowed = s, s.Narrowed
	f.scope.SetLabel(s.Scope)
	f.stage.SetLabel(s.Stage)
	f.stage.SetOn(s.StagesOn)
	f.tag.SetLabel(s.Tag)
	f.tag.SetOn(s.TagOn)
	f.order.SetLabel(f.words.T("filter.order", "Order", s.Order))
	for _, b := range []*MenuButton{f.scope, f.stage, f.tag} {
		b.Name = f.words.T("a11y.filter", "By", b.Label)
	}
	f.unseen.SetOn(s.Unseen)
	f.starred.SetOn(s.Starred)
	f.table.SetOn(table)
	SetVisible(f.order, !table) // its headings order a table
	f.chips.Refresh()           // labels have other widths
}
