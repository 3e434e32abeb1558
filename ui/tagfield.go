package ui

import (
	"candidaturas/ui/look"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// A tagField is where a tag is typed: Enter and a comma add it, Up and Down move
// through what is offered, Backspace removes the last tag when there is nothing
// else to remove, Esc clears the field and then leaves it.
type tagField struct {
	widgets.Entry
	object *fyne.Container
	bar    *tagBar
	quiet  bool
}

var _ fyne.Accessible = (*tagField)(nil)

func newTagField(bar *tagBar, keys widgets.KeyHandler, shortcuts fyne.Shortcutable, hint string) *tagField {
	f := &tagField{bar: bar}
	f.Keys, f.Shortcuts = keys, shortcuts
	f.PlaceHolder = hint
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	f.OnChanged = func(text string) {
		if !f.quiet {
			bar.typed(text)
		}
	}
	f.OnSubmitted = bar.give
	f.ExtendBaseWidget(f)
	f.object = container.New(tagFieldLayout{}, f)
	return f
}

// set shows a text, without calling back.
func (f *tagField) set(text string) {
	if f.Text != text {
		f.quiet = true
		f.SetText(text)
		f.CursorColumn = len([]rune(text))
		f.quiet = false
	}
}

func (f *tagField) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyDown:
		f.bar.point(1)
	case k.Name == fyne.KeyUp:
		f.bar.point(-1)
	case k.Name == fyne.KeyBackspace && f.Text == "":
		f.bar.removeLast()
	case k.Name == fyne.KeyEscape && f.Text != "":
		f.SetText("")
	case k.Name == fyne.KeyEscape:
		f.bar.leave()
	default:
		f.Entry.TypedKey(k)
	}
}

// tagFieldLayout gives the field the width of a usual tag, and its edge the place of
// that of a tag, around which there is room for a ring.
type tagFieldLayout struct{}

func (tagFieldLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(widgets.RingRoom+min(look.Scaled(190), 260), o[0].MinSize().Height+2*theme.Padding())
}

func (tagFieldLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(widgets.RingRoom, theme.Padding()))
	o[0].Resize(size.SubtractWidthHeight(widgets.RingRoom, 2*theme.Padding()))
}
