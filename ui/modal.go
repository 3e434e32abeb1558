package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// A modal is a question or a form over the window. Esc cancels. Enter presses
// the button that has the focus, which of a question is the cancelling one, as it
// is the safe one. The focus starts on first and goes back to where it was. Fyne's
// own dialogs have none of that.
type modal struct {
	yes, no *button // yes is nil when there is nothing to accept
	danger  *button // nil when there is no third way
	canvas  fyne.Canvas
	cover   *cover
	before  fyne.Focusable
	dismiss func()
	cancel  func()
}

// A modalSpec is what a modal shows.
type modalSpec struct {
	title  string
	body   fyne.CanvasObject
	yes    string     // text of the main button, empty for none
	kind   buttonKind // of the main button
	no     string
	danger string         // text of a third button, which leads to what cannot be undone; empty for none
	choose func(*modal)   // the third button; closes nothing by itself
	accept func(*modal)   // the main button; closes nothing by itself
	cancel func()         // the other button and Esc, which close; may be nil
	first  fyne.Focusable // gets the focus; nil for the cancelling button
	wide   bool           // it holds tables side by side
}

// modalWidth is the widest that a modal grows, at 100 % text; wideModal is for one
// that holds tables side by side.
const (
	modalWidth = 460
	wideModal  = 940
)

func showModal(c fyne.Canvas, spec modalSpec) *modal {
	m := &modal{canvas: c, before: c.Focused(), cancel: spec.cancel}
	width := float32(modalWidth)
	if spec.wide {
		width = wideModal
	}
	m.cover = newCover(width,
		newHeading(spec.title, theme.SizeNameSubHeadingText, fyne.TextAlignLeading),
		spec.body,
		container.New(&inset{8, 4}, m.buttons(spec)),
	)
	c.Overlays().Add(m.cover)
	first := spec.first
	if first == nil {
		first = m.no
	}
	c.Focus(first)
	return m
}

// buttons are those under a modal: the main one at the right, the cancelling one before
// it, and what is dangerous at the other side, where no hand goes by habit.
func (m *modal) buttons(spec modalSpec) fyne.CanvasObject {
	const gap = 8
	m.no = newButton(buttonPlain, "", spec.no, m.keys, m.giveUp)
	usual := newRightFlow(gap, m.no)
	if spec.yes != "" {
		m.yes = newButton(spec.kind, "", spec.yes, m.keys, func() { spec.accept(m) })
		usual.Add(m.yes)
	}
	if spec.danger == "" {
		return usual
	}
	m.danger = newButton(buttonDanger, "", spec.danger, m.keys, func() { spec.choose(m) })
	return container.New(&sides{gap: gap}, newFlow(gap, m.danger), usual)
}

// keys are those that the focused widget of the modal leaves: Esc, and those that
// scroll what does not fit.
func (m *modal) keys(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		m.giveUp()
		return
	}
	if m.cover == nil {
		return
	}
	if y, ok := scrolledBy(m.cover.body, e.Name); ok {
		scrollWithin(m.cover.body, y)
	}
}

// show brings a part of the body into view.
func (m *modal) show(o fyne.CanvasObject) {
	if m.cover == nil {
		return
	}
	m.cover.Refresh() // which may have become longer
	for _, area := range slices.Backward(areasIn(m.cover)) {
		area.show(o)
	}
}

// giveUp is the person's own way out.
func (m *modal) giveUp() {
	m.close()
	if m.cancel != nil {
		m.cancel()
	}
}

func (m *modal) close() {
	if m.cover == nil {
		return
	}
	m.canvas.Overlays().Remove(m.cover)
	m.cover = nil
	if m.before != nil {
		m.canvas.Focus(m.before)
	}
	if m.dismiss != nil {
		m.dismiss()
	}
}
