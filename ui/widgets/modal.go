package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// A Modal is a question or a form over the window. Esc cancels. Enter presses
// the button that has the focus, which of a question is the cancelling one, as it
// is the safe one. The focus starts on first and goes back to where it was. Fyne's
// own dialogs have none of that.
type Modal struct {
	Yes, No *Button // yes is nil when there is nothing to accept
	Danger  *Button // nil when there is no third way
	canvas  fyne.Canvas
	Cover   *cover
	before  fyne.Focusable
	Dismiss func()
	cancel  func()
}

// A ModalSpec is what a modal shows.
type ModalSpec struct {
	Title  string
	Body   fyne.CanvasObject
	Yes    string     // text of the main button, empty for none
	Kind   buttonKind // of the main button
	No     string
	Danger string         // text of a third button, which leads to what cannot be undone; empty for none
	Choose func(*Modal)   // the third button; closes nothing by itself
	Accept func(*Modal)   // the main button; closes nothing by itself
	Cancel func()         // the other button and Esc, which close; may be nil
	First  fyne.Focusable // gets the focus; nil for the cancelling button
	Wide   bool           // it holds tables side by side
}

// modalWidth is the widest that a modal grows, at 100 % text; wideModal is for one
// that holds tables side by side.
const (
	modalWidth = 460
	wideModal  = 940
)

// ShowModal shows a modal over all else.
func ShowModal(c fyne.Canvas, spec ModalSpec) *Modal {
	m := &Modal{canvas: c, before: c.Focused(), cancel: spec.Cancel}
	width := float32(modalWidth)
	if spec.Wide {
		width = wideModal
	}
	m.Cover = newCover(width,
		NewHeading(spec.Title, theme.SizeNameSubHeadingText, fyne.TextAlignLeading),
		spec.Body,
		container.New(&Inset{8, 4}, m.buttons(spec)),
	)
	c.Overlays().Add(m.Cover)
	first := spec.First
	if first == nil {
		first = m.No
	}
	c.Focus(first)
	return m
}

// buttons are those under a modal: the main one at the right, the cancelling one before
// it, and what is dangerous at the other side, where no hand goes by habit.
func (m *Modal) buttons(spec ModalSpec) fyne.CanvasObject {
	const gap = 8
	m.No = NewButton(ButtonPlain, "", spec.No, m.Keys, m.giveUp)
	usual := NewRightFlow(gap, m.No)
	if spec.Yes != "" {
		m.Yes = NewButton(spec.Kind, "", spec.Yes, m.Keys, func() { spec.Accept(m) })
		usual.Add(m.Yes)
	}
	if spec.Danger == "" {
		return usual
	}
	m.Danger = NewButton(ButtonDanger, "", spec.Danger, m.Keys, func() { spec.Choose(m) })
	return NewSides(gap, NewFlow(gap, m.Danger), usual)
}

// Keys are those that the focused widget of the modal leaves: Esc, and those that
// scroll what does not fit.
func (m *Modal) Keys(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		m.giveUp()
		return
	}
	if m.Cover == nil {
		return
	}
	if y, ok := scrolledBy(m.Cover.Body, e.Name); ok {
		scrollWithin(m.Cover.Body, y)
	}
}

// Show brings a part of the body into view.
func (m *Modal) Show(o fyne.CanvasObject) {
	if m.Cover == nil {
		return
	}
	m.Cover.Refresh() // which may have become longer
	for _, area := range slices.Backward(areasIn(m.Cover)) {
		area.Reveal(o)
	}
}

// giveUp is the person's own way out.
func (m *Modal) giveUp() {
	m.Close()
	if m.cancel != nil {
		m.cancel()
	}
}

// Close removes the modal and gives the focus back.
func (m *Modal) Close() {
	if m.Cover == nil {
		return
	}
	m.canvas.Overlays().Remove(m.Cover)
	m.Cover = nil
	if m.before != nil {
		m.canvas.Focus(m.before)
	}
	if m.Dismiss != nil {
		m.Dismiss()
	}
}
