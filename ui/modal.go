package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// A modal is a question or a form over the window. Esc cancels. Enter presses
// the button that has the focus, which of a question is the cancelling one, as it
// is the safe one. The focus starts on first and goes back to where it was. Fyne's
// own dialogs have none of that.
type modal struct {
	yes, no *button // yes is nil when there is nothing to accept
	other   *button // nil when there is no third way
	canvas  fyne.Canvas
	popup   *widget.PopUp
	scroll  *scrollArea // what is in it, but for title and buttons
	before  fyne.Focusable
	dismiss func()
	cancel  func()
}

// A modalSpec is what a modal shows.
type modalSpec struct {
	title   string
	body    fyne.CanvasObject
	yes     string // text of the main button, empty for none
	no      string
	other   string         // text of a third button, empty for none
	choose  func(*modal)   // the third button; closes nothing by itself
	accept  func(*modal)   // the main button; closes nothing by itself
	cancel  func()         // the other button and Esc, which close; may be nil
	first   fyne.Focusable // gets the focus; nil for the cancelling button
	primary bool           // the main button stands out
	wide    bool           // it holds a table
}

// modalWidth is the widest that a modal grows, at 100 % text; wideModal is for one
// that holds a table.
const (
	modalWidth = 460
	wideModal  = 600
)

func showModal(c fyne.Canvas, spec modalSpec) *modal {
	m := &modal{canvas: c, before: c.Focused(), cancel: spec.cancel}
	m.no = newButton(buttonPlain, "", spec.no, m.keys, m.giveUp)
	buttons := []fyne.CanvasObject{m.no}
	if spec.other != "" {
		m.other = newButton(buttonPlain, "", spec.other, m.keys, func() { spec.choose(m) })
		buttons = append(buttons, m.other)
	}
	if spec.yes != "" {
		kind := buttonPlain
		if spec.primary {
			kind = buttonPrimary
		}
		m.yes = newButton(kind, "", spec.yes, m.keys, func() { spec.accept(m) })
		buttons = append(buttons, m.yes)
	}
	m.scroll = newScrollArea(container.New(&inset{8, 4}, spec.body))
	width := float32(modalWidth)
	if spec.wide {
		width = wideModal
	}
	m.popup = widget.NewModalPopUp(container.New(&modalLayout{canvas: c, widest: width},
		container.New(&inset{8, 0}, newHeading(spec.title, theme.SizeNameSubHeadingText, fyne.TextAlignLeading)),
		m.scroll,
		container.New(&inset{16, 8}, newRightFlow(8, buttons...)),
	), c)
	m.popup.Show()
	first := spec.first
	if first == nil {
		first = m.no
	}
	c.Focus(first)
	return m
}

// keys are those that the focused widget of the modal leaves. What does not fit
// scrolls by them.
func (m *modal) keys(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		m.giveUp()
		return
	}
	if y, ok := scrolledBy(m.scroll, e.Name); ok {
		scrollWithin(m.scroll, y)
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
	if m.popup == nil {
		return
	}
	m.popup.Hide()
	m.popup = nil
	if m.before != nil {
		m.canvas.Focus(m.before)
	}
	if m.dismiss != nil {
		m.dismiss()
	}
}

// modalLayout is as wide as the window allows, up to a limit, and as high as its
// content needs. The title and the buttons stay in sight; what is between them
// scrolls.
type modalLayout struct {
	canvas fyne.Canvas
	widest float32
}

// modalMargin is what a modal leaves of the window, modalPad what it keeps free
// inside at its top.
const (
	modalMargin = 20
	modalPad    = 8
)

func (l *modalLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	room := l.canvas.Size().SubtractWidthHeight(2*modalMargin, 2*modalMargin)
	width := min(scaled(l.widest), room.Width)
	height := modalPad + heightAt(o[0], width) + heightAt(o[1].(*scrollArea).Content, width) + heightAt(o[2], width)
	return fyne.NewSize(width, min(height, room.Height))
}

func (l *modalLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top, bottom := modalPad+heightAt(o[0], size.Width), heightAt(o[2], size.Width)
	o[0].Move(fyne.NewPos(0, modalPad))
	o[1].Move(fyne.NewPos(0, top))
	o[1].Resize(fyne.NewSize(size.Width, max(size.Height-top-bottom, 0)))
	o[2].Move(fyne.NewPos(0, size.Height-bottom))
}
