package widgets

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

// A SearchField is an entry with a magnifier and, when there is text, a button that
// clears it. Esc clears it too, and is passed on when there is nothing to clear;
// Down, Page Down and Enter are passed on, as they are about what was found.
type SearchField struct {
	Entry
	clear    *IconButton
	onChange func(string)
	quiet    bool
}

var _ fyne.Accessible = (*SearchField)(nil)

// NewSearchField returns an empty field with a button that empties it.
func NewSearchField(keys KeyHandler, shortcuts fyne.Shortcutable, hint, clearName string, onChange func(string)) *SearchField {
	f := &SearchField{onChange: onChange}
	f.Keys, f.Shortcuts = keys, shortcuts
	f.PlaceHolder = hint
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	f.clear = NewIconButton(symbolClear, clearName, keys, f.clearText)
	f.clear.Hide()
	f.ActionItem = f.clear
	f.Icon = symbolSearch.Resource(look.ColorMuted)
	f.OnChanged = f.changed
	f.ExtendBaseWidget(f)
	return f
}

// Set shows a text, without calling back.
func (f *SearchField) Set(text string) {
	if f.Text == text {
		return
	}
	f.quiet = true
	f.SetText(text)
	f.quiet = false
}

func (f *SearchField) changed(text string) {
	SetVisible(f.clear, text != "")
	if !f.quiet && f.onChange != nil {
		f.onChange(text)
	}
}

// clearText is the person's own way to get rid of the text. The focus must not
// stay on the button, which goes.
func (f *SearchField) clearText() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f)
	}
	f.SetText("")
}

func (f *SearchField) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		if f.Text != "" {
			f.SetText("")
			return
		}
	case fyne.KeyDown, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
	default:
		f.Entry.TypedKey(k)
		return
	}
	if f.Keys != nil {
		f.Keys(k)
	}
}

// Refresh takes the magnifier's colour from the theme anew.
func (f *SearchField) Refresh() {
	f.Icon = symbolSearch.Resource(look.ColorMuted)
	f.Entry.Refresh()
}
