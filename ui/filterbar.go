package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// filterBar is the search field and what else narrows the list down.
type filterBar struct {
	words  *present.Words
	object fyne.CanvasObject

	field    *widgets.SearchField
	scope    *widgets.MenuButton
	stage    *widgets.MenuButton
	tag      *widgets.MenuButton
	order    *widgets.MenuButton
	unseen   *widgets.Button
	starred  *widgets.IconButton
	table    *widgets.IconButton
	chips    *fyne.Container
	state    present.FilterState
	querySeq int
	narrowed bool
}

func newFilterBar(win *Window) *filterBar {
	w, list := win.words, win.list()
	f := &filterBar{words: w}
	f.field = widgets.NewSearchField(win.keys, &win.shortcuts, w.T("filter.search"), w.T("filter.clear_search"), list.Filters.Search)
	choices := func(of func() []present.Choice, do func(key string)) func() []widgets.MenuEntry {
		return func() []widgets.MenuEntry { return choiceEntries(of(), do) }
	}
	f.scope = widgets.NewMenuButton(widgets.ButtonChip, "", "", win.keys, choices(func() []present.Choice { return f.state.Scopes }, list.Filters.SetScope))
	f.stage = widgets.NewMenuButton(widgets.ButtonChip, "", "", win.keys, choices(func() []present.Choice { return f.state.Stages }, list.Filters.ToggleStage))
	f.tag = widgets.NewMenuButton(widgets.ButtonChip, "", "", win.keys, func() []widgets.MenuEntry {
		if len(f.state.Tags) == 0 {
			return []widgets.MenuEntry{{Label: w.T("filter.no_tags"), Disabled: true}}
		}
		return choiceEntries(f.state.Tags, list.Filters.ToggleTag)
	})
	f.order = widgets.NewMenuButton(widgets.ButtonIcon, widgets.SymbolSortDown, "", win.keys, choices(func() []present.Choice { return f.state.Orders }, list.Filters.SortBy))
	f.unseen = widgets.NewButton(widgets.ButtonChip, "", w.T("filter.unseen"), win.keys, list.Filters.ToggleUnseen)
	f.starred = widgets.NewIconButton(widgets.SymbolStar, w.T("filter.starred"), win.keys, list.Filters.ToggleStarred)
	f.table = widgets.NewIconButton(widgets.SymbolTable, w.T("menu.table"), win.keys, list.Filters.ToggleTable)
	f.chips = widgets.NewFlow(0, f.scope, f.stage, f.tag, f.unseen)
	f.object = widgets.NewStack(2, container.NewBorder(nil, nil, nil, container.New(layout.NewCustomPaddedHBoxLayout(0), f.starred, f.order, f.table), f.field), f.chips)
	return f
}

func choiceEntries(choices []present.Choice, do func(key string)) []widgets.MenuEntry {
	entries := make([]widgets.MenuEntry, len(choices))
	for i, c := range choices {
		entries[i] = widgets.MenuEntry{Label: c.Name, Checked: c.On, Action: func() { do(c.Key) }}
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
	for _, b := range []*widgets.MenuButton{f.scope, f.stage, f.tag} {
		b.Name = f.words.T("a11y.filter", "By", b.Label)
	}
	f.unseen.SetOn(s.Unseen)
	f.starred.SetOn(s.Starred)
	f.table.SetOn(table)
	widgets.SetVisible(f.order, !table) // its headings order a table
	f.chips.Refresh()                   // labels have other widths
}
