package ui

import (
	"image"
	"runtime"
	"slices"
	"strings"
	"testing"

	"candidaturas/ui/present"
	"candidaturas/ui/uitest/golden"
)

// TestLookChangesAtOnce: another theme and another size of text draw what shows as
// Fyne does when it is given another theme and lays out everything anew.
func TestLookChangesAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("it goes through screens, as TestScreens does")
	}
	for _, sc := range scenes() {
		if strings.HasSuffix(sc.name, "-narrow") {
			continue // the same in less room, and in a field Fyne scrolls by the way it came
		}
		t.Run(sc.name, func(t *testing.T) {
			s := newStage(t, sc.look("es"))
			sc.play(s)
			settleLayout(s, sc.window())
			s.window.ShowLook(chosenLook)
			got := outlined("drawn anew", outlineOf(s.canvas(), exactPaint))
			s.app.Settings().SetTheme(NewTheme(chosenLook))
			settleLayout(s, sc.window())
			if changes := golden.Changes(outlined("drawn anew", outlineOf(s.canvas(), exactPaint)), got); changes != "" {
				t.Errorf("at once it is not as it should be:\n%s", changes)
			}
		})
	}
}

// chosenLook differs from the usual one in all that can be chosen.
var chosenLook = present.Look{Theme: present.ThemeContrast, TextSize: 175}

// TestLookHoldsForWhatComes: what is shown after a change of the look is drawn as if
// it had held from the start.
func TestLookHoldsForWhatComes(t *testing.T) {
	if testing.Short() {
		t.Skip("it goes through screens, as TestScreens does")
	}
	for _, sc := range scenes() {
		if !slices.Contains([]string{"welcome", "code", "list-chosen", "table", "sign-out", "settings-general"}, sc.name) {
			continue
		}
		t.Run(sc.name, func(t *testing.T) {
			draw := func(s *stage) image.Image {
				sc.play(s)
				settleLayout(s, sc.window())
				return s.canvas().Capture()
			}
			l := sc.look("es")
			l.theme = NewTheme(chosenLook)
			want := draw(newStage(t, l))

			s := newStage(t, sc.look("es"))
			s.window.ShowLook(chosenLook)
			if part := difference(draw(s), want); part > 0.002 {
				t.Errorf("%.2f %% of the picture differ", part*100)
			}
		})
	}
}

// TestDrawingAnewKeepsNothing: neither a change of the look nor drawing everything anew
// leaves anything behind. Each of them once left a set of fonts.
func TestDrawingAnewKeepsNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("it goes through screens, as TestScreens does")
	}
	const rounds, allowed = 20, 4 << 20
	s := newStage(t, normal).search().signedIn().choose("a1")
	sizes := []int{100, 110}
	for name, draw := range map[string]func(round int){
		"another look": func(round int) { s.window.ShowLook(present.Look{TextSize: sizes[round%2]}) },
		"drawn anew":   func(int) { s.window.root.Refresh() },
	} {
		t.Run(name, func(t *testing.T) {
			var before int64
			for round := range rounds {
				draw(round)
				s.canvas().Capture()
				if round == 1 {
					before = liveHeap()
				}
			}
			if grown := liveHeap() - before; grown > allowed {
				t.Errorf("%d rounds took %d KiB, want at most %d", rounds, grown>>10, allowed>>10)
			}
		})
	}
}

// liveHeap is what is in use, in bytes.
func liveHeap() int64 {
	runtime.GC()
	runtime.GC() // what had a finalizer goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
