package present

import (
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"candidaturas/tracker"
)

// A pageSection is a part of the page with a heading of its own.
type pageSection struct {
	ID, Heading string
	Empty       string      // what to say if there is nothing
	Index       []pageTable // the tables, where there are too many to look through
	Tables      []pageTable
}

// A pageTable is a table, under a heading if it is not the only one of its
// section.
type pageTable struct {
	ID, Heading, Caption string
	Columns              []string
	Rows                 iter.Seq[[]pageCell]
}

// A pageCell is a text, and the time that it tells, as machines write it.
type pageCell struct{ Text, Time string }

// mostRows is how many rows a table has that is not divided up by months.
const mostRows = 100

// A summarizer puts the list into tables.
type summarizer struct {
	words *Words
	list  *tracker.List
	now   time.Time
	days  map[string]string // dates in words: many applications share them
}

// groups are the groups of the list that hold anything.
func (s *summarizer) groups() []pageSection {
	var sections []pageSection
	for g := tracker.GroupMoving; g <= tracker.GroupEnded; g++ {
		n := loaded(s.list, g)
		if n == 0 {
			continue
		}
		sections = append(sections, s.section("group-"+groupIDs[g], groupHeading(s.words, s.list, g, s.now), s.words.T(groupKeys[g]), n,
			func(i int) *tracker.Summary { return s.list.At(g, i) }))
	}
	if len(sections) == 0 {
		return []pageSection{{ID: "group-none", Heading: s.words.T("section.applications"), Empty: s.words.T("list.empty")}}
	}
	return sections
}

var groupIDs = map[tracker.Group]string{
	tracker.GroupMoving: "moving", tracker.GroupRead: "read", tracker.GroupSent: "sent", tracker.GroupEnded: "ended",
}

func (s *summarizer) archived(items []*tracker.Summary) pageSection {
	name := s.words.T("list.archived")
	heading := name + " · " + s.words.Number(len(items))
	return s.section("archived", heading, name, len(items), func(i int) *tracker.Summary { return items[i] })
}

// section puts n applications, which are in the order of their news by group, into
// one table or, if they are many, into one for each month.
func (s *summarizer) section(id, heading, name string, n int, at func(i int) *tracker.Summary) pageSection {
	section := pageSection{ID: id, Heading: heading}
	if n <= mostRows {
		section.Tables = []pageTable{s.table(id, "", s.words.T("summary.caption", "Name", name), 0, n, at)}
		return section
	}
	used := map[string]int{}
	for first := 0; first < n; {
		month := s.month(at(first))
		end := first + 1
		for end < n && s.month(at(end)) == month {
			end++
		}
		// What is archived goes through the months once a group.
		tableID := id + "-" + month.id
		if used[month.id]++; used[month.id] > 1 {
			tableID = fmt.Sprintf("%s-%d", tableID, used[month.id])
		}
		heading := capital(month.name) + " · " + s.words.Number(end-first)
		caption := s.words.T("summary.caption_month", "Name", name, "Month", month.name)
		section.Tables = append(section.Tables, s.table(tableID, heading, caption, first, end, at))
		first = end
	}
	section.Index = section.Tables
	return section
}

type pageMonth struct{ id, name string }

// month is that of an application's latest news.
func (s *summarizer) month(a *tracker.Summary) pageMonth {
	if a.NewsAt.IsZero() {
		return pageMonth{"undated", s.words.T("summary.undated")}
	}
	at := a.NewsAt.In(s.now.Location())
	return pageMonth{at.Format("2006-01"), s.words.Month(at, at.AddDate(1, 0, 0))}
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

func (s *summarizer) table(id, heading, caption string, first, end int, at func(i int) *tracker.Summary) pageTable {
	w := s.words
	return pageTable{
		ID: id, Heading: heading, Caption: caption,
		Columns: []string{
			w.T("column.title"), w.T("column.company"), w.T("column.city"), w.T("column.stage"), w.T("column.applied"),
			w.T("column.news"), w.T("summary.marks"),
		},
		Rows: func(yield func([]pageCell) bool) {
			silence := s.list.Silence()
			for i := first; i < end; i++ {
				if !yield(s.row(at(i), silence)) {
					return
				}
			}
		},
	}
}

func (s *summarizer) row(a *tracker.Summary, silence tracker.Silence) []pageCell {
	return []pageCell{
		{Text: s.title(a.Title)},
		{Text: s.company(a.Company)},
		{Text: a.City},
		{Text: summaryLine(s.words, a, silence, s.now)},
		s.day(a.AppliedAt), s.day(a.NewsAt),
		{Text: s.marks(a)},
	}
}

// title names a row, also where a title has nothing that shows.
func (s *summarizer) title(title string) string { return titleOf(s.words, strings.TrimSpace(title)) }

func (s *summarizer) company(company string) string {
	return placeOf(s.words, strings.TrimSpace(company), "")
}

// marks say in words what the list shows by signs.
func (s *summarizer) marks(a *tracker.Summary) string {
	var marks []string
	for _, mark := range []struct {
		on  bool
		key string
	}{{a.Unseen, "summary.unseen"}, {a.Starred, "export.starred"}, {a.Gone, "export.gone"}} {
		if mark.on {
			marks = append(marks, s.words.T(mark.key))
		}
	}
	return strings.Join(marks, ", ")
}

func (s *summarizer) day(at time.Time) pageCell {
	if at.IsZero() {
		return pageCell{}
	}
	at = at.In(s.now.Location())
	day := at.Format(time.DateOnly)
	text, known := s.days[day]
	if !known {
		text = fullDate(s.words, at, at.Location())
		s.days[day] = text
	}
	return pageCell{text, at.Format(time.RFC3339)}
}

// news are the changes by day, good news first.
func (s *summarizer) news(changes []tracker.Change) pageSection {
	w := s.words
	unseen := 0
	for _, c := range changes {
		if !c.Seen {
			unseen++
		}
	}
	section := pageSection{ID: "news", Heading: w.T("news.title")}
	if unseen > 0 {
		section.Heading = w.N("summary.news_unseen", unseen)
	}
	for _, day := range newsDays(changes, nil, s.now.Location()) {
		date := fullDate(w, day.day, s.now.Location())
		section.Tables = append(section.Tables, pageTable{
			ID: "news-" + day.day.Format(time.DateOnly), Heading: date, Caption: w.T("summary.caption_news", "Date", date),
			Columns: []string{w.T("column.title"), w.T("column.company"), w.T("summary.what"), w.T("summary.time"), w.T("summary.marks")},
			Rows:    s.newsRows(day),
		})
	}
	if len(section.Tables) == 0 {
		section.Empty = w.T("news.empty")
	}
	return section
}

func (s *summarizer) newsRows(day newsDay) iter.Seq[[]pageCell] {
	return func(yield func([]pageCell) bool) {
		for _, item := range day.items {
			changes := item.rejected // a folded line stands for all of them
			if changes == nil {
				changes = []tracker.Change{item.change}
			}
			for _, c := range changes {
				if !yield(s.newsRow(c)) {
					return
				}
			}
		}
	}
}

func (s *summarizer) newsRow(c tracker.Change) []pageCell {
	at, mark := happened(c), ""
	if !c.Seen {
		mark = s.words.T("summary.unseen")
	}
	clock := pageCell{}
	if !at.IsZero() {
		clock = pageCell{s.words.Clock(at, s.now), at.In(s.now.Location()).Format(time.RFC3339)}
	}
	what := strings.Join(append([]string{changeText(s.words, c)}, changeDetails(s.words, c)...), " · ")
	return []pageCell{{Text: s.title(c.Title)}, {Text: s.company(c.Company)}, {Text: what}, clock, {Text: mark}}
}
