package present

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"candidaturas/tracker"
)

// newsLimit is how many changes «Novedades» shows at most. All are kept.
const newsLimit = 500

// A newsItem is one line of «Novedades»: a change, or the rejections of a day.
type newsItem struct {
	id       string
	change   tracker.Change
	rejected []tracker.Change // of a folded line; change is then the latest of them
	open     bool             // a folded line whose rejections are listed below it
	within   bool             // one of those
}

// unseen reports whether the person has not seen it, or one of those behind it.
func (i newsItem) unseen() bool {
	if i.rejected == nil {
		return !i.change.Seen
	}
	return slices.ContainsFunc(i.rejected, func(c tracker.Change) bool { return !c.Seen })
}

// changeID is a change's ID among the rows.
func changeID(c tracker.Change) string { return "change:" + strconv.FormatInt(c.ID, 10) }

// A newsDay is what happened on one day, good news first.
type newsDay struct {
	day   time.Time // midnight in the person's time zone
	items []newsItem
}

// newsDays puts changes in the order of «Novedades»: the last day first, and in a
// day good news first and rejections last. Several rejections are one line unless
// their day is among the open ones, by the ID of that line.
func newsDays(changes []tracker.Change, open map[string]bool, zone *time.Location) []newsDay {
	byDay := map[time.Time][]tracker.Change{}
	for _, c := range changes {
		day := dayOf(c, zone)
		byDay[day] = append(byDay[day], c)
	}
	days := make([]newsDay, 0, len(byDay))
	for day, of := range byDay {
		days = append(days, newsDay{day, newsItems(day, of, open)})
	}
	slices.SortFunc(days, func(a, b newsDay) int { return b.day.Compare(a.day) })
	return days
}

// happened is when a change came to be, as far as anybody knows.
func happened(c tracker.Change) time.Time {
	if c.At.IsZero() {
		return c.FoundAt
	}
	return c.At
}

func dayOf(c tracker.Change, zone *time.Location) time.Time {
	y, m, d := happened(c).In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}

func newsItems(day time.Time, changes []tracker.Change, open map[string]bool) []newsItem {
	slices.SortFunc(changes, func(a, b tracker.Change) int {
		return cmp.Or(cmp.Compare(newsRank(a), newsRank(b)), happened(b).Compare(happened(a)), cmp.Compare(b.ID, a.ID))
	})
	var items []newsItem
	var rejected []tracker.Change
	for _, c := range changes {
		if c.Kind == tracker.ChangeRejected {
			rejected = append(rejected, c)
			continue
		}
		items = append(items, newsItem{id: changeID(c), change: c})
	}
	fold := newsItem{id: "rejected:" + day.Format(time.DateOnly)}
	if len(rejected) > 1 {
		fold.change, fold.rejected, fold.open = rejected[0], rejected, open[fold.id]
		items = append(items, fold)
		if !fold.open {
			return items
		}
	}
	for _, c := range rejected {
		items = append(items, newsItem{id: changeID(c), change: c, within: fold.open})
	}
	return items
}

// newsRank is 0 for the best news.
func newsRank(c tracker.Change) int {
	switch c.Kind {
	case tracker.ChangeMoved, tracker.ChangeReturned:
		return 0
	case tracker.ChangeRead:
		return 1
	case tracker.ChangeEvent, tracker.ChangeReopened:
		return 2
	case tracker.ChangeNew:
		return 3
	case tracker.ChangeOfferEdited:
		return 4
	case tracker.ChangeOthersRead:
		return 5
	case tracker.ChangeOfferRemoved, tracker.ChangeClosed:
		return 6
	}
	return 7
}

// newsRows shows the changes, day by day.
func newsRows(w *Words, days []newsDay, now time.Time) *Rows {
	places := map[string][2]int{}
	sections := make([]section, len(days))
	for n, day := range days {
		for i, item := range day.items {
			places[item.id] = [2]int{n, i}
		}
		sections[n] = section{
			heading: w.Day(day.day, now),
			length:  len(day.items),
			id:      func(i int) string { return day.items[i].id },
			row:     func(i int, now time.Time) Row { return newsRow(w, day.items[i], now) },
			unseen:  func(i int) bool { return day.items[i].unseen() },
		}
	}
	return newRows(now, sections, func(id string) (int, int, bool) {
		p, ok := places[id]
		return p[0], p[1], ok
	})
}

func newsRow(w *Words, item newsItem, now time.Time) Row {
	if item.rejected != nil {
		return foldedRow(w, item)
	}
	c := item.change
	row := Row{
		ID: item.id, Title: titleOf(w, c.Title), Place: placeOf(w, c.Company, ""),
		Status: newsStatus(w, c),
		Icon:   changeIcon(c), When: w.Clock(happened(c), now), Within: item.within,
	}
	if !c.Seen {
		row.New = w.T("list.new")
	}
	return row
}

func foldedRow(w *Words, item newsItem) Row {
	titles := make([]string, len(item.rejected))
	row := Row{ID: item.id, Title: w.N("news.rejected", len(item.rejected)), Status: w.T("news.unfold"), Fold: FoldClosed}
	for i, c := range item.rejected {
		titles[i] = titleOf(w, c.Title)
		if !c.Seen {
			row.New = w.T("list.new")
		}
	}
	row.Place = strings.Join(titles, ", ")
	if item.open {
		row.Status, row.Fold = w.T("news.fold"), FoldOpen
	}
	return row
}

// changeTexts are the words for the kinds of change that have some of their own.
var changeTexts = map[tracker.ChangeKind]string{
	tracker.ChangeNew:          "change.new",
	tracker.ChangeRead:         "change.read",
	tracker.ChangeClosed:       "change.closed",
	tracker.ChangeReopened:     "change.reopened",
	tracker.ChangeReturned:     "change.returned",
	tracker.ChangeOfferRemoved: "change.offer_removed",
	tracker.ChangeOfferEdited:  "change.offer_edited",
	tracker.ChangeOthersRead:   "change.others_read",
}

// changeText says what happened.
func changeText(w *Words, c tracker.Change) string {
	if c.Kind == tracker.ChangeRejected {
		return rejectedText(w, c)
	}
	if c.Kind == tracker.ChangeClosed && !c.Read {
		return w.T("status.closed_unread")
	}
	if key, ok := changeTexts[c.Kind]; ok {
		return w.T(key)
	}
	return eventText(w, tracker.Event{Kind: c.Event, Description: c.Text})
}

func rejectedText(w *Words, c tracker.Change) string {
	switch {
	case c.Event == tracker.KindNotPreselected:
		return w.T("stage.not_preselected")
	case !c.Read:
		return w.T("status.rejected_unread")
	}
	return w.T("stage.rejected")
}

// fieldKeys are the words for the parts of an offer.
var fieldKeys = map[tracker.Field]string{
	tracker.FieldTitle:        "field.title",
	tracker.FieldDescription:  "field.description",
	tracker.FieldRequirements: "field.requirements",
	tracker.FieldSalary:       "field.salary",
	tracker.FieldContract:     "field.contract",
	tracker.FieldJourney:      "field.journey",
	tracker.FieldCity:         "field.city",
	tracker.FieldVacancies:    "field.vacancies",
	tracker.FieldCompany:      "field.company",
	tracker.FieldProvince:     "field.province",
}

// changeDetails add what is worth knowing at a glance: how soon a rejection came
// and its reasons, or what is new in an offer.
func changeDetails(w *Words, c tracker.Change) []string {
	var details []string
	if c.Kind == tracker.ChangeRejected {
		if c.RejectedAfter >= 0 {
			details = append(details, afterText(w, c.RejectedAfter))
		}
		details = append(details, c.Reasons...)
	}
	for _, e := range c.Edits {
		details = append(details, editText(w, e))
	}
	return details
}

// newsStatus says what happened in a line. Its end may be cut, so that what an offer
// says now comes before that the company has edited it.
func newsStatus(w *Words, c tracker.Change) string {
	parts := append([]string{changeText(w, c)}, changeDetails(w, c)...)
	told := 0
	for told < len(c.Edits) && inLine(c.Edits[told]) {
		told++
	}
	if told == 0 || c.Kind != tracker.ChangeOfferEdited {
		return strings.Join(parts, " · ")
	}
	first := slices.Concat(parts[1:1+told], parts[:1], parts[1+told:])
	return capital(strings.Join(first, " · "))
}

// afterText is how long after applying something came, in the unit that says most.
func afterText(w *Words, after time.Duration) string {
	switch {
	case after < 2*time.Minute:
		return w.N("change.after_seconds", max(1, int(after/time.Second)))
	case after < 2*time.Hour:
		return w.N("change.after_minutes", int(after/time.Minute))
	case after < 48*time.Hour:
		return w.N("change.after_hours", int(after/time.Hour))
	}
	return w.N("change.after_days", int(after/(24*time.Hour)))
}

// inLine reports whether both versions of what was edited fit in a line.
func inLine(e tracker.Edit) bool {
	const short = 40
	brief := func(s string) bool { return s != "" && len(s) <= short && !strings.Contains(s, "\n") }
	return brief(e.Before) && brief(e.After)
}

// editText names what was edited, and both versions if they fit in a line.
func editText(w *Words, e tracker.Edit) string {
	name := w.T(fieldKeys[e.Field])
	if !inLine(e) {
		return name
	}
	return w.T("change.edit", "Field", name, "Before", e.Before, "After", e.After)
}

func changeIcon(c tracker.Change) Icon {
	switch c.Kind {
	case tracker.ChangeMoved, tracker.ChangeReturned, tracker.ChangeReopened:
		return IconMoving
	case tracker.ChangeRead:
		return IconRead
	case tracker.ChangeOthersRead:
		return IconUnread
	case tracker.ChangeOfferEdited, tracker.ChangeEvent:
		return IconNote
	case tracker.ChangeRejected, tracker.ChangeClosed, tracker.ChangeOfferRemoved:
		return IconEnded
	}
	return IconSent
}
