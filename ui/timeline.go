package ui

import (
	"image/color"
	"reflect"

	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// activityTab shows what happened to an application.
type activityTab struct {
	object     *fyne.Container
	sentAs     *widget.Label
	applicants *widget.Label
	activity   *widget.Label
	events     *fyne.Container
	shown      []present.EventLine
}

func newActivityTab() *activityTab {
	v := &activityTab{
		sentAs: widgets.NewParagraph(""), applicants: widgets.NewParagraph(""), activity: widgets.NewParagraph(""), events: widgets.NewStack(0),
	}
	v.sentAs.Importance = widget.LowImportance
	v.applicants.Importance = widget.LowImportance
	v.activity.Importance = widget.LowImportance
	v.object = widgets.NewStack(0, v.activity, v.events, widgets.NewStack(-theme.InnerPadding(), v.sentAs, v.applicants))
	return v
}

func (v *activityTab) set(d *present.Detail) {
	widgets.SetText(v.sentAs, d.SentAs)
	widgets.SetText(v.applicants, d.Applicants)
	widgets.SetText(v.activity, d.Activity)
	if reflect.DeepEqual(v.shown, d.Events) {
		return
	}
	v.shown = d.Events
	v.events.RemoveAll()
	v.events.Add(newTimeline(0, d.Events))
}

// newTimeline draws events, the last first, on one line of time.
func newTimeline(gap float32, events []present.EventLine) *fyne.Container {
	rows := widgets.NewStack(gap)
	for i, e := range events {
		rows.Add(newEventRow(e, i == 0, i == len(events)-1))
	}
	return rows
}

// newEventRow draws one event with its point on the line of time, or the time
// between two without one.
func newEventRow(e present.EventLine, first, last bool) fyne.CanvasObject {
	when := widgets.NewSmall(e.When, fyne.TextAlignLeading)
	when.Wrapping = fyne.TextWrapOff
	text := widgets.NewParagraph(e.Text)
	text.TextStyle.Bold = e.Strong
	if e.Gap {
		text = widgets.NewSmall(e.Text, fyne.TextAlignLeading)
		text.TextStyle.Italic = true
	}
	if !e.Strong {
		text.Importance = widget.LowImportance
	}
	mark := &timeMark{first: first, last: last, strong: e.Strong, gap: e.Gap}
	mark.ExtendBaseWidget(mark)
	return container.New(&eventLayout{gap: e.Gap}, mark, when, text)
}

// eventLayout sets the mark, the moment and the text in columns, or the moment
// above the text where there is little room. A gap has no moment. It is not
// widgets.NewTableLine: the mark goes past both, and letters stand on one baseline.
type eventLayout struct {
	width float32
	gap   bool
}

// markWidth is the room of the line of time; the others are for text of the usual
// size.
const (
	markWidth  = 26
	whenWidth  = 118
	eventBelow = 360 // width under which the moment goes above
)

func (l *eventLayout) narrow(width float32) bool {
	return width > 0 && width < markWidth+look.Scaled(eventBelow-markWidth)
}

// overlap is what two labels, one above the other, have too much of room between
// them.
func overlap() float32 { return theme.InnerPadding() + theme.LineSpacing() }

func (l *eventLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	when, text := o[1].MinSize(), o[2].MinSize()
	switch {
	case l.gap:
		return fyne.NewSize(markWidth+text.Width, text.Height)
	case l.narrow(l.width):
		return fyne.NewSize(markWidth+max(when.Width, text.Width), when.Height+text.Height-overlap())
	}
	return fyne.NewSize(markWidth+look.Scaled(whenWidth)+text.Width, max(when.Height, text.Height))
}

func (l *eventLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	mark, when, text := o[0], o[1], o[2]
	mark.Resize(fyne.NewSize(markWidth, size.Height))
	mark.Move(fyne.Position{})
	wm := when.MinSize()
	when.Resize(wm)
	left, top := float32(markWidth), float32(0)
	switch {
	case l.narrow(size.Width):
		if !l.gap {
			top = wm.Height - overlap()
		}
		when.Move(fyne.NewPos(markWidth, 0))
	default:
		left += max(look.Scaled(whenWidth), wm.Width)
		// The two are level where the letters stand, not at the top.
		when.Move(fyne.NewPos(markWidth, baseline(theme.SizeNameText)-baseline(theme.SizeNameCaptionText)))
	}
	text.Move(fyne.NewPos(left, top))
	text.Resize(fyne.NewSize(size.Width-left, size.Height-top))
}

// baseline is how far down letters of a size stand.
func baseline(size fyne.ThemeSizeName) float32 {
	th := fyne.CurrentApp().Settings().Theme()
	_, y := fyne.CurrentApp().Driver().RenderedTextSize("Ág", th.Size(size), fyne.TextStyle{}, nil)
	return y
}

// A timeMark is a point on the vertical line of time, or the line alone.
type timeMark struct {
	widget.BaseWidget
	first, last, strong, gap bool
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
	th := r.m.Theme()
	r.line.FillColor = widgets.ThemeColor(th, theme.ColorNameInputBorder)
	r.dot.StrokeWidth = 2
	r.dot.StrokeColor = widgets.ThemeColor(th, theme.ColorNameInputBorder)
	r.dot.FillColor = widgets.ThemeColor(th, theme.ColorNameBackground)
	if r.m.strong {
		r.dot.StrokeColor = widgets.ThemeColor(th, theme.ColorNamePrimary)
		r.dot.FillColor = widgets.ThemeColor(th, theme.ColorNamePrimary)
	}
	r.dot.Hidden = r.m.gap
}

func (r *timeMarkRenderer) Layout(size fyne.Size) {
	const dot = 10
	// Level with the first line of the label beside it.
	x, centre := float32(14), theme.InnerPadding()+look.LineHeight()/2
	top, bottom := float32(0), size.Height
	if r.m.first && !r.m.gap {
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
	r.Layout(r.m.Size())
	canvas.Refresh(r.m)
}

func (r *timeMarkRenderer) MinSize() fyne.Size           { return fyne.NewSize(markWidth, 20) }
func (r *timeMarkRenderer) Destroy()                     {}
func (r *timeMarkRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line, r.dot} }
