package present

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"time"

	"candidaturas/assets"
	"candidaturas/tracker"
)

// WriteSummary writes everything that the list holds, and these changes, as a web
// page: for those who cannot see the window, and for whoever wants to print it or
// keep it. It has headings, tables and nothing that runs or comes from elsewhere.
// Times are in the zone of now. It takes time in proportion to the list's length:
// it is not for the goroutine of a window.
func WriteSummary(w io.Writer, words *Words, list *tracker.List, changes []tracker.Change, now time.Time, sample bool) error {
	page, err := newSummaryPage(words, list, changes, now, sample)
	if err != nil {
		return fmt.Errorf("writing the summary: %w", err)
	}
	t, err := template.New("summary").Parse(assets.SummaryPage)
	if err != nil {
		return fmt.Errorf("reading the template of the summary: %w", err)
	}
	out := bufio.NewWriter(w)
	if err := t.Execute(out, page); err != nil {
		return fmt.Errorf("writing the summary: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the summary: %w", err)
	}
	return nil
}

// A summaryPage is what the template puts where.
type summaryPage struct {
	Language, Title, Heading string
	Policy                   string
	Style                    template.CSS
	Skip, Index, Back        string
	Notes                    []string // what has to be known of the whole page
	Made, Counts, Footer     string
	Sections                 []pageSection
}

func newSummaryPage(w *Words, list *tracker.List, changes []tracker.Change, now time.Time, sample bool) (*summaryPage, error) {
	date := fullDate(w, now, now.Location())
	page := &summaryPage{
		Language: w.Language(), Title: w.T("summary.page", "Date", date), Heading: w.T("summary.title"),
		Policy: summaryPolicy(), Style: template.CSS(assets.SummaryStyle), //nolint:gosec // a file of ours
		Skip: w.T("summary.skip"), Index: w.T("summary.index"), Back: w.T("summary.back"),
		Made: w.T("summary.made", "Date", date, "At", w.AtClock(now, now)), Counts: summaryCounts(w, list), Footer: w.T("summary.footer"),
	}
	if sample {
		page.Notes = append(page.Notes, w.T("banner.sample"))
	}
	if !list.Complete() {
		page.Notes = append(page.Notes, w.T("summary.incomplete"))
	}
	archived, err := list.Select(context.Background(), tracker.Filter{Scope: tracker.ScopeArchived}, tracker.Order{})
	if err != nil {
		return nil, err
	}
	s := &summarizer{words: w, list: list, now: now, days: map[string]string{}}
	page.Sections = append(page.Sections, s.news(changes))
	page.Sections = append(page.Sections, s.groups()...)
	if len(archived.Items) > 0 {
		page.Sections = append(page.Sections, s.archived(archived.Items))
	}
	return page, nil
}

// summaryPolicy lets the page use its own style and nothing else.
func summaryPolicy() string {
	sum := sha256.Sum256([]byte(assets.SummaryStyle))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// summaryCounts says how many there are.
func summaryCounts(w *Words, list *tracker.List) string {
	all := list.Len()
	active := all - list.GroupLen(tracker.GroupEnded)
	return w.N("list.total", all) + " · " + w.N("list.active_count", active)
}

// fullDate writes a day with its year, whatever this one is: a page may be kept.
func fullDate(w *Words, at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	at = at.In(zone)
	return w.Date(at, at.AddDate(1, 0, 0))
}
