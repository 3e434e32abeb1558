package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"candidaturas/tracker"
)

// A tableReader makes records of the rows of a table.
type tableReader struct {
	names   *names
	header  []string
	columns map[Column]int
	zone    *time.Location
	// serial reads a time as a workbook writes it, nil for what is none.
	serial func(string) (time.Time, bool)
}

// A tableRow is one of them.
type tableRow struct {
	*tableReader
	cells []string
}

func (t tableRow) cell(c Column) string {
	i, ok := t.columns[c]
	if !ok || i >= len(t.cells) {
		return ""
	}
	return natural(t.cells[i])
}

func (t tableRow) yes(c Column) bool { return t.names.yes[fold(t.cell(c))] }

func (t tableRow) time(c Column) time.Time {
	s := t.cell(c)
	if t.serial != nil {
		if wall, ok := t.serial(s); ok {
			return at(time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, t.zone))
		}
	}
	at, _ := parseTime(s, t.zone)
	return at
}

// record is false for a row that says nothing.
func (t *tableReader) record(cells []string, at int) (r tracker.Record, ok bool, err error) {
	if blank(cells) {
		return r, false, nil
	}
	row := tableRow{t, cells}
	r = tracker.Record{Guessed: true, Note: row.note(), Tags: row.tags()}
	r.Offer = tracker.OfferRef{Title: line(row.cell(Title)), Company: line(row.cell(Company)), City: line(row.cell(City))}
	r.UnreadEvents = -1
	r.Starred, r.Archived, r.Unseen = row.yes(Starred), row.yes(Archived), row.yes(Unseen)
	r.AppliedAt = row.time(Applied)
	if id := strings.TrimSpace(row.cell(ID)); validID(id) {
		r.ID = id
	}
	if reason := row.bad(&r); reason != "" {
		return r, true, &tracker.RecordError{Line: at, Reason: reason}
	}
	made := madeUpID(fold(r.Offer.Title), fold(r.Offer.Company), fold(r.Offer.City), dayOf(r.AppliedAt.In(t.zone)))
	if r.ID == "" {
		r.ID = made
	}
	row.events(&r)
	row.detail(&r)
	row.offer(&r, made)
	return r, true, nil
}

// bad says what is missing, if it is. Of an application with an ID of its own nothing
// is.
func (t tableRow) bad(r *tracker.Record) tracker.BadReason {
	switch {
	case r.AppliedAt.IsZero() && (r.ID == "" || strings.TrimSpace(t.cell(Applied)) != ""):
		return tracker.BadDate
	case r.Offer.Title == "" && r.ID == "":
		return tracker.BadTitle
	case r.Offer.Company == "" && r.ID == "":
		return tracker.BadCompany
	}
	return ""
}

// madeUpID is the ID of what InfoJobs has never told of. It is always the same for
// the same.
func madeUpID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return tracker.ImportedPrefix + hex.EncodeToString(sum[:16])
}

// note is what the person has noted, and what else the table says that there is no
// other place for.
func (t tableRow) note() string {
	parts := []string{note(t.cell(Note))}
	for i, c := range t.cells {
		if i >= len(t.header) {
			break
		}
		name, value := line(natural(t.header[i])), text(natural(c))
		if _, known := t.names.columns[fold(name)]; !known && name != "" && value != "" {
			parts = append(parts, name+": "+value)
		}
	}
	return note(strings.Join(parts, "\n"))
}

// tags are the table's, and its status if that is none that is known.
func (t tableRow) tags() []string {
	tags := lines(strings.FieldsFunc(t.cell(Tags), func(r rune) bool { return r == ',' || r == ';' || r == '\n' }), maxTags)
	status := line(t.cell(Status))
	if _, known := t.names.stages[fold(status)]; !known && status != "" {
		tags = append(tags, status)
	}
	return tags
}

// stageEvents are the kinds of event by which a stage is known.
var stageEvents = map[tracker.Stage]tracker.EventKind{
	tracker.StageInProcess:      tracker.KindContinues,
	tracker.StageInterview:      tracker.KindInterviewed,
	tracker.StageFinalist:       tracker.KindFinalInterview,
	tracker.StageOfferRemoved:   tracker.KindOfferRemoved,
	tracker.StageClosed:         tracker.KindProcessClosed,
	tracker.StageNotPreselected: tracker.KindNotPreselected,
	tracker.StageRejected:       tracker.KindDiscarded,
	tracker.StageDeclined:       tracker.KindDeclined,
	tracker.StageHired:          tracker.KindHired,
}

// events concludes from the words of a table what must have happened. It is known
// to the day at best.
func (t tableRow) events(r *tracker.Record) {
	stage := t.names.stages[fold(t.cell(Status))] // received if it says nothing that is known
	r.Rejected = stage == tracker.StageRejected || stage == tracker.StageNotPreselected
	r.ProcessClosed = stage == tracker.StageClosed
	r.OfferRemoved = stage == tracker.StageOfferRemoved
	r.Earlier = []tracker.Event{{Kind: tracker.KindApplied, At: r.AppliedAt}}
	if readAt := t.time(ReadAt); t.yes(Read) || !readAt.IsZero() || stage == tracker.StageRead {
		if readAt.IsZero() && stage == tracker.StageRead {
			readAt = t.time(Since)
		}
		r.Earlier = append(r.Earlier, tracker.Event{Kind: tracker.KindCVRead, At: readAt})
	}
	kind, told := stageEvents[stage]
	if !told {
		return
	}
	since := t.time(Since)
	if since.IsZero() {
		since = t.time(News)
	}
	r.Earlier = append(r.Earlier, tracker.Event{Kind: kind, At: since, Reasons: lines(strings.Split(t.cell(Reasons), "\n"), maxReasons)})
}

func (t tableRow) detail(r *tracker.Record) {
	d := tracker.Detail{CV: line(t.cell(CV)), HasCoverLetter: t.yes(Letter), Province: line(t.cell(Province)), Applicants: -1}
	if n, err := strconv.Atoi(strings.TrimSpace(t.cell(Applicants))); err == nil && n >= 0 {
		d.Applicants = n
	}
	if d != (tracker.Detail{Applicants: -1}) {
		r.Detail = &d
	}
}

func (t tableRow) offer(r *tracker.Record, made string) {
	o := tracker.Offer{
		Title: r.Offer.Title, Company: r.Offer.Company, City: r.Offer.City, Province: line(t.cell(Province)),
		Link: link(t.cell(Link)), Description: text(t.cell(OfferText)), Salary: line(t.cell(Salary)), Applicants: -1, Vacancies: -1,
	}
	r.Offer.ID = offerCode(o.Link)
	if o.Link == "" && o.Description == "" && o.Salary == "" {
		return
	}
	if r.Offer.ID == "" {
		r.Offer.ID = made
	}
	o.ID = r.Offer.ID
	seen := t.time(Copied)
	if seen.IsZero() {
		seen = r.AppliedAt
	}
	r.Offers = []tracker.OfferVersion{{SeenAt: seen, Offer: o}}
}

// code is how InfoJobs' links name an offer.
var code = regexp.MustCompile(`of-i([0-9a-f]{30})(?:$|[^0-9a-f])`)

// offerCode is InfoJobs' code for the offer that a link leads to, "" if that is none
// of InfoJobs.
func offerCode(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Hostname() != "infojobs.net" && !strings.HasSuffix(u.Hostname(), ".infojobs.net") {
		return ""
	}
	found := code.FindStringSubmatch(u.Path)
	if found == nil {
		return ""
	}
	return found[1]
}
