package ui

import (
	"fyne.io/fyne/v2"
)

// A textArea is an entry of several lines that wraps. Tab and Shift+Tab leave it,
// as they leave every other control; Enter begins a line.
type textArea struct{ entry }

var (
	_ fyne.Tabbable   = (*textArea)(nil)
	_ fyne.Accessible = (*textArea)(nil)
)

func newTextArea(keys keyHandler, shortcuts fyne.Shortcutable) *textArea {
	a := &textArea{}
	a.keys, a.shortcuts = keys, shortcuts
	a.MultiLine = true
	a.Wrapping = fyne.TextWrapWord
	a.ExtendBaseWidget(a)
	return a
}

// AcceptsTab lets Tab move the focus.
func (a *textArea) AcceptsTab() bool { return false }
