package ui

import (
	"slices"

	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A settingView shows one setting: its name with what changes it, more about it,
// what can be done, and what came of that.
type settingView struct {
	win    *settingsWindow
	id     present.SettingID
	kind   present.SettingKind
	object *fyne.Container

	label   *widget.Label // of what is neither switched nor chosen alone
	toggle  *widgets.Toggle
	choice  *widgets.Choice
	hint    *widget.Label
	actions *fyne.Container
	buttons []*settingButton
	said    []present.SettingAction // what the buttons do
	busy    *widget.Label
	message *remark
}

func newSettingView(win *settingsWindow, item present.SettingItem) *settingView {
	v := &settingView{win: win, id: item.ID, kind: item.Kind, hint: widgets.NewSmall("", fyne.TextAlignLeading), busy: widgets.NewParagraph(""), message: newRemark(nil)}
	var head fyne.CanvasObject
	switch item.Kind {
	case present.SettingHeading:
		v.label = widgets.NewHeading("", theme.SizeNameSubHeadingText, fyne.TextAlignLeading)
		head = container.New(&widgets.Inset{X: 0, Y: 4}, v.label)
	case present.SettingSwitch:
		v.toggle = widgets.NewToggle("", win.keys, func(on bool) { win.prefs.SetOn(v.id, on) })
		head = v.toggle
	case present.SettingChoice:
		v.label = widgets.NewParagraph("")
		v.choice = widgets.NewChoice("", win.keys, func(i int) { win.prefs.Select(v.id, i) })
		v.choice.Widest = 0 // there is room in every window
		head = container.New(&fieldLine{page: &win.fields, under: item.Under}, v.label, v.choice)
	case present.SettingText, present.SettingLine:
		v.label = widgets.NewParagraph("")
		head = v.label
	}
	v.actions = widgets.NewFlow(4)
	actions := container.New(&widgets.Inset{X: 4, Y: 0}, v.actions)
	top := container.New(&explained{under: v.toggle}, head, v.hint)
	if item.Kind == present.SettingLine {
		v.object = widgets.NewStack(0, container.New(&fieldLine{}, top, v.actions), v.busy, v.message.object)
		return v
	}
	v.object = widgets.NewStack(0, top, actions, v.busy, v.message.object)
	return v
}

// A settingButton is one of several with the same text, which who cannot see what
// stands beside them tells apart by what they are about.
type settingButton struct {
	widgets.Button
	about string
}

func newSettingButton(keys widgets.KeyHandler, action func()) *settingButton {
	b := &settingButton{}
	b.Kind, b.Keys, b.Action = widgets.ButtonPlain, keys, action
	b.Extend(b)
	return b
}

// AccessibilityLabel is the button's text, and what it is about.
func (b *settingButton) AccessibilityLabel() string {
	if b.about == "" {
		return b.Label
	}
	return b.Label + " " + b.about
}

// explained sets a hint close under what it is about, and where that has a box to
// tick, under the text beside it.
type explained struct{ under *widgets.Toggle }

// hintOverlap is how much of the margins of two texts under each other goes.
const hintOverlap = 8

func (l *explained) indent() float32 {
	if l.under == nil {
		return 0
	}
	return widgets.ToggleTextAt(l.under.Theme())
}

func (l *explained) MinSize(o []fyne.CanvasObject) fyne.Size {
	if !o[0].Visible() {
		return o[1].MinSize()
	}
	size := o[0].MinSize()
	if o[1].Visible() {
		hint := o[1].MinSize()
		size = fyne.NewSize(max(size.Width, hint.Width+l.indent()), size.Height+hint.Height-hintOverlap)
	}
	return size
}

func (l *explained) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if !o[0].Visible() {
		widgets.HeightAt(o[1], size.Width)
		o[1].Move(fyne.Position{})
		return
	}
	h := widgets.HeightAt(o[0], size.Width)
	o[0].Move(fyne.Position{})
	if o[1].Visible() {
		widgets.HeightAt(o[1], size.Width-l.indent())
		o[1].Move(fyne.NewPos(l.indent(), h-hintOverlap))
	}
}

func (v *settingView) set(item present.SettingItem) {
	switch {
	case v.toggle != nil:
		v.toggle.Set(item.Label, item.On, !item.Disabled)
	case v.choice != nil:
		importance := widget.MediumImportance
		if item.Disabled {
			importance = widget.LowImportance
		}
		if v.label.Text != item.Label || v.label.Importance != importance {
			v.label.Text, v.label.Importance = item.Label, importance
			v.label.Refresh()
		}
		v.choice.Name = item.Label
		if !slices.Equal(v.choice.Options, item.Options) || v.choice.Selected != item.Selected {
			v.choice.Set(item.Options, item.Selected)
		}
		v.choice.SetEnabled(!item.Disabled)
	default:
		widgets.SetText(v.label, item.Label)
	}
	widgets.SetText(v.hint, item.Hint)
	widgets.SetText(v.busy, item.Busy)
	v.setActions(item.Actions)
	v.message.set(item.Message)
}

// setActions keeps buttons that stay, as one of them may have the focus.
func (v *settingView) setActions(actions []present.SettingAction) {
	same := slices.EqualFunc(v.said, actions, func(a, b present.SettingAction) bool { return a.ID == b.ID && a.Arg == b.Arg })
	if !same {
		v.actions.Objects, v.buttons = nil, nil
		for _, a := range actions {
			b := newSettingButton(v.win.keys, func() { v.win.do(a.ID, a.Arg) })
			if a.Danger {
				b.Kind = widgets.ButtonDanger
			}
			v.buttons = append(v.buttons, b)
			v.actions.Add(b)
		}
	}
	v.said = actions
	for i, a := range actions {
		v.buttons[i].about = a.About
		v.buttons[i].SetLabel(a.Label)
		v.buttons[i].SetEnabled(!a.Disabled)
	}
	widgets.SetVisible(v.actions, len(actions) > 0)
}

// fieldColumn is what the fields of a page have in common: they are as wide as the
// widest of them, so that they stand under each other.
type fieldColumn struct{ fields []*widgets.Choice }

// width is that of a field on a line of a width.
func (c *fieldColumn) width(line float32) float32 {
	var width float32
	if line >= look.Scaled(440) {
		width = look.Scaled(200)
	}
	for _, f := range c.fields {
		width = max(width, widgets.WidthWanted(f))
	}
	return width
}

// fieldLine sets a field at the right of its name, or under it where the name would
// have too little room. It is not widgets.NewWithButton: the fields of a page are as wide
// as the widest, and what is longer is shortened.
type fieldLine struct {
	width float32
	page  *fieldColumn // of the fields that are alike; nil for what stands alone
	under bool         // its name is set under the text of a switch
}

func (l *fieldLine) below(o []fyne.CanvasObject) bool {
	return l.width-l.field(o).Width < look.Scaled(150)
}

func (l *fieldLine) field(o []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(widgets.WidthWanted(o[1]), o[1].MinSize().Height)
	if l.page != nil {
		size.Width = l.page.width(l.width)
	}
	return size
}

func (l *fieldLine) indent() float32 {
	if !l.under {
		return 0
	}
	return widgets.ToggleTextAt(theme.Current())
}

func (l *fieldLine) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), l.field(o)
	if l.below(o) {
		return fyne.NewSize(max(a.Width, min(b.Width, leastField)), a.Height+b.Height)
	}
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

// leastField is the width that every field can do with: what is longer is shortened.
const leastField = minWidth - 2*settingsMargin - 2*widgets.RingRoom

func (l *fieldLine) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	field := l.field(o)
	field.Width = min(field.Width, size.Width)
	if l.below(o) {
		h := widgets.HeightAt(o[0], size.Width-l.indent())
		o[0].Move(fyne.NewPos(l.indent(), 0))
		x := max(l.indent(), widgets.RingRoom)
		o[1].Move(fyne.NewPos(x, h))
		o[1].Resize(fyne.NewSize(min(field.Width, size.Width-x), field.Height))
		return
	}
	h := widgets.HeightAt(o[0], size.Width-field.Width-l.indent())
	o[0].Move(fyne.NewPos(l.indent(), max(0, (size.Height-h)/2)))
	o[1].Move(fyne.NewPos(size.Width-field.Width, (size.Height-field.Height)/2))
	o[1].Resize(field)
}

// remarkMargin is beside what is in a remark, and beside its button once more: with
// the room of its ring the button ends where the text does.
const remarkMargin = 4

// A remark says what came of something, or what is wrong, on a coloured ground and
// with a sign.
type remark struct {
	object *fyne.Container
	ground *widgets.Panel
	icon   *widgets.SymbolIcon
	text   *widget.Label
	action *fyne.Container // the button and the margin around it
}

// newRemark takes the button that the remark has at times, nil for none.
func newRemark(button fyne.CanvasObject) *remark {
	r := &remark{icon: widgets.NewSymbolIcon(widgets.SymbolInfo, look.ColorInfoText), text: widgets.NewParagraph("")}
	lines := []fyne.CanvasObject{container.New(widgets.IconText{Label: r.text}, r.icon, r.text)}
	if button != nil {
		r.action = container.New(&widgets.Inset{X: remarkMargin}, widgets.NewStack(0, widgets.NewRightFlow(0, button), widgets.Gap(2*remarkMargin)))
		lines = append(lines, r.action)
	}
	r.ground = widgets.NewPanel(look.ColorInfoBack, 6, container.New(&widgets.Inset{X: remarkMargin}, widgets.NewStack(0, lines...)))
	r.object = container.New(&widgets.Inset{X: 8, Y: 4}, r.ground)
	r.object.Hide()
	return r
}

// offer shows the button, or hides it with its margin.
func (r *remark) offer(shown bool) { widgets.SetVisible(r.action, shown) }

func (r *remark) set(m *present.Message) {
	widgets.SetVisible(r.object, m != nil)
	if m == nil {
		return
	}
	ground, tint, icon := look.ColorInfoBack, look.ColorInfoText, widgets.SymbolInfo
	if m.Error {
		ground, tint, icon = look.ColorWarnBack, look.ColorWarnText, widgets.SymbolWarning
	}
	if r.ground.Ground != ground {
		r.ground.Ground = ground
		r.icon.Set(icon, tint)
		r.ground.Refresh()
	}
	text := m.Text
	if m.Details != "" {
		text += "\n" + m.Details
	}
	widgets.SetText(r.text, text)
}
