package ui

import (
	"cmp"
	"image/color"

	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		b: b, ring: newRing(), back: canvas.NewRectangle(color.Transparent),
		icon: newSymbolImage(), caret: newSymbolImage(), text: lines{newText()},
	}
	r.apply()
	return r
}

type buttonRenderer struct {
	b           *button
	ring        ring
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
	switch r.b.kind {
	case buttonQuiet:
		return fyne.NewSize(6, 4)
	case buttonChip:
		return fyne.NewSize(9, 4)
	case buttonIcon:
		side := max(7, (leastTarget-r.iconSize())/2)
		return fyne.NewSquareSize(side)
	}
	return fyne.NewSize(13, 6)
}

// label is what is drawn of the button's text.
func (r *buttonRenderer) label() string {
	if r.b.kind == buttonIcon {
		return ""
	}
	return r.b.label
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
	if r.b.kind == buttonIcon {
		return fyne.NewSquareSize(r.iconSize() + 2*p.Width + 2*ringRoom)
	}
	text := fyne.MeasureText(r.label(), r.b.textSize(), r.b.textStyle())
	text = text.Max(fyne.MeasureText(r.b.longest, r.b.textSize(), r.b.textStyle()))
	width := r.besides() + text.Width + 2*p.Width + 2*ringRoom
	if r.b.widest > 0 {
		width = min(width, look.Scaled(r.b.widest))
	}
	return fyne.NewSize(width, max(text.Height, r.iconSize())+2*p.Height+2*ringRoom)
}

// Layout also breaks the text, or shortens it, where there is no room for all of it.
func (r *buttonRenderer) Layout(size fyne.Size) {
	if size.Width <= 2*ringRoom || size.Height <= 2*ringRoom {
		return // not laid out yet
	}
	r.ring.Resize(size)
	r.back.Move(fyne.NewSquareOffsetPos(ringRoom))
	r.back.Resize(size.SubtractWidthHeight(2*ringRoom, 2*ringRoom))

	edge := ringRoom + r.padding().Width
	room := size.Width - 2*edge - r.besides()
	if r.b.wraps() {
		r.text.set(wrapText(r.label(), room, r.b.textSize(), r.b.textStyle()))
	} else {
		// Half a pixel is what adding and taking away again may cost.
		r.text.set([]string{fitText(r.label(), room+0.5, r.b.textSize(), r.b.textStyle())})
	}
	t := r.text.size()
	x, end := edge, size.Width-edge
	if r.b.kind != buttonField {
		x = (size.Width - r.besides() - t.Width) / 2
		end = size.Width - x
	}
	if i := r.iconSize(); i > 0 {
		r.icon.Resize(fyne.NewSquareSize(i))
		r.icon.Move(fyne.NewPos(x, (size.Height-i)/2))
		x += i + buttonGap
	}
	r.text.place(x, (size.Height-t.Height)/2, t.Width, r.b.kind != buttonField)
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
	text.TextSize, text.TextStyle, text.Color = r.b.textSize(), r.b.textStyle(), themeColor(th, front)
	r.text.set([]string{r.label()})

	r.icon.Hidden = r.b.icon == ""
	if !r.icon.Hidden {
		icon := r.b.icon
		if icon == symbolStar && r.b.on {
			icon = symbolStarOn // its colour alone must not tell it
		}
		r.icon.Translucency = 0
		if r.b.kind == buttonIcon && r.b.disabled {
			r.icon.Translucency = faded // there is no text to tell it by
		}
		setSymbol(r.icon, icon, front)
	}
	r.caret.Hidden = !r.b.caret
	if !r.caret.Hidden {
		setSymbol(r.caret, symbolCaretDown, front)
	}

	r.back.FillColor = themeColor(th, back)
	radius := r.border(th, back != "")
	r.back.CornerRadius = radius
	r.ring.apply(th, radius+ringRoom, r.b.focused && !r.b.disabled)
}

// border draws the edge of what is behind the text, and returns how round it is.
func (r *buttonRenderer) border(th fyne.Theme, ground bool) (radius float32) {
	radius = th.Size(theme.SizeNameInputRadius)
	r.back.StrokeWidth = 0
	switch {
	case r.b.kind == buttonChip && r.b.on:
		r.back.StrokeWidth, r.back.StrokeColor = 2, themeColor(th, theme.ColorNamePrimary)
	case r.b.kind == buttonDanger && !r.b.disabled:
		r.back.StrokeWidth, r.back.StrokeColor = 1, themeColor(th, theme.ColorNameError)
	case r.b.kind == buttonChip || r.b.kind == buttonField:
		r.back.StrokeWidth, r.back.StrokeColor = 1, themeColor(th, theme.ColorNameInputBorder)
	case ground && r.b.kind != buttonIcon:
		drawEdge(r.back, th)
	}
	if r.b.kind == buttonChip {
		return r.MinSize().Height / 2 // with round ends
	}
	return radius
}

// colors are those of the text and of what is behind it, none if empty.
func (b *button) colors() (front, back fyne.ThemeColorName) {
	hot := b.hovered && !b.disabled
	switch {
	case b.disabled && (b.kind == buttonQuiet || b.kind == buttonIcon):
		return theme.ColorNameDisabled, ""
	case b.disabled:
		return theme.ColorNameDisabled, theme.ColorNameDisabledButton
	case b.on && b.kind == buttonIcon && !hot:
		return theme.ColorNamePrimary, ""
	case b.on && b.kind == buttonIcon:
		return theme.ColorNamePrimary, theme.ColorNameHover
	case b.on && (b.kind == buttonChoice || b.kind == buttonChip):
		return theme.ColorNameForeground, look.ColorSelected
	}
	looks := map[buttonKind]struct{ front, cold, hot, hotFront fyne.ThemeColorName }{
		buttonPlain:   {front: theme.ColorNameForeground, cold: theme.ColorNameButton, hot: look.ColorPressed},
		buttonPrimary: {front: theme.ColorNameForegroundOnPrimary, cold: theme.ColorNamePrimary, hot: look.ColorPrimaryHot},
		buttonDanger:  {theme.ColorNameError, theme.ColorNameButton, theme.ColorNameError, theme.ColorNameForegroundOnError},
		buttonQuiet:   {front: theme.ColorNameHyperlink, hot: theme.ColorNameHover},
		buttonTinted:  {front: theme.ColorNameForeground, cold: theme.ColorNameBackground, hot: look.ColorPressed},
		buttonChoice:  {front: look.ColorMuted, hot: theme.ColorNameHover},
		buttonField:   {front: theme.ColorNameForeground, cold: theme.ColorNameInputBackground, hot: theme.ColorNameInputBackground},
		buttonChip:    {front: theme.ColorNameForeground, hot: theme.ColorNameHover},
		buttonIcon:    {front: look.ColorMuted, hot: theme.ColorNameHover},
	}
	look := looks[b.kind]
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
