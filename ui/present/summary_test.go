package present

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"candidaturas/assets"
	"candidaturas/tracker"
	"candidaturas/ui/present/presenttest"
)

// hostileTitles try to become something else than text.
var hostileTitles = []string{
	"</th></tr></table><script>alert(1)</script>", `"><img src=https://example.org/x onerror=alert(1)>`, "<style>*{display:none}</style>",
	"]]>", "<!--", "-->", "&lt;b&gt;", "{{.Title}}", "javascript:alert(1)", "'\"`=", "\u202eevil\u202c", "</title>", "</style>", "\x00\x0b", "<h1>x</h1>",
}

// listWithMarks is the list of applications with the person's marks on them.
func listWithMarks(t presenttest.Bubble, kept []tracker.Kept) *tracker.List {
	t.Helper()
	tr := presenttest.TrackerOf(t, kept...)
	for _, k := range kept {
		if k.Starred {
			if err := tr.SetStarred(context.Background(), k.ID, true); err != nil {
				t.Fatal(err)
			}
		}
		if k.Archived {
			if err := tr.SetArchived(context.Background(), k.ID, true); err != nil {
				t.Fatal(err)
			}
		}
	}
	return tr.List()
}

// summaryList has an application of every stage, some of them with marks.
func summaryList(t presenttest.Bubble, titles ...string) *tracker.List {
	var kept []tracker.Kept
	for i, kind := range []tracker.EventKind{
		tracker.KindApplied, tracker.KindCVRead, tracker.KindContinues, tracker.KindInterviewed, tracker.KindFinalOffer, tracker.KindOfferRemoved,
		tracker.KindProcessClosed, tracker.KindNotPreselected, tracker.KindDiscarded, tracker.KindDeclined, tracker.KindHired,
	} {
		a := application(fmt.Sprint("a-", i), kind)
		kept = append(kept, tracker.Kept{Application: *a, Unseen: i%3 == 0, Starred: i%4 == 1, Archived: i == 8, Missing: 2 * (i % 2)})
	}
	for i, title := range titles {
		a := application(fmt.Sprint("t-", i))
		a.Offer = tracker.OfferRef{Title: title, Company: title, City: title}
		kept = append(kept, tracker.Kept{Application: *a})
	}
	kept = append(kept, tracker.Kept{Application: tracker.Application{ID: "bare"}})
	return listWithMarks(t, kept)
}

func summaryChanges(titles ...string) []tracker.Change {
	changes := []tracker.Change{
		{ID: 1, Application: "a-1", Kind: tracker.ChangeRead, Event: tracker.KindCVRead, At: before(2 * day), Title: "Camarera", Company: "Miramar"},
		{ID: 2, Application: "a-8", Kind: tracker.ChangeRejected, Event: tracker.KindDiscarded, At: before(2 * day), RejectedAfter: time.Minute, Reasons: []string{"Experiencia"}, Title: "Cajera", Seen: true},
		{ID: 3, Application: "a-9", Kind: tracker.ChangeRejected, At: before(2 * day), RejectedAfter: -1, Title: "Dependienta", Company: "Alba"},
		{ID: 4, Application: "a-5", Kind: tracker.ChangeOfferRemoved, FoundAt: before(day), Title: "Técnica", Company: "Nortia"},
	}
	for i, title := range titles {
		changes = append(changes, tracker.Change{ID: int64(10 + i), Kind: tracker.ChangeEvent, Event: 99, Text: title, At: before(day), Title: title, Company: title})
	}
	return changes
}

func summaryOf(t testing.TB, lang string, list *tracker.List, changes []tracker.Change, sample bool) []byte {
	t.Helper()
	var page bytes.Buffer
	if err := WriteSummary(&page, words(t, lang), list, changes, now, sample); err != nil {
		t.Fatal(err)
	}
	return page.Bytes()
}

// tableRows are the cells of a table's body, row by row.
func tableRows(table *html.Node) [][]string {
	var rows [][]string
	for n := range table.Descendants() {
		if n.DataAtom != atom.Tr || n.Parent.DataAtom != atom.Tbody {
			continue
		}
		var row []string
		for cell := range n.ChildNodes() {
			if cell.Type == html.ElementNode {
				row = append(row, textOf(cell))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func parse(t testing.TB, page []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// elements are those of a kind, in order.
func elements(doc *html.Node, kinds ...atom.Atom) []*html.Node {
	var found []*html.Node
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(kinds, n.DataAtom) {
			found = append(found, n)
		}
	}
	return found
}

// checkPage looks for whatever would get in the way of a screen reader, or is not
// ours.
func checkPage(t interface {
	Helper()
	Errorf(string, ...any)
}, page []byte, doc *html.Node,
) {
	t.Helper()
	if err := balanced(page); err != nil {
		t.Errorf("%v", err)
	}
	level := 0
	for _, h := range elements(doc, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) {
		next := int(h.Data[1] - '0')
		if next > level+1 || textOf(h) == "" {
			t.Errorf("after a heading of level %d comes one of level %d: %q", level, next, textOf(h))
		}
		level = next
	}
	if n := len(elements(doc, atom.H1)); n != 1 {
		t.Errorf("%d headings of the first level", n)
	}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		checkNode(t, n)
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("two elements have the ID %q", id)
			}
			ids[id] = true
		}
	}
	for n := range doc.Descendants() {
		for _, refers := range []string{strings.TrimPrefix(attribute(n, "href"), "#"), attribute(n, "aria-labelledby")} {
			if refers != "" && !ids[refers] {
				t.Errorf("%s refers to %q, which is not there", n.Data, refers)
			}
		}
	}
	for _, table := range elements(doc, atom.Table) {
		checkTable(t, table)
	}
}

// allowed are the elements of the page.
var allowed = strings.Fields(`html head meta title style body a header h1 h2 h3 p strong nav ul li main section div table caption thead tbody tr th td time footer`)

func checkNode(t interface {
	Helper()
	Errorf(string, ...any)
}, n *html.Node,
) {
	t.Helper()
	if n.Type == html.CommentNode {
		t.Errorf("a comment: %q", n.Data)
	}
	if n.Type != html.ElementNode {
		return
	}
	if !slices.Contains(allowed, n.Data) {
		t.Errorf("an element %q", n.Data)
	}
	for _, a := range n.Attr {
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "srcset" ||
			a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
			t.Errorf("%s has %s=%q", n.Data, a.Key, a.Val)
		}
	}
}

func checkTable(t interface {
	Helper()
	Errorf(string, ...any)
}, table *html.Node,
) {
	t.Helper()
	if c := elements(table, atom.Caption); len(c) != 1 || textOf(c[0]) == "" {
		t.Errorf("a table with %d captions", len(c))
	}
	columns := 0
	for _, th := range elements(table, atom.Th) {
		want := "row"
		if th.Parent.Parent.DataAtom == atom.Thead {
			want = "col"
			columns++
		}
		if attribute(th, "scope") != want || textOf(th) == "" {
			t.Errorf("a heading of a %s: scope %q, text %q", want, attribute(th, "scope"), textOf(th))
		}
	}
	for _, row := range tableRows(table) {
		if len(row) != columns {
			t.Errorf("a row of %d cells under %d headings: %q", len(row), columns, row)
		}
	}
}

// balanced reports whether every element is closed where it is due.
func balanced(page []byte) error {
	var open []string
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				return fmt.Errorf("%v are not closed", open)
			}
			return nil
		case html.StartTagToken:
			name, _ := z.TagName()
			if string(name) != "meta" {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return fmt.Errorf("%s ends within %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func TestSummaryPage(t *testing.T) {
	for _, lang := range languages(t) {
		page := summaryOf(t, lang, summaryList(t, hostileTitles...), summaryChanges(hostileTitles...), true)
		doc := parse(t, page)
		checkPage(t, page, doc)
		if !bytes.HasPrefix(page, []byte("<!DOCTYPE html>")) || attribute(elements(doc, atom.Html)[0], "lang") != lang {
			t.Errorf("%s: no page in that language", lang)
		}
		w := words(t, lang)
		text := textOf(elements(doc, atom.Header)[0])
		for _, want := range []string{w.T("banner.sample"), fullDate(w, now, time.UTC), "10:42", w.N("list.total", 11+len(hostileTitles))} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the head does not say %q", lang, want)
			}
		}
		for _, want := range hostileTitles {
			if want == "\x00\x0b" {
				continue
			}
			if n := strings.Count(textOf(elements(doc, atom.Main)[0]), want); n < 4 {
				t.Errorf("%s: %q is there %d times", lang, want, n)
			}
		}
	}
}

// TestSummaryRows: every application is there once, in words.
func TestSummaryRows(t *testing.T) {
	list := summaryList(t)
	doc := parse(t, summaryOf(t, "es", list, summaryChanges(), false))
	rows := map[string][]string{}
	n := 0
	var captions []string
	for _, table := range elements(doc, atom.Table) {
		captions = append(captions, textOf(elements(table, atom.Caption)[0]))
		for _, row := range tableRows(table) {
			if len(row) == 7 {
				rows[row[3]] = row
				n++
			}
		}
	}
	if n != 12 {
		t.Errorf("%d rows for 12 applications", n)
	}
	for status, want := range map[string][]string{
		"CV leído el 28 sep":               {"Técnica de RR. HH.", "Nortia", "Bilbao", "CV leído el 28 sep", "18 sep 2026", "28 sep 2026", "Destacada, Ya no está en InfoJobs"},
		"Entrevista · CV sin leer":         {"Técnica de RR. HH.", "Nortia", "Bilbao", "Entrevista · CV sin leer", "18 sep 2026", "28 sep 2026", "Sin ver, Ya no está en InfoJobs"},
		"Descartada sin leer tu CV":        {"Técnica de RR. HH.", "Nortia", "Bilbao", "Descartada sin leer tu CV", "18 sep 2026", "28 sep 2026", ""},
		"CV recibido · CV sin leer":        nil,
		"Contratado/a · CV sin leer":       nil,
		"Oferta retirada sin leer tu CV":   nil,
		"Proceso cerrado sin leer tu CV":   nil,
		"No preseleccionada · CV sin leer": nil,
		"Has renunciado · CV sin leer":     nil,
		"Finalista · CV sin leer":          nil,
		"En proceso · CV sin leer":         nil,
	} {
		got := rows[status]
		if got == nil || want != nil && !slices.Equal(got, want) {
			t.Errorf("%s: %q", status, got)
		}
	}
	if len(captions) != 7 || captions[0] != "Qué pasó el 7 oct 2026" || !strings.HasPrefix(captions[6], "Archivadas") {
		t.Errorf("tables %q", captions)
	}
	first := elements(doc, atom.Time)[0]
	if at, err := time.Parse(time.RFC3339, attribute(first, "datetime")); err != nil || !at.Equal(before(day)) {
		t.Errorf("a time is %q", attribute(first, "datetime"))
	}
}

// TestSummaryNews tells of each change, rejections too, each on its own.
func TestSummaryNews(t *testing.T) {
	doc := parse(t, summaryOf(t, "es", summaryList(t), summaryChanges(), false))
	var rows [][]string
	for _, table := range elements(doc, atom.Table)[:2] {
		rows = append(rows, tableRows(table)...)
	}
	want := [][]string{
		{"Técnica", "Nortia", "InfoJobs ha retirado la oferta", "10:42", "Sin ver"},
		{"Camarera", "Miramar", "Han leído tu CV", "10:42", "Sin ver"},
		{"Dependienta", "Alba", "Descartada sin leer tu CV", "10:42", "Sin ver"},
		{"Cajera", "Empresa sin nombre", "Descartada sin leer tu CV · a los 60 segundos · Experiencia", "10:42", ""},
	}
	if !slices.EqualFunc(rows, want, slices.Equal) {
		t.Errorf("%q", rows)
	}
	if h := textOf(elements(doc, atom.H2)[1]); h != "Novedades · 3 sin ver" {
		t.Errorf("heading %q", h)
	}
}

func TestSummaryOfNothing(t *testing.T) {
	w := words(t, "es")
	page := summaryOf(t, "es", presenttest.ListOf(t), nil, false)
	doc := parse(t, page)
	checkPage(t, page, doc)
	text := textOf(elements(doc, atom.Body)[0])
	for _, want := range []string{w.T("news.empty"), w.T("list.empty")} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(text, w.T("banner.sample")) || strings.Contains(text, w.T("summary.incomplete")) {
		t.Error("it says of the data what is not so")
	}
}

// TestSummaryWhileTheListIsRead says that a part is missing.
func TestSummaryWhileTheListIsRead(t *testing.T) {
	db := presenttest.NewStore(t)
	var b tracker.Batch
	for i := range 500 {
		b.Applications = append(b.Applications, tracker.Kept{Application: *application(fmt.Sprint("a-", i))})
	}
	if err := db.Account(presenttest.Account).Save(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	tr := tracker.New(nil, db, tracker.Options{})
	err := tr.Open(context.Background(), presenttest.Account, func() {
		page := summaryOf(t, "es", tr.List(), nil, false)
		checkPage(t, page, parse(t, page))
		if !bytes.Contains(page, []byte(words(t, "es").T("summary.incomplete"))) {
			t.Error("it does not say that a part is missing")
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSummaryOfMany is divided up by months, all of it in it.
func TestSummaryOfMany(t *testing.T) {
	n := 10_000
	if testing.Short() {
		n = 1000
	}
	var kept []tracker.Kept
	for i := range n {
		a := application(fmt.Sprint("a-", i), tracker.KindDiscarded)
		a.Timeline[0].At = before(time.Duration(i) * 3 * time.Hour)
		a.AppliedAt = before(time.Duration(i+30) * 3 * time.Hour)
		if i%500 == 0 {
			a.AppliedAt, a.Timeline[0].At = time.Time{}, time.Time{}
		}
		kept = append(kept, tracker.Kept{Application: *a, Archived: i%50 == 0})
	}
	page := summaryOf(t, "es", listWithMarks(t, kept), nil, false)
	doc := parse(t, page)
	checkPage(t, page, doc)
	rows := 0
	for _, table := range elements(doc, atom.Table) {
		got := len(tableRows(table))
		if rows += got; got > 300 {
			t.Errorf("a table of %d rows", got)
		}
	}
	if rows != n {
		t.Errorf("%d rows", rows)
	}
	if h := textOf(elements(doc, atom.H3)[0]); !strings.HasPrefix(h, "Octubre de 2026 · ") {
		t.Errorf("the first month is %q", h)
	}
	t.Logf("%d kB", len(page)/1000)
}

// TestSummaryPolicy: the page may use its own style and nothing else, and a browser
// that keeps to it shows that style.
func TestSummaryPolicy(t *testing.T) {
	doc := parse(t, summaryOf(t, "es", summaryList(t), nil, false))
	policy := ""
	for _, m := range elements(doc, atom.Meta) {
		if attribute(m, "http-equiv") == "Content-Security-Policy" {
			policy = attribute(m, "content")
		}
	}
	sum := sha256.Sum256([]byte(elements(doc, atom.Style)[0].FirstChild.Data))
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	if policy != want {
		t.Errorf("policy %q, want %q", policy, want)
	}
	for _, bad := range []string{"url(", "@import", "http:", "https:", "expression"} {
		if strings.Contains(assets.SummaryStyle, bad) {
			t.Errorf("the style has %s", bad)
		}
	}
}

// TestSummaryWhateverTitles: texts stay texts.
func TestSummaryWhateverTitles(t *testing.T) {
	list := summaryList(t)
	rapid.Check(t, func(rt *rapid.T) {
		title := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("<>&\"'`=/!-[]{}()abc \u00a0\x00")))).Draw(rt, "title")
		changes := []tracker.Change{{ID: 1, Kind: tracker.ChangeEvent, Event: 99, Text: title, Title: title, Company: title, FoundAt: now, Reasons: []string{title}}}
		page := summaryOf(t, "es", list, changes, false)
		checkPage(rt, page, parse(t, page))
	})
}

// TestSummaryIsValid asks HTML Tidy, where there is one.
func TestSummaryIsValid(t *testing.T) {
	tidy, err := exec.LookPath("tidy")
	if err != nil {
		t.Skip("HTML Tidy is not installed: package tidy")
	}
	for _, lang := range languages(t) {
		cmd := exec.CommandContext(t.Context(), tidy, "-quiet", "-errors", "-utf8")
		cmd.Stdin = bytes.NewReader(summaryOf(t, lang, summaryList(t, hostileTitles...), summaryChanges(hostileTitles...), true))
		if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%s: %v\n%s", lang, err, out)
		}
	}
}

func BenchmarkSummary(b *testing.B) {
	var kept []tracker.Kept
	for i := range 10_000 {
		a := application(fmt.Sprint("a-", i), tracker.KindDiscarded)
		a.Timeline[0].At = before(time.Duration(i) * 3 * time.Hour)
		a.AppliedAt = a.Timeline[0].At.Add(-5 * day)
		kept = append(kept, tracker.Kept{Application: *a})
	}
	list := presenttest.ListOf(b, kept...)
	for b.Loop() {
		summaryOf(b, "es", list, nil, false)
	}
}
