package widgets

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// An Entry is Fyne's, passing on what it has no use for: Escape, and the window's
// shortcuts, which Fyne withholds from the window while a field has the focus.
type Entry struct {
	widget.Entry
	Name      string // what it is for; its hint says so if this is empty
	Keys      KeyHandler
	Shortcuts fyne.Shortcutable
	self      fyne.CanvasObject // what Fyne knows it by: itself, or what embeds it
	ringed    bool
	// hint is the whole of what an empty field shows, cut what there is room for.
	hint, cut string
}

// NewEntry returns a field; keys gets those that it does not use.
func NewEntry(keys KeyHandler, shortcuts fyne.Shortcutable) *Entry {
	e := &Entry{Keys: keys, Shortcuts: shortcuts}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip) // as NewEntry has it
	e.ExtendBaseWidget(e)
	return e
}

// ExtendBaseWidget says what embeds it.
func (e *Entry) ExtendBaseWidget(self fyne.Widget) {
	e.self = self
	e.Entry.ExtendBaseWidget(self)
}

// FocusGained also draws a ring and brings the field into view.
func (e *Entry) FocusGained() {
	e.ringed = !e.Disabled()
	e.Entry.FocusGained()
	FocusShown(e.self)
}

func (e *Entry) FocusLost() {
	e.ringed = false
	e.Entry.FocusLost()
}

func (e *Entry) held() []fyne.CanvasObject {
	if e.ActionItem == nil {
		return nil
	}
	return []fyne.CanvasObject{e.ActionItem}
}

// AccessibilityLabel says what it is for.
func (e *Entry) AccessibilityLabel() string { return cmp.Or(e.Name, e.wholeHint()) }

// AccessibilityRole is the nearest that the toolkit has.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// wholeHint is the hint as it was given: what Fyne shows may be cut.
func (e *Entry) wholeHint() string {
	if e.PlaceHolder != e.cut {
		return e.PlaceHolder
	}
	return e.hint
}

// cutHint ends a hint that is too long in an ellipsis: Fyne cuts it off in the
// middle of a letter.
func (e *Entry) cutHint(width float32) {
	if e.MultiLine || width <= 0 {
		return
	}
	e.hint = e.wholeHint()
	th := e.Theme()
	room := width - 2*th.Size(theme.SizeNameInnerPadding)
	if e.Icon != nil {
		room -= th.Size(theme.SizeNameInlineIcon) + th.Size(theme.SizeNameLineSpacing)
	}
	if e.ActionItem != nil {
		room -= e.ActionItem.MinSize().Width
	}
	e.cut = FitText(e.hint, max(room, 0), th.Size(theme.SizeNameText), e.TextStyle)
	if e.PlaceHolder != e.cut {
		e.SetPlaceHolder(e.cut)
	}
}

// CreateRenderer is Fyne's with a ring: the border that takes another colour is
// too little to be seen. A field of one line has no scroll bars: they would cover it.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), e: e, ring: NewRing()}
	r.objects = append(slices.Clone(r.WidgetRenderer.Objects()), r.ring.Rectangle)
	if !e.MultiLine {
		r.hideBars()
	}
	r.ring.Apply(e.Theme(), 0, false)
	return r
}

type entryRenderer struct {
	fyne.WidgetRenderer
	e       *Entry
	ring    Ring
	objects []fyne.CanvasObject
	// scroll is Fyne's, which moves the text of a field of one line, and clip what
	// shows the text in its place.
	scroll *container.Scroll
	clip   *container.Clip
	width  float32 // that it last had
}

// hideBars shows what Fyne's scroll moves without its bars and shadows. A theme of
// the field's own would hide them as well, but Fyne keeps a set of fonts for each of
// those, and loads it again at each refresh.
func (r *entryRenderer) hideBars() {
	for i, o := range r.objects {
		if scroll, is := o.(*container.Scroll); is {
			r.scroll, r.clip = scroll, container.NewClip(scroll.Content)
			r.objects[i] = r.clip
			return
		}
	}
}

func (r *entryRenderer) Layout(size fyne.Size) {
	r.e.cutHint(size.Width)
	r.WidgetRenderer.Layout(size)
	r.ring.Resize(size)
	if r.clip != nil {
		lower := r.centre(size)
		r.clip.Move(r.scroll.Position().AddXY(0, lower))
		room := r.scroll.Size().SubtractWidthHeight(0, lower)
		if r.e.ActionItem == nil { // a long text is not to run into the border
			room.Width = max(room.Width-r.e.Theme().Size(theme.SizeNameInnerPadding)/2, 0)
		}
		r.clip.Resize(room)
		r.showCursor(size.Width)
	}
}

// showCursor keeps the part of the text in view that the cursor is in: with another
// width Fyne would show the beginning.
func (r *entryRenderer) showCursor(width float32) {
	if r.width != width {
		r.width = width
		r.scroll.Content.Refresh()
	}
}

// centre sets the icon of a field of one line in the middle of its height, and returns
// how much lower the text stands there: what is beside it may make the field higher than
// its text, and Fyne leaves both at the top.
func (r *entryRenderer) centre(size fyne.Size) (lower float32) {
	for _, o := range r.objects {
		if icon, is := o.(*canvas.Image); is {
			icon.Move(fyne.NewPos(icon.Position().X, (size.Height-icon.Size().Height)/2))
		}
	}
	return max(0, (size.Height-r.WidgetRenderer.MinSize().Height)/2)
}

func (r *entryRenderer) Refresh() {
	th := r.e.Theme()
	r.ring.Apply(th, th.Size(theme.SizeNameInputRadius), r.e.ringed && !r.e.Disabled())
	r.WidgetRenderer.Refresh()
}

func (r *entryRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && e.Keys != nil {
		e.Keys(k)
		return
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut passes on what has no meaning of its own in a field.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	if _, custom := s.(*desktop.CustomShortcut); custom {
		e.Shortcuts.TypedShortcut(s)
	}
}

// NewSecretEntry is an entry whose text only shows while the person wants to see it.
func NewSecretEntry(keys KeyHandler, shortcuts fyne.Shortcutable, show, hide string) *Entry {
	e := &Entry{Keys: keys, Shortcuts: shortcuts}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.Password = true
	eye := NewIconButton(symbolEye, show, keys, nil)
	eye.Action = func() {
		e.Password = !e.Password
		icon, name := symbolEye, show
		if !e.Password {
			icon, name = symbolEyeOff, hide
		}
		eye.SetIcon(icon)
		eye.SetName(name)
		e.Refresh()
	}
	e.ActionItem = eye
	e.ExtendBaseWidget(e)
	return e
}

// A CodeEntry is for the verification code: what is pasted into it is masked, as
// others may be looking at the screen.
type CodeEntry struct{ Entry }

// NewCodeEntry returns a field for the verification code.
func NewCodeEntry(keys KeyHandler, shortcuts fyne.Shortcutable) *CodeEntry {
	e := &CodeEntry{}
	e.Keys, e.Shortcuts = keys, shortcuts
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = func(text string) {
		if text == "" {
			e.Mask(false)
		}
	}
	e.ExtendBaseWidget(e)
	return e
}

// Mask hides what the field holds, or shows it.
func (e *CodeEntry) Mask(on bool) {
	if e.Password != on {
		e.Password = on
		e.Refresh()
	}
}

// TypedShortcut masks what is pasted.
func (e *CodeEntry) TypedShortcut(s fyne.Shortcut) {
	e.Entry.TypedShortcut(s)
	if _, pasted := s.(*fyne.ShortcutPaste); pasted && e.Text != "" {
		e.Mask(true)
	}
}
