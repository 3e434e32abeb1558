package ui

import "candidaturas/ui/present"

// showData brings the person to where what is kept can be written to a file and
// brought back from one.
func (w *Window) showData() {
	w.ShowSettings()
	w.presenter.Preferences().ShowSection(present.SettingsData)
}

// restoreCopy has the person choose a copy that they saved elsewhere.
func (w *Window) restoreCopy() {
	w.showData()
	w.presenter.Preferences().Do(present.DoRestoreOf, "")
}
