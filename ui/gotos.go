package ui

import "candidaturas/ui/present"

// goToNote brings the chosen application's note to the front, to be written.
func (w *Window) goToNote() {
	w.list().Chosen.ShowTab(present.TabNotes)
	w.applications.openDetail()
	w.applications.detail.focusNote()
}

// goToTags brings the cursor to where tags are added.
func (w *Window) goToTags() {
	w.applications.openDetail()
	w.applications.detail.focusTags()
}
