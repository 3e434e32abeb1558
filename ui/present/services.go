package present

import "context"

// An Autostart has the system start the app when the person logs in, without its
// window. Its methods look at files or at the registry: they are not for the
// goroutine of a window. The system's own settings may change it too, so it is to be
// asked rather than remembered.
type Autostart interface {
	Enabled() (bool, error)
	Set(bool) error
}

// Updates tell of newer versions of the app. Nothing is ever downloaded.
type Updates interface {
	// Latest returns the newest version there is, and whether it is newer than this
	// one. It asks at most once a day, however often it is called, and else returns
	// what it has learnt. The version holds digits and dots only.
	Latest(context.Context) (version string, newer bool, err error)
	// Page is where it can be downloaded: an address that is part of the app.
	Page() string
}
