package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// show opens a modal unless one is open already.
func (w *Window) show(spec modalSpec) *modal {
	if w.modal != nil {
		return w.modal
	}
	w.modal = showModal(w.window.Canvas(), spec)
	w.modal.dismiss = func() { w.modal, w.keyForm = nil, nil }
	return w.modal
}

func (w *Window) showPrivacy() {
	w.show(modalSpec{
		title: w.words.T("privacy.title"),
		body:  newParagraph(w.words.T("privacy.body")),
		no:    w.words.T("action.close"),
		other: w.eraseLabel(),
		choose: func(m *modal) {
			m.close()
			w.askErase()
		},
	})
}

// eraseLabel is empty where nothing is kept.
func (w *Window) eraseLabel() string {
	if !w.state.CanErase {
		return ""
	}
	return w.words.T("privacy.erase")
}

func (w *Window) askSignOut() {
	q := w.applications.question
	w.show(modalSpec{
		title: w.words.T("signout.title"),
		body:  newParagraph(q.Text),
		no:    w.words.T("action.cancel"),
		yes:   q.Keep,
		accept: func(m *modal) {
			m.close()
			w.presenter.SignOut(false)
		},
		other: q.Erase,
		choose: func(m *modal) {
			m.close()
			w.askErase()
		},
	})
}

// askErase asks once more: nothing brings back what is deleted.
func (w *Window) askErase() {
	w.show(modalSpec{
		title: w.words.T("signout.erase_title"),
		body:  newParagraph(w.words.T("signout.erase_body")),
		no:    w.words.T("action.cancel"),
		yes:   w.words.T("signout.erase_yes"),
		accept: func(m *modal) {
			m.close()
			w.presenter.SignOut(true)
		},
	})
}

// keyForm asks for the person's own app keys.
type keyForm struct {
	win     *Window
	modal   *modal
	id      *entry
	secret  *entry
	message *messageBox
	busy    *widget.Label
}

func (w *Window) askKeys() {
	if w.modal != nil {
		return
	}
	f := &keyForm{win: w, message: newMessageBox(w.words, w), busy: newParagraph("")}
	f.busy.Hide()
	submit := func() { w.presenter.UseKeys(f.id.Text, f.secret.Text) }
	f.id, f.secret = newEntry(w.keys, &w.shortcuts), newEntry(w.keys, &w.shortcuts)
	f.secret.Password = true
	f.id.OnSubmitted = func(string) { w.focus(f.secret) }
	f.secret.OnSubmitted = func(string) { submit() }
	field := func(text string, e *entry) fyne.CanvasObject {
		label := widget.NewLabel(text)
		label.TextStyle.Bold = true
		return newStack(0, label, container.New(&inset{8, 0}, e))
	}
	f.modal = w.show(modalSpec{
		title: w.words.T("keys.title"),
		body: newStack(4, newParagraph(w.words.T("keys.body")),
			field(w.words.T("keys.id"), f.id), field(w.words.T("keys.secret"), f.secret),
			f.message.object, f.busy),
		no: w.words.T("action.cancel"), yes: w.words.T("action.save"), primary: true,
		accept: func(*modal) { submit() }, first: f.id, cancel: w.presenter.CancelKeys,
	})
	w.keyForm = f
}

func (f *keyForm) set(s present.KeysState) {
	if s.Done {
		f.modal.close()
		return
	}
	setText(f.busy, s.Busy)
	f.message.set(s.Message)
	open := s.Busy == ""
	if !open {
		f.win.focus(f.modal.no)
	}
	setEnabled(f.id, open)
	setEnabled(f.secret, open)
	f.modal.yes.setEnabled(open)
}
