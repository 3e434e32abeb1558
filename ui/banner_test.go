package ui

import (
	"slices"
	"strings"
	"testing"

	"candidaturas/tracker"
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// TestBannerAppearsInSight in the lowest of windows, with the largest text: from its
// first line on, and as much of it as there is room for.
func TestBannerAppearsInSight(t *testing.T) {
	for _, sc := range scenes() {
		if !slices.Contains([]string{"banner-offline", "banner-expired", "banner-storage-restored", "banner-partial"}, sc.name) {
			continue
		}
		t.Run(sc.name, func(t *testing.T) {
			l := sc.look("es")
			l.size, l.theme = uitest.Phone, look.New(look.Choice{Mode: look.Light, TextSize: 200})
			s := newStage(t, l)
			sc.play(s)
			settleLayout(s, uitest.Phone)
			v := s.window.applications
			at, in := widgets.PositionIn(v.topArea.Content, v.banners.box.Objects[0])
			if !in || at.Y < v.topArea.Offset.Y || at.Y+4*look.LineHeight() > v.topArea.Offset.Y+v.topArea.Size().Height {
				t.Errorf("it begins at %.0f, and one sees from %.0f to %.0f", at.Y, v.topArea.Offset.Y, v.topArea.Offset.Y+v.topArea.Size().Height)
			}
			if least := look.Scaled(30); v.list.Size().Height < least || v.listArea.Objects[0].Size().Height < least {
				t.Errorf("the list is %.0f high, what narrows it down %.0f", v.list.Size().Height, v.listArea.Objects[0].Size().Height)
			}
		})
	}
}

// TestBannerLeavesTheReaderAlone when nothing but the time in its text has changed.
func TestBannerLeavesTheReaderAlone(t *testing.T) {
	l := normal
	l.size, l.theme = uitest.Phone, look.New(look.Choice{Mode: look.Light, TextSize: 200})
	s := newStage(t, l)
	failing(tracker.ErrOffline)(s)
	settleLayout(s, uitest.Phone)
	v := s.window.applications
	v.topArea.ScrollToOffset(fyne.Position{})
	again := slices.Clone(v.banners.shown)
	again[0].Text += " Otra hora."
	if v.banners.set(again) {
		t.Error("it counts as another one")
	}
	again = slices.Clone(again)
	again[0].Label = "Otra cosa"
	if !v.banners.set(again) {
		t.Error("another one does not count as such")
	}
}

// TestMainActionOfABannerIsLast, as in a modal.
func TestMainActionOfABannerIsLast(t *testing.T) {
	s := newStage(t, normal)
	b := s.window.applications.banners
	b.set([]present.Banner{{Text: "Algo", Copy: "algo", Label: "Reintentar", Action: present.BannerRetry, Other: "Ver cuáles"}})
	var labels []string
	for _, f := range b.focus {
		labels = append(labels, f.(*widgets.Button).Label)
	}
	if want := []string{"Copiar", "Ver cuáles", "Reintentar"}; !slices.Equal(labels, want) {
		t.Errorf("%q, want %q", labels, want)
	}
}

// TestSymbolIsLevelWithItsLine, whatever the size of the text.
func TestSymbolIsLevelWithItsLine(t *testing.T) {
	uitest.Light(t)
	for _, size := range []fyne.ThemeSizeName{theme.SizeNameCaptionText, "", theme.SizeNameSubHeadingText} {
		label := widgets.NewParagraph("Una línea")
		label.SizeName = size
		icon := widgets.NewSymbolIcon(widgets.SymbolInfo, look.ColorInfoText)
		w := test.NewTempWindow(t, container.New(widgets.IconText{Label: label}, icon, label))
		w.Resize(fyne.NewSize(300, 40))
		line := fyne.MeasureText("Una línea", label.Theme().Size(size), fyne.TextStyle{}).Height
		if size == "" {
			line = look.LineHeight()
		}
		middle := icon.Position().Y + icon.Size().Height/2
		if want := label.Position().Y + theme.InnerPadding() + line/2; middle < want-1 || middle > want+1 {
			t.Errorf("%s: its middle is at %.1f, that of the line at %.1f", size, middle, want)
		}
	}
}

// TestBannerButtonKeepsTheFocus while progress is shown elsewhere.
func TestBannerButtonKeepsTheFocus(t *testing.T) {
	s := newStage(t, normal).search().signedIn()
	s.source.Fail(tracker.ErrOffline, nil)
	s.window.list().Downloads.Refresh()
	s.settle()
	var retry fyne.Focusable
	for f, name := range controls(s.window.applications.banners.box) {
		if strings.Contains(name, "Reintentar") {
			retry = f
		}
	}
	if retry == nil {
		t.Fatal("no button to try again")
	}
	s.window.focus(retry)
	s.window.list().Filters.SetScope("all")
	if s.canvas().Focused() != retry {
		t.Error("drawing the list took the focus from the banner's button")
	}
}
