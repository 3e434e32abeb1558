package ui

import (
	"log"
	"strings"
	"testing"

	"candidaturas/assets"
	"candidaturas/ui/present"
)

func TestWindowCreationErrorIsNoticed(t *testing.T) {
	failed := 0
	var passed strings.Builder
	before := log.Writer()
	log.SetOutput(&passed)
	defer log.SetOutput(before)
	restore := watchLog(func() { failed++ })
	log.Print("Fyne error:  something else")
	if failed != 0 {
		t.Error("another error was taken for a missing window")
	}
	log.Print("Fyne error:  window creation error")
	log.Print("Fyne error:  window creation error")
	restore()
	if failed != 1 {
		t.Errorf("called back %d times", failed)
	}
	if !strings.Contains(passed.String(), "something else") {
		t.Error("what the toolkit logs got lost")
	}
}

func TestNoDisplay(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	words, err := present.NewWords(assets.Translations, "es")
	if err != nil {
		t.Fatal(err)
	}
	if err := CheckDisplay(words); err == nil || !strings.Contains(err.Error(), "pantalla") {
		t.Errorf("without a display: %v", err)
	}
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	if err := CheckDisplay(words); (err != nil) != x11Only {
		t.Errorf("on Wayland alone: %v", err)
	}
	t.Setenv("DISPLAY", ":1")
	if err := CheckDisplay(words); err != nil {
		t.Error(err)
	}
}
