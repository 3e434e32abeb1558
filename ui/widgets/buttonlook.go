package widgets

import (
	"cmp"
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, ring: NewRing(), back: canvas.NewRectangle(color.Transparent),
		icon: NewSymbolImage(), caret: NewSymbolImage(), text: lines{NewText()},
	}
	r.apply()
	return r
}

// A buttonRenderer draws a button of any kind.
type buttonRenderer struct {
	b           *Button
	ring        Ring
	back        *canvas.Rectangle
	icon, caret *canvas.Image
	text        lines
}

// buttonGap is between the parts of a button, leastTarget the side of what a
// finger or a mouse has to hit.
const (
	buttonGap   = 7
	leastTarget = 32
)

// faded is how much of what is behind it shows through an icon that can do nothing.
const faded = 0.55

func (r *buttonRenderer) padding() fyne.Size {
	switch r.b.Kind {
	case ButtonQuiet:
		return fyne.NewSize(6, 4)
	case ButtonChip:
		return fyne.NewSize(9, 4)
	case ButtonIcon:
		side := max(7, (leastTarget-r.iconSize())/2)
		return fyne.NewSquareSize(side)
	}
	return fyne.NewSize(13, 6)
}

// label is what is drawn of the button's text.
func (r *buttonRenderer) label() string {
	if r.b.Kind == ButtonIcon {
		return ""
	}
	return r.b.Label
}

func (r *buttonRenderer) iconSize() float32 {
	if r.b.icon == "" {
		return 0
	}
	return r.b.textSize() * 1.2
}

func (r *buttonRenderer) caretSize() float32 {
	if !r.b.caret {
		return 0
	}
	return r.b.textSize()
}

// besides is the width of all but the text.
func (r *buttonRenderer) besides() float32 {
	var w float32
	for _, side := range []float32{r.iconSize(), r.caretSize()} {
		if side > 0 {
			w += side
			if r.label() != "" {
				w += buttonGap
			}
		}
	}
	return w
}

func (r *buttonRenderer) MinSize() fyne.Size {
	p := r.padding()
	if r.b.Kind == ButtonIcon {
		return fyne.NewSquareSize(r.iconSize() + 2*p.Width + 2*RingRoom)
	}
	text := fyne.MeasureText(r.label(), r.b.textSize(), r.b.textStyle())
	text = text.Max(fyne.MeasureText(r.b.longest, r.b.textSize(), r.b.textStyle()))
	width := r.besides() + text.Width + 2*p.Width + 2*RingRoom
	if r.b.Widest > 0 {
		width = min(width, look.Scaled(r.b.Widest))
	}
	return fyne.NewSize(width, max(text.Height, r.iconSize())+2*p.Height+2*RingRoom)
}

// Layout also breaks the text, or shortens it, where there is no room for all of it.
func (r *buttonRenderer) Layout(size fyne.Size) {
	if size.Width <= 2*RingRoom || size.Height <= 2*RingRoom {
		return // not laid out yet
	}
	r.ring.Resize(size)
	r.back.Move(fyne.NewSquareOffsetPos(RingRoom))
	r.back.Resize(size.SubtractWidthHeight(2*RingRoom, 2*RingRoom))

	edge := RingRoom + r.padding().Width
	room := size.Width - 2*edge - r.besides()
	if r.b.wraps() {
		r.text.set(wrapText(r.label(), room, r.b.textSize(), r.b.textStyle()))
	} else {
		// Half a pixel is what adding and taking away again may cost.
		r.text.set([]string{FitText(r.label(), room+0.5, r.b.textSize(), r.b.textStyle())})
	}
	t := r.text.size()
	x, end := edge, size.Width-edge
	if r.b.Kind != buttonField {
		x = (size.Width - r.besides() - t.Width) / 2
		end = size.Width - x
	}
	if i := r.iconSize(); i > 0 {
		r.icon.Resize(fyne.NewSquareSize(i))
		r.icon.Move(fyne.NewPos(x, (size.Height-i)/2))
		x += i + buttonGap
	}
	r.text.place(x, (size.Height-t.Height)/2, t.Width, r.b.Kind != buttonField)
	c := r.caretSize()
	r.caret.Resize(fyne.NewSquareSize(c))
	r.caret.Move(fyne.NewPos(end-c, (size.Height-c)/2))
}

func (r *buttonRenderer) Refresh() {
	r.apply()
	r.Layout(r.b.Size())
	canvas.Refresh(r.b.self)
}

// apply takes the colours from the theme, which may have changed.
func (r *buttonRenderer) apply() {
	th := r.b.Theme()
	front, back := r.b.colors()

	text := r.text[0]
	text.TextSize, text.TextStyle, text.Color = r.b.textSize(), r.b.textStyle(), ThemeColor(th, front)
	r.text.set([]string{r.label()})

	r.icon.Hidden = r.b.icon == ""
	if !r.icon.Hidden {
		icon := r.b.icon
		if icon == SymbolStar && r.b.On {
			icon = SymbolStarOn // its colour alone must not tell it
		}
		r.icon.Translucency = 0
		if r.b.Kind == ButtonIcon && r.b.disabled {
			r.icon.Translucency = faded // there is no text to tell it by
		}
		SetSymbol(r.icon, icon, front)
	}
	r.caret.Hidden = !r.b.caret
	if !r.caret.Hidden {
		SetSymbol(r.caret, symbolCaretDown, front)
	}

	r.back.FillColor = ThemeColor(th, back)
	radius := r.border(th, back != "")
	r.back.CornerRadius = radius
	r.ring.Apply(th, radius+RingRoom, r.b.Focused && !r.b.disabled)
}

// border draws the edge of what is behind the text, and returns how round it is.
func (r *buttonRenderer) border(th fyne.Theme, ground bool) (radius float32) {
	radius = th.Size(theme.SizeNameInputRadius)
	r.back.StrokeWidth = 0
	switch {
	case r.b.Kind == ButtonChip && r.b.On:
		r.back.StrokeWidth, r.back.StrokeColor = 2, ThemeColor(th, theme.ColorNamePrimary)
	case r.b.Kind == ButtonDanger && !r.b.disabled:
		r.back.StrokeWidth, r.back.StrokeColor = 1, ThemeColor(th, theme.ColorNameError)
	case r.b.Kind == ButtonChip || r.b.Kind == buttonField:
		r.back.StrokeWidth, r.back.StrokeColor = 1, ThemeColor(th, theme.ColorNameInputBorder)
	case ground && r.b.Kind != ButtonIcon:
		drawEdge(r.back, th)
	}
	if r.b.Kind == ButtonChip {
		return r.MinSize().Height / 2 // with round ends
	}
	return radius
}

// colors are those of the text and of what is behind it, none if empty.
func (b *Button) colors() (front, back fyne.ThemeColorName) {
	hot := b.hovered && !b.disabled
	switch {
	case b.disabled && (b.Kind == ButtonQuiet || b.Kind == ButtonIcon):
		return theme.ColorNameDisabled, ""
	case b.disabled:
		return theme.ColorNameDisabled, theme.ColorNameDisabledButton
	case b.On && b.Kind == ButtonIcon && !hot:
		return theme.ColorNamePrimary, ""
	case b.On && b.Kind == ButtonIcon:
		return theme.ColorNamePrimary, theme.ColorNameHover
	case b.On && (b.Kind == ButtonChoice || b.Kind == ButtonChip):
		return theme.ColorNameForeground, look.ColorSelected
	}
	looks := map[buttonKind]struct{ front, cold, hot, hotFront fyne.ThemeColorName }{
		ButtonPlain:   {front: theme.ColorNameForeground, cold: theme.ColorNameButton, hot: look.ColorPressed},
		ButtonPrimary: {front: theme.ColorNameForegroundOnPrimary, cold: theme.ColorNamePrimary, hot: look.ColorPrimaryHot},
		ButtonDanger:  {theme.ColorNameError, theme.ColorNameButton, theme.ColorNameError, theme.ColorNameForegroundOnError},
		ButtonQuiet:   {front: theme.ColorNameHyperlink, hot: theme.ColorNameHover},
		ButtonTinted:  {front: theme.ColorNameForeground, cold: theme.ColorNameBackground, hot: look.ColorPressed},
		ButtonChoice:  {front: look.ColorMuted, hot: theme.ColorNameHover},
		buttonField:   {front: theme.ColorNameForeground, cold: theme.ColorNameInputBackground, hot: theme.ColorNameInputBackground},
		ButtonChip:    {front: theme.ColorNameForeground, hot: theme.ColorNameHover},
		ButtonIcon:    {front: look.ColorMuted, hot: theme.ColorNameHover},
	}
	look := looks[b.Kind]
	if !hot {
		return look.front, look.cold
	}
	return cmp.Or(look.hotFront, look.front), look.hot
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ring.Rectangle, r.back, r.icon, r.caret}
	for _, line := range r.text {
		objects = append(objects, line)
	}
	return objects
}

func (r *buttonRenderer) Destroy() {}
