package tracker

import "time"

// A Recovery is what took the place of damaged data. The zero value is that nothing
// had to.
type Recovery struct {
	// Damaged is the file that was set aside because it was damaged, "" for none.
	Damaged string `json:"damaged,omitempty"`
	// Restored is when the backup that is worked with now was made. After Damaged it
	// is zero if there was no good backup and the store began anew. Without Damaged
	// it says that the file itself was gone and came back from its backup.
	Restored time.Time `json:"restored,omitzero"`
}
