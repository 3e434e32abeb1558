package ui

import (
	"image/color"

	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// rowMetrics are the lengths of the list, from the theme's text sizes.
type rowMetrics struct {
	title, small      float32 // text sizes
	titleH, smallH    float32
	rowH, headingH    float32
	padX, padY, inset float32
}

func measureRows(th fyne.Theme) rowMetrics {
	m := rowMetrics{
		title: th.Size(theme.SizeNameText),
		small: th.Size(theme.SizeNameCaptionText),
		padX:  12, padY: 8, inset: 16,
	}
	m.titleH = fyne.MeasureText("Ág", m.title, fyne.TextStyle{Bold: true}).Height
	m.smallH = fyne.MeasureText("Ág", m.small, fyne.TextStyle{}).Height
	m.rowH = m.titleH + 2*m.smallH + 2*m.padY + 2
	m.headingH = m.smallH + 16
	return m
}

// A row draws one application of the list, or one heading.
type row struct {
	widget.BaseWidget
	list    *rowList
	metrics rowMetrics

	heading string
	data    present.Row
	widgets.RowState
}

var (
	_ fyne.Tappable          = (*row)(nil)
	_ fyne.SecondaryTappable = (*row)(nil)
	_ fyne.Accessible        = (*row)(nil)
	_ desktop.Hoverable      = (*row)(nil)
)

func newRow(list *rowList) *row {
	r := &row{list: list}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) Tapped(*fyne.PointEvent) {
	if r.data.ID != "" {
		r.list.tapped(r.data.ID)
	}
}

// TappedSecondary shows what can be done with the row.
func (r *row) TappedSecondary(e *fyne.PointEvent) {
	if r.data.ID != "" && r.list.onMenu != nil {
		r.list.onMenu(r.data.ID, e.AbsolutePosition)
	}
}

func (r *row) MouseIn(*desktop.MouseEvent)    { r.Hovered = true; r.Refresh() }
func (r *row) MouseMoved(*desktop.MouseEvent) {}
func (r *row) MouseOut()                      { r.Hovered = false; r.Refresh() }

// AccessibilityLabel says all that the row shows, "new" included.
func (r *row) AccessibilityLabel() string {
	if r.heading != "" {
		return r.heading
	}
	label := r.data.Title + ", " + r.data.Place + ", " + r.data.Status + ", " + r.data.When
	if r.data.Star != "" {
		label += ", " + r.data.Star
	}
	return widgets.WithUnseen(r.data.New, label)
}

// AccessibilityRole says that it is text.
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	d := &rowRenderer{
		r: r, ground: widgets.NewGround(), dot: canvas.NewCircle(color.Transparent),
		icon: widgets.NewSymbolImage(), star: widgets.NewSymbolImage(), fold: widgets.NewSymbolImage(),
		title: widgets.NewText(), place: widgets.NewText(), status: widgets.NewText(), when: widgets.NewText(),
	}
	d.title.TextStyle.Bold = true
	return d
}

type rowRenderer struct {
	r                          *row
	ground                     widgets.Ground
	dot                        *canvas.Circle
	icon, star, fold           *canvas.Image
	title, place, status, when *canvas.Text
}

func (d *rowRenderer) Objects() []fyne.CanvasObject {
	return append(d.ground.Objects(), d.dot, d.icon, d.star, d.fold, d.title, d.place, d.status, d.when)
}

func (d *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(200, d.r.metrics.rowH) }
func (d *rowRenderer) Destroy()           {}

func (d *rowRenderer) Refresh() {
	d.Layout(d.r.Size())
	canvas.Refresh(d.r)
}

// Layout also shortens the texts: what fits depends on the width.
func (d *rowRenderer) Layout(size fyne.Size) {
	heading := d.r.heading != ""
	for _, o := range d.Objects() {
		widgets.SetVisible(o, !heading || o == d.title)
	}
	if heading {
		d.layoutHeading(size)
		return
	}
	d.layoutRow(size)
}

func (d *rowRenderer) color(name fyne.ThemeColorName) color.Color {
	return widgets.ThemeColor(d.r.Theme(), name)
}

func (d *rowRenderer) layoutHeading(size fyne.Size) {
	m := d.r.metrics
	d.title.TextSize, d.title.TextStyle = m.small, fyne.TextStyle{Bold: true}
	d.title.Color = d.color(look.ColorMuted)
	d.title.Text = widgets.FitText(d.r.heading, size.Width-2*m.padX, m.small, d.title.TextStyle)
	d.title.Resize(d.title.MinSize())
	d.title.Move(fyne.NewPos(m.padX, size.Height-m.smallH-4))
}

func (d *rowRenderer) layoutRow(size fyne.Size) {
	m, data := d.r.metrics, d.r.data
	right := size.Width - m.padX
	left := m.padX + m.inset
	y := m.padY
	dotted := left // the marks of what is unseen stand one under the other
	if data.Within {
		left += m.foldWidth()
	}
	d.ground.Layout(d.r.Theme(), size, d.r.RowState, left, right)
	titleLeft := left + d.putFold(left, y)
	d.style(d.when, data.When, m.small, false, look.ColorMuted)
	when := d.when.MinSize()
	d.when.Resize(when)
	d.when.Move(fyne.NewPos(right-when.Width, y+(m.titleH-m.smallH)/2))

	isNew := data.New != ""
	widgets.SetVisible(d.dot, isNew)
	widgets.PutDot(d.dot, d.r.Theme(), dotted, y+m.titleH/2)

	d.put(d.title, data.Title, titleLeft, y, right-when.Width-10-titleLeft, m.title, isNew, theme.ColorNameForeground)
	y += m.titleH
	widgets.SetVisible(d.star, data.Star != "")
	placeRight := right
	if data.Star != "" {
		placeRight -= m.smallH + 4
		widgets.SetSymbol(d.star, widgets.SymbolStarOn, look.ColorMoving)
		d.star.Resize(fyne.NewSquareSize(m.smallH))
		d.star.Move(fyne.NewPos(right-m.smallH, y))
	}
	d.put(d.place, data.Place, left, y, placeRight-left, m.small, false, look.ColorMuted)
	y += m.smallH + 2

	d.layoutStatus(left, y, right)
}

// layoutStatus sets the status behind its sign. What a row that folds says there is no
// status, but what pressing it does.
func (d *rowRenderer) layoutStatus(left, y, right float32) {
	m, data := d.r.metrics, d.r.data
	front, known := statusColors[data.Icon]
	widgets.SetVisible(d.icon, known)
	if !known {
		d.put(d.status, data.Status, left, y, right-left, m.small, false, theme.ColorNameHyperlink)
		return
	}
	widgets.SetSymbol(d.icon, widgets.Symbol(data.Icon), front)
	d.icon.Resize(fyne.NewSquareSize(m.smallH * 0.86))
	d.icon.Move(fyne.NewPos(left, y+m.smallH*0.07))
	left += m.smallH + 4
	d.put(d.status, data.Status, left, y, right-left, m.small, data.New != "", front)
}

// foldWidth is the room of the sign that a row folds, by which those are moved that
// belong to it.
func (m rowMetrics) foldWidth() float32 { return 0.75*m.title + 4 }

// putFold shows that a row can be unfolded, or folded, and returns what room that takes.
func (d *rowRenderer) putFold(x, y float32) float32 {
	sign, folds := foldSymbols[d.r.data.Fold]
	widgets.SetVisible(d.fold, folds)
	if !folds {
		return 0
	}
	m := d.r.metrics
	widgets.SetSymbol(d.fold, sign, theme.ColorNameForeground)
	d.fold.Resize(fyne.NewSquareSize(m.title))
	d.fold.Move(fyne.NewPos(x-m.title/4, y+(m.titleH-m.title)/2)) // the sign has room around it
	return m.foldWidth()
}

var foldSymbols = map[present.Fold]widgets.Symbol{present.FoldClosed: widgets.SymbolExpand, present.FoldOpen: widgets.SymbolCollapse}

// style gives a text its look.
func (d *rowRenderer) style(t *canvas.Text, text string, size float32, bold bool, c fyne.ThemeColorName) {
	t.Text, t.TextSize, t.TextStyle, t.Color = text, size, fyne.TextStyle{Bold: bold}, d.color(c)
}

// put gives a text its look and its place, shortened to width.
func (d *rowRenderer) put(t *canvas.Text, text string, x, y, width, size float32, bold bool, c fyne.ThemeColorName) {
	d.style(t, widgets.FitText(text, width, size, fyne.TextStyle{Bold: bold}), size, bold, c)
	t.Resize(t.MinSize())
	t.Move(fyne.NewPos(x, y))
}
