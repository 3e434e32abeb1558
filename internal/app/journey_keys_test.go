package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// A desk is the app with the windows that it has open. The toolkit's own app for
// tests does not know which one is in front, and its canvas takes no shortcuts.
type desk struct {
	fyne.App
	windows []*deskWindow // the one in front is the last
}

// NewWindow makes a window that knows whether it is in front.
func (d *desk) NewWindow(title string) fyne.Window {
	w := d.App.NewWindow(title)
	return &deskWindow{Window: w, desk: d, canvas: &deskCanvas{Canvas: w.Canvas()}}
}

func (d *desk) front() *deskWindow { return d.windows[len(d.windows)-1] }

func (d *desk) remove(w *deskWindow) {
	d.windows = slices.DeleteFunc(d.windows, func(o *deskWindow) bool { return o == w })
}

// A deskWindow is a window among others.
type deskWindow struct {
	fyne.Window
	desk   *desk
	canvas *deskCanvas
}

func (w *deskWindow) Canvas() fyne.Canvas { return w.canvas }

// raise puts it in front, for the toolkit's driver for tests too: that one takes the
// last of its windows for the one that is meant.
func (w *deskWindow) raise() {
	w.desk.remove(w)
	w.desk.windows = append(w.desk.windows, w)
	all := w.desk.Driver().AllWindows()
	if i := slices.Index(all, w.Window); i >= 0 {
		copy(all[i:], all[i+1:])
		all[len(all)-1] = w.Window
	}
}

func (w *deskWindow) Show() {
	w.raise()
	w.Window.Show()
}

func (w *deskWindow) RequestFocus() {
	w.raise()
	w.Window.RequestFocus()
}

func (w *deskWindow) Hide() {
	w.desk.remove(w)
	w.Window.Hide()
}

func (w *deskWindow) Close() {
	w.desk.remove(w)
	w.Window.Close()
}

// A deskCanvas takes shortcuts, as that of a real window does.
type deskCanvas struct {
	fyne.Canvas
	shortcuts fyne.ShortcutHandler
}

func (c *deskCanvas) AddShortcut(s fyne.Shortcut, do func(fyne.Shortcut)) {
	c.shortcuts.AddShortcut(s, do)
}
func (c *deskCanvas) RemoveShortcut(s fyne.Shortcut) { c.shortcuts.RemoveShortcut(s) }
func (c *deskCanvas) TypedShortcut(s fyne.Shortcut)  { c.shortcuts.TypedShortcut(s) }

const (
	ctrl  = fyne.KeyModifierShortcutDefault
	shift = fyne.KeyModifierShift
)

// press types a key without modifiers, as the toolkit does: Tab moves the focus
// unless what has it wants that key, and a key that writes also writes.
func (j *journey) press(key fyne.KeyName) {
	focused := j.canvas().Focused()
	if key == fyne.KeyTab {
		if t, ok := focused.(fyne.Tabbable); !ok || !t.AcceptsTab() {
			j.canvas().FocusNext()
			return
		}
	}
	e := &fyne.KeyEvent{Name: key}
	if focused == nil {
		j.canvas().OnTypedKey()(e)
		return
	}
	focused.TypedKey(e)
	if key == fyne.KeySpace {
		if focused := j.canvas().Focused(); focused != nil { // the rune comes after the key
			focused.TypedRune(' ')
		}
	}
}

// chord types a key with modifiers, as the toolkit does: a shortcut for what has the
// focus, if that takes any, and else for the window.
func (j *journey) chord(key fyne.KeyName, mod fyne.KeyModifier) {
	var s fyne.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: mod}
	if mod == ctrl && key == fyne.KeyZ {
		s = &fyne.ShortcutUndo{}
	}
	if focused, ok := j.canvas().Focused().(fyne.Shortcutable); ok {
		focused.TypedShortcut(s)
		return
	}
	j.canvas().(fyne.Shortcutable).TypedShortcut(s)
}

// write types text where the focus is.
func (j *journey) write(text string) {
	j.t.Helper()
	focused := j.canvas().Focused()
	if focused == nil {
		j.t.Fatalf("nothing has the focus to type %q into; on the screen:\n%s", text, j.screen())
	}
	for _, r := range text {
		focused.TypedRune(r)
	}
}
