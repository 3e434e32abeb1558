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
		title:  w.words.T("privacy.title"),
		body:   newParagraph(w.presenter.Preferences().Privacy() + "\n\n" + w.words.T("privacy.body")),
		no:     w.words.T("action.close"),
		danger: w.eraseLabel(),
		choose: func(m *modal) {
			m.close()
			w.askErase()
		},
	})
}

// eraseLabel is empty where nothing is kept.
func (w *Window) eraseLabel() string {
	if !w.presenter.Preferences().CanErase() {
		return ""
	}
	return w.words.T("privacy.erase")
}

func (w *Window) askSignOut() {
	w.show(signOutSpec(w.words, w.applications.question, func(erase bool) {
		if erase {
			w.askErase()
			return
		}
		w.presenter.SignOut(false)
	}))
}

// signOutSpec asks what is to become of what is kept.
func signOutSpec(words *present.Words, q present.SignOutQuestion, leave func(erase bool)) modalSpec {
	return modalSpec{
		title: words.T("signout.title"),
		body:  newParagraph(q.Text),
		no:    words.T("action.cancel"),
		yes:   q.Keep,
		kind:  buttonPrimary,
		accept: func(m *modal) {
			m.close()
			leave(false)
		},
		danger: q.Erase,
		choose: func(m *modal) {
			m.close()
			leave(true)
		},
	}
}

func (w *Window) askErase() {
	w.show(eraseSpec(w.words, func() { w.presenter.SignOut(true) }))
}

// eraseSpec asks once more: nothing brings back what is deleted.
func eraseSpec(words *present.Words, erase func()) modalSpec {
	return modalSpec{
		title: words.T("signout.erase_title"),
		body:  newParagraph(words.T("signout.erase_body")),
		no:    words.T("action.cancel"),
		yes:   words.T("signout.erase_yes"),
		kind:  buttonDanger,
		accept: func(m *modal) {
			m.close()
			erase()
		},
	}
}

// A formHost is a window that a form lies over.
type formHost interface {
	show(modalSpec) *modal
	keys(*fyne.KeyEvent)
	passOn() fyne.Shortcutable // takes the shortcuts that a field has no use for
	focus(fyne.Focusable)
	copyText(string)
}

func (w *Window) passOn() fyne.Shortcutable { return &w.shortcuts }

// keyForm asks for the person's own app keys.
type keyForm struct {
	host    formHost
	modal   *modal
	id      *entry
	secret  *entry
	message *messageBox
	busy    *widget.Label
}

func (w *Window) askKeys() {
	if w.modal == nil {
		w.keyForm = askKeys(w, w.words, w.presenter)
	}
}

// askKeys opens the form over a window with nothing else over it.
func askKeys(host formHost, words *present.Words, presenter *present.Shell) *keyForm {
	f := &keyForm{host: host, message: newMessageBox(words, host), busy: newParagraph("")}
	f.busy.Hide()
	submit := func() { presenter.UseKeys(f.id.Text, f.secret.Text) }
	f.id = newEntry(host.keys, host.passOn())
	f.secret = newSecretEntry(host.keys, host.passOn(), words.T("a11y.show_secret"), words.T("a11y.hide_secret"))
	f.id.OnSubmitted = func(string) { host.focus(f.secret) }
	f.secret.OnSubmitted = func(string) { submit() }
	field := func(text string, e *entry) fyne.CanvasObject {
		e.name = text
		label := newParagraph(text)
		label.TextStyle.Bold = true
		// With room around it, as the last one stands at the edge of what scrolls.
		return newStack(0, label, container.New(&inset{8, ringRoom}, e))
	}
	f.modal = host.show(modalSpec{
		title: words.T("keys.title"),
		body: newStack(4, newParagraph(words.T("keys.body")),
			field(words.T("keys.id"), f.id), field(words.T("keys.secret"), f.secret),
			f.message.object, f.busy),
		no: words.T("action.cancel"), yes: words.T("action.save"), kind: buttonPrimary,
		accept: func(*modal) { submit() }, first: f.id, cancel: presenter.CancelKeys,
	})
	return f
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
		f.host.focus(f.modal.no)
	}
	setEnabled(f.id, open)
	setEnabled(f.secret, open)
	f.modal.yes.setEnabled(open)
	if s.Message != nil {
		f.modal.show(f.message.object)
	}
}
