package ui

import (
	"cmp"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// An entry is Fyne's, passing on what it has no use for: Escape, and the window's
// shortcuts, which Fyne withholds from the window while a field has the focus.
type entry struct {
	widget.Entry
	name      string // what it is for; its hint says so if this is empty
	keys      keyHandler
	shortcuts fyne.Shortcutable
	self      fyne.CanvasObject // what Fyne knows it by: itself, or what embeds it
	ringed    bool
}

func newEntry(keys keyHandler, shortcuts fyne.Shortcutable) *entry {
	e := &entry{keys: keys, shortcuts: shortcuts}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	e.ExtendBaseWidget(e)
	return e
}

// ExtendBaseWidget says what embeds it.
func (e *entry) ExtendBaseWidget(self fyne.Widget) {
	e.self = self
	e.Entry.ExtendBaseWidget(self)
}

// FocusGained also draws a ring and brings the field into view.
func (e *entry) FocusGained() {
	e.ringed = !e.Disabled()
	e.Entry.FocusGained()
	focusShown(e.self)
}

func (e *entry) FocusLost() {
	e.ringed = false
	e.Entry.FocusLost()
}

func (e *entry) held() []fyne.CanvasObject {
	if e.ActionItem == nil {
		return nil
	}
	return []fyne.CanvasObject{e.ActionItem}
}

// AccessibilityLabel says what it is for.
func (e *entry) AccessibilityLabel() string { return cmp.Or(e.name, e.PlaceHolder) }

// AccessibilityRole is the nearest that the toolkit has.
func (e *entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is Fyne's with a ring: the border that takes another colour is
// too little to be seen.
func (e *entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), e: e, ring: newRing()}
	r.ring.apply(e.Theme(), 0, false)
	return r
}

type entryRenderer struct {
	fyne.WidgetRenderer
	e    *entry
	ring ring
}

func (r *entryRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
}

func (r *entryRenderer) Refresh() {
	th := r.e.Theme()
	r.ring.apply(th, th.Size(theme.SizeNameInputRadius), r.e.ringed && !r.e.Disabled())
	r.WidgetRenderer.Refresh()
}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clip(r.WidgetRenderer.Objects()), r.ring.Rectangle)
}

func (e *entry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && e.keys != nil {
		e.keys(k)
		return
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut passes on what has no meaning of its own in a field.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	if _, custom := s.(*desktop.CustomShortcut); custom {
		e.shortcuts.TypedShortcut(s)
	}
}

// newSecretEntry is an entry whose text only shows while the person wants to see it.
func newSecretEntry(keys keyHandler, shortcuts fyne.Shortcutable, show, hide string) *entry {
	e := &entry{keys: keys, shortcuts: shortcuts}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.Password = true
	eye := newIconButton(symbolEye, show, keys, nil)
	eye.action = func() {
		e.Password = !e.Password
		icon, name := symbolEye, show
		if !e.Password {
			icon, name = symbolEyeOff, hide
		}
		eye.setIcon(icon)
		eye.setName(name)
		e.Refresh()
	}
	e.ActionItem = eye
	e.ExtendBaseWidget(e)
	return e
}

// A codeEntry is for the verification code: what is pasted into it is masked, as
// others may be looking at the screen.
type codeEntry struct{ entry }

func newCodeEntry(keys keyHandler, shortcuts fyne.Shortcutable) *codeEntry {
	e := &codeEntry{}
	e.keys, e.shortcuts = keys, shortcuts
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = func(text string) {
		if text == "" {
			e.mask(false)
		}
	}
	e.ExtendBaseWidget(e)
	return e
}

func (e *codeEntry) mask(on bool) {
	if e.Password != on {
		e.Password = on
		e.Refresh()
	}
}

// TypedShortcut masks what is pasted.
func (e *codeEntry) TypedShortcut(s fyne.Shortcut) {
	e.entry.TypedShortcut(s)
	if _, pasted := s.(*fyne.ShortcutPaste); pasted && e.Text != "" {
		e.mask(true)
	}
}

// noBars is the app's theme, as it is at the moment, without scroll bars: in a field
// of one line they cover it.
type noBars struct{}

func (noBars) app() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (t noBars) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return t.app().Color(n, v)
}
func (t noBars) Font(s fyne.TextStyle) fyne.Resource     { return t.app().Font(s) }
func (t noBars) Icon(n fyne.ThemeIconName) fyne.Resource { return t.app().Icon(n) }

func (t noBars) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameScrollBar || n == theme.SizeNameScrollBarSmall {
		return 0
	}
	return t.app().Size(n)
}
