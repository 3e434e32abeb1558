package ui

import "candidaturas/ui/present"

// showData brings the person to where what is kept can be written to a file and
// brought back from one.
func (w *Window) showData() {
	w.ShowSettings()
	w.presenter.Preferences().ShowSection(present.SettingsData)
}
