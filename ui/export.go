package ui

import "candidaturas/ui/present"

// showExport brings the person to where what is kept can be written to a file.
func (w *Window) showExport() {
	w.ShowSettings()
	w.presenter.Preferences().ShowSection(present.SettingsData)
}
