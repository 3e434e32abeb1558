package desktop

import (
	"candidaturas/ui"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/systray"
)

// NewTray returns the app's tray, which shows once it is started; nil where the
// toolkit has none.
func NewTray(a fyne.App, words *present.Words, do ui.TrayActions) *ui.Tray {
	host, ok := a.(desktop.App)
	if !ok {
		return nil
	}
	return ui.NewTray(ui.TrayOptions{
		Desktop: host, Words: words, Actions: do, Dispatch: fyne.Do, StatusInMenu: statusInMenu,
		Run:     func(set func()) { runTray(set, func() { fyne.Do(do.Open) }) },
		Tooltip: systray.SetTooltip,
	})
}
