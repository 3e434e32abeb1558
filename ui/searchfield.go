package ui

import (
	"candidaturas/ui/look"

	"fyne.io/fyne/v2"
)

// A searchField is an entry with a magnifier and, when there is text, a button that
// clears it. Esc clears it too, and is passed on when there is nothing to clear;
// Down, Page Down and Enter are passed on, as they are about what was found.
type searchField struct {
	entry
	clear    *iconButton
	onChange func(string)
	quiet    bool
}

var _ fyne.Accessible = (*searchField)(nil)

func newSearchField(keys keyHandler, shortcuts fyne.Shortcutable, hint, clearName string, onChange func(string)) *searchField {
	f := &searchField{onChange: onChange}
	f.keys, f.shortcuts = keys, shortcuts
	f.PlaceHolder = hint
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	f.clear = newIconButton(symbolClear, clearName, keys, f.clearText)
	f.clear.Hide()
	f.ActionItem = f.clear
	f.Icon = symbolSearch.resource(look.ColorMuted)
	f.OnChanged = f.changed
	f.ExtendBaseWidget(f)
	return f
}

// set shows a text, without calling back.
func (f *searchField) set(text string) {
	if f.Text == text {
		return
	}
	f.quiet = true
	f.SetText(text)
	f.quiet = false
}

func (f *searchField) changed(text string) {
	setVisible(f.clear, text != "")
	if !f.quiet && f.onChange != nil {
		f.onChange(text)
	}
}

// clearText is the person's own way to get rid of the text. The focus must not
// stay on the button, which goes.
func (f *searchField) clearText() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f)
	}
	f.SetText("")
}

func (f *searchField) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		if f.Text != "" {
			f.SetText("")
			return
		}
	case fyne.KeyDown, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
	default:
		f.entry.TypedKey(k)
		return
	}
	if f.keys != nil {
		f.keys(k)
	}
}

// Refresh takes the magnifier's colour from the theme anew.
func (f *searchField) Refresh() {
	f.Icon = symbolSearch.resource(look.ColorMuted)
	f.entry.Refresh()
}
