package ui

import (
	"runtime"

	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Title is the window's, always: desktops tell the app by it.
const Title = "Candidaturas"

// The window's sizes in device-independent pixels.
const (
	defaultWidth, defaultHeight = 1080, 720
	minWidth, minHeight         = 360, 480
)

// A Window is the app's window. It draws what the presenter publishes.
type Window struct {
	app       fyne.App
	desktop   Desktop
	words     *present.Words
	presenter *present.Shell
	window    fyne.Window

	root         *fyne.Container   // what fills the window
	tips         *widgets.Tooltips // over all else
	after        widgets.AfterFunc // for what passes by itself
	opening      fyne.CanvasObject
	toast        *widgets.Toast
	welcome      *welcome
	signIn       *signIn
	confirm      *confirm
	applications *applications

	screen  present.Screen
	state   present.SignInState
	target  fyne.Focusable // what this state has put the focus on
	modal   *widgets.Modal
	keyForm *keyForm
	// settings is the window with the settings, nil while it is closed, and hidden is
	// it while it is closed.
	settings, hidden *settingsWindow
	// shortcuts hold all over the window.
	shortcuts fyne.ShortcutHandler
	// unmade says that the app has started without it and it has not been shown since.
	unmade bool
}

// A Desktop is what the window asks of the system beside drawing. What is nil is not
// there.
type Desktop struct {
	// SetTray changes what the tray shows.
	SetTray func(present.TrayState)
	// Minimise puts a window that shows into the task bar.
	Minimise func(fyne.Window)
	// SetWords tells that the language has changed.
	SetWords func(*present.Words)
}

// NewWindow builds the window and its presenter from o, whose View it sets. The
// window is not shown and the presenter not started yet.
func NewWindow(app fyne.App, o present.Options, d Desktop) *Window {
	w := &Window{app: app, desktop: d, words: o.Words, window: app.NewWindow(Title), after: widgets.AfterFuncOn(o.Dispatch)}
	w.tips = widgets.NewTooltips(w.after)
	o.View = w
	w.presenter = present.NewShell(o)
	w.build()
	w.window.Resize(w.firstSize())
	w.window.SetCloseIntercept(w.closing)
	w.window.SetMaster()
	return w
}

// firstSize is that in which the person left the window.
func (w *Window) firstSize() fyne.Size {
	v := w.presenter.Settings().View
	if v.Width < minWidth || v.Height < minHeight {
		return fyne.NewSize(defaultWidth, defaultHeight)
	}
	return fyne.NewSize(v.Width, v.Height)
}

// Window returns Fyne's window.
func (w *Window) Window() fyne.Window { return w.window }

// Raise brings the window to the front, also one that is hidden.
func (w *Window) Raise() {
	w.presenter.Raised()
	w.unmade = false
	w.window.Show()
	w.window.RequestFocus()
}

// Minimise shows the window out of the person's way.
func (w *Window) Minimise() {
	w.presenter.Raised()
	w.unmade = false
	w.window.Show()
	if w.desktop.Minimise != nil {
		w.desktop.Minimise(w.window)
	}
}

// ShowTray changes what the system's tray shows.
func (w *Window) ShowTray(s present.TrayState) {
	if w.desktop.SetTray != nil {
		w.desktop.SetTray(s)
	}
}

// closing is the person's wish to close the window.
func (w *Window) closing() {
	if w.presenter.Closing() == present.CloseHides {
		w.keepSize()
		w.closeModal()
		w.window.Hide()
		return
	}
	w.Quit()
}

// Quit ends the app. A note that could not be kept is worth a question.
func (w *Window) Quit() {
	w.list().Notes.Flush()
	if w.list().Notes.Unsafe() {
		w.askUnsafe()
		return
	}
	w.end()
}

// askUnsafe asks before a note is lost, whatever else is being asked.
func (w *Window) askUnsafe() {
	w.Raise()
	w.closeModal()
	w.show(widgets.ModalSpec{
		Title: w.words.T("close.unsafe_title"), Body: widgets.NewParagraph(w.words.T("close.unsafe_body")),
		No: w.words.T("action.cancel"), Yes: w.words.T("close.unsafe_yes"), Kind: widgets.ButtonDanger,
		Accept: func(*widgets.Modal) { w.end() },
	})
}

// end ends the app, whatever gets lost.
func (w *Window) end() {
	w.keepSize()
	if w.unmade { // the toolkit closes only what it has made
		w.presenter.Close()
		w.app.Quit()
		return
	}
	w.window.Close()
}

func (w *Window) keepSize() {
	size := w.window.Canvas().Size()
	w.presenter.KeepWindow(size.Width, size.Height)
}

// Presenter returns the presenter that the window draws.
func (w *Window) Presenter() *present.Shell { return w.presenter }

func (w *Window) list() *present.Applications { return w.presenter.List() }

func (w *Window) build() {
	name := widget.NewLabel(w.words.T("app.opening"))
	name.Importance = widget.LowImportance
	w.opening = container.NewCenter(name)
	w.toast = widgets.NewToast(w.after, w.keys, w.list().Remarks.Undo)
	w.toast.After = w.tips.After
	w.applications = newApplications(w)
	if w.root == nil {
		w.root = container.New(&widgets.MinSize{Size: fyne.NewSize(minWidth, minHeight)})
		w.window.SetContent(container.NewStack(w.root, w.tips))
		w.window.SetPadded(false)
		w.addShortcuts()
	}
	w.root.Objects = []fyne.CanvasObject{w.opening}
	if runtime.GOOS == "darwin" {
		w.window.SetMainMenu(w.mainMenu())
	}
}

// ShowWords builds everything anew in another language. What shows is shown again
// by the presenter.
func (w *Window) ShowWords(words *present.Words) {
	w.closeModal()
	w.words = words
	if err := AddToolkitWords(words); err != nil {
		fyne.LogError("Translating the toolkit", err)
	}
	if w.desktop.SetWords != nil {
		w.desktop.SetWords(words)
	}
	w.welcome, w.signIn, w.confirm, w.target = nil, nil, nil, nil
	w.build()
}

func (w *Window) fill(o fyne.CanvasObject) {
	if w.root.Objects[0] == o {
		return
	}
	w.tips.Dismiss()
	w.root.Objects = []fyne.CanvasObject{o}
	w.root.Refresh()
}

func (w *Window) focus(f fyne.Focusable) { w.window.Canvas().Focus(f) }

func (w *Window) focused() fyne.Focusable { return w.window.Canvas().Focused() }

// aim puts the focus where a state wants it, once: then the person may move it.
func (w *Window) aim(f fyne.Focusable) {
	if f == w.target {
		return
	}
	w.target = f
	if f == nil {
		w.window.Canvas().Unfocus()
		return
	}
	w.focus(f)
}

// ShowScreen changes what fills the window.
func (w *Window) ShowScreen(s present.Screen) {
	w.screen = s
	w.target = nil
	w.closeModal()
	switch s {
	case present.ScreenOpening:
		w.fill(w.opening)
	case present.ScreenApplications:
		w.fill(w.applications.object)
		w.aim(w.applications.current())
	case present.ScreenSignIn:
		w.buildSignIn() // the state that follows says which step
	}
}

// buildSignIn builds the screens of the way in, which who stays signed in does not
// see.
func (w *Window) buildSignIn() {
	if w.welcome != nil {
		return
	}
	w.welcome = newWelcome(w)
	w.signIn = newSignIn(w)
	w.confirm = newConfirm(w)
}

// ShowSignIn draws the welcome screen or a step of the sign-in.
func (w *Window) ShowSignIn(s present.SignInState) {
	if w.screen != present.ScreenSignIn {
		return
	}
	if s.CodeSeq != w.state.CodeSeq {
		w.target = nil // another code is wanted: back to the field
	}
	w.state = s
	switch s.Step {
	case present.StepWelcome:
		w.welcome.set(s)
		w.fill(w.welcome.object)
		w.aim(w.welcome.first())
	case present.StepCode:
		w.signIn.set(s)
		w.fill(w.signIn.object)
		w.aim(w.signIn.focus(s))
	case present.StepConfirm:
		w.confirm.set(s)
		w.fill(w.confirm.object)
		w.aim(w.confirm.focus(s))
	}
}

// ShowApplications draws the main screen.
func (w *Window) ShowApplications(s present.ApplicationsState) { w.applications.set(s) }

// ShowKeys draws the form for the person's own keys, if it is open.
func (w *Window) ShowKeys(s present.KeysState) {
	if w.keyForm != nil {
		w.keyForm.set(s)
	}
	if w.settings != nil && w.settings.keyForm != nil {
		w.settings.keyForm.set(s)
	}
}

// atApplications reports whether the main screen shows with nothing over it.
func (w *Window) atApplications() bool {
	return w.screen == present.ScreenApplications && w.modal == nil
}

func (w *Window) closeModal() {
	if w.modal != nil {
		w.modal.Close()
	}
}

func (w *Window) copyText(text string) { fyne.CurrentApp().Clipboard().SetContent(text) }

func (w *Window) doBanner(action present.BannerAction) {
	switch action {
	case present.BannerUseKeys:
		w.askKeys()
	case present.BannerExport:
		w.showData()
	default:
		w.presenter.DoBanner(action)
	}
}
