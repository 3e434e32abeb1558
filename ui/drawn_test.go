package ui

import (
	"image"
	"slices"
	"testing"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2/theme"
)

// A drawing is a scene of which a picture is kept.
type drawing struct {
	name string // its file's
	pose
	scale float32
}

// drawings are few: what is where, in which colour, is kept as an outline (see
// TestScreens). These guard how it is drawn: every kind of control, and every theme.
func drawings() []drawing {
	const light, dark = theme.VariantLight, theme.VariantDark
	usual := present.Look{}
	contrast := present.Look{Theme: present.ThemeContrast}
	large := present.Look{TextSize: 150}
	return []drawing{
		{"buttons", pose{"welcome", usual, light}, 1},             // one with the focus
		{"buttons-dark", pose{"welcome-no-keys", usual, dark}, 1}, //
		{"field-2x", pose{"code-malformed", usual, light}, 2},     // with an error
		{"form-contrast", pose{"keys-incomplete", contrast, light}, 1},
		{"busy-dark", pose{"code-busy", usual, dark}, 1},
		{"list", pose{"list-chosen", usual, light}, 1}, // a row that is chosen, tabs, a timeline
		{"list-contrast-dark", pose{"list-chosen", contrast, dark}, 1},
		{"list-large", pose{"list-narrow", large, light}, 1},
		{"list-progress", pose{"list-downloading", usual, light}, 1},
		{"list-folded", pose{"news-unfolded", usual, dark}, 1},
		{"table", pose{"table", usual, light}, 1},
		{"table-contrast", pose{"table-narrow", contrast, light}, 1},
		{"menu", pose{"menu", usual, light}, 1},
		{"menu-dark", pose{"menu-narrow", usual, dark}, 1},
		{"modal", pose{"sign-out", usual, light}, 1},
		{"modal-contrast-dark", pose{"sign-out-erase", contrast, dark}, 1},
		{"toast", pose{"toast-undo", usual, light}, 1},
		{"banner-dark", pose{"banner-storage-restored", usual, dark}, 1},
		{"toggles", pose{"settings-notices", usual, light}, 1},
		{"choices-dark", pose{"settings-general", usual, dark}, 1},
		{"chips", pose{"detail-tags-adding", usual, light}, 1},
		{"offer", pose{"detail-offer", usual, light}, 1}, // text to read, with headings and lists
	}
}

// TestPictures compares pixels.
func TestPictures(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws, which no goroutine does beside another")
	}
	for _, d := range drawings() {
		t.Run(d.name, func(t *testing.T) { compare(t, d.name, drawPose(t, d.pose, d.scale)) })
	}
}

func drawPose(t *testing.T, p pose, scale float32) image.Image {
	t.Helper()
	all := scenes()
	sc := all[slices.IndexFunc(all, func(sc scene) bool { return sc.name == p.scene })]
	l := sc.look("es")
	l.theme, l.scale = NewTheme(p.look), scale
	l.theme.Force(p.variant)
	s := newStage(t, l)
	sc.play(s)
	settleLayout(s, l.size)
	return s.canvas().Capture()
}
