package present

import (
	"time"

	"candidaturas/tracker"
)

// A Table is the list in columns. It never changes. Cells are put into words when
// they are asked for.
type Table struct {
	words   *Words
	sel     *tracker.Selection
	silence tracker.Silence
	now     time.Time
}

// A TableColumn is one column of a table.
type TableColumn struct {
	Key   string // to sort by it
	Title string
	Width float32 // in device-independent pixels, with text of the usual size
	Right bool    // its cells are numbers
	Grow  bool    // it takes what is left of the width
}

func newTable(w *Words, sel *tracker.Selection, silence tracker.Silence, now time.Time) *Table {
	return &Table{words: w, sel: sel, silence: silence, now: now}
}

// widths are those of the columns; numbers stand at the right.
var widths = map[tracker.Column]TableColumn{
	tracker.ColumnTitle:      {Width: 210, Grow: true},
	tracker.ColumnCompany:    {Width: 150, Grow: true},
	tracker.ColumnCity:       {Width: 110},
	tracker.ColumnStage:      {Width: 130},
	tracker.ColumnRead:       {Width: 84},
	tracker.ColumnApplied:    {Width: 80},
	tracker.ColumnNews:       {Width: 156},
	tracker.ColumnSilence:    {Width: 124, Right: true},
	tracker.ColumnApplicants: {Width: 86, Right: true},
	tracker.ColumnCV:         {Width: 140},
}

// tableColumns are the columns in order.
func tableColumns(w *Words) []TableColumn {
	columns := make([]TableColumn, 0, len(widths))
	for _, c := range tracker.Columns() {
		column := widths[c]
		column.Key, column.Title = string(c), w.T(columnKeys[c])
		columns = append(columns, column)
	}
	return columns
}

// at returns the same table at another moment.
func (t *Table) at(now time.Time) *Table {
	next := *t
	next.now = now
	return &next
}

// Len counts the rows.
func (t *Table) Len() int {
	if t == nil {
		return 0
	}
	return len(t.sel.Items)
}

// ID returns the ID of the i-th row.
func (t *Table) ID(i int) string { return t.sel.Items[i].ID }

// Index returns where an ID is, -1 if it is not in the table.
func (t *Table) Index(id string) int {
	if t == nil {
		return -1
	}
	return t.sel.Index(id)
}

// Strong reports whether the i-th row has something that the person has not seen.
func (t *Table) Strong(i int) bool { return t.sel.Items[i].Unseen }

// New returns the word for what the person has not seen of the i-th row, empty when
// they have seen all.
func (t *Table) New(i int) string {
	if !t.Strong(i) {
		return ""
	}
	return t.words.T("list.new")
}

// Title returns what the i-th row is found by when its first letters are typed. It
// costs far less than the cells.
func (t *Table) Title(i int) string { return titleOf(t.words, t.sel.Items[i].Title) }

// Cells puts the i-th row into words, in the order of the columns.
func (t *Table) Cells(i int) []string {
	s, w := t.sel.Items[i], t.words
	cells := make([]string, 0, len(widths))
	for _, c := range tracker.Columns() {
		cells = append(cells, t.cell(w, s, c))
	}
	return cells
}

func (t *Table) cell(w *Words, s *tracker.Summary, c tracker.Column) string {
	switch c {
	case tracker.ColumnTitle:
		return titleOf(w, s.Title)
	case tracker.ColumnCompany:
		return placeOf(w, s.Company, "")
	case tracker.ColumnCity:
		return s.City
	case tracker.ColumnStage:
		return stageCell(w, s)
	case tracker.ColumnRead:
		return readCell(w, s, t.now)
	case tracker.ColumnApplied:
		return w.Date(s.AppliedAt, t.now)
	case tracker.ColumnNews:
		return w.Moment(s.NewsAt, t.now)
	case tracker.ColumnSilence:
		return t.silenceCell(w, s)
	case tracker.ColumnApplicants:
		if s.Applicants < 0 {
			return ""
		}
		return w.Number(s.Applicants)
	case tracker.ColumnCV:
		return s.CV
	}
	return ""
}

// stageCell says how far it came; whether it was read stands in its own column.
func stageCell(w *Words, s *tracker.Summary) string { return w.T("stage." + stageNames[s.Stage]) }

func readCell(w *Words, s *tracker.Summary, now time.Time) string {
	switch {
	case !s.Read:
		return w.T("cell.unread")
	case s.ReadAt.IsZero():
		return w.T("cell.read")
	}
	return w.Date(s.ReadAt, now)
}

// silenceCell counts the days without news of what has not ended.
func (t *Table) silenceCell(w *Words, s *tracker.Summary) string {
	if s.Stage.Ended() || s.NewsAt.IsZero() {
		return ""
	}
	days, _ := t.silence.Days(s, t.now)
	return w.Number(days)
}

// NextUnseen returns the ID of the first row after from, going round, that the
// person has not seen; "" if there is none.
func (t *Table) NextUnseen(from string) string {
	n := t.Len()
	start := t.Index(from)
	for step := 1; step <= n; step++ {
		if i := (start + step + n) % n; t.Strong(i) {
			return t.ID(i)
		}
	}
	return ""
}
