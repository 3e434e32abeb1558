//go:build !windows

package desktop

import (
	"runtime"

	"fyne.io/systray"
)

// statusInMenu: tooltips of the tray do not show on every desktop.
const statusInMenu = runtime.GOOS != "darwin"

// runTray starts the tray of an app that runs already. The toolkit only does so when
// the app begins to run, for a tray that was set by then: so it is set after the way
// to start it was got hold of. Call it on the goroutine of the window, once.
func runTray(set, tapped func()) {
	start, _ := systray.RunWithExternalLoop(nil, nil) // what it registers is replaced by set
	set()
	if runtime.GOOS == "darwin" {
		start() // there a click opens the menu, and this is the goroutine for it
		return
	}
	systray.SetOnTapped(tapped)
	go start() // it waits for the bus
}
