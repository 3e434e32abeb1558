package ui

import (
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A noteArea is an entry of several lines that wraps, and says when the person has
// gone elsewhere. Tab and Shift+Tab leave it, as they leave every other control;
// Enter begins a line.
type noteArea struct {
	widgets.Entry
	lost func()
}

var (
	_ fyne.Tabbable   = (*noteArea)(nil)
	_ fyne.Accessible = (*noteArea)(nil)
)

func newNoteArea(name string, keys widgets.KeyHandler, shortcuts fyne.Shortcutable, lost func()) *noteArea {
	a := &noteArea{lost: lost}
	a.Name, a.Keys, a.Shortcuts = name, keys, shortcuts
	a.MultiLine = true
	a.Wrapping = fyne.TextWrapWord
	a.ExtendBaseWidget(a)
	return a
}

// AcceptsTab lets Tab move the focus.
func (a *noteArea) AcceptsTab() bool { return false }

// FocusLost tells that they have gone elsewhere.
func (a *noteArea) FocusLost() {
	a.Entry.FocusLost()
	a.lost()
}

// notesTab is where the person writes about an application.
type notesTab struct {
	object  *fyne.Container
	area    *noteArea
	status  *widget.Label
	problem *widgets.Notice
	retry   *widgets.Button
	words   *present.Words
	id      string // of the application whose note shows
	quiet   bool   // the text is being shown, not written
}

// noteRows is how many lines of a note show at least.
const noteRows = 8

func newNotesTab(win *Window, keys widgets.KeyHandler) *notesTab {
	w, list := win.words, win.list()
	v := &notesTab{words: w, status: widgets.NewSmall("", fyne.TextAlignTrailing)}
	v.area = newNoteArea(w.T("note.name"), keys, &win.shortcuts, list.Notes.Flush)
	v.area.SetPlaceHolder(w.T("note.hint"))
	v.area.SetMinRowsVisible(noteRows)
	v.area.OnChanged = func(text string) {
		if !v.quiet {
			list.Notes.Set(v.id, text)
		}
	}
	v.retry = widgets.NewButton(widgets.ButtonTinted, "", "", keys, list.Notes.Retry)
	v.problem = widgets.NewNotice(look.ColorWarnBack, look.ColorWarnText, widgets.SymbolWarning, v.retry)
	v.object = container.New(widgets.GrowingStack{}, widgets.NewStack(-theme.InnerPadding(), v.status, v.problem.Object), container.New(&widgets.Inset{X: 8, Y: 4}, v.area))
	return v
}

// set shows the note of an application. What is being written is what the presenter
// was told, so nothing of it gets lost.
func (v *notesTab) set(id string, n present.Note) {
	if v.id != id || v.area.Text != n.Text {
		v.id, v.quiet = id, true
		v.area.SetText(n.Text)
		v.quiet = false
	}
	setEnabled(v.area, n.Ready)
	if v.status.Text != n.Status { // it keeps its room: nobody wants the text to jump
		v.status.SetText(n.Status)
	}
	widgets.SetVisible(v.status, n.Problem == "")
	v.problem.Set(n.Problem)
	if n.Retry != "" {
		v.retry.Name = v.words.T("a11y.retry_note", "Retry", n.Retry)
		v.retry.SetLabel(n.Retry)
	}
}
