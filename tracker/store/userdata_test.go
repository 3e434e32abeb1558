package store

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"candidaturas/tracker"
)

func TestOwnStaysWhenInfoJobsTellsMore(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	save(t, db, tracker.Batch{Applications: []tracker.Kept{application("a", 1)}})
	ctx := t.Context()
	for _, err := range []error{
		db.Account(me).SetNote(ctx, "a", "Preguntar por Ana"),
		db.Account(me).SetTags(ctx, "a", []string{"zeta", " Ágil ", "", "ágil", "beta"}),
		db.Account(me).SetStarred(ctx, "a", true),
		db.Account(me).SetArchived(ctx, "a", true),
		db.SetActive(ctx, me),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	id, err := db.Account(me).SetReminder(ctx, tracker.Reminder{Application: "a", Kind: tracker.RemindCall, Text: "Llamar", At: day(9)})
	if err != nil {
		t.Fatal(err)
	}
	save(t, db, tracker.Batch{Applications: []tracker.Kept{application("a", 1)}})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	db = open(t, dir)
	if note, err := db.Account(me).Note(ctx, "a"); note != "Preguntar por Ana" || err != nil {
		t.Errorf("note %q, %v", note, err)
	}
	if tags, err := db.Account(me).Tags(ctx, "a"); !slices.Equal(tags, []string{"Ágil", "beta", "zeta"}) || err != nil {
		t.Errorf("tags %q, %v", tags, err)
	}
	if k := kept(t, db, "a"); !k.Starred || !k.Archived {
		t.Errorf("starred %v, archived %v", k.Starred, k.Archived)
	}
	if active, err := db.Active(ctx); active != me || err != nil {
		t.Errorf("active %q, %v", active, err)
	}
	want := []tracker.Reminder{{ID: id, Application: "a", Kind: tracker.RemindCall, Text: "Llamar", At: day(9)}}
	if list, err := db.Account(me).Reminders(ctx); !reflect.DeepEqual(list, want) || err != nil {
		t.Errorf("reminders %+v, %v", list, err)
	}
	if counts, err := db.Account(me).Counts(ctx); len(counts) != 0 || err != nil {
		t.Errorf("counts %v, %v", counts, err)
	}
}

func TestReminders(t *testing.T) {
	db := inMemory(t)
	ctx := t.Context()
	save(t, db, tracker.Batch{Applications: []tracker.Kept{application("a", 1)}})
	set := func(r tracker.Reminder) int64 {
		t.Helper()
		id, err := db.Account(me).SetReminder(ctx, r)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	later := set(tracker.Reminder{Text: "later", At: day(5)})
	done := set(tracker.Reminder{Text: "done", At: day(1), Done: true})
	next := set(tracker.Reminder{Application: "a", Text: "next", At: day(2)})
	order := func(want ...int64) {
		t.Helper()
		list, err := db.Account(me).Reminders(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for _, r := range list {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v instead of %v", got, want)
		}
	}
	order(next, later, done)
	if got := set(tracker.Reminder{ID: next, Text: "next", At: day(9)}); got != next {
		t.Errorf("replacing %d made %d", next, got)
	}
	order(later, next, done)
	if err := db.Account("another").DeleteReminder(ctx, later); err != nil {
		t.Fatal(err)
	}
	order(later, next, done)
	if err := db.Account(me).DeleteReminder(ctx, later); err != nil {
		t.Fatal(err)
	}
	order(next, done)
	if _, err := db.Account("another").SetReminder(ctx, tracker.Reminder{ID: next}); !errors.Is(err, ErrUnknown) {
		t.Errorf("a reminder of somebody else: %v", err)
	}
	if _, err := db.Account(me).SetReminder(ctx, tracker.Reminder{ID: 99}); !errors.Is(err, ErrUnknown) {
		t.Errorf("an unknown reminder: %v", err)
	}
	if _, err := db.Account(me).SetReminder(ctx, tracker.Reminder{Application: "b"}); !errors.Is(err, ErrUnknown) {
		t.Errorf("a reminder of an unknown application: %v", err)
	}
}

// TestLetGoIsListed among what has ended, also after InfoJobs has told more, until
// something happens to the person or they take it back.
func TestLetGoIsListed(t *testing.T) {
	db := inMemory(t)
	ctx := t.Context()
	a := application("a", 1)
	save(t, db, tracker.Batch{Applications: []tracker.Kept{a}})
	want := func(when string, stage tracker.Stage, at time.Time) {
		t.Helper()
		list, err := db.Account(me).Summaries(ctx, -1)
		if err != nil || len(list) != 1 || list[0].Stage != stage {
			t.Errorf("%s: %+v, %v", when, list, err)
		}
		counts, err := db.Account(me).Counts(ctx)
		if err != nil || counts[stage.Group()] != 1 {
			t.Errorf("%s: %v, %v", when, counts, err)
		}
		if k := kept(t, db, "a"); !k.LetGoAt.Equal(at) {
			t.Errorf("%s: given up at %v", when, k.LetGoAt)
		}
	}
	letGo := func(at time.Time) {
		t.Helper()
		if err := db.Account(me).SetLetGo(ctx, "a", at); err != nil {
			t.Fatal(err)
		}
	}
	letGo(day(30))
	want("given up", tracker.StageLetGo, day(30))
	a.Missing = 1
	save(t, db, tracker.Batch{Applications: []tracker.Kept{a}}) // which knows nothing of it
	want("told again", tracker.StageLetGo, day(30))
	letGo(time.Time{})
	want("taken back", tracker.StageReceived, time.Time{})
	letGo(day(30))
	a.CVRead = &tracker.Event{Kind: tracker.KindCVRead, At: day(31)}
	save(t, db, tracker.Batch{Applications: []tracker.Kept{a}})
	want("read later", tracker.StageRead, day(30))
}

func TestUnknownApplication(t *testing.T) {
	db := inMemory(t)
	ctx := t.Context()
	save(t, db, tracker.Batch{Applications: []tracker.Kept{application("a", 1)}})
	for _, who := range []struct{ account, id string }{{me, "b"}, {"another", "a"}} {
		for name, err := range map[string]error{
			"note":    db.Account(who.account).SetNote(ctx, who.id, "x"),
			"tags":    db.Account(who.account).SetTags(ctx, who.id, []string{"x"}),
			"star":    db.Account(who.account).SetStarred(ctx, who.id, true),
			"let go":  db.Account(who.account).SetLetGo(ctx, who.id, day(9)),
			"archive": db.Account(who.account).SetArchived(ctx, who.id, true),
			"seen":    db.Account(who.account).MarkSeen(ctx, who.id, false),
			"change":  db.Account(who.account).Save(ctx, tracker.Batch{Changes: []tracker.Change{{Application: who.id}}}),
		} {
			if !errors.Is(err, ErrUnknown) {
				t.Errorf("%s of %v: %v", name, who, err)
			}
		}
	}
	if note, err := db.Account("another").Note(ctx, "a"); note != "" || err != nil {
		t.Errorf("note %q, %v", note, err)
	}
	if k := kept(t, db, "a"); k.Starred || k.Archived || k.Unseen || !k.LetGoAt.IsZero() {
		t.Errorf("%+v", k)
	}
}

func TestCounts(t *testing.T) {
	db := inMemory(t)
	a, b, c := application("a", 1), application("b", 1), application("c", 1)
	b.CVRead = &tracker.Event{Kind: tracker.KindCVRead, At: day(2)}
	save(t, db, tracker.Batch{Applications: []tracker.Kept{a, b, c}})
	if err := db.Account(me).SetArchived(t.Context(), "c", true); err != nil {
		t.Fatal(err)
	}
	counts, err := db.Account(me).Counts(t.Context())
	if want := map[tracker.Group]int{tracker.GroupSent: 1, tracker.GroupRead: 1}; err != nil || !reflect.DeepEqual(counts, want) {
		t.Errorf("%v, %v", counts, err)
	}
}

func TestChangesComeInPages(t *testing.T) {
	db := inMemory(t)
	b := tracker.Batch{Applications: []tracker.Kept{application("a", 1)}}
	for n := range 5 {
		b.Changes = append(b.Changes, tracker.Change{Application: "a", Kind: tracker.ChangeMoved, At: day(n)})
	}
	save(t, db, b)
	var got []int
	for after := int64(0); ; {
		page, err := db.Account(me).Changes(t.Context(), after, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, ch := range page {
			got = append(got, int(ch.At.Sub(epoch).Hours()/24))
			after = ch.ID
		}
	}
	if !slices.Equal(got, []int{4, 3, 2, 1, 0}) {
		t.Errorf("%v", got)
	}
}

// TestEventsAndVersionsStay: not even a mistake in this package can take them away.
func TestEventsAndVersionsStay(t *testing.T) {
	db := inMemory(t)
	k := application("a", 1)
	k.Timeline, k.TimelineKnown = []tracker.Event{{Kind: tracker.KindDiscarded, At: day(2), Reasons: []string{"Experiencia"}}}, true
	save(t, db, tracker.Batch{
		Applications: []tracker.Kept{k},
		Offers:       []tracker.OfferSample{{ID: "o", At: day(1), NewVersion: true, Offer: tracker.Offer{Description: "x"}}},
	})
	for _, statement := range []string{
		`DELETE FROM events`,
		`UPDATE events SET at = 1`,
		`UPDATE events SET kind = 1`,
		`UPDATE events SET description = 'x'`,
		`UPDATE events SET reasons = ''`,
		`UPDATE events SET reasons = '["x"]'`,
		`UPDATE events SET told = 2`,
		`DELETE FROM offer_versions`,
		`UPDATE offer_versions SET body = '{}'`,
	} {
		err := db.write(t.Context(), "test", func(c *conn) error {
			_, err := c.exec(t.Context(), statement)
			return err
		})
		if err == nil {
			t.Errorf("%s is possible", statement)
		}
	}
}

func TestApplicantsAreKeptOverTime(t *testing.T) {
	db := inMemory(t)
	for n, applicants := range []int{5, 7, -1, 9} {
		save(t, db, tracker.Batch{Offers: []tracker.OfferSample{{ID: "o", At: day(n), Offer: tracker.Offer{Applicants: applicants}}}})
	}
	var got []int64
	if err := db.read(t.Context(), "test", func(c *conn) (err error) {
		got, err = all(t.Context(), c, scanOne[int64], `SELECT applicants FROM offer_samples ORDER BY at`)
		return err
	}); err != nil || !slices.Equal(got, []int64{5, 7, 9}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestClosed(t *testing.T) {
	db := inMemory(t)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
	if _, err := db.Active(t.Context()); !errors.Is(err, errClosed) {
		t.Errorf("reading: %v", err)
	}
	if err := db.SetActive(t.Context(), me); !errors.Is(err, errClosed) {
		t.Errorf("writing: %v", err)
	}
}

// TestAChangeIsToldOnce: one that is found again does not come back as unseen.
func TestAChangeIsToldOnce(t *testing.T) {
	db := inMemory(t)
	b := tracker.Batch{
		Applications: []tracker.Kept{application("a", 1)},
		Changes:      []tracker.Change{{Application: "a", Kind: tracker.ChangeRead, At: day(2)}},
	}
	save(t, db, b)
	if k := kept(t, db, "a"); !k.Unseen {
		t.Error("it is not unseen at first")
	}
	if err := db.Account(me).MarkSeen(t.Context(), "a", true); err != nil {
		t.Fatal(err)
	}
	b.Changes[0].FoundAt = day(3)
	save(t, db, b)
	if k := kept(t, db, "a"); k.Unseen {
		t.Error("it is unseen again")
	}
	if list, err := db.Account(me).Changes(t.Context(), 0, -1); err != nil || len(list) != 1 || !list[0].Seen {
		t.Errorf("%+v, %v", list, err)
	}
}
