package ui

import (
	"image/color"
	"reflect"
	"strings"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// detail shows one application.
type detail struct {
	object   *fyne.Container
	nothing  fyne.CanvasObject
	scroll   *scrollArea
	back     *button
	title    *widget.Label
	place    *widget.Label
	icon     *symbolIcon
	status   *widget.Label
	meaning  *widget.Label
	open     *button
	actions  *fyne.Container
	sentAs   *widget.Label
	activity *widget.Label
	events   *fyne.Container
	offer    *offerText
	shown    *present.Detail
}

func newDetail(win *Window, goBack func()) *detail {
	w, shell := win.words, win.shell()
	v := &detail{}
	v.back = newButton(buttonQuiet, symbolBack, w.T("action.back"), win.keys, goBack)
	v.back.Hide()
	v.title = newHeading("", theme.SizeNameSubHeadingText, fyne.TextAlignLeading)
	v.place = newParagraph("")
	v.place.Importance = widget.LowImportance
	v.icon = newSymbolIcon(symbol(present.IconSent), colorMuted)
	v.status = newParagraph("")
	v.status.TextStyle.Bold = true
	v.meaning = newParagraph("")
	v.open = newButton(buttonPlain, symbolOpen, w.T("detail.open"), win.keys, shell.OpenOffer)
	copyLink := newButton(buttonQuiet, symbolCopy, w.T("detail.copy_link"), win.keys, shell.CopyOfferLink)
	v.actions = container.New(&inset{6, 4}, newFlow(8, v.open, copyLink))
	v.sentAs = newSmall("", fyne.TextAlignLeading)
	v.activity = newParagraph("")
	v.activity.Importance = widget.LowImportance
	v.events = newStack(0)
	v.offer = newOfferText(w)

	v.scroll = newScrollArea(newColumn(720, 8, false, newStack(0,
		container.NewHBox(v.back),
		v.title,
		v.place,
		container.New(&iconText{}, v.icon, v.status),
		container.New(&inset{8, 4}, newPanel(colorPane, 8, container.New(&inset{4, 2}, v.meaning))),
		v.actions,
		v.sentAs,
		newHeading(w.T("detail.activity"), theme.SizeNameText, fyne.TextAlignLeading),
		v.activity,
		v.events,
		v.offer.object,
	)))
	none := newParagraph(w.T("detail.none"))
	none.Alignment = fyne.TextAlignCenter
	none.Importance = widget.LowImportance
	v.nothing = newColumn(320, 16, true, none)
	v.object = container.NewStack(v.nothing, v.scroll)
	v.scroll.Hide()
	return v
}

func (v *detail) setBack(visible bool) { setVisible(v.back, visible) }

func (v *detail) set(d *present.Detail) {
	if reflect.DeepEqual(d, v.shown) {
		return
	}
	another := v.shown == nil || d == nil || v.shown.ID != d.ID
	v.shown = d
	setVisible(v.nothing, d == nil)
	setVisible(v.scroll, d != nil)
	if d == nil {
		return
	}
	setText(v.title, d.Title)
	setText(v.place, d.Place)
	v.icon.set(symbol(d.Icon), statusColors[d.Icon])
	setText(v.status, d.Status)
	setText(v.meaning, strings.Join(d.Lines, "\n"))
	setVisible(v.actions, d.CanOpen)
	setText(v.sentAs, d.SentAs)
	setText(v.activity, d.Activity)
	v.events.RemoveAll()
	for i, e := range d.Events {
		v.events.Add(newEventRow(e, i == 0, i == len(d.Events)-1))
	}
	v.offer.set(&d.Offer)
	if another {
		v.scroll.ScrollToTop()
	}
	v.scroll.Refresh()
}

// newEventRow draws one event with its point on the line of time.
func newEventRow(e present.EventLine, first, last bool) fyne.CanvasObject {
	when := newSmall(e.When, fyne.TextAlignLeading)
	when.Wrapping = fyne.TextWrapOff
	text := newParagraph(e.Text)
	text.TextStyle.Bold = e.Strong
	if !e.Strong {
		text.Importance = widget.LowImportance
	}
	mark := &timeMark{first: first, last: last, strong: e.Strong}
	mark.ExtendBaseWidget(mark)
	return container.New(&eventLayout{}, mark, when, text)
}

// eventLayout sets the mark, the moment and the text in columns, or the moment
// above the text where there is little room.
type eventLayout struct{ width float32 }

// The lengths are for 100 % text.
const (
	markWidth  = 26
	whenWidth  = 118
	eventBelow = 360 // width under which the moment goes above
	// labelGap is what two labels have too much between them: each has its own margin.
	labelGap = 10
)

func (l *eventLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	when, text := o[1].MinSize(), o[2].MinSize()
	if l.width > 0 && l.width < scaled(eventBelow) {
		return fyne.NewSize(markWidth+max(when.Width, text.Width), when.Height+text.Height-labelGap)
	}
	return fyne.NewSize(markWidth+max(scaled(whenWidth), when.Width)+text.Width, max(when.Height, text.Height))
}

func (l *eventLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	mark, when, text := o[0], o[1], o[2]
	mark.Resize(fyne.NewSize(markWidth, size.Height))
	mark.Move(fyne.Position{})
	wm := when.MinSize()
	when.Resize(wm)
	if size.Width < scaled(eventBelow) {
		when.Move(fyne.NewPos(markWidth, 0))
		text.Move(fyne.NewPos(markWidth, wm.Height-labelGap))
		text.Resize(fyne.NewSize(size.Width-markWidth, size.Height-wm.Height+labelGap))
		return
	}
	column := max(scaled(whenWidth), wm.Width)
	when.Move(fyne.NewPos(markWidth, scaled(1)))
	text.Move(fyne.NewPos(markWidth+column, 0))
	text.Resize(fyne.NewSize(size.Width-markWidth-column, size.Height))
}

// A timeMark is a point on the vertical line of time.
type timeMark struct {
	widget.BaseWidget
	first, last, strong bool
}

func (m *timeMark) CreateRenderer() fyne.WidgetRenderer {
	r := &timeMarkRenderer{m, canvas.NewRectangle(color.Transparent), canvas.NewCircle(color.Transparent)}
	r.apply()
	return r
}

type timeMarkRenderer struct {
	m    *timeMark
	line *canvas.Rectangle
	dot  *canvas.Circle
}

func (r *timeMarkRenderer) apply() {
	th, v := r.m.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.line.FillColor = th.Color(theme.ColorNameInputBorder, v)
	r.dot.StrokeWidth = 2
	r.dot.StrokeColor = th.Color(theme.ColorNameInputBorder, v)
	r.dot.FillColor = th.Color(theme.ColorNameBackground, v)
	if r.m.strong {
		r.dot.StrokeColor = th.Color(theme.ColorNamePrimary, v)
		r.dot.FillColor = th.Color(theme.ColorNamePrimary, v)
	}
}

func (r *timeMarkRenderer) Layout(size fyne.Size) {
	const dot = 10
	// Level with the first line of the label beside it.
	x, centre := float32(14), theme.InnerPadding()+lineHeight()/2
	top, bottom := float32(0), size.Height
	if r.m.first {
		top = centre
	}
	if r.m.last {
		bottom = centre
	}
	r.line.Move(fyne.NewPos(x-0.5, top))
	r.line.Resize(fyne.NewSize(1, max(bottom-top, 0)+1)) // rows may begin between two pixels
	r.dot.Move(fyne.NewPos(x-dot/2, centre-dot/2))
	r.dot.Resize(fyne.NewSquareSize(dot))
}

func (r *timeMarkRenderer) Refresh() {
	r.apply()
	canvas.Refresh(r.m)
}

func (r *timeMarkRenderer) MinSize() fyne.Size           { return fyne.NewSize(markWidth, 20) }
func (r *timeMarkRenderer) Destroy()                     {}
func (r *timeMarkRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line, r.dot} }

// chosen reports whether an application shows.
func (v *detail) chosen() bool { return v.shown != nil }

// enter puts the focus on the first thing that can be done.
func (v *detail) enter() {}

func (v *detail) focusNote() {}
func (v *detail) focusTags() {}
