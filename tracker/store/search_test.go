package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"candidaturas/tracker"

	"pgregory.net/rapid"
)

func search(t *testing.T, db *DB, query string) []string {
	t.Helper()
	found, _, err := db.Account(me).Search(t.Context(), query, -1)
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	return ids(found)
}

// searchable has three applications: a the oldest, c the latest.
func searchable(t *testing.T) *DB {
	t.Helper()
	db := inMemory(t)
	var b tracker.Batch
	for i, text := range []string{
		"Gestión de nóminas. Jornada completa en Ñuñoa.",
		"Jornada de tarde, completa el equipo de gestión.",
		"Atención al cliente: inglés y niño",
	} {
		k := application(string(rune('a'+i)), i)
		b.Applications = append(b.Applications, k)
		b.Offers = append(b.Offers, tracker.OfferSample{
			ID: k.Offer.ID, At: day(i), NewVersion: true, Offer: tracker.Offer{ID: k.Offer.ID, Description: text},
		})
	}
	save(t, db, b)
	if err := db.Account(me).SetNote(t.Context(), "a", "Llamar a Begoña"); err != nil {
		t.Fatal(err)
	}
	if err := db.Account(me).SetTags(t.Context(), "b", []string{"Favorita"}); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestSearch(t *testing.T) {
	db := searchable(t)
	for _, test := range []struct {
		query string
		want  string
	}{
		{"", "cba"},
		{"  ", "cba"},
		{"-", "cba"},
		{`"`, "cba"},
		{`""`, "cba"},
		{"tecnica", "cba"},
		{"TÉCNICA", "cba"},
		{"te\u0301cnica", "cba"}, // the accent apart
		{"nom", "cba"},           // the title says nóminas
		{"gestion", "ba"},
		{"gest", "ba"},
		{"g", "cba"}, // Grupo, Getxo
		{"estion", ""},
		{"jornada completa", "ba"},
		{"completa jornada", "ba"},
		{`"jornada completa"`, "a"},
		{`"jornada comp"`, ""},
		{`"jornada completa`, "ba"}, // no other quote: two words
		{`gest "de nóminas"`, "ba"},
		{`tarde "de tarde"`, "b"},
		{"niño", "c"},
		{"nino", "c"},
		{"ñunoa", "a"},
		{"begona", "a"},
		{"favor", "b"},
		{"ingles", "c"},
		{"alba getxo", "cba"},
		{"alba bilbao", ""},
		{"cliente:", "c"},
		{"a*", "cba"},
		{"NEAR", ""},
		{"AND", ""},
		{"ingles OR gestion", ""},
		{"NOT", ""},
		{"title:tecnica", ""},
		{"^tecnica", "cba"},
		{"(tecnica", "cba"},
		{"técnica 🙂", "cba"},
		{"tecnica\x00", "cba"},
		{"\xff\xfe", "cba"},
	} {
		if got := strings.Join(search(t, db, test.query), ""); got != test.want {
			t.Errorf("%q finds %q instead of %q", test.query, got, test.want)
		}
	}
}

func TestSearchFollowsWhatIsWritten(t *testing.T) {
	db := searchable(t)
	found := func(query, want string) {
		t.Helper()
		if got := strings.Join(search(t, db, query), ""); got != want {
			t.Errorf("%q finds %q instead of %q", query, got, want)
		}
	}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(db.Account(me).SetNote(t.Context(), "a", ""))
	found("begoña", "")
	do(db.Account(me).SetTags(t.Context(), "b", []string{"otra"}))
	found("favorita", "")
	found("otra", "b")
	do(db.Account(me).SetNote(t.Context(), "b", "mirar"))
	found("otra mirar gestion", "b")

	// A new version of the offer takes the place of the old one, in the search only.
	save(t, db, tracker.Batch{Offers: []tracker.OfferSample{{
		ID: "offer-a", At: day(9), NewVersion: true, Offer: tracker.Offer{ID: "offer-a", Description: "Soldador"},
	}}})
	found("ñuñoa", "")
	found("soldador", "a")

	// Another title, and another day: the order follows.
	k := kept(t, db, "a")
	k.Offer.Title, k.AppliedAt = "Fontanera", day(50)
	save(t, db, tracker.Batch{Applications: []tracker.Kept{*k}})
	found("fontanera", "a")
	var rows []int64
	if err := db.read(t.Context(), "test", func(c *conn) (err error) {
		rows, err = all(t.Context(), c, scanOne[int64], `SELECT rowid FROM search WHERE search MATCH 'getxo'`)
		return err
	}); err != nil || len(rows) != 3 {
		t.Errorf("rows %v of three applications, %v", rows, err)
	}
	found("", "acb")
	found("getxo", "acb")
	k.AppliedAt = k.AppliedAt.AddDate(-1, 0, 0)
	save(t, db, tracker.Batch{Applications: []tracker.Kept{*k}})
	found("getxo", "cba")
}

func TestSearchLimit(t *testing.T) {
	db := searchable(t)
	for _, test := range []struct {
		limit int
		want  string
		more  bool
	}{{0, "", true}, {1, "c", true}, {2, "cb", true}, {3, "cba", false}, {4, "cba", false}, {-1, "cba", false}} {
		for _, query := range []string{"", "tecnica"} {
			found, more, err := db.Account(me).Search(t.Context(), query, test.limit)
			if err != nil || more != test.more || strings.Join(ids(found), "") != test.want {
				t.Errorf("%q, %d: %v, %v, %v", query, test.limit, ids(found), more, err)
			}
		}
	}
}

// TestSearchOrder: what was sent in the same instant, or on an unknown day, has a
// place of its own too.
func TestSearchOrder(t *testing.T) {
	db := inMemory(t)
	var b tracker.Batch
	for i, n := range []int{3, 3, 1, 2, 3} {
		b.Applications = append(b.Applications, application(fmt.Sprint(n, i), n))
	}
	for i := range 3 {
		k := application(fmt.Sprint("0", i), 0)
		k.AppliedAt = k.AppliedAt.AddDate(-3000, 0, 0)
		b.Applications = append(b.Applications, k)
	}
	save(t, db, b)
	for _, query := range []string{"", "alba"} {
		got := search(t, db, query)
		if len(got) != 8 || !slices.IsSortedFunc(got, func(x, y string) int { return int(y[0]) - int(x[0]) }) {
			t.Errorf("%q: %v", query, got)
		}
	}
}

// TestSearchMatches compares with the words themselves, looked for one by one.
func TestSearchMatches(t *testing.T) {
	db := inMemory(t)
	vocabulary := []string{"sol", "solar", "Sólo", "soldador", "mar", "marítimo", "marea", "ñandú", "niño", "NINA", "a", "aé", "ab", "3", "30", "2026"}
	var n int
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 5), 1, 4).Draw(t, "texts")
		account := fmt.Sprint("account-", n)
		n++
		var b tracker.Batch
		for i, words := range texts {
			k := application(fmt.Sprint(i), i)
			k.Offer = tracker.OfferRef{Title: strings.Join(words, " ")}
			b.Applications = append(b.Applications, k)
		}
		if err := db.Account(account).Save(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		typed := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 3).Draw(t, "typed")
		for i, w := range typed {
			typed[i] = string([]rune(w)[:rapid.IntRange(1, utf8.RuneCountInString(w)).Draw(t, "letters")])
		}
		var want []string
		for i, words := range slices.Backward(texts) {
			if !slices.ContainsFunc(typed, func(typed string) bool {
				return !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(tracker.Fold(w), tracker.Fold(typed)) })
			}) {
				want = append(want, fmt.Sprint(i))
			}
		}
		found, _, err := db.Account(account).Search(t.Context(), strings.Join(typed, " "), -1)
		if err != nil || !slices.Equal(ids(found), want) {
			t.Fatalf("%q finds %v instead of %v: %v", typed, ids(found), want, err)
		}
	})
}

func TestSearchOfManyWords(t *testing.T) {
	db := searchable(t)
	text := strings.Repeat("gestión jornada ", 700) // 11 kB
	if got := strings.Join(search(t, db, text), ""); got != "ba" {
		t.Errorf("found %q", got)
	}
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "w%d ", i)
	}
	if got := search(t, db, b.String()); got != nil {
		t.Errorf("found %q", got)
	}
	if got := search(t, db, "tecnica "+b.String()); got != nil {
		t.Errorf("found %q", got)
	}
}

func TestSearchOfABeginningOfVeryManyWords(t *testing.T) {
	db := inMemory(t)
	k := application("a", 0)
	for i := range mostWords + 10 {
		k.Offer.Title += fmt.Sprintf(" abcd%d", i)
	}
	save(t, db, tracker.Batch{Applications: []tracker.Kept{k}})
	if got := search(t, db, "abcd"); !slices.Equal(got, []string{"a"}) {
		t.Errorf("found %v", got)
	}
}

// What a person may type, or paste.
func anyQuery(t *rapid.T) string {
	pieces := rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{
			`"`, `""`, `"""`, "*", "-", ":", "^", "+", "(", ")", "{", "}", "NEAR", "NEAR(", "AND", "OR", "NOT", "\x00", "\xff", "🙂", "é", "e\u0301",
			"ñ", " ", "\n", "title:", "col : x", "--", "/*", "';DROP", "%", "_", "tecnica", "ﬁ", "½", "ª", "ß", "İ", "漢字", "\u200b", "٣", "𝟛",
		}),
		rapid.String(),
		rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) }),
	), 0, 12).Draw(t, "pieces")
	return strings.Join(pieces, "")
}

func TestSearchTakesEveryText(t *testing.T) {
	db := searchable(t)
	rapid.Check(t, func(t *rapid.T) {
		query := anyQuery(t)
		found, _, err := db.Account(me).Search(t.Context(), query, -1)
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		if !strings.ContainsFunc(query, func(r rune) bool { return r >= 0x80 || unicode.IsLetter(r) || unicode.IsDigit(r) }) && len(found) != 3 {
			t.Fatalf("%q finds %v", query, ids(found))
		}
	})
}

// TestSearchFindsEveryWord: whatever letters a note is made of, its own words
// find it.
func TestSearchFindsEveryWord(t *testing.T) {
	db := searchable(t)
	rapid.Check(t, func(t *rapid.T) {
		note := rapid.StringOf(rapid.RuneFrom(nil, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Nd)).Draw(t, "note")
		if err := db.Account(me).SetNote(t.Context(), "b", note); err != nil {
			t.Fatal(err)
		}
		found, _, err := db.Account(me).Search(t.Context(), note, -1)
		if err != nil || !slices.Contains(ids(found), "b") {
			t.Fatalf("%q finds %v, %v", note, ids(found), err)
		}
	})
}

func FuzzSearch(f *testing.F) {
	for _, seed := range []string{`"a`, "a*", "NEAR(a b)", "\x00", `"" AND`, "tecnica", strings.Repeat("a ", 5000)} {
		f.Add(seed)
	}
	db, err := OpenMemory(f.Context(), options(""))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = db.Close() })
	if err := db.Account(me).Save(f.Context(), tracker.Batch{Applications: []tracker.Kept{application("a", 0)}}); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if _, _, err := db.Account(me).Search(t.Context(), query, 10); err != nil {
			t.Error(err)
		}
	})
}
