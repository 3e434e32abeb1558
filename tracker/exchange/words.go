package exchange

import (
	"candidaturas/tracker"
)

// A Column is one of what a table tells of an application.
type Column string

// The columns of the table of applications, and of its events.
const (
	Title      Column = "title"
	Company    Column = "company"
	City       Column = "city"
	Province   Column = "province"
	Applied    Column = "applied"
	Status     Column = "status"
	Since      Column = "since" // when that status was reached
	Read       Column = "read"
	ReadAt     Column = "read_at"
	News       Column = "news" // when something about the person last happened
	Reasons    Column = "reasons"
	Salary     Column = "salary"
	Applicants Column = "applicants"
	CV         Column = "cv"
	Letter     Column = "letter"
	Starred    Column = "starred"
	Archived   Column = "archived"
	Unseen     Column = "unseen"
	Gone       Column = "gone" // InfoJobs no longer lists it
	Tags       Column = "tags"
	Note       Column = "note"
	Link       Column = "link"
	ID         Column = "id"
	Activity   Column = "activity" // all events, one a line
	Copied     Column = "copied"   // when the text of the offer was copied
	OfferText  Column = "offer_text"

	EventAt      Column = "event_at"
	Event        Column = "event"
	EventReasons Column = "event_reasons"
)

// Columns lists the columns of the table of applications in order.
func Columns() []Column {
	return []Column{
		Title, Company, City, Province, Applied, Status, Since, Read, ReadAt, News, Reasons, Salary, Applicants, CV, Letter,
		Starred, Archived, Unseen, Gone, Tags, Note, Link, ID, Activity, Copied, OfferText,
	}
}

// EventColumns lists the columns of the table of events in order.
func EventColumns() []Column {
	return []Column{Title, Company, EventAt, Event, EventReasons, ID}
}

// Words are what a table says in one language.
type Words struct {
	// Comma separates the cells of a CSV file, as the spreadsheets of the language
	// expect it.
	Comma rune
	// Columns are the headings, Stages the names of the stages.
	Columns map[Column]string
	Stages  map[tracker.Stage]string
	Yes, No string
	// Applications and Events are the names of the sheets, at most 31 characters.
	Applications, Events string
	// Event says what happened.
	Event func(tracker.Event) string
}

func (w *Words) headings(columns []Column) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = w.Columns[c]
	}
	return row
}

func (w *Words) truth(b bool) string {
	if b {
		return w.Yes
	}
	return w.No
}
