package ui

import (
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// applications is the main screen: the list, and what happened to the chosen one.
type applications struct {
	win *Window

	object   *fyne.Container
	top      *fyne.Container     // what stands over everything
	topArea  *widgets.ScrollArea // where it scrolls
	bars     *fyne.Container     // what stands over the list
	heights  [2]float32          // of both, as they were laid out last
	menu     *widgets.MenuButton
	sections [2]*widgets.Button // by present.Section
	refresh  *widgets.IconButton
	banners  *bannerBox
	progress *progressLine
	filters  *filterBar
	news     *newsBar
	list     *rowList
	table    *widgets.Table
	listArea *fyne.Container
	empty    *emptyList
	detail   *detail
	divider  *widgets.Divider
	split    *masterDetail
	panes    *fyne.Container
	status   *statusLine
	question present.SignOutQuestion

	section present.Section
	isTable bool
	canUndo bool
	canMark bool
}

func newApplications(win *Window) *applications {
	w, list := win.words, win.list()
	v := &applications{win: win}
	v.menu = widgets.NewMenuButton(widgets.ButtonIcon, widgets.SymbolMenu, w.T("menu.open"), win.keys, win.menuEntries)
	v.menu.FromTop = true
	for i, label := range []string{w.T("section.applications"), w.T("news.title")} {
		v.sections[i] = widgets.NewButton(widgets.ButtonChoice, "", label, win.keys, func() { list.ShowSection(present.Section(i)) })
	}
	v.refresh = widgets.NewIconButton(widgets.SymbolRefresh, w.T("list.refresh"), win.keys, list.Downloads.Refresh)
	v.banners = newBannerBox(w, win.keys, win.doBanner, win.copyText)
	v.progress = newProgressLine(w, win.keys, list.Downloads.Cancel)
	v.filters = newFilterBar(win)
	v.news = newNewsBar(win)
	v.list = newRowList(win.keys, list.Choose, v.openRow)
	v.list.onMenu = v.showRowMenu
	v.table = widgets.NewTable(win.keys, list.Choose, v.openRow, v.sortBy)
	v.table.OnMenu = v.showRowMenu
	v.table.Hide()
	v.empty = newEmptyList(win.keys, list.DoEmpty)
	v.detail = newDetail(win, v.closeDetail)
	v.bars = container.New(&widgets.Inset{X: 8, Y: 6}, widgets.NewStack(0, v.filters.object, v.news.object))
	v.listArea = container.New(&widgets.Frame{Least: 100, Most: 0.67}, widgets.NewScrollArea(widgets.NewStack(0, v.bars, widget.NewSeparator())), widgets.NewStack(0),
		container.NewStack(v.list, v.table, v.empty.object))
	v.status = newStatusLine()
	v.split = &masterDetail{part: win.presenter.Settings().View.Split, onNarrow: v.narrowed}
	v.divider = widgets.NewDivider(w.T("divider.name"), win.keys, v.moveDivider, v.keepDivider)
	v.split.divider = v.divider
	v.panes = container.New(v.split, widgets.NewPanel(look.ColorPane, 0, v.listArea), v.divider, v.detail.object)
	bar := container.New(&widgets.Inset{X: 8, Y: 4}, widgets.NewSides(0,
		widgets.NewFlow(0, v.menu, v.sections[0], v.sections[1]), v.refresh))
	v.top = widgets.NewStack(0, bar, v.banners.box, v.progress.object)
	status := widgets.NewStack(0, widget.NewSeparator(), v.status.object)
	v.topArea = widgets.NewScrollArea(widgets.NewStack(0, v.top, widget.NewSeparator()))
	page := container.New(&widgets.Frame{Least: 150, Most: 0.5}, v.topArea, widgets.NewStack(0), v.panes)
	v.object = container.New(&widgets.Frame{}, widgets.NewStack(0), status, container.NewStack(page, win.toast.Object))
	return v
}

func (v *applications) set(s present.ApplicationsState) {
	goes := v.goingAway(s)
	v.setSection(s)
	v.refresh.SetEnabled(s.Progress == nil && !s.SigningOut)
	appeared := v.banners.set(s.Banners)
	v.progress.set(s.Progress)
	v.news.set(s)
	v.setList(s)
	v.filters.set(s.Filters, v.isTable)
	v.empty.set(s.Empty)
	v.detail.set(s.Detail)
	if s.Detail == nil && s.Empty != nil {
		v.detail.nothing.Hide() // there is nothing to choose
	}
	v.status.set(s.Status)
	v.layBars()
	if appeared {
		v.topArea.KeepInView(v.banners.box.Objects[0])
	}
	v.win.toast.Show(s.Toast.Seq, s.Toast.Text, s.Toast.Undo)
	v.question, v.canUndo, v.canMark = s.SignOut, s.CanUndo, s.CanMark
	if goes || v.win.focused() == nil && v.win.atApplications() {
		v.focusList()
	}
}

// layBars gives what stands over the rest more room, or less, where it has become
// higher or lower: it may scroll, so that nothing else notices.
func (v *applications) layBars() {
	heights := [2]float32{widgets.HeightAt(v.top, v.object.Size().Width), widgets.HeightAt(v.bars, v.listArea.Size().Width)}
	if heights[0] != v.heights[0] {
		v.object.Refresh()
	}
	if heights[1] != v.heights[1] {
		v.listArea.Refresh()
	}
	v.heights = heights
}

// goingAway reports whether the control with the focus goes away or is disabled in
// a state: it must not take the focus with it.
func (v *applications) goingAway(s present.ApplicationsState) bool {
	focused := v.win.focused()
	switch {
	case focused == nil:
		return false
	case s.Progress == nil && focused == v.progress.stop:
		return true
	case v.banners.has(focused) && !equalBanners(v.banners.shown, s.Banners):
		return true
	case v.news.goingAway(focused, s):
		return true
	case v.isTable && s.Detail == nil && !v.split.stacked() && v.besideList(focused):
		return true
	}
	table := s.Columns != nil
	return focused == v.list && table || focused == v.table && !table
}

// besideList reports whether a control is in the detail, or moves what is between that
// and the list.
func (v *applications) besideList(focused fyne.Focusable) bool {
	o, _ := focused.(fyne.CanvasObject)
	_, within := widgets.PositionIn(v.detail.object, o)
	return within || focused == fyne.Focusable(v.divider)
}

// setList shows the list as rows or as a table. While neither is there, the first
// look under way brings it soon.
func (v *applications) setList(s present.ApplicationsState) {
	waiting := s.Rows == nil && s.Table == nil && s.Empty == nil
	v.isTable = s.Columns != nil || waiting && v.isTable
	widgets.SetVisible(v.table, v.isTable) // with nothing in it, it still has the focus
	widgets.SetVisible(v.list, !v.isTable)
	turned, bared := v.split.setRows(v.isTable), v.split.setBare(s.Detail == nil)
	if turned || bared {
		v.panes.Refresh()
	}
	switch {
	case waiting:
	case s.Table != nil:
		v.table.Set(tableColumns(s.Columns), s.Table, s.Selected, columnOf(s.Columns, string(s.Order.By)), s.Order.Descending)
	default:
		v.list.set(s.Rows, s.Selected)
	}
}

func tableColumns(of []present.TableColumn) []widgets.TableColumn {
	columns := make([]widgets.TableColumn, len(of))
	for i, c := range of {
		columns[i] = widgets.TableColumn{Title: c.Title, Width: c.Width, Right: c.Right, Grow: c.Grow}
	}
	return columns
}

// columnOf is where a column is, -1 if there is none.
func columnOf(columns []present.TableColumn, key string) int {
	for i, c := range columns {
		if c.Key == key {
			return i
		}
	}
	return -1
}

func (v *applications) sortBy(column int) {
	if keys := v.filters.state.Orders; column < len(keys) {
		v.win.list().Filters.SortBy(keys[column].Key)
	}
}

// setSection shows what belongs to the applications or to what changed.
func (v *applications) setSection(s present.ApplicationsState) {
	news := s.Section == present.SectionNews
	v.sections[present.SectionApplications].SetOn(!news)
	v.sections[present.SectionNews].SetOn(news)
	v.sections[present.SectionNews].SetLabel(s.News)
	widgets.SetVisible(v.filters.object, !news)
	widgets.SetVisible(v.news.object, news)
	v.list.name = v.win.words.T("a11y.applications")
	v.table.Name = v.list.name
	if news {
		v.list.name = v.win.words.T("a11y.news")
	}
	if v.section != s.Section {
		v.section = s.Section
		v.list.scroll.ScrollToTop()
	}
}

// current is the widget that shows the list.
func (v *applications) current() fyne.Focusable {
	if v.isTable {
		return v.table
	}
	return v.list
}

func (v *applications) focusList() {
	if v.split.stacked() && v.split.detail {
		v.win.focus(v.detail.back)
		return
	}
	v.win.focus(v.current())
}

// openRow goes to the detail of a row, or unfolds it: Enter or a tap.
func (v *applications) openRow(id string) {
	if !v.win.list().Unfold(id) {
		v.openDetail()
	}
}

// openDetail goes to the detail: Enter or a tap on a row.
func (v *applications) openDetail() {
	if v.split.stacked() {
		v.split.detail = true
		v.detail.setBack(true)
		v.panes.Refresh()
		v.win.focus(v.detail.back)
	}
}

// closeDetail goes back to the list.
func (v *applications) closeDetail() {
	if v.split.stacked() && v.split.detail {
		v.split.detail = false
		v.panes.Refresh()
	}
	v.win.focus(v.current())
}

// narrowed keeps the focus where it shows: on the detail if it is there, and on the
// list if it is on what only a wide window has.
func (v *applications) narrowed(stacked bool) {
	focused, _ := v.win.focused().(fyne.CanvasObject)
	if !stacked {
		v.split.detail = false
		v.detail.setBack(false)
		if focused == fyne.CanvasObject(v.detail.back) {
			v.detail.enter()
		}
		return
	}
	v.detail.setBack(true)
	switch _, within := widgets.PositionIn(v.detail.object, focused); {
	case focused == nil:
	case within:
		v.split.detail = true
	case focused == fyne.CanvasObject(v.divider):
		v.focusList()
	}
}

// otherPane moves the focus between list and detail.
func (v *applications) otherPane() {
	if v.win.focused() != v.current() {
		v.closeDetail()
		return
	}
	v.openDetail()
	if !v.split.stacked() {
		v.detail.enter()
	}
}

// moveDivider gives the list more room, or less.
func (v *applications) moveDivider(by float32) {
	v.split.move(by)
	v.panes.Refresh()
}

func (v *applications) keepDivider() { v.win.presenter.KeepSplit(v.split.part) }
