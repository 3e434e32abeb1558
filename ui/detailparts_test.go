package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// TestNoteIsTyped, kept when the focus goes elsewhere, and never gets into another.
func TestNoteIsTyped(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	v := s.window.applications.detail
	s.window.goToNote()
	if s.window.focused() != v.notes.area || v.shown.Tab != present.TabNotes {
		t.Fatalf("the focus is on %T", s.window.focused())
	}
	test.Type(v.notes.area, "de a1")
	uitest.Key(v.notes.area, fyne.KeyReturn)
	test.Type(v.notes.area, "y más")
	s.window.focus(v.pane)
	s.until("the note", func() bool { return v.shown.Note.Status == s.window.words.T("note.saved") })
	s.choose("a2")
	if v.notes.area.Text != "" {
		t.Errorf("a2 shows %q", v.notes.area.Text)
	}
	v.notes.area.TypedShortcut(&fyne.ShortcutUndo{})
	if v.notes.area.Text != "" {
		t.Errorf("undoing in a2 brings %q", v.notes.area.Text)
	}
	s.window.focus(v.notes.area)
	test.Type(v.notes.area, "de a2")
	s.choose("a1")
	if v.notes.area.Text != "de a1\ny más" {
		t.Errorf("a1 shows %q", v.notes.area.Text)
	}
	s.choose("a2")
	if v.notes.area.Text != "de a2" {
		t.Errorf("a2 shows %q", v.notes.area.Text)
	}
}

// TestNoteKeepsTheCursor while it is being kept and the list refreshed.
func TestNoteKeepsTheCursor(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	area := s.window.applications.detail.notes.area
	s.window.goToNote()
	test.Type(area, "hola")
	uitest.Key(area, fyne.KeyLeft, fyne.KeyLeft)
	s.window.list().Notes.Flush()
	s.window.list().Downloads.Refresh()
	s.settle()
	test.Type(area, "X")
	if area.Text != "hoXla" || s.window.focused() != area {
		t.Errorf("%q, the focus is on %T", area.Text, s.window.focused())
	}
}

// TestNoteWaits until what is kept has been read: it gets the focus then.
func TestNoteWaits(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	area := s.window.applications.detail.notes.area
	s.window.list().Choose("a1")
	if !area.Disabled() {
		t.Error("it can be written in before it was read")
	}
	s.window.goToNote()
	s.until("the note", func() bool { return s.window.applications.detail.shown.Note.Ready })
	if s.window.focused() != area {
		t.Errorf("the focus is on %T", s.window.focused())
	}
}

// TestR20RetryKeepsTheFocus: the button that goes when it has worked does not take
// the focus with it.
func TestR20RetryKeepsTheFocus(t *testing.T) {
	s := newStage(t, normal).search()
	store := &fullOnce{Store: presenttest.NewStore(t)}
	s.conn.tracker = tracker.New(s.source, store, tracker.Options{Now: func() time.Time { return s.now }})
	s.signedIn().tab("a1", present.TabNotes)
	s.write("hola")
	v := s.window.applications.detail
	if !v.notes.problem.Object.Visible() {
		t.Fatal("that it could not be kept is not told")
	}
	s.window.focus(v.notes.retry)
	uitest.Key(v.notes.retry, fyne.KeyReturn)
	s.until("the note", func() bool { return v.shown.Note.Status == s.window.words.T("note.saved") })
	if v.notes.problem.Object.Visible() || s.window.focused() != v.pane {
		t.Errorf("the focus is on %T", s.window.focused())
	}
}

// fullOnce has no room for the first note.
type fullOnce struct {
	tracker.Store
	tried bool
}

func (f *fullOnce) Account(key string) tracker.AccountStore {
	return fullOnceAccount{f.Store.Account(key), f}
}

type fullOnceAccount struct {
	tracker.AccountStore
	once *fullOnce
}

func (f fullOnceAccount) SetNote(ctx context.Context, id, text string) error {
	if !f.once.tried {
		f.once.tried = true
		return tracker.ErrStoreFull
	}
	return f.AccountStore.SetNote(ctx, id, text)
}

// TestOthersKeys: the applications to a company are one stop of the Tab key, and
// lead to where they say.
func TestOthersKeys(t *testing.T) {
	s := newStage(t, normal).regular().tab("a1", present.TabCompany)
	v := s.window.applications.detail
	others := v.company.others
	s.window.focus(others)
	uitest.Key(others, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	want := others.Links[1].ID
	uitest.Key(others, fyne.KeyReturn)
	if v.shown.ID != want {
		t.Errorf("%q is shown, want %q", v.shown.ID, want)
	}
	if s.window.focused() != v.pane {
		t.Errorf("the focus is on %T", s.window.focused())
	}
	s.choose(want)
	s.window.focus(others)
	uitest.Key(others, fyne.KeyEnd)
	offset := v.pane.Scroll.Offset.Y
	uitest.Key(others, fyne.KeyDown) // leads out of it
	if others.Current != len(others.Links)-1 || v.pane.Scroll.Offset.Y < offset {
		t.Errorf("line %d", others.Current)
	}
}

// TestOthersAreReadWhole, also in a narrow window with large text.
func TestOthersAreReadWhole(t *testing.T) {
	l := narrowest()
	s := newStage(t, l).regular().tab("a1", present.TabCompany)
	s.window.applications.openDetail()
	settleLayout(s, l.size)
	others := s.window.applications.detail.company.others
	var end float32
	for i, row := range others.Rows {
		if got, want := strings.Join(uitest.Texts(row), " "), others.Links[i].Title+" "+others.Links[i].Status; got != want {
			t.Errorf("%q is drawn of %q", got, want)
		}
		if row.Position().Y < end {
			t.Errorf("line %d begins at %v, the one before ends at %v", i, row.Position().Y, end)
		}
		end = row.Position().Y + row.Size().Height
	}
	if end != others.Size().Height || len(others.Rows) == 0 {
		t.Errorf("the list ends at %v, the last of %d lines at %v", others.Size().Height, len(others.Rows), end)
	}
}

// TestOfferChangesAreDrawn: what holds stands out from what was before by more than
// its colour.
func TestOfferChangesAreDrawn(t *testing.T) {
	s := newStage(t, normal).edited().tab("a1", present.TabOffer)
	v := s.window.applications.detail.offer
	if !v.since.Visible() || len(v.list.Objects) != len(v.changes) || len(v.changes) == 0 {
		t.Fatalf("%d objects for %d changes", len(v.list.Objects), len(v.changes))
	}
	first := v.list.Objects[0].(*fyne.Container)
	name, texts := first.Objects[0], first.Objects[1].(*fyne.Container)
	within := texts.Position().Y - name.Size().Height
	if between := v.list.Objects[1].Position().Y - first.Size().Height; between <= within {
		t.Errorf("a name is %v from what it names, and %v from what it does not", within, between)
	}
	rows := texts.Objects
	bold := func(i int) bool { return rows[i].(*fyne.Container).Objects[2].(*widget.Label).TextStyle.Bold }
	if len(rows) != 2 || !bold(0) || bold(1) {
		t.Errorf("%d rows", len(rows))
	}
	s.choose("a4")
	if v.since.Visible() {
		t.Error("another offer shows the changes of the one before")
	}
}

// TestRepeated leads to the earlier application.
func TestRepeated(t *testing.T) {
	s := newStage(t, normal).regular().choose("a1")
	v := s.window.applications.detail
	s.window.focus(v.head.other)
	uitest.Key(v.head.other, fyne.KeySpace)
	if v.shown.ID != "n0" {
		t.Errorf("%q is shown", v.shown.ID)
	}
	if s.window.focused() != v.pane {
		t.Errorf("the focus is on %T", s.window.focused())
	}
}

// TestDetailKeys: the detail is read with the keys alone, and its buttons do not
// keep them from that.
func TestDetailKeys(t *testing.T) {
	l := normal
	l.size = fyne.NewSize(1080, 480)
	s := newStage(t, l).offers().signedIn().tab("a1", present.TabOffer)
	settleLayout(s, l.size)
	v := s.window.applications.detail
	s.window.focus(s.window.applications.list)
	uitest.Key(s.window.applications.list, fyne.KeyF6)
	if s.window.focused() != v.pane {
		t.Fatalf("F6 leads to %T", s.window.focused())
	}
	uitest.Key(v.pane, fyne.KeyPageDown)
	if v.pane.Scroll.Offset.Y == 0 {
		t.Error("a page down does not scroll")
	}
	s.window.focus(v.tabs)
	uitest.Key(v.tabs, fyne.KeyDown)
	selected := s.window.applications.list.selected
	if selected != "a1" {
		t.Errorf("Down on the tabs chooses %q in the list", selected)
	}
	uitest.Key(v.tabs, fyne.KeyRight)
	if v.shown.Tab != present.TabNotes || s.window.focused() != v.tabs {
		t.Errorf("tab %d, the focus is on %T", v.shown.Tab, s.window.focused())
	}
	uitest.Key(v.pane, fyne.KeyEscape)
	if s.window.focused() != s.window.applications.list {
		t.Errorf("Esc leads to %T", s.window.focused())
	}
}

// TestDetailMenu says what its entries do to this application, and does it.
func TestDetailMenu(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	v := s.window.applications.detail
	entry := func(label string) *widgets.MenuEntry {
		for _, e := range s.window.applicationEntries(s.window.chosen()) {
			if e.Label == label {
				return &e
			}
		}
		t.Errorf("there is no «%s»", label)
		return &widgets.MenuEntry{Action: func() {}}
	}
	entry("Destacar").Action()
	s.until("the star", func() bool { return v.shown.Starred })
	if v.actions.star.Label != s.window.words.T("detail.starred") {
		t.Errorf("the star is called %q", v.actions.star.Label)
	}
	entry("Dejar de destacar")
	entry("Marcar como no vista").Action()
	s.until("the mark", func() bool { return v.shown.Unseen })
	entry("Marcar como vista")
	entry("Dar por terminada").Action()
	s.until("the word", func() bool { return v.shown.LetGo })
	entry("Recuperar").Action()
	s.until("the word taken back", func() bool { return !v.shown.LetGo })
	entry("Archivar").Action()
	s.until("the next one", func() bool { return v.shown.ID != "a1" })
	s.window.list().Remarks.Undo()
	s.until("the one that was put away", func() bool { return v.shown.ID == "a1" && !v.shown.Archived })
	s.window.list().Filters.SetScope("all")
	s.choose("a9") // whose offer was removed
	if !entry("Dar por terminada").Disabled {
		t.Error("what has ended can be given up")
	}
	bare, timeline := application("bare", "Técnica", "Nortia", "Bilbao", day)
	bare.Offer.ID = ""
	s.source.Add(bare, timeline...)
	s.window.list().Downloads.Refresh()
	s.settle()
	s.choose("bare")
	if !entry("Abrir en InfoJobs").Disabled || !entry("Copiar enlace").Disabled {
		t.Error("an offer that is not known can be opened")
	}
}

// TestDetailOutlivesAWordChange: what was being written is there in another language.
func TestDetailOutlivesAWordChange(t *testing.T) {
	s := newStage(t, normal).search().signedIn().tab("a1", present.TabNotes)
	s.window.applications.detail.notes.area.SetText("a medias")
	s.window.ShowWords(s.window.words)
	s.window.list().Chosen.ShowTab(present.TabNotes)
	if got := s.window.applications.detail.notes.area.Text; got != "a medias" {
		t.Errorf("the note is %q", got)
	}
}
