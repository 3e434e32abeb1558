package tracker

import "fmt"

// A BadReason says why a record could not be read.
type BadReason string

// The reasons.
const (
	BadShape   BadReason = "shape"   // it is not what a record looks like
	BadID      BadReason = "id"      // it does not say which application it is
	BadTitle   BadReason = "title"   // no title
	BadCompany BadReason = "company" // no company
	BadDate    BadReason = "date"    // no date of applying, or none that can be read
)

// A RecordError is the error of one record that cannot be read, in a file of which
// the others can.
type RecordError struct {
	// Line is where in the file it begins, counted from 1; 0 if that means nothing.
	Line   int
	Reason BadReason
}

// Error does not repeat anything that the file says.
func (b *RecordError) Error() string {
	return fmt.Sprintf("a record cannot be read: %s (line %d)", b.Reason, b.Line)
}
