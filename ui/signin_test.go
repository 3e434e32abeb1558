package ui

import (
	"testing"

	"candidaturas/api/fault"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// inView reports whether most of an object of a scroll area shows, from its top on: the
// field with the focus has the better claim.
func inView(a *widgets.ScrollArea, o fyne.CanvasObject) bool {
	at, in := widgets.PositionIn(a.Content, o)
	if !in || !o.Visible() {
		return false
	}
	most := at.Y + min(o.Size().Height*0.9, a.Size().Height-2*widgets.FocusMargin)
	return at.Y >= a.Offset.Y && most <= a.Offset.Y+a.Size().Height
}

// narrowest is a small window with large text.
func narrowest() appearance {
	l := normal
	l.size, l.theme = uitest.Phone, look.New(look.Choice{TextSize: 200})
	return l
}

// TestTroubleComesIntoView: what Enter in the code field led to shows, however little
// room there is.
func TestTroubleComesIntoView(t *testing.T) {
	for name, err := range map[string]error{"malformed": auth.ErrMalformed, "denied": auth.ErrDenied} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, narrowest())
			s.connect()
			s.attempt.checkErr = err // at once, while the focus stays in the field
			s.window.presenter.SignIn().Submit("hola")
			v := s.window.signIn
			if !inView(v.object, v.message.object) {
				at, _ := widgets.PositionIn(v.object.Content, v.message.object)
				t.Errorf("it is at %v, %v high; the window shows %v from %v on", at.Y, v.message.object.Size().Height, v.object.Size().Height, v.object.Offset.Y)
			}
		})
	}
}

func TestHelpComesIntoView(t *testing.T) {
	s := newStage(t, narrowest())
	s.connect()
	v := s.window.signIn
	v.toggleHelp()
	if !inView(v.object, v.help) {
		t.Error("it opens out of sight")
	}
}

// TestBrowserThatDoesNotOpen is told as a warning, in the step that it is about.
func TestBrowserThatDoesNotOpen(t *testing.T) {
	s := newStage(t, normal)
	s.openErr = fault.ErrOffline
	s.connect()
	v := s.window.signIn
	if !v.problem.object.Visible() || v.message.object.Visible() {
		t.Errorf("the warning shows: %v, that of the code: %v", v.problem.object.Visible(), v.message.object.Visible())
	}
	s.window.presenter.SignIn().CopyLink()
	if v.problem.object.Visible() || v.link.Text == "" {
		t.Error("it stays although the link was copied")
	}
}

// TestAnotherAccountIsNotTakenInPassing: with a warning, Enter says no.
func TestAnotherAccountIsNotTakenInPassing(t *testing.T) {
	s := newStage(t, normal)
	s.search().signedIn()
	s.who = tracker.Candidate{Key: "account-2", Name: "Marcos Ibáñez", Email: "marcos@example.com"}
	s.window.presenter.Connect()
	s.submit("0b3f6d4e")
	v := s.window.confirm
	if !v.warning.object.Visible() || s.window.focused() != v.no {
		t.Errorf("warned: %v, focus on %T", v.warning.object.Visible(), s.window.focused())
	}
}

// TestKeyringIsAskedFirst: signing in anew is no answer to a keyring that waits.
func TestKeyringIsAskedFirst(t *testing.T) {
	s := newStage(t, normal)
	s.session.LoadErr = auth.ErrKeyringLocked
	s.start()
	v := s.window.welcome
	if s.window.focused() != v.reload || v.reload.Kind != widgets.ButtonPrimary || v.connect.Kind == widgets.ButtonPrimary {
		t.Errorf("focus on %T, «Reintentar» %v, «Conectar» %v", s.window.focused(), v.reload.Kind, v.connect.Kind)
	}
}

// TestRetryIsClearOfTheEdge of its remark, as far below as beside. Without the button
// there is no room for it.
func TestRetryIsClearOfTheEdge(t *testing.T) {
	s := newStage(t, normal)
	s.session.LoadErr = auth.ErrKeyringFailed
	s.start()
	settleLayout(s, normal.size)
	v := s.window.welcome
	ground := v.notice.ground
	at, ok := widgets.PositionIn(ground, v.reload)
	if !ok {
		t.Fatal("it is elsewhere")
	}
	edge, end := ground.Size(), at.AddXY(v.reload.Size().Width, v.reload.Size().Height)
	if right, below := edge.Width-end.X, edge.Height-end.Y; right != 2*remarkMargin || below != right {
		t.Errorf("%v from the edge at the right, %v below", right, below)
	}
	v.set(present.SignInState{Notice: &present.Message{Text: "Has cerrado la sesión."}})
	settleLayout(s, normal.size)
	if got, want := ground.MinSize().Height, v.notice.text.MinSize().Height; got != want {
		t.Errorf("without a button it is %v high, its text %v", got, want)
	}
}

// TestWelcomeRestoresACopy: the link leads to the choice of the file.
func TestWelcomeRestoresACopy(t *testing.T) {
	s := newStage(t, normal)
	s.start()
	v := s.window.welcome
	if !v.restore.Visible() {
		t.Fatal("it is not offered")
	}
	test.Tap(v.restore)
	s.answered()
	w := s.window.settings
	if w == nil || w.chooser == nil || w.chooser.save || w.modal == nil {
		t.Error("no file is asked for")
	}
}

// TestLongCodeStaysInItsField: it does not run into the border.
func TestLongCodeStaysInItsField(t *testing.T) {
	s := newStage(t, normal)
	s.connect()
	e := s.window.signIn.code
	e.SetText("https://www.infojobs.net/core/oauth2vic/desktop-redirect.xhtml?code=0b3f6d4e-7a51-4c7e-9d0b-53a1f0c2a9b7&state=xyz")
	for _, o := range uitest.Children(e) {
		if clip, is := o.(*container.Clip); is && clip.Position().X+clip.Size().Width > e.Size().Width-2 {
			t.Errorf("its text may reach %v of %v", clip.Position().X+clip.Size().Width, e.Size().Width)
		}
	}
}

// TestSignInHasOneLeftEdge: what is drawn without text begins where text does.
func TestSignInHasOneLeftEdge(t *testing.T) {
	s := newStage(t, normal).connect()
	settleLayout(s, normal.size)
	v := s.window.signIn
	left := func(o fyne.CanvasObject) float32 { return s.app.Driver().AbsolutePositionForObject(o).X }
	text := left(v.step1) + theme.InnerPadding()
	for name, got := range map[string]float32{
		"the button":    left(v.reopen) + widgets.RingRoom,
		"the field":     left(v.code),
		"the box":       left(v.keep) + widgets.RingRoom + widgets.RingWidth,
		"the next step": left(v.title) + theme.InnerPadding() + widgets.Badge{}.MinSize(nil).Width + 4 + theme.InnerPadding(),
	} {
		if got != text {
			t.Errorf("%s begins at %v, the text at %v", name, got, text)
		}
	}
}

func TestPastedCodeIsMasked(t *testing.T) {
	s := newStage(t, normal).connect()
	code := s.window.signIn.code
	test.Type(code, "0b3f")
	if code.Password {
		t.Error("what is typed cannot be read")
	}
	s.app.Clipboard().SetContent("0b3f6d4e-7a51-4c7e-9d0b-53a1f0c2a9b7")
	code.SetText("")
	code.TypedShortcut(&fyne.ShortcutPaste{Clipboard: s.app.Clipboard()})
	if !code.Password {
		t.Error("what was pasted can be read")
	}
	s.attempt.checkErr = auth.ErrMalformed
	uitest.Key(code, fyne.KeyReturn)
	if code.Password {
		t.Error("after an error the person cannot see what is wrong")
	}
	code.TypedShortcut(&fyne.ShortcutPaste{Clipboard: s.app.Clipboard()})
	code.SetText("")
	if code.Password {
		t.Error("an empty field masks what is typed next")
	}
}

func TestPasteAnywhere(t *testing.T) {
	s := newStage(t, normal).connect()
	s.app.Clipboard().SetContent("0b3f6d4e-7a51-4c7e-9d0b-53a1f0c2a9b7")
	s.window.focus(s.window.signIn.cancel)
	s.window.pasteAnywhere(&fyne.ShortcutPaste{Clipboard: s.app.Clipboard()})
	if got := s.window.signIn.code.Text; got != "0b3f6d4e-7a51-4c7e-9d0b-53a1f0c2a9b7" {
		t.Errorf("the field holds %q", got)
	}
	if s.window.focused() != s.window.signIn.code {
		t.Error("the field does not have the focus")
	}
	if len(s.attempt.redeemed) != 0 {
		t.Error("pasting with the keyboard went on by itself")
	}
	uitest.Key(s.window.signIn.code, fyne.KeyReturn)
	s.until("the question", func() bool { return s.window.state.Step == present.StepConfirm })
}
