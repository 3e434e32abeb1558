package present

// nextUnseen chooses the next entry of what shows that the person has not seen,
// going round.
func (a *applications) nextUnseen() {
	if a.conn == nil {
		return
	}
	var id string
	switch now := a.platform.Now(); {
	case a.section == SectionNews:
		id = a.newsRows(now).NextUnseen(a.news.selected)
	case a.table:
		id = a.picking.now.table.nextUnseen(a.chosen.id)
	case a.filters.wish.plain():
		id = a.list(a.conn.Tracker().List(), now).rows.NextUnseen(a.chosen.id)
	default:
		id = a.picking.now.rows.NextUnseen(a.chosen.id)
	}
	if id == "" {
		a.say(a.words.T("news.no_more"))
		a.show()
		return
	}
	a.choose(id)
}

// nextUnseen returns the ID of the first row after from, going round, that the
// person has not seen; "" if there is none.
func (t *Table) nextUnseen(from string) string {
	n := t.Len()
	start := t.Index(from)
	for step := 1; step <= n; step++ {
		if i := (start + step + n) % n; t.Strong(i) {
			return t.ID(i)
		}
	}
	return ""
}

// NextUnseen chooses the next application, or the next line of «Novedades», that
// the person has not seen.
func (s *Shell) NextUnseen() { s.apps.nextUnseen() }
