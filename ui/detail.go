package ui

import (
	"reflect"
	"strings"

	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// detail shows one application: how it stands, and under tabs all the rest.
type detail struct {
	win     *Window
	object  *fyne.Container
	nothing fyne.CanvasObject
	pane    *widgets.Pane
	back    *widgets.Button
	head    *detailHead
	actions *detailActions
	tags    *tagBar
	tabs    *widgets.Tabs
	parts   []fyne.CanvasObject // by present.Tab

	activity *activityTab
	offer    *offerTab
	notes    *notesTab
	company  *companyTab

	shown *present.Detail
	// wantsNote says that the note is to get the focus once it can be written in.
	wantsNote bool
}

func newDetail(win *Window, goBack func()) *detail {
	w, list := win.words, win.list()
	v := &detail{win: win}
	content := container.New(&widgets.PageColumn{MaxWidth: 720, Margin: 8})
	v.pane = widgets.NewPane(w.T("detail.text"), content, win.keys, &win.shortcuts)
	v.back = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolBack, w.T("action.back"), v.pane.Keys, goBack)
	v.back.Hide()
	v.tags = newTagBar(w, v.pane.Keys, &win.shortcuts,
		tagActions{list.Tags.Add, list.Tags.Remove, list.Tags.Complete, v.revealTags}, win.focus)
	v.actions = newDetailActions(v)
	v.head = newDetailHead(v)
	v.tabs = widgets.NewTabs(v.pane.Keys, []string{"", "", "", ""}, func(i int) { list.Chosen.ShowTab(present.Tab(i)) })
	v.tabs.Name = w.T("detail.parts")

	v.activity = newActivityTab()
	v.offer = newOfferTab(w, v.pane, v.pane.Keys, list.Offers.CopyText)
	v.notes = newNotesTab(win, v.pane.Keys)
	v.company = newCompanyTab(win, v.pane)
	v.parts = []fyne.CanvasObject{v.activity.object, v.offer.object, v.notes.object, v.company.object}
	v.pane.OnScroll = v.offer.reader.Update
	v.pane.Copying = func(s fyne.Shortcut) bool { return v.offer.object.Visible() && v.offer.reader.Shortcut(s) }

	stack := container.New(widgets.GrowingStack{},
		append([]fyne.CanvasObject{
			container.NewHBox(v.back), v.head.object, v.actions.object, v.tags.object, v.tabs, widget.NewSeparator(),
		}, v.parts...)...)
	content.Add(stack)

	none := widgets.NewParagraph(w.T("detail.none"))
	none.Alignment = fyne.TextAlignCenter
	none.Importance = widget.LowImportance
	v.nothing = widgets.NewColumn(320, 16, true, none)
	v.object = container.NewStack(v.nothing, v.pane)
	v.pane.Hide()
	return v
}

// setBack shows the way back, where the list does not stand beside.
func (v *detail) setBack(visible bool) {
	if !visible && v.back.Focused {
		v.enter()
	}
	widgets.SetVisible(v.back, visible)
}

// chosen reports whether an application shows.
func (v *detail) chosen() bool { return v.shown != nil }

// enter puts the focus on what is to be read.
func (v *detail) enter() {
	if v.chosen() {
		v.win.focus(v.pane)
	}
}

func (v *detail) set(d *present.Detail) {
	if reflect.DeepEqual(d, v.shown) {
		return
	}
	before := v.shown
	another := before == nil || d == nil || before.ID != d.ID
	v.shown = d
	widgets.SetVisible(v.nothing, d == nil)
	widgets.SetVisible(v.pane, d != nil)
	if d == nil {
		v.wantsNote = false
		return
	}
	v.head.set(d)
	v.actions.set(d)
	v.tags.set(d.ID, d.Tags, d.CanTag)
	v.activity.set(d)
	v.offer.set(d.Offer)
	v.notes.set(d.ID, d.Note)
	v.company.set(d.Company)
	v.setTab(d, before)
	v.pane.Scroll.Refresh()
	if another {
		v.pane.ScrollTo(0)
	}
	v.keepFocus()
}

// setTab shows a part. Its beginning is in sight, wherever in another one the person
// was.
func (v *detail) setTab(d, before *present.Detail) {
	if before == nil || !reflect.DeepEqual(before.Tabs, d.Tabs) {
		v.tabs.SetLabels(d.Tabs)
	}
	v.tabs.Set(int(d.Tab))
	for i, part := range v.parts {
		widgets.SetVisible(part, i == int(d.Tab))
	}
	if before != nil && before.Tab != d.Tab && before.ID == d.ID {
		if at, _ := widgets.PositionIn(v.pane.Scroll.Content, v.tabs); at.Y < v.pane.Scroll.Offset.Y {
			v.pane.ScrollTo(at.Y)
		}
	}
	v.giveNote()
}

// readCopy shows what is kept of the offer, from its beginning.
func (v *detail) readCopy() {
	v.win.list().Chosen.ShowTab(present.TabOffer)
	v.enter()
	at, _ := widgets.PositionIn(v.pane.Scroll.Content, v.tabs)
	v.pane.ScrollTo(at.Y)
}

// keepFocus does not let what is hidden have the focus.
func (v *detail) keepFocus() {
	f, ok := v.win.focused().(fyne.CanvasObject)
	if ok && hiddenWithin(v.pane.Scroll.Content, f) {
		v.enter()
	}
}

// hiddenWithin reports whether an object is in another one and cannot be seen.
func hiddenWithin(root, o fyne.CanvasObject) bool {
	found, hidden := false, false
	var walk func(fyne.CanvasObject, bool)
	walk = func(at fyne.CanvasObject, visible bool) {
		visible = visible && at.Visible()
		if at == o {
			found, hidden = true, !visible
		}
		for _, child := range widgets.ChildrenOf(at) {
			if !found {
				walk(child, visible)
			}
		}
	}
	walk(root, true)
	return found && hidden
}

// focusNote lets the person write, as soon as what is kept of the note has been
// read.
func (v *detail) focusNote() {
	v.wantsNote = v.chosen()
	v.giveNote()
}

func (v *detail) giveNote() {
	if d := v.shown; v.wantsNote && d.Tab == present.TabNotes && d.Note.Ready {
		v.wantsNote = false
		v.win.focus(v.notes.area)
	}
}

// focusTags lets the person add a tag.
func (v *detail) focusTags() {
	if v.chosen() {
		v.tags.open()
	}
}

// revealTags brings tags that are being added to the top, unless they are in the
// upper half: in a low window, what is told in passing would lie over them.
func (v *detail) revealTags() {
	v.pane.Scroll.Refresh() // it is longer now
	at, in := widgets.PositionIn(v.pane.Scroll.Content, v.tags.object)
	middle := v.pane.Scroll.Offset.Y + v.pane.Scroll.Size().Height/2
	if end := at.Y + v.tags.object.Size().Height; in && end > middle {
		v.pane.ScrollTo(at.Y)
		widgets.GiveWay(v.win.window.Canvas()) // to what is elsewhere now
	}
}

// detailHead says which application it is and how it stands.
type detailHead struct {
	object   *fyne.Container
	title    *widget.Label
	place    *widget.Label
	icon     *widgets.SymbolIcon
	status   *widget.Label
	loud     *widgets.Notice
	said     *fyne.Container // what the status means
	meaning  *widget.Label
	repeated *widgets.Notice
	other    *widgets.Button // leads to the application that repeated is about
	otherID  string
}

func newDetailHead(v *detail) *detailHead {
	w := v.win.words
	h := &detailHead{
		title: widgets.NewHeading("", theme.SizeNameSubHeadingText, fyne.TextAlignLeading),
		place: widgets.NewParagraph(""), status: widgets.NewParagraph(""), meaning: widgets.NewParagraph(""),
		icon: widgets.NewSymbolIcon(widgets.Symbol(present.IconSent), look.ColorMuted),
	}
	h.place.Importance = widget.LowImportance
	h.status.TextStyle.Bold = true
	h.loud = widgets.NewNotice(look.ColorSelected, look.ColorMoving, widgets.Symbol(present.IconMoving))
	h.loud.Text.TextStyle.Bold = true
	h.loud.Text.SizeName = theme.SizeNameSubHeadingText
	h.other = widgets.NewButton(widgets.ButtonTinted, "", w.T("detail.repeated_open"), v.pane.Keys, func() { v.win.list().ChooseOther(h.otherID) })
	h.repeated = widgets.NewNotice(look.ColorWarnBack, look.ColorWarnText, widgets.SymbolWarning, h.other)
	h.said = container.New(&widgets.Inset{X: 8, Y: 4}, widgets.NewPanel(look.ColorPane, 8, container.New(&widgets.Inset{X: 4, Y: 2}, h.meaning)))
	h.object = widgets.NewStack(0,
		widgets.NewTitleLine(h.title, container.NewHBox(v.actions.star, v.actions.more)),
		h.place,
		container.New(widgets.IconText{Label: h.status}, h.icon, h.status),
		h.loud.Object,
		h.said,
		h.repeated.Object,
	)
	return h
}

func (h *detailHead) set(d *present.Detail) {
	widgets.SetText(h.title, d.Title)
	widgets.SetText(h.place, d.Place)
	h.icon.Set(widgets.Symbol(d.Icon), statusColors[d.Icon])
	widgets.SetText(h.status, d.Status)
	h.loud.Set(d.Loud)
	widgets.SetText(h.meaning, strings.Join(d.Lines, "\n"))
	widgets.SetVisible(h.said, len(d.Lines) > 0)
	h.otherID = ""
	text := ""
	if d.Repeated != nil {
		text, h.otherID = d.Repeated.Text, d.Repeated.ID
	}
	h.repeated.Set(text)
}
