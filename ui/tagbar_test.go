package ui

import (
	"slices"
	"strings"
	"testing"

	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func (s *stage) wantTags(want ...string) {
	s.t.Helper()
	s.until("the tags", func() bool { return slices.Equal(s.window.applications.detail.shown.Tags, want) })
	var shown []string
	for _, c := range s.window.applications.detail.tags.chips {
		shown = append(shown, c.Tag)
	}
	if !slices.Equal(shown, want) {
		s.t.Errorf("%q are shown, want %q", shown, want)
	}
}

// TestTagKeys: tags are added and removed without a mouse.
func TestTagKeys(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	bar := s.window.applications.detail.tags
	s.window.focus(bar.add)
	uitest.Key(bar.add, fyne.KeyReturn)
	if s.window.focused() != bar.field {
		t.Fatalf("the focus is on %T", s.window.focused())
	}
	test.Type(bar.field, "uno")
	uitest.Key(bar.field, fyne.KeyReturn)
	s.wantTags("uno")
	test.Type(bar.field, "dos, tres")
	if bar.field.Text != "tres" {
		t.Errorf("after a comma the field holds %q", bar.field.Text)
	}
	s.wantTags("dos", "uno")
	uitest.Key(bar.field, fyne.KeyEscape)
	if bar.field.Text != "" || !bar.field.object.Visible() {
		t.Error("Esc does not clear the field first")
	}
	uitest.Key(bar.field, fyne.KeyBackspace)
	s.wantTags("dos")
	if s.window.focused() != bar.field {
		t.Errorf("the focus is on %T", s.window.focused())
	}
	uitest.Key(bar.field, fyne.KeyEscape)
	if bar.field.object.Visible() || s.window.focused() != bar.add {
		t.Errorf("Esc does not leave: the focus is on %T", s.window.focused())
	}
	s.window.focus(bar.chips[0])
	uitest.Key(bar.chips[0], fyne.KeyDelete)
	s.wantTags()
	if s.window.focused() != bar.add {
		t.Errorf("after the last one is gone the focus is on %T", s.window.focused())
	}
}

// TestTagsOffered are those in use: Down points at them, Enter takes one.
func TestTagsOffered(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a2")
	s.tagged("teletrabajo, tecnología, Cerca de casa")
	s.choose("a1")
	bar := s.window.applications.detail.tags
	s.window.applications.detail.focusTags()
	s.until("the tags in use", func() bool { bar.offer(); return len(bar.offers) == 3 })
	test.Type(bar.field, "te")
	if len(bar.offers) != 2 {
		t.Fatalf("%d are offered", len(bar.offers))
	}
	uitest.Key(bar.field, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp)
	if bar.pointed != -1 {
		t.Errorf("%d is pointed at", bar.pointed)
	}
	uitest.Key(bar.field, fyne.KeyDown)
	want := bar.offers[0].Label
	uitest.Key(bar.field, fyne.KeyReturn)
	s.wantTags(want)
	if bar.field.Text != "" {
		t.Errorf("the field holds %q", bar.field.Text)
	}
	uitest.Key(bar.offers[0], fyne.KeySpace)
	s.until("two tags", func() bool { return len(s.window.applications.detail.shown.Tags) == 2 })
	if s.window.focused() != bar.field {
		t.Errorf("the focus is on %T", s.window.focused())
	}
	s.choose("a2")
	if bar.field.object.Visible() {
		t.Error("the field stays open for another application")
	}
}

// TestTagChipMouse: only the cross removes.
func TestTagChipMouse(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	s.tagged("uno, dos")
	settleLayout(s, normal.size)
	chip := s.window.applications.detail.tags.chips[0]
	test.TapAt(chip, fyne.NewPos(12, chip.Size().Height/2))
	if s.window.focused() != chip {
		t.Errorf("the focus is on %T", s.window.focused())
	}
	s.queue.Drain()
	s.wantTags("dos", "uno")
	test.TapAt(chip, fyne.NewPos(chip.Size().Width-12, chip.Size().Height/2))
	s.wantTags("uno")
	if s.window.focused() != s.window.applications.detail.tags.chips[0] {
		t.Errorf("the focus is on %T", s.window.focused())
	}
}

// TestOfferedTagsLookPressable: they have an edge before the mouse is on them.
func TestOfferedTagsLookPressable(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a2")
	s.tagged("cena de empresa").choose("a1")
	bar := s.window.applications.detail.tags
	bar.open()
	s.until("the tags in use", func() bool { bar.offer(); return len(bar.offers) == 1 })
	drawn := outliner{paint: exactPaint}.of(bar.offers[0], fyne.Position{})[0].lines(0)
	if !strings.Contains(strings.Join(drawn, "\n"), " line ") {
		t.Errorf("they look like text: %q", drawn)
	}
}

// TestTagsBeingAddedAreInSight in a low window, above what is told at its bottom.
func TestTagsBeingAddedAreInSight(t *testing.T) {
	l := narrowest()
	s := newStage(t, l).search().signedIn().choose("a2")
	s.tagged("cena de empresa").choose("a1").enterDetail()
	settleLayout(s, l.size)
	v := s.window.applications.detail
	s.until("the tags in use", func() bool { return len(v.tags.actions.complete("a1", "")) == 1 })
	v.focusTags()
	place := s.app.Driver().AbsolutePositionForObject
	end := place(v.tags.field).Y + v.tags.field.Size().Height
	if toast := place(s.window.toast.Box).Y; !inView(v.pane.Scroll, v.tags.object) || end > toast {
		t.Errorf("the field ends at %v, the toast begins at %v", end, toast)
	}
}
