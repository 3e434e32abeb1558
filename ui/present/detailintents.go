package present

// What the view tells of an application: the person did this.

// Actions are what can be done to what a row is about, false where that is no
// application.
func (s *Shell) Actions(row string) (Actions, bool) { return s.apps.actions(row) }

// ToggleStar marks an application as important, or no longer.
func (s *Shell) ToggleStar(id string) { s.apps.toggleStar(id) }

// ToggleLetGo gives an application up, or counts on it again.
func (s *Shell) ToggleLetGo(id string) { s.apps.toggleLetGo(id) }

// ToggleArchive puts an application away, or back.
func (s *Shell) ToggleArchive(id string) { s.apps.toggleArchive(id) }

// ToggleSeen marks an application as not seen, or as seen.
func (s *Shell) ToggleSeen(id string) { s.apps.toggleSeen(id) }

// ShowTab shows a part of the detail, and of the next application's too.
func (s *Shell) ShowTab(tab Tab) { s.apps.showTab(tab) }

// SetNote tells what the person has written of an application's note so far. It is
// kept in a moment.
func (s *Shell) SetNote(id, text string) { s.apps.setNote(id, text) }

// FlushNotes keeps at once what has been written: the person is leaving the field,
// or the window.
func (s *Shell) FlushNotes() { s.apps.flushNotes() }

// RetryNote reads or keeps again what could not be read or kept.
func (s *Shell) RetryNote() { s.apps.retryNote() }

// NotesUnsafe reports whether a note could not be kept and would be lost if the app
// closed now.
func (s *Shell) NotesUnsafe() bool { return s.apps.notesUnsafe() }

// AddTags adds tags to the chosen application: what the person has typed, in which
// commas separate several.
func (s *Shell) AddTags(typed string) { s.apps.addTags(typed) }

// RemoveTag removes a tag of the chosen application.
func (s *Shell) RemoveTag(tag string) { s.apps.removeTag(tag) }

// CompleteTag returns tags in use that what is being typed may become.
func (s *Shell) CompleteTag(typed string) []string {
	return completions(typed, s.apps.chosen.own.tags, s.apps.filters.tags, 6)
}

// ChooseOther shows another application, also one that the list does not hold.
func (s *Shell) ChooseOther(id string) { s.apps.chooseOther(id) }

// MoreOthers shows more of the applications to the same company.
func (s *Shell) MoreOthers() { s.apps.moreOthers() }

// CopyOfferText copies all that is kept of the chosen application's offer.
func (s *Shell) CopyOfferText() { s.apps.copyOffer() }
