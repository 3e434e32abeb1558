package ui

import (
	"errors"
	"strings"
	"testing"

	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
)

// TestNamesAreInTheWindow: the app's window has the layer that they need.
func TestNamesAreInTheWindow(t *testing.T) {
	s := newStage(t, normal)
	if widgets.TooltipsOf(s.canvas()) != s.window.tips {
		t.Error("the window has no layer for names")
	}
}

// TestToastStaysOverAList that has the focus and nothing in it: above that it would
// cover what is being read.
func TestToastStaysOverAList(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a2")
	s.window.list().Filters.Search("nada de esto")
	s.until("nothing found", func() bool { return s.window.applications.list.rows.Len() == 0 })
	s.canvas().Focus(s.window.applications.list)
	s.window.toast.Show(1, "Archivada", "Deshacer")
	settleLayout(s, normal.size)
	box := s.window.toast.Box
	if middle := normal.size.Height / 2; fyne.CurrentApp().Driver().AbsolutePositionForObject(box).Y < middle {
		t.Errorf("it is at %v", box.Position())
	}
}

// TestToastGivesWayToARow, of which the list shows that it has the focus, and stands
// clear of the line at the bottom.
func TestToastGivesWayToARow(t *testing.T) {
	for name, asTable := range map[string]func(*stage){"list": func(*stage) {}, "table": func(s *stage) { s.asTable() }} {
		t.Run(name, func(t *testing.T) {
			l := normal
			l.size = fyne.NewSize(360, 480)
			s := newStage(t, l)
			s.search().signedIn()
			asTable(s)
			v := s.window.applications
			s.window.toast.Show(1, "Archivada", "Deshacer")
			settleLayout(s, l.size)
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.window.toast.Box)
			line := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.status.object)
			if bottom := at.Y + s.window.toast.Box.Size().Height; bottom+widgets.ToastMargin > line.Y {
				t.Errorf("it reaches down to %.0f, and the line begins at %.0f", bottom, line.Y)
			}
			for range 6 {
				v.current().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
				screen := inspect(s.canvas())
				report(t, name, screen.covered(screen.find(v.current())))
			}
		})
	}
}

func TestModal(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	s.window.focus(s.window.applications.menu)
	s.window.askSignOut()
	if len(s.canvas().Overlays().List()) != 1 {
		t.Fatal("no modal")
	}
	if b, ok := s.canvas().Focused().(*widgets.Button); !ok || b.Label != "Cancelar" {
		t.Errorf("the focus starts on %v", s.canvas().Focused())
	}
	s.window.askSignOut()
	if n := len(s.canvas().Overlays().List()); n != 1 {
		t.Errorf("%d modals at once", n)
	}
	uitest.Key(s.canvas().Focused(), fyne.KeyEscape)
	if len(s.canvas().Overlays().List()) != 0 || s.window.modal != nil {
		t.Error("Esc does not close it")
	}
	if s.canvas().Focused() != s.window.applications.menu {
		t.Errorf("the focus is not back where it was but on %T", s.canvas().Focused())
	}
}

func TestOpenFailureCopiesTheLink(t *testing.T) {
	s := newStage(t, normal).search().signedIn().choose("a1")
	s.openErr = errors.New("no browser")
	s.window.list().Offers.Open(s.chosenID())
	if s.clipboard != "https://www.infojobs.net/of-i0fa1" {
		t.Errorf("the clipboard holds %q", s.clipboard)
	}
	if got := uitest.Texts(s.window.toast.Object); !strings.Contains(strings.Join(got, " "), "Hemos copiado el enlace") {
		t.Errorf("the toast says %q", got)
	}
}
