package present

// A CloseAction is what becomes of the app when the person closes its window.
type CloseAction int

// What may become of it.
const (
	CloseQuits CloseAction = iota
	CloseHides
)

// closeAction never hides a window that nothing could bring back.
func closeAction(keep, tray bool) CloseAction {
	if keep && tray {
		return CloseHides
	}
	return CloseQuits
}

// A resident is the app as far as it may go on without its window. Use it on the
// presenters' goroutine.
type resident struct {
	keep   bool   // the person wants it to
	tray   bool   // there is a tray to bring the window back from
	hidden bool   // the window is
	show   func() // brings it back
}

// closed says what becomes of the app now that the person has closed the window.
func (r *resident) closed() CloseAction {
	action := closeAction(r.keep, r.tray)
	r.hidden = action == CloseHides
	return action
}

// started says whether the app that is to start without its window may do so.
func (r *resident) started(background bool) (hide bool) {
	r.hidden = background && r.tray
	return r.hidden
}

// shown says that the window is there again.
func (r *resident) shown() { r.hidden = false }

// trayChanged says that the tray has come or gone. A window that is hidden in it
// comes back with it going.
func (r *resident) trayChanged(there bool) {
	r.tray = there
	if !there && r.hidden {
		r.hidden = false
		r.show()
	}
}
