package desktop

import "fyne.io/systray"

// statusInMenu: the tooltip says it.
const statusInMenu = false

// runTray starts the tray of an app that runs already. Here the toolkit does so at
// any time.
func runTray(set, tapped func()) {
	systray.SetOnTapped(tapped)
	set()
}
