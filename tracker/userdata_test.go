package tracker_test

import (
	"slices"
	"testing"

	"candidaturas/tracker"
)

// TestOwn brings what the person does into the list.
func TestOwn(t *testing.T) {
	w := newWorld(3)
	d := newDesk(t, w)
	d.sync()
	w.later("a-001", tracker.KindCVRead)
	w.later("a-002", tracker.KindCVRead)
	d.sync()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	before := d.List()
	must(d.SetStarred(ctx, "a-000", true))
	must(d.SetArchived(ctx, "a-000", true))
	l := d.List()
	if s := l.Find("a-000"); !s.Starred || !s.Archived || l.Len() != 2 || l.GroupLen(tracker.GroupSent) != 0 {
		t.Errorf("%+v, %d shown", s, l.Len())
	}
	if before.Len() != 3 || before.Find("a-000").Starred || l.Revision() <= before.Revision() {
		t.Error("a list that was handed out has changed")
	}

	if d.Unseen() != 2 || !l.Find("a-001").Unseen {
		t.Fatalf("%d unseen", d.Unseen())
	}
	must(d.MarkSeen(ctx, "a-001", true))
	if d.Unseen() != 1 || d.List().Find("a-001").Unseen {
		t.Errorf("seen: %d unseen", d.Unseen())
	}
	must(d.MarkSeen(ctx, "a-001", false))
	changes, err := d.Changes(ctx, 0, 10)
	must(err)
	must(d.MarkAllSeen(ctx, changes[0].ID))
	if d.Unseen() != 0 || d.List().Find("a-001").Unseen || d.List().Find("a-002").Unseen {
		t.Errorf("all seen: %d unseen", d.Unseen())
	}

	d.sync()
	if s := d.List().Find("a-000"); !s.Starred || !s.Archived {
		t.Error("a synchronisation has taken marks away")
	}
}

// TestOwnTexts hands the person's texts through.
func TestOwnTexts(t *testing.T) {
	if !realStore {
		t.Skip("needs the real store")
	}
	d := newDesk(t, newWorld(3))
	d.sync()
	ctx := t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(d.SetNote(ctx, "a-001", "call them"))
	must(d.SetTags(ctx, "a-001", []string{"lab"}))
	note, err := d.Note(ctx, "a-001")
	must(err)
	tags, err := d.Tags(ctx, "a-001")
	must(err)
	if note != "call them" || !slices.Equal(tags, []string{"lab"}) {
		t.Errorf("note %q, tags %v", note, tags)
	}
	uses, err := d.TagUses(ctx)
	must(err)
	tagged, err := d.Tagged(ctx, "LAB")
	must(err)
	if !slices.Equal(uses, []tracker.TagUse{{Tag: "lab", Count: 1}}) || len(tagged) != 1 || !tagged["a-001"] {
		t.Errorf("uses %v, tagged %v", uses, tagged)
	}
	must(d.SetLastNotified(ctx, 7))
	must(d.SetLastNotified(ctx, 3))
	if told, err := d.LastNotified(ctx); told != 7 || err != nil {
		t.Errorf("told up to %d, error %v", told, err)
	}
	found, more, err := d.Search(ctx, "call", 10)
	must(err)
	if len(found) != 1 || found[0].ID != "a-001" || more {
		t.Errorf("found %v", found)
	}
	id, err := d.SetReminder(ctx, tracker.Reminder{Application: "a-001", At: epoch, Text: "now"})
	must(err)
	reminders, err := d.Reminders(ctx)
	must(err)
	if len(reminders) != 1 || reminders[0].ID != id {
		t.Errorf("reminders %v", reminders)
	}
	must(d.DeleteReminder(ctx, id))
	if reminders, err := d.Reminders(ctx); err != nil || len(reminders) != 0 {
		t.Errorf("reminders %v, error %v", reminders, err)
	}
}

func TestSetSilenceDays(t *testing.T) {
	d := newDesk(t, newWorld(3))
	d.sync()
	before := d.List()
	d.SetSilenceDays(14)
	if days := d.List().Silence().Limit.Hours() / 24; days != 14 {
		t.Errorf("%v days", days)
	}
	if n := d.List().SilentLen(tracker.GroupSent, epoch.AddDate(0, 0, 15)); n != 3 {
		t.Errorf("%d are silent", n)
	}
	if days := before.Silence().Limit.Hours() / 24; days != 30 {
		t.Errorf("before: %v days", days)
	}
	same := d.List()
	if d.SetSilenceDays(14); d.List() != same {
		t.Error("another list although nothing has changed")
	}
}
