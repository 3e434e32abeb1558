package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// show opens a modal unless one is open already.
func (w *Window) show(spec widgets.ModalSpec) *widgets.Modal {
	if w.modal != nil {
		return w.modal
	}
	w.modal = widgets.ShowModal(w.window.Canvas(), spec)
	w.modal.Dismiss = func() { w.modal, w.keyForm = nil, nil }
	return w.modal
}

func (w *Window) showPrivacy() {
	w.show(widgets.ModalSpec{
		Title:  w.words.T("privacy.title"),
		Body:   widgets.NewParagraph(w.presenter.Preferences().Privacy() + "\n\n" + w.words.T("privacy.body")),
		No:     w.words.T("action.close"),
		Danger: w.eraseLabel(),
		Choose: func(m *widgets.Modal) {
			m.Close()
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
func signOutSpec(words *present.Words, q present.SignOutQuestion, leave func(erase bool)) widgets.ModalSpec {
	return widgets.ModalSpec{
		Title: words.T("signout.title"),
		Body:  widgets.NewParagraph(q.Text),
		No:    words.T("action.cancel"),
		Yes:   q.Keep,
		Kind:  widgets.ButtonPrimary,
		Accept: func(m *widgets.Modal) {
			m.Close()
			leave(false)
		},
		Danger: q.Erase,
		Choose: func(m *widgets.Modal) {
			m.Close()
			leave(true)
		},
	}
}

func (w *Window) askErase() {
	w.show(eraseSpec(w.words, func() { w.presenter.SignOut(true) }))
}

// eraseSpec asks once more: nothing brings back what is deleted.
func eraseSpec(words *present.Words, erase func()) widgets.ModalSpec {
	return widgets.ModalSpec{
		Title: words.T("signout.erase_title"),
		Body:  widgets.NewParagraph(words.T("signout.erase_body")),
		No:    words.T("action.cancel"),
		Yes:   words.T("signout.erase_yes"),
		Kind:  widgets.ButtonDanger,
		Accept: func(m *widgets.Modal) {
			m.Close()
			erase()
		},
	}
}

// A formHost is a window that a form lies over.
type formHost interface {
	show(widgets.ModalSpec) *widgets.Modal
	keys(*fyne.KeyEvent)
	passOn() fyne.Shortcutable // takes the shortcuts that a field has no use for
	focus(fyne.Focusable)
	copyText(string)
}

func (w *Window) passOn() fyne.Shortcutable { return &w.shortcuts }

// keyForm asks for the person's own app keys.
type keyForm struct {
	host    formHost
	modal   *widgets.Modal
	id      *widgets.Entry
	secret  *widgets.Entry
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
	f := &keyForm{host: host, message: newMessageBox(words, host), busy: widgets.NewParagraph("")}
	f.busy.Hide()
	submit := func() { presenter.UseKeys(f.id.Text, f.secret.Text) }
	f.id = widgets.NewEntry(host.keys, host.passOn())
	f.secret = widgets.NewSecretEntry(host.keys, host.passOn(), words.T("a11y.show_secret"), words.T("a11y.hide_secret"))
	f.id.OnSubmitted = func(string) { host.focus(f.secret) }
	f.secret.OnSubmitted = func(string) { submit() }
	field := func(text string, e *widgets.Entry) fyne.CanvasObject {
		e.Name = text
		label := widgets.NewParagraph(text)
		label.TextStyle.Bold = true
		// With room around it, as the last one stands at the edge of what scrolls.
		return widgets.NewStack(0, label, container.New(&widgets.Inset{X: 8, Y: widgets.RingRoom}, e))
	}
	f.modal = host.show(widgets.ModalSpec{
		Title: words.T("keys.title"),
		Body: widgets.NewStack(4, widgets.NewParagraph(words.T("keys.body")),
			field(words.T("keys.id"), f.id), field(words.T("keys.secret"), f.secret),
			f.message.object, f.busy),
		No: words.T("action.cancel"), Yes: words.T("action.save"), Kind: widgets.ButtonPrimary,
		Accept: func(*widgets.Modal) { submit() }, First: f.id, Cancel: presenter.CancelKeys,
	})
	return f
}

func (f *keyForm) set(s present.KeysState) {
	if s.Done {
		f.modal.Close()
		return
	}
	widgets.SetText(f.busy, s.Busy)
	f.message.set(s.Message)
	open := s.Busy == ""
	if !open {
		f.host.focus(f.modal.No)
	}
	setEnabled(f.id, open)
	setEnabled(f.secret, open)
	f.modal.Yes.SetEnabled(open)
	if s.Message != nil {
		f.modal.Show(f.message.object)
	}
}
