package ui

import (
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// The size that the window with the settings opens in.
const settingsWidth, settingsHeight = 760, 600

// settingsMargin is what is kept free around the settings.
const settingsMargin = 12

// A settingsWindow is the window with the settings. There is one at a time. What is
// chosen in it takes effect at once: there is nothing to confirm.
type settingsWindow struct {
	main   *Window
	prefs  *present.Preferences
	window fyne.Window
	named  bool // it has its own title

	tabs     *widgets.Tabs
	narrow   *widgets.Choice // the sections where there is no room at the side
	side     *fyne.Container
	trouble  *fyne.Container // why choices do not last
	problem  *remark
	retry    *widgets.Button
	items    *fyne.Container
	scroll   *widgets.ScrollArea
	views    []*settingView
	fields   fieldColumn
	state    present.SettingsState
	lost     fyne.Focusable // had the focus before it could not be used
	tips     *widgets.Tooltips
	modal    *widgets.Modal
	asked    int // the question that shows
	chooser  *fileChooser
	keyForm  *keyForm
	shortcut fyne.ShortcutHandler
}

// ShowSettings opens the window with the settings, or brings it to the front.
func (w *Window) ShowSettings() {
	switch {
	case w.settings != nil:
		w.settings.window.RequestFocus()
	case w.hidden != nil:
		w.settings, w.hidden = w.hidden, nil
		w.settings.open()
	default:
		w.settings = newSettingsWindow(w)
		w.settings.open()
	}
}

// open shows the settings as they are now.
func (w *settingsWindow) open() {
	w.lost = nil
	w.prefs.Open()
	w.scroll.ScrollToTop()
	w.focus(w.nav())
	w.window.Show()
	w.name()
	w.window.RequestFocus()
}

// close hides the window and what lies over it, and gives the focus back to the app's
// window. It is shown again the next time: of a window that has closed Fyne keeps all
// that was in it.
func (w *settingsWindow) close() {
	if w.chooser != nil {
		w.chooser.stopLooking()
	}
	if w.modal != nil {
		w.modal.Close()
	}
	w.prefs.Leave()
	w.main.settings, w.main.hidden = nil, w
	w.window.Hide()
	w.main.window.RequestFocus()
}

// name gives the window its title once it is there: desktops tell what app a window
// belongs to by the title that it was made with.
func (w *settingsWindow) name() {
	w.named = true
	w.window.SetTitle(w.state.Title)
}

// ShowPreferences draws the settings, if they are open.
func (w *Window) ShowPreferences(s present.SettingsState) {
	if w.settings != nil {
		w.settings.set(s)
	}
}

func newSettingsWindow(main *Window) *settingsWindow {
	w := &settingsWindow{main: main, prefs: main.presenter.Preferences(), window: main.app.NewWindow(Title), tips: widgets.NewTooltips(main.tips.After)}
	w.build()
	w.window.Resize(fyne.NewSize(settingsWidth, settingsHeight))
	w.window.SetCloseIntercept(w.close)
	return w
}

func (w *settingsWindow) build() {
	section := func(i int) { w.prefs.ShowSection(present.SettingsSection(i)) }
	w.tabs = widgets.NewSideTabs(w.keys, section)
	w.narrow = widgets.NewChoice("", w.keys, section)
	w.problem = newRemark(nil)
	w.retry = widgets.NewButton(widgets.ButtonPlain, widgets.SymbolRefresh, "", w.keys, w.prefs.SaveAgain)
	w.items = widgets.NewStack(6)
	w.trouble = widgets.NewStack(0, w.problem.object, container.New(&widgets.Inset{X: 4, Y: 0}, widgets.NewFlow(4, w.retry)))
	body := widgets.NewStack(6, w.trouble, w.items)
	w.scroll = widgets.NewScrollArea(widgets.NewColumn(620, settingsMargin, false, body))
	w.side = container.New(&settingsLayout{win: w}, w.tabs, w.narrow, widget.NewSeparator(), w.scroll)
	w.window.SetContent(container.NewStack(container.New(&widgets.MinSize{Size: fyne.NewSize(minWidth, minHeight)}, w.side), w.tips))
	w.window.SetPadded(false)
	w.addShortcuts()
}

// nav is what chooses the section.
func (w *settingsWindow) nav() fyne.Focusable {
	if w.tabs.Visible() {
		return w.tabs
	}
	return w.narrow
}

func (w *settingsWindow) canvas() fyne.Canvas       { return w.window.Canvas() }
func (w *settingsWindow) focus(f fyne.Focusable)    { w.canvas().Focus(f) }
func (w *settingsWindow) words() *present.Words     { return w.prefs.Words() }
func (w *settingsWindow) copyText(text string)      { w.main.copyText(text) }
func (w *settingsWindow) passOn() fyne.Shortcutable { return &w.shortcut }

// set draws a state.
func (w *settingsWindow) set(s present.SettingsState) {
	before, another := w.canvas().Focused(), s.Section != w.state.Section
	w.state = s
	if w.named && w.window.Title() != s.Title {
		w.window.SetTitle(s.Title)
	}
	w.tabs.SetLabels(s.Sections)
	w.tabs.Set(int(s.Section))
	w.tabs.Name = w.words().T("settings.sections")
	w.narrow.Name = w.tabs.Name
	w.narrow.Set(s.Sections, int(s.Section))
	widgets.SetVisible(w.trouble, s.Problem != nil)
	w.problem.set(s.Problem)
	w.retry.SetLabel(s.Retry)
	widgets.SetVisible(w.retry, s.Retry != "")
	w.setItems(s.Items)
	if another {
		w.scroll.ScrollToTop()
	}
	w.scroll.Refresh()
	w.keepFocus(before)
	w.setOver(s)
}

// setItems keeps the views of settings that stay, as one of them may have the focus.
func (w *settingsWindow) setItems(items []present.SettingItem) {
	old := map[present.SettingID]*settingView{}
	for _, v := range w.views {
		old[v.id] = v
	}
	w.fields.fields = nil
	same := len(items) == len(w.views)
	views := make([]*settingView, len(items))
	objects := make([]fyne.CanvasObject, len(items))
	for i, item := range items {
		v := old[item.ID]
		if v == nil || v.kind != item.Kind {
			v = newSettingView(w, item)
		}
		same = same && w.views[i] == v
		views[i], objects[i] = v, v.object
		v.set(item)
		if v.choice != nil {
			w.fields.fields = append(w.fields.fields, v.choice)
		}
	}
	if !same {
		w.views, w.items.Objects = views, objects
	}
	w.items.Refresh()
}

// keepFocus looks after a focus that would get lost with what it was on: it waits
// with the sections and goes back when that can be used again.
func (w *settingsWindow) keepFocus(before fyne.Focusable) {
	now := w.canvas().Focused()
	if d, ok := now.(fyne.Disableable); ok && d.Disabled() {
		now = nil
	}
	switch {
	case w.modal != nil:
	case now == nil && before != nil:
		w.lost = before
		w.focus(w.nav())
	case w.lost == nil:
	case now != w.nav():
		w.lost = nil // the person has gone elsewhere
	case usable(w.lost) && w.holds(w.lost):
		lost := w.lost
		w.lost = nil
		w.focus(lost)
	}
}

func usable(f fyne.Focusable) bool {
	d, ok := f.(fyne.Disableable)
	return !ok || !d.Disabled()
}

// holds reports whether something is still among the settings.
func (w *settingsWindow) holds(f fyne.Focusable) bool {
	o, ok := f.(fyne.CanvasObject)
	if !ok {
		return false
	}
	_, in := widgets.PositionIn(w.items, o)
	return in
}

// settingsLayout sets the sections at the left of the settings, or above them where
// the window is narrow.
type settingsLayout struct{ win *settingsWindow }

// settingsStackBelow is the width under which there is no room at the side, at 100 %
// text.
const settingsStackBelow = 560

func (l *settingsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(minWidth, minHeight)
}

func (l *settingsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	tabs, narrow, line, body := o[0], o[1], o[2], o[3]
	stacked := size.Width < look.Scaled(settingsStackBelow)
	l.change(stacked)
	if stacked {
		const margin = 8
		h := narrow.MinSize().Height
		narrow.Move(fyne.NewSquareOffsetPos(margin))
		narrow.Resize(fyne.NewSize(size.Width-2*margin, h))
		h += 2 * margin
		line.Move(fyne.NewPos(0, h))
		line.Resize(fyne.NewSize(size.Width, 1))
		body.Move(fyne.NewPos(0, h+1))
		body.Resize(fyne.NewSize(size.Width, size.Height-h-1))
		return
	}
	const margin = 8
	width := max(tabs.MinSize().Width, look.Scaled(150))
	tabs.Move(fyne.NewSquareOffsetPos(margin))
	tabs.Resize(fyne.NewSize(width, size.Height-2*margin))
	x := width + 2*margin
	line.Move(fyne.NewPos(x, 0))
	line.Resize(fyne.NewSize(1, size.Height))
	body.Move(fyne.NewPos(x+1, 0))
	body.Resize(fyne.NewSize(size.Width-x-1, size.Height))
}

// change shows one of the two ways to the sections, and takes the focus along.
func (l *settingsLayout) change(stacked bool) {
	w := l.win
	if w.narrow.Visible() == stacked && w.tabs.Visible() != stacked {
		return
	}
	focused := w.canvas().Focused()
	widgets.SetVisible(w.tabs, !stacked)
	widgets.SetVisible(w.narrow, stacked)
	if focused == fyne.Focusable(w.tabs) || focused == fyne.Focusable(w.narrow) {
		w.focus(w.nav())
	}
}
