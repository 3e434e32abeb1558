package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"candidaturas/auth"
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// closedSettings reports whether the settings are closed.
func (s *stage) closedSettings() bool { return s.window.settings == nil }

// pressInSettings gives a shortcut to the settings, as Fyne does.
func (s *stage) pressInSettings(name fyne.KeyName, mod fyne.KeyModifier) {
	w := s.window.settings
	target, ok := s.canvas().Focused().(fyne.Shortcutable)
	if !ok {
		target = &w.shortcut // the canvas for tests passes nothing on
	}
	target.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: mod})
}

func (s *stage) view(id present.SettingID) *settingView {
	s.t.Helper()
	views := s.window.settings.views
	i := slices.IndexFunc(views, func(v *settingView) bool { return v.id == id })
	if i < 0 {
		s.t.Fatalf("no setting %q shows", id)
	}
	return views[i]
}

// pressAction presses a setting's button as the person does.
func (s *stage) pressAction(id, action present.SettingID) {
	s.t.Helper()
	v := s.view(id)
	i := slices.IndexFunc(v.said, func(a present.SettingAction) bool { return a.ID == action })
	if i < 0 {
		s.t.Fatalf("%q has no button for %q", id, action)
	}
	s.canvas().Focus(v.buttons[i])
	uitest.Key(v.buttons[i], fyne.KeyReturn)
}

func TestSettingsOpenOnce(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	s.shortcut(fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	first := s.window.settings
	if first == nil || first.window.Title() != "Ajustes" {
		t.Fatal("the shortcut does not open the settings")
	}
	windows := len(s.app.Driver().AllWindows())
	s.window.ShowSettings()
	s.pressInSettings(fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	if s.window.settings != first || len(s.app.Driver().AllWindows()) != windows {
		t.Error("a second window opens")
	}
	if first.canvas().Focused() != fyne.Focusable(first.tabs) {
		t.Errorf("the focus starts on %T", first.canvas().Focused())
	}
}

// TestSettingsComeBack in the window they were in, as if it were new: what lay over
// them is gone, and they say what holds now.
func TestSettingsComeBack(t *testing.T) {
	s := newStage(t, normal)
	first := s.settings(present.SettingsData)
	s.choosing(present.DoExport, "csv")
	first.scroll.ScrollToOffset(fyne.NewPos(0, 40))
	s.pressInSettings(fyne.KeyW, fyne.KeyModifierShortcutDefault)
	if !s.closedSettings() || first.modal != nil || len(first.canvas().Overlays().List()) > 0 {
		t.Fatal("something stays open")
	}
	windows := len(s.app.Driver().AllWindows())
	s.window.presenter.ResizeText(1)
	again := s.settings(present.SettingsGeneral)
	if again != first || len(s.app.Driver().AllWindows()) != windows {
		t.Error("another window opens")
	}
	if again.scroll.Offset.Y != 0 || again.canvas().Focused() != fyne.Focusable(again.tabs) {
		t.Errorf("scrolled by %.0f, focus on %T", again.scroll.Offset.Y, again.canvas().Focused())
	}
	if c := s.view(present.SettingTextSize).choice; c.Label != "110\u00a0%" {
		t.Errorf("the setting shows %q", c.Label)
	}
	if again.chooser != nil || again.modal != nil {
		t.Error("the question is back")
	}
}

// TestSettingsClose by each of the ways that the platform has, from every kind of
// control, and leave the app's window as it is.
func TestSettingsClose(t *testing.T) {
	escape := func(s *stage) { uitest.Key(s.canvas().Focused(), fyne.KeyEscape) }
	controlW := func(s *stage) { s.pressInSettings(fyne.KeyW, fyne.KeyModifierShortcutDefault) }
	for name, focus := range map[string]func(*stage) fyne.Focusable{
		"sections": func(s *stage) fyne.Focusable { return s.window.settings.tabs },
		"switch":   func(s *stage) fyne.Focusable { return s.view(present.SettingKeepRunning).toggle },
		"choice":   func(s *stage) fyne.Focusable { return s.view(present.SettingTheme).choice },
	} {
		for way, closeIt := range map[string]func(*stage){"Esc": escape, "Ctrl+W": controlW} {
			t.Run(name+" "+way, func(t *testing.T) {
				s := newStage(t, normal)
				s.settings(present.SettingsGeneral)
				s.canvas().Focus(focus(s))
				mainClosed := false
				s.window.window.SetOnClosed(func() { mainClosed = true })
				closeIt(s)
				if !s.closedSettings() || mainClosed {
					t.Errorf("settings closed: %v, the app: %v", s.closedSettings(), mainClosed)
				}
				s.settings(present.SettingsGeneral) // they open again
				if s.closedSettings() {
					t.Error("they do not open again")
				}
			})
		}
	}
}

func TestSettingsShareShortcuts(t *testing.T) {
	s := newStage(t, normal)
	s.settings(present.SettingsGeneral)
	s.pressInSettings(fyne.KeyPlus, fyne.KeyModifierShortcutDefault)
	if got := s.window.presenter.Settings().TextSize; got != 110 {
		t.Errorf("text of %d %%", got)
	}
	if c := s.view(present.SettingTextSize).choice; c.Label != "110\u00a0%" {
		t.Errorf("the setting shows %q", c.Label)
	}
}

// TestSettingsKeys: everything works with the keys alone.
func TestSettingsKeys(t *testing.T) {
	s := newStage(t, normal)
	w := s.settings(present.SettingsGeneral)
	uitest.Key(s.view(present.SettingTheme).choice, fyne.KeyDown)
	s.canvas().Focus(s.view(present.SettingTheme).choice)
	s.view(present.SettingTheme).choice.TypedRune('o')
	if got := s.window.presenter.Settings().Theme; got != present.ThemeDark {
		t.Errorf("theme %q", got)
	}
	s.canvas().Focus(s.view(present.SettingKeepRunning).toggle)
	uitest.Key(s.view(present.SettingKeepRunning).toggle, fyne.KeySpace)
	if !s.window.presenter.Settings().KeepRunning {
		t.Error("Space does not switch")
	}
	uitest.Key(s.view(present.SettingKeepRunning).toggle, fyne.KeyReturn)
	if s.window.presenter.Settings().KeepRunning {
		t.Error("Enter does not switch back")
	}
	s.canvas().Focus(w.tabs)
	for _, c := range []struct {
		press fyne.KeyName
		want  present.SettingsSection
	}{
		{fyne.KeyDown, present.SettingsAccount},
		{fyne.KeyEnd, present.SettingsAdvanced},
		{fyne.KeyDown, present.SettingsAdvanced},
		{fyne.KeyUp, present.SettingsData},
		{fyne.KeyHome, present.SettingsGeneral},
		{fyne.KeyUp, present.SettingsGeneral},
	} {
		uitest.Key(w.tabs, c.press)
		if w.state.Section != c.want || s.canvas().Focused() != fyne.Focusable(w.tabs) {
			t.Errorf("%s leads to section %d, focus on %T", c.press, w.state.Section, s.canvas().Focused())
		}
	}
}

// TestSettingsNarrow have the sections above, and the focus goes along.
func TestSettingsNarrow(t *testing.T) {
	s := newStage(t, normal)
	w := s.settings(present.SettingsGeneral)
	w.window.Resize(uitest.Phone)
	if w.tabs.Visible() || !w.narrow.Visible() || s.canvas().Focused() != fyne.Focusable(w.narrow) {
		t.Fatalf("focus on %T", s.canvas().Focused())
	}
	w.narrow.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	test.Tap(w.narrow)
	if m := w.narrow.Open; m == nil || len(m.Entries) != 6 {
		t.Fatal("no menu of the sections")
	} else {
		m.Entries[4].Action()
	}
	if w.state.Section != present.SettingsData {
		t.Errorf("section %d", w.state.Section)
	}
	if got := s.canvas().Content().MinSize(); got != uitest.Phone {
		t.Errorf("as small as %v", got)
	}
}

// TestSettingsKeepTheFocus while something goes on that disables what had it.
func TestSettingsKeepTheFocus(t *testing.T) {
	s := newStage(t, normal)
	w := s.settings(present.SettingsData)
	s.data.block = make(chan struct{})
	s.pressAction(present.SettingCopies, present.DoBackupNow)
	if s.canvas().Focused() != fyne.Focusable(w.tabs) {
		t.Fatalf("meanwhile the focus is on %T", s.canvas().Focused())
	}
	close(s.data.block)
	s.answered()
	if s.canvas().Focused() != fyne.Focusable(s.view(present.SettingCopies).buttons[0]) {
		t.Errorf("afterwards the focus is on %T", s.canvas().Focused())
	}

	s.data.block = make(chan struct{})
	s.pressAction(present.SettingCopies, present.DoBackupNow)
	elsewhere := s.view(present.SettingBackups).toggle
	s.canvas().Focus(elsewhere)
	close(s.data.block)
	s.answered()
	if s.canvas().Focused() != fyne.Focusable(elsewhere) {
		t.Error("the focus is taken from where the person has put it")
	}
}

// TestSettingsQuestion is asked over the settings: Esc closes it alone.
func TestSettingsQuestion(t *testing.T) {
	s := newStage(t, normal)
	w := s.settings(present.SettingsData)
	s.pressAction(present.SettingCopy+"/b2", present.DoRestore)
	if w.modal == nil || s.canvas().Focused() != fyne.Focusable(w.modal.No) {
		t.Fatal("no question, or not on the safe answer")
	}
	uitest.Key(s.canvas().Focused(), fyne.KeyEscape)
	if w.modal != nil || s.closedSettings() || w.state.Question != nil {
		t.Fatal("Esc does not answer the question, or closes the settings too")
	}
	if got := s.canvas().Focused(); got != fyne.Focusable(s.view(present.SettingCopy + "/b2").buttons[0]) {
		t.Errorf("the focus goes to %T", got)
	}
	opens := s.opens.Load()
	s.pressAction(present.SettingCopy+"/b2", present.DoRestore)
	test.Tap(w.modal.Yes)
	s.until("the new connection", func() bool { return s.opens.Load() == opens+1 })
	if w.modal != nil {
		t.Error("the question stays")
	}
}

// TestSettingsFieldsStandInAColumn, whatever they hold, and what is part of a switch is
// named under its text.
func TestSettingsFieldsStandInAColumn(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(settingsWidth, settingsHeight), uitest.Phone} {
		for _, section := range []present.SettingsSection{present.SettingsGeneral, present.SettingsNotices} {
			s := newStage(t, normal)
			w := s.settings(section)
			s.prefs().SetOn(present.SettingNoticesOn, true)
			s.prefs().SetOn(present.SettingDigest, true)
			settleLayout(s, size)
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject
			right, width := float32(0), float32(0)
			for _, v := range w.views {
				if v.choice == nil {
					continue
				}
				x := at(v.choice).X + v.choice.Size().Width
				if width != 0 && size != uitest.Phone && (x != right || v.choice.Size().Width != width) {
					t.Errorf("%v: %q ends at %v, %v wide, instead of %v, %v wide", size, v.id, x, v.choice.Size().Width, right, width)
				}
				right, width = x, v.choice.Size().Width
				part := v.id == present.SettingQuietFrom || v.id == present.SettingQuietTo || v.id == present.SettingDigestAt
				if indented := at(v.label).X > at(w.items).X; indented != part {
					t.Errorf("%v: %q is indented: %v", size, v.id, indented)
				}
			}
		}
	}
}

// TestSettingsErasingLooksDangerous as nothing else there does.
func TestSettingsErasingLooksDangerous(t *testing.T) {
	s := newStage(t, normal)
	w := s.settings(present.SettingsData)
	for _, v := range w.views {
		for i, b := range v.buttons {
			if erases := v.said[i].ID == present.DoErase; erases != (b.Kind == widgets.ButtonDanger) {
				t.Errorf("%q is dangerous: %v", b.Label, !erases)
			}
		}
	}
}

func TestFileChooser(t *testing.T) {
	s := newStage(t, normal)
	dir := t.TempDir()
	f := s.choosing(present.DoExport, "csv")
	if f.path.Text != "/home/lucia/Documentos/candidaturas-2026-10-08.csv" || s.canvas().Focused() != fyne.Focusable(f.path) {
		t.Fatalf("%q, focus on %T", f.path.Text, s.canvas().Focused())
	}
	path := filepath.Join(dir, "mis.csv")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f.path.SetText(path)
	uitest.Key(f.path, fyne.KeyReturn)
	s.answered()
	if f.modal.Yes.Label != "Sustituir" || len(s.data.files) != 0 || s.canvas().Focused() != fyne.Focusable(f.path) {
		t.Fatalf("%q, wrote %q, focus on %T", f.modal.Yes.Label, s.data.files, s.canvas().Focused())
	}
	f.path.SetText(filepath.Join(dir, "otras.csv"))
	if f.modal.Yes.Label != "Exportar" {
		t.Errorf("another name, and the button says %q", f.modal.Yes.Label)
	}
	f.path.SetText(path)
	uitest.Key(f.path, fyne.KeyReturn)
	s.answered()
	test.Tap(f.modal.Yes)
	s.answered()
	if s.window.settings.chooser != nil || !slices.Equal(s.data.files, []string{path}) {
		t.Errorf("still open: %v, wrote %q", s.window.settings.chooser != nil, s.data.files)
	}

	f = s.choosing(present.DoExport, "json")
	uitest.Key(f.path, fyne.KeyEscape)
	if s.window.settings.chooser != nil || s.window.settings.modal != nil || s.closedSettings() {
		t.Error("Esc does not close the form alone")
	}
}

// TestFileChooserShowsTheEnd of a path that is too long for its field, whether the
// window becomes narrow or the path another.
func TestFileChooserShowsTheEnd(t *testing.T) {
	s := newStage(t, normal)
	f := s.choosing(present.DoExport, "csv")
	check := func(when string) {
		t.Helper()
		for _, o := range uitest.Children(f.path) {
			clip, is := o.(*container.Clip)
			if !is {
				continue
			}
			end := clip.Content.Position().X + f.path.CursorPosition().X
			if clip.Content.Position().X >= 0 || end > clip.Size().Width || end < clip.Size().Width/2 {
				t.Errorf("%s: the text begins at %v and ends at %v of %v", when, clip.Content.Position().X, end, clip.Size().Width)
			}
		}
	}
	settleLayout(s, fyne.NewSize(settingsWidth, settingsHeight))
	settleLayout(s, uitest.Phone)
	check("in a narrow window")
	f.found("/home/lucia/Documentos/Búsqueda de trabajo/2026/Copias de seguridad/candidaturas.csv")
	check("with another path")
	s.canvas().Focus(f.modal.No)
	check("without the focus")
}

// TestFileChooserLooks: Fyne's dialog only finds a folder, nothing is written by
// choosing one.
func TestFileChooserLooks(t *testing.T) {
	s := newStage(t, normal)
	dir := t.TempDir()
	f := s.choosing(present.DoExport, "csv")
	f.path.SetText(filepath.Join(dir, "a.csv"))
	test.Tap(f.browse)
	if f.looking == nil {
		t.Fatal("nothing to look with")
	}
	f.found(filepath.Join(dir, "b.csv"))
	s.canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) // nothing has the focus there
	if f.looking != nil || s.window.settings.chooser == nil {
		t.Errorf("Esc leaves Fyne's dialog open: %v; the form is open: %v", f.looking != nil, s.window.settings.chooser != nil)
	}
	if f.path.Text != filepath.Join(dir, "b.csv") {
		t.Errorf("the field holds %q", f.path.Text)
	}
}

// TestRestoreFromAFile that was saved elsewhere: the form gives way to the question.
func TestRestoreFromAFile(t *testing.T) {
	s := newStage(t, normal)
	path := filepath.Join(t.TempDir(), "copia.db")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := s.settings(present.SettingsData)
	s.pressAction(present.SettingCopies, present.DoRestoreOf)
	if w.chooser == nil || s.canvas().Focused() != fyne.Focusable(w.chooser.path) {
		t.Fatalf("no form, or the focus is on %T", s.canvas().Focused())
	}
	w.chooser.path.SetText(path)
	uitest.Key(w.chooser.path, fyne.KeyReturn)
	s.answered()
	if w.chooser != nil || w.asked == 0 || s.canvas().Focused() != fyne.Focusable(w.modal.No) {
		t.Fatalf("not asked, or not on the safe answer but on %T", s.canvas().Focused())
	}
	opens := s.opens.Load()
	test.Tap(w.modal.Yes)
	s.until("the new connection", func() bool { return s.opens.Load() == opens+1 })
}

// TestSettingsLeadElsewhere: signing in and out is for the app's window.
func TestSettingsLeadElsewhere(t *testing.T) {
	t.Run("connect", func(t *testing.T) {
		s := newStage(t, normal)
		s.settings(present.SettingsAccount)
		s.pressAction(present.SettingAccount, present.DoReconnect)
		if !s.closedSettings() || s.window.screen != present.ScreenSignIn {
			t.Errorf("closed: %v, screen %d", s.closedSettings(), s.window.screen)
		}
	})
	t.Run("sign out", func(t *testing.T) {
		s := newStage(t, normal)
		w := s.settings(present.SettingsAccount)
		s.pressAction(present.SettingAccount, present.DoSignOut)
		if w.modal == nil {
			t.Fatal("not asked")
		}
		test.Tap(w.modal.Yes)
		s.until("the sign-out", func() bool { return s.window.screen == present.ScreenSignIn })
		if !s.closedSettings() {
			t.Error("the settings stay")
		}
	})
	t.Run("erase", func(t *testing.T) {
		s := newStage(t, normal)
		w := s.settings(present.SettingsData)
		erased := false
		s.conn.erase = func(context.Context) error { erased = true; return nil }
		s.pressAction(present.SettingErase, present.DoErase)
		test.Tap(w.modal.Yes)
		s.until("the end", func() bool { return s.window.screen == present.ScreenSignIn })
		if !erased || !s.closedSettings() {
			t.Errorf("erased: %v, closed: %v", erased, s.closedSettings())
		}
	})
}

func TestSettingsKeyForm(t *testing.T) {
	s := newStage(t, normal)
	w := s.settings(present.SettingsAdvanced)
	var saved auth.Keys
	s.conn.saveKeys = func(_ context.Context, k auth.Keys) error { saved = k; return nil }
	s.pressAction(present.SettingKeys, present.DoEnterKeys)
	f := w.keyForm
	if f == nil || s.canvas().Focused() != fyne.Focusable(f.id) {
		t.Fatal("no form")
	}
	f.id.SetText("id")
	uitest.Key(f.id, fyne.KeyReturn)
	uitest.Key(f.secret, fyne.KeyReturn)
	if f.message.shown == nil {
		t.Error("nothing said of the key that is missing")
	}
	f.secret.SetText("secret")
	uitest.Key(f.secret, fyne.KeyReturn)
	s.until("the form", func() bool { return w.keyForm == nil })
	if saved.ClientID != "id" || w.modal != nil || s.closedSettings() {
		t.Errorf("saved %q", saved.ClientID)
	}
}

// TestSettingsSpeak another language at once, the window included.
func TestSettingsSpeak(t *testing.T) {
	s := newStage(t, normal)
	w := s.settings(present.SettingsGeneral)
	c := s.view(present.SettingLanguage).choice
	s.canvas().Focus(c)
	c.Choose(slices.Index(c.Options, "English"))
	if w.window.Title() != "Settings" || s.view(present.SettingTheme).label.Text != "Theme" {
		t.Errorf("%q, %q", w.window.Title(), s.view(present.SettingTheme).label.Text)
	}
	if s.canvas().Focused() != fyne.Focusable(c) {
		t.Errorf("the focus is on %T", s.canvas().Focused())
	}
}

func TestToggle(t *testing.T) {
	var changes []bool
	var passed []fyne.KeyName
	tg := widgets.NewToggle("Un texto que en una ventana estrecha pasa a otra línea", uitest.Collect(&passed), func(on bool) { changes = append(changes, on) })
	w := uitest.Placed(t, fyne.NewSize(200, 200), widgets.NewStack(0, tg))
	uitest.TapMiddle(w, tg)
	uitest.Key(tg, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape)
	if !slices.Equal(changes, []bool{true, false, true, false}) || !slices.Equal(passed, []fyne.KeyName{fyne.KeyEscape}) {
		t.Errorf("%v, passed on %v", changes, passed)
	}
	uitest.Within(t, tg)
	if tg.Size().Height < 2*look.LineHeight() {
		t.Errorf("%.0f high: the text does not wrap", tg.Size().Height)
	}
	tg.Disable()
	uitest.Key(tg, fyne.KeySpace)
	test.Tap(tg)
	if len(changes) != 4 {
		t.Error("changed although disabled")
	}
	if tg.AccessibilityLabel() != tg.Text {
		t.Errorf("%q", tg.AccessibilityLabel())
	}
}
