package tracker

import "time"

// A Backup is a copy of everything that a store keeps, as it was at one moment.
type Backup struct {
	Path string
	At   time.Time // when it was made, by this computer's clock
	Size int64     // in bytes
}
