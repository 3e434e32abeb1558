package ui

import (
	"path/filepath"

	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"
)

// A fileChooser asks for the path of a file. Fyne's own dialogs know neither Esc
// nor Enter, and the one that saves empties a file that is there as soon as it is
// chosen: so the path is a field, and Fyne's help to find a folder, or a file that
// is to be read.
type fileChooser struct {
	win     *settingsWindow
	seq     int
	save    bool
	modal   *widgets.Modal
	path    *widgets.Entry
	browse  *widgets.Button
	message *remark
	busy    *widget.Label
	looking *dialog.FileDialog // Fyne's, while it is open
	exts    []string
}

func newFileChooser(w *settingsWindow, s present.FileState) *fileChooser {
	words := w.words()
	f := &fileChooser{win: w, seq: s.Seq, save: s.Save, exts: s.Extensions, message: newRemark(nil), busy: widgets.NewParagraph("")}
	f.busy.Hide()
	submit := func() { w.prefs.SubmitFile(f.path.Text) }
	f.path = widgets.NewEntry(w.keys, w.passOn())
	f.path.Name = words.T("file.path")
	f.setPath(s.Path)
	f.path.OnSubmitted = func(string) { submit() }
	f.path.OnChanged = func(string) { w.prefs.EditFile() }
	browse := words.T("file.browse_file")
	if s.Save {
		browse = words.T("file.browse_folder")
	}
	f.browse = widgets.NewButton(widgets.ButtonPlain, "", browse, w.keys, f.look)
	label := widgets.NewParagraph(words.T("file.path"))
	label.TextStyle.Bold = true
	f.modal = w.show(widgets.ModalSpec{
		Title: s.Title,
		Body: widgets.NewStack(4, widgets.NewParagraph(s.Text), label, container.New(&widgets.Inset{X: 8, Y: 0}, f.path),
			container.New(&widgets.Inset{X: 4, Y: 0}, widgets.NewFlow(4, f.browse)), f.message.object, f.busy),
		No: words.T("action.cancel"), Yes: s.Accept, Kind: widgets.ButtonPrimary,
		Accept: func(*widgets.Modal) { submit() }, First: f.path, Cancel: w.prefs.CancelFile,
	})
	return f
}

func (f *fileChooser) set(s present.FileState) {
	before := f.win.canvas().Focused()
	open := s.Busy == ""
	widgets.SetText(f.busy, s.Busy)
	f.message.set(s.Message)
	f.modal.Yes.SetLabel(s.Accept)
	f.modal.Yes.SetEnabled(open)
	f.browse.SetEnabled(open)
	setEnabled(f.path, open)
	switch {
	case !open:
		f.win.focus(f.modal.No)
	case s.Message != nil && before == fyne.Focusable(f.modal.No):
		f.win.focus(f.path)
	}
	f.modal.Cover.Refresh()
	if s.Message != nil { // there may be little room, and it says what the next Enter does
		f.modal.Cover.Body.Reveal(f.message.object)
	}
}

func (f *fileChooser) close() {
	f.stopLooking()
	f.modal.Close()
}

// look opens Fyne's dialog, to find a folder for what is saved, or a file to read.
func (f *fileChooser) look() {
	if f.looking != nil {
		return
	}
	if f.save {
		f.looking = dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
			if folder != nil && err == nil {
				f.found(filepath.Join(folder.Path(), filepath.Base(f.path.Text)))
			}
		}, f.win.window)
	} else {
		f.looking = dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
			if file == nil || err != nil {
				return
			}
			path := file.URI().Path()
			if err := file.Close(); err != nil {
				fyne.LogError("Closing a file that was chosen", err)
			}
			f.found(path)
		}, f.win.window)
		f.looking.SetFilter(storage.NewExtensionFileFilter(f.exts))
	}
	if folder, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(f.path.Text))); err == nil {
		f.looking.SetLocation(folder)
	}
	f.looking.SetOnClosed(func() {
		f.looking = nil
		f.win.focus(f.path)
	})
	size := f.win.canvas().Size()
	f.looking.Show()
	f.looking.Resize(fyne.NewSize(size.Width*0.95, size.Height*0.95))
}

func (f *fileChooser) found(path string) { f.setPath(filepath.FromSlash(path)) }

// setPath shows the end of a path where there is no room for all of it: that is what
// tells one file from another.
func (f *fileChooser) setPath(path string) {
	f.path.SetText(path)
	f.path.CursorColumn = len([]rune(path))
	f.path.Refresh()
}

// stopLooking closes Fyne's dialog, and reports whether it was open.
func (f *fileChooser) stopLooking() bool {
	if f.looking == nil {
		return false
	}
	f.looking.Hide()
	return true
}
