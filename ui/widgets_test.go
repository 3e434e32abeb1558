package ui

import (
	"errors"
	"fmt"
	"log"
	"strings"
	"testing"

	"candidaturas/assets"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// many returns a list of n applications in the given stage.
func many(n int, events ...tracker.Event) []tracker.Application {
	apps := make([]tracker.Application, 0, n)
	for i := range n {
		a, _ := application(fmt.Sprintf("id%05d", i), fmt.Sprintf("Puesto %d", i), "Empresa", "Madrid", day, events...)
		apps = append(apps, a)
	}
	return apps
}

// listed shows n applications under two headings.
func listed(t *testing.T, n int) (*stage, *rowList) {
	t.Helper()
	s := newStage(t, normal)
	apps := append(many(n/2, event(tracker.KindContinues, 0)), many(n, nil...)[n/2:]...)
	s.source = presenttest.NewSource(apps...)
	s.track()
	s.signedIn()
	settleLayout(s, normal.size)
	return s, s.window.applications.list
}

func TestRowListDrawsOnlyWhatShows(t *testing.T) {
	_, l := listed(t, 500)
	if got := len(l.content.Pool); got > 20 {
		t.Errorf("%d rows were made for a window that shows about nine", got)
	}
	if l.content.MinSize().Height < 500*l.metrics.rowH {
		t.Errorf("the list is %.0f high", l.content.MinSize().Height)
	}
}

func TestRowListKeys(t *testing.T) {
	s, l := listed(t, 100)
	at := func() int { return l.rows.Index(l.selected) }
	s.window.focus(l)
	uitest.Key(l, fyne.KeyDown)
	if at() != 1 { // 0 is the heading
		t.Fatalf("Down chose entry %d", at())
	}
	uitest.Key(l, fyne.KeyUp)
	if at() != 1 || l.scroll.Offset.Y != 0 {
		t.Errorf("Up at the top: entry %d at %.0f", at(), l.scroll.Offset.Y)
	}
	uitest.Key(l, fyne.KeyEnd)
	if at() != l.rows.Len()-1 {
		t.Errorf("End chose entry %d of %d", at(), l.rows.Len())
	}
	if bottom := l.scroll.Offset.Y + l.scroll.Size().Height; bottom+9 < l.content.MinSize().Height {
		t.Errorf("End shows down to %.0f of %.0f", bottom, l.content.MinSize().Height)
	}
	uitest.Key(l, fyne.KeyPageUp)
	if at() >= l.rows.Len()-2 {
		t.Errorf("a page up chose entry %d of %d", at(), l.rows.Len())
	}
	uitest.Key(l, fyne.KeyHome)
	if at() != 1 || l.scroll.Offset.Y != 0 {
		t.Errorf("Home: entry %d at %.0f", at(), l.scroll.Offset.Y)
	}
	for range 60 { // past the second heading
		uitest.Key(l, fyne.KeyDown)
	}
	if at() != 62 {
		t.Errorf("60 times Down chose entry %d, want 62", at())
	}
	uitest.Key(l, fyne.KeyPageDown)
	for i := l.content.At(l.scroll.Offset.Y); i <= at(); i++ {
		if i == at() && l.top(i+1) > l.scroll.Offset.Y+l.scroll.Size().Height+1 {
			t.Error("the chosen entry is not in sight")
		}
	}
}

// TestRowListKeepsTheChosenInView where it gets less room or larger text, but not from
// who has scrolled elsewhere.
func TestRowListKeepsTheChosenInView(t *testing.T) {
	s, l := listed(t, 100)
	inSight := func(after string) {
		t.Helper()
		i := l.rows.Index(l.selected)
		if top, bottom := l.top(i)-l.scroll.Offset.Y, l.top(i+1)-l.scroll.Offset.Y; top < -1 || bottom > l.scroll.Size().Height+1 {
			t.Errorf("after %s the chosen row is from %.0f to %.0f of %.0f", after, top, bottom, l.scroll.Size().Height)
		}
	}
	s.window.focus(l)
	for range 6 {
		uitest.Key(l, fyne.KeyDown)
	}
	settleLayout(s, uitest.Tablet)
	inSight("a smaller window")
	s.app.Settings().Theme().(*look.Theme).Set(look.Choice{Mode: look.Light, TextSize: 200})
	restyleAll(s.app)
	settleLayout(s, uitest.Tablet)
	inSight("larger text")
	l.scroll.ScrollToOffset(fyne.NewPos(0, 3000))
	settleLayout(s, uitest.Phone)
	if at := l.scroll.Offset.Y; at != 3000 {
		t.Errorf("who has scrolled on to 3000 is thrown back to %.0f", at)
	}
}

// TestRowListKeepsTheChoice: the chosen application stays chosen when it moves.
func TestRowListKeepsTheChoice(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	l := s.window.applications.list
	s.choose("a2")
	before := l.rows.Index("a2")
	s.window.list().Filters.SetScope("all")
	if l.selected != "a2" || l.rows.Index("a2") != before {
		t.Errorf("showing all changed the choice to %q", l.selected)
	}
	fresh, _ := application("new", "Puesto nuevo", "Empresa", "Madrid", 0, event(tracker.KindContinues, 0))
	a2, _ := application("a2", "Administrativo contable", "Grupo Alba", "Getxo", 12*day, event(tracker.KindContinues, 26*60))
	s.source.SetApplications(fresh, a2)
	s.window.list().Downloads.Refresh()
	s.settle()
	if l.selected != "a2" || s.window.applications.detail.shown.ID != "a2" {
		t.Errorf("after a refresh %q is chosen", l.selected)
	}
}

func TestNarrowWindowStacks(t *testing.T) {
	l := normal
	l.size = uitest.Phone
	s := newStage(t, l).search().signedIn()
	v := s.window.applications
	settleLayout(s, uitest.Phone)
	if v.detail.object.Visible() || !v.list.Visible() {
		t.Fatal("a narrow window shows both panes")
	}
	s.window.focus(v.list)
	uitest.Key(v.list, fyne.KeyDown, fyne.KeyReturn)
	if !v.detail.object.Visible() || !v.detail.back.Visible() {
		t.Fatal("Enter does not lead to the detail")
	}
	if s.window.focused() != v.detail.back {
		t.Errorf("the focus is on %T", s.window.focused())
	}
	uitest.Key(v.detail.back, fyne.KeyEscape)
	if v.detail.object.Visible() || s.window.focused() != v.list {
		t.Error("Esc does not lead back to the list")
	}
	settleLayout(s, normal.size)
	if !v.detail.object.Visible() || v.detail.back.Visible() {
		t.Error("a wide window does not show both panes, or offers a way back")
	}
}

func TestModal(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	s.window.focus(s.window.applications.menu)
	s.window.askSignOut()
	if len(s.canvas().Overlays().List()) != 1 {
		t.Fatal("no modal")
	}
	if b, ok := s.canvas().Focused().(*widgets.Button); !ok || b.Label != "Cancelar" {
		t.Errorf("the focus starts on %v", s.canvas().Focused())
	}
	s.window.askSignOut()
	if n := len(s.canvas().Overlays().List()); n != 1 {
		t.Errorf("%d modals at once", n)
	}
	uitest.Key(s.canvas().Focused(), fyne.KeyEscape)
	if len(s.canvas().Overlays().List()) != 0 || s.window.modal != nil {
		t.Error("Esc does not close it")
	}
	if s.canvas().Focused() != s.window.applications.menu {
		t.Errorf("the focus is not back where it was but on %T", s.canvas().Focused())
	}
}

// TestFocusOutlivesItsControl: what goes away or is disabled gives the focus to
// the list.
func TestFocusOutlivesItsControl(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	v := s.window.applications
	t.Run("disabled", func(t *testing.T) {
		s.window.focus(v.refresh)
		uitest.Key(v.refresh, fyne.KeyReturn)
		if s.window.focused() != v.list {
			t.Errorf("«Actualizar» left the focus on %T", s.window.focused())
		}
		s.settle()
	})
	t.Run("hidden", func(t *testing.T) {
		release := s.source.Hold()
		defer release()
		s.window.list().Downloads.Refresh()
		s.window.focus(v.progress.stop)
		uitest.Key(v.progress.stop, fyne.KeyReturn)
		if s.window.focused() != v.list {
			t.Errorf("«Cancelar» left the focus on %T", s.window.focused())
		}
	})
	t.Run("removed", func(t *testing.T) {
		s.source.Fail(tracker.ErrOffline, nil)
		s.window.list().Downloads.Refresh()
		s.settle()
		s.window.focus(v.banners.focus[0])
		s.source.Fail(nil, nil)
		uitest.Key(v.banners.focus[0], fyne.KeyReturn)
		s.settle()
		if s.window.focused() != v.list {
			t.Errorf("«Reintentar» left the focus on %T", s.window.focused())
		}
	})
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

// TestFocusFollowsTheStep: Enter and typing do what the step is about without a
// click.
func TestFocusFollowsTheStep(t *testing.T) {
	s := newStage(t, normal).start()
	if s.window.focused() != s.window.welcome.connect {
		t.Errorf("welcome: the focus is on %T", s.window.focused())
	}
	uitest.Key(s.window.focused(), fyne.KeyReturn)
	if s.window.focused() != s.window.signIn.code {
		t.Errorf("code: the focus is on %T", s.window.focused())
	}
	s.attempt.checkErr = auth.ErrMalformed
	s.window.presenter.SignIn().Submit("hola")
	if s.window.focused() != s.window.signIn.code || s.window.signIn.code.Disabled() {
		t.Error("after an error the field cannot be typed in at once")
	}
	s.attempt.checkErr = nil
	s.submit("0b3f6d4e")
	if s.window.focused() != s.window.confirm.yes {
		t.Errorf("confirm: the focus is on %T", s.window.focused())
	}
	uitest.Key(s.window.focused(), fyne.KeyReturn)
	s.until("the list", func() bool { return s.window.screen == present.ScreenApplications })
	if s.window.focused() != s.window.applications.list {
		t.Errorf("list: the focus is on %T", s.window.focused())
	}
}

// controls are the visible, enabled widgets that a person can use.
func controls(o fyne.CanvasObject) map[fyne.Focusable]string {
	found := map[fyne.Focusable]string{}
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		if f, ok := o.(fyne.Focusable); ok {
			if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
				found[f] = fmt.Sprintf("%T", o)
				if a, ok := o.(fyne.Accessible); ok {
					found[f] += " " + a.AccessibilityLabel()
				}
			}
		}
		for _, child := range uitest.Children(o) {
			walk(child)
		}
		if sc, ok := o.(*container.Scroll); ok {
			walk(sc.Content)
		}
	}
	walk(o)
	return found
}

func TestWindowCreationErrorIsNoticed(t *testing.T) {
	failed := 0
	var passed strings.Builder
	before := log.Writer()
	log.SetOutput(&passed)
	defer log.SetOutput(before)
	restore := watchLog(func() { failed++ })
	log.Print("Fyne error:  something else")
	if failed != 0 {
		t.Error("another error was taken for a missing window")
	}
	log.Print("Fyne error:  window creation error")
	log.Print("Fyne error:  window creation error")
	restore()
	if failed != 1 {
		t.Errorf("called back %d times", failed)
	}
	if !strings.Contains(passed.String(), "something else") {
		t.Error("what the toolkit logs got lost")
	}
}

func TestNoDisplay(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	words, err := present.NewWords(assets.Translations, "es")
	if err != nil {
		t.Fatal(err)
	}
	if err := CheckDisplay(words); err == nil || !strings.Contains(err.Error(), "pantalla") {
		t.Errorf("without a display: %v", err)
	}
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	if err := CheckDisplay(words); (err != nil) != x11Only {
		t.Errorf("on Wayland alone: %v", err)
	}
	t.Setenv("DISPLAY", ":1")
	if err := CheckDisplay(words); err != nil {
		t.Error(err)
	}
}

// TestBannerButtonKeepsTheFocus while progress is shown elsewhere.
func TestBannerButtonKeepsTheFocus(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	s.source.Fail(tracker.ErrOffline, nil)
	s.window.list().Downloads.Refresh()
	s.settle()
	var retry fyne.Focusable
	for f, name := range controls(s.window.applications.banners.box) {
		if strings.Contains(name, "Reintentar") {
			retry = f
		}
	}
	if retry == nil {
		t.Fatal("no button to try again")
	}
	s.window.focus(retry)
	s.window.list().Filters.SetScope("all")
	if s.canvas().Focused() != retry {
		t.Error("drawing the list took the focus from the banner's button")
	}
}

func TestOpenFailureCopiesTheLink(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	s.openErr = errors.New("no browser")
	s.window.list().Offers.Open(s.chosenID())
	if s.clipboard != "https://www.infojobs.net/of-i0fa1" {
		t.Errorf("the clipboard holds %q", s.clipboard)
	}
	if got := uitest.Texts(s.window.toast.Object); !strings.Contains(strings.Join(got, " "), "Hemos copiado el enlace") {
		t.Errorf("the toast says %q", got)
	}
}

// TestRowShowsThatItFolds, and what belongs to it.
func TestRowShowsThatItFolds(t *testing.T) {
	s := newStage(t, normal).news()
	l := s.window.applications.list
	parts := func(title string) *rowRenderer {
		for _, o := range l.content.Seen {
			if r := o.(*row); r.data.Title == title {
				return test.WidgetRenderer(r).(*rowRenderer)
			}
		}
		t.Fatalf("no row %q", title)
		return nil
	}
	sign := func(d *rowRenderer) string {
		if d.fold.Hidden {
			return ""
		}
		_, file, _ := strings.Cut(d.fold.Resource.Name(), "symbols/")
		return file
	}
	settleLayout(s, normal.size)
	title := s.window.words.N("news.rejected", 3)
	if got := sign(parts(title)); got != "expand.svg" {
		t.Errorf("folded, the sign is %q", got)
	}
	s.unfold()
	settleLayout(s, normal.size)
	fold, within, plain := parts(title), parts("Secretaria de dirección"), parts("Dependienta")
	if sign(fold) != "collapse.svg" || sign(within)+sign(plain) != "" {
		t.Errorf("unfolded, the signs are %q, %q and %q", sign(fold), sign(within), sign(plain))
	}
	if within.title.Position().X <= fold.place.Position().X || plain.title.Position().X != fold.place.Position().X {
		t.Errorf("what belongs to it begins at %.0f, it at %.0f, others at %.0f", within.title.Position().X, fold.place.Position().X, plain.title.Position().X)
	}
	if within.title.Position().X != fold.title.Position().X || fold.icon.Visible() || !within.icon.Visible() {
		t.Error("the titles do not stand one under the other, or what only folds has the sign of a status")
	}
	if within.dot.Position().X != plain.dot.Position().X {
		t.Error("the marks of what is unseen do not stand one under the other")
	}
}
