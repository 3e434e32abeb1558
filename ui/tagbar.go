package ui

import (
	"slices"
	"strings"

	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// A tagBar shows the tags of an application and lets the person add some and remove
// them. The button that adds one stands elsewhere, so that no tags take no room.
type tagBar struct {
	object  *fyne.Container
	words   *present.Words
	keys    widgets.KeyHandler
	actions tagActions
	focus   func(fyne.Focusable)

	add     *widgets.Button
	line    *fyne.Container // chips, and the field
	chips   []*widgets.TagChip
	field   *tagField
	offered *fyne.Container // tags in use that may be meant
	offers  []*widgets.Button
	pointed int // the one that Enter takes, -1 for none

	id   string
	tags []string
}

// tagActions are what the presenter does about tags, and the window.
type tagActions struct {
	add      func(id, typed string)
	remove   func(id, tag string)
	complete func(id, typed string) []string
	reveal   func() // brings the bar into view when one is about to be added
}

func newTagBar(w *present.Words, keys widgets.KeyHandler, shortcuts fyne.Shortcutable, actions tagActions, focus func(fyne.Focusable)) *tagBar {
	b := &tagBar{words: w, keys: keys, actions: actions, focus: focus, pointed: -1}
	b.add = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolTag, w.T("tag.add"), keys, b.open)
	b.field = newTagField(b, keys, shortcuts, w.T("tag.hint"))
	b.field.object.Hide()
	b.line = widgets.NewFlow(2)
	b.offered = widgets.NewFlow(2)
	b.offered.Hide()
	b.object = container.New(&widgets.Inset{X: 4, Y: 0}, widgets.NewStack(2, b.line, b.offered))
	b.build()
	return b
}

// set shows the tags of an application.
func (b *tagBar) set(id string, tags []string, enabled bool) {
	another := b.id != id
	if another {
		b.id = id
		b.close()
	}
	b.add.SetEnabled(enabled)
	if !another && slices.Equal(b.tags, tags) {
		return
	}
	b.tags = tags
	focused := slices.IndexFunc(b.chips, func(c *widgets.TagChip) bool { return c.Focused })
	b.build()
	b.offer()
	if focused >= 0 { // that one is gone: the focus goes on to the next
		b.focusAt(focused)
	}
}

func (b *tagBar) focusAt(i int) {
	switch {
	case i < len(b.chips):
		b.focus(b.chips[i])
	case b.field.object.Visible():
		b.focus(b.field)
	default:
		b.focus(b.add)
	}
}

// build makes the chips anew.
func (b *tagBar) build() {
	b.chips = nil
	b.line.Objects = nil
	for _, tag := range b.tags {
		c := widgets.NewTagChip(tag, b.words.T("tag.remove", "Tag", tag), b.keys, func() { b.actions.remove(b.id, tag) })
		b.chips = append(b.chips, c)
		b.line.Add(c)
	}
	b.line.Add(b.field.object)
	b.show()
}

// show takes room only for what there is.
func (b *tagBar) show() {
	widgets.SetVisible(b.object, len(b.chips) > 0 || b.field.object.Visible())
	b.object.Refresh()
}

// open shows the field for another tag.
func (b *tagBar) open() {
	if b.add.Disabled() {
		return
	}
	b.field.object.Show()
	b.offer()
	b.show()
	b.focus(b.field)
	b.actions.reveal()
}

// close puts the field away.
func (b *tagBar) close() {
	b.field.set("")
	b.field.object.Hide()
	b.offered.Hide()
	b.pointed = -1
	b.show()
}

// give adds what was typed, or the offered tag that the keys point at.
func (b *tagBar) give(typed string) {
	if b.pointed >= 0 {
		typed = b.offers[b.pointed].Label
		if end := strings.LastIndex(b.field.Text, ","); end >= 0 {
			typed = b.field.Text[:end] + "," + typed
		}
	}
	b.field.set("")
	b.actions.add(b.id, typed)
	b.offer()
}

// typed takes the tags of what is being typed that a comma has ended.
func (b *tagBar) typed(text string) {
	end := strings.LastIndex(text, ",")
	b.field.set(strings.TrimLeft(text[end+1:], " "))
	if end >= 0 {
		b.actions.add(b.id, text[:end])
	}
	b.offer()
}

// offer shows the tags in use that what is being typed may become.
func (b *tagBar) offer() {
	if !b.field.object.Visible() {
		return
	}
	b.pointed = -1
	b.offers, b.offered.Objects = nil, nil
	for _, tag := range b.actions.complete(b.id, b.field.Text) {
		o := widgets.NewButton(widgets.ButtonChip, "", tag, b.keys, func() { b.take(tag) })
		b.offers = append(b.offers, o)
		b.offered.Add(o)
	}
	widgets.SetVisible(b.offered, len(b.offers) > 0)
	b.object.Refresh()
}

// take adds an offered tag that was pressed.
func (b *tagBar) take(tag string) {
	b.field.set("")
	b.focus(b.field)
	b.actions.add(b.id, tag)
	b.offer()
}

// point moves through the offered tags; before the first one is what was typed.
func (b *tagBar) point(by int) {
	if len(b.offers) == 0 {
		return
	}
	b.pointed = min(max(b.pointed+by, -1), len(b.offers)-1)
	for i, o := range b.offers {
		o.SetOn(i == b.pointed)
	}
}

// removeLast removes the last tag.
func (b *tagBar) removeLast() {
	if n := len(b.tags); n > 0 {
		b.actions.remove(b.id, b.tags[n-1])
	}
}

// leave closes the field.
func (b *tagBar) leave() {
	b.close()
	b.focus(b.add)
}
