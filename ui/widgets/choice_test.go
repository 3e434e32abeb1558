package widgets

import (
	"fmt"
	"strings"
	"testing"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

var someChoices = []string{"Automático", "Español", "Català", "English"}

func newChoiceStage(t *testing.T, size fyne.Size) (w fyne.Window, c *Choice, changes *[]int, passed *[]fyne.KeyName) {
	t.Helper()
	changes, passed = new([]int), new([]fyne.KeyName)
	w = uitest.Placed(t, size, container.NewVBox())
	c = NewChoice("Idioma", uitest.Collect(passed), func(i int) { *changes = append(*changes, i) })
	c.Set(someChoices, 0)
	w.SetContent(container.NewVBox(container.NewHBox(c)))
	w.Canvas().Focus(c)
	return w, c, changes, passed
}

func TestChoiceKeys(t *testing.T) {
	w, c, changes, passed := newChoiceStage(t, fyne.NewSize(400, 400))
	uitest.Key(c, fyne.KeyUp) // there is none before
	uitest.Key(c, fyne.KeyDown, fyne.KeyDown, fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome)
	if got := fmt.Sprint(*changes); got != "[1 2 3 0]" {
		t.Errorf("chosen: %s", got)
	}
	if len(w.Canvas().Overlays().List()) != 0 {
		t.Error("it opens")
	}
	c.TypedRune('c')
	if c.Selected != 2 || c.Label != "Català" {
		t.Errorf("a letter chose %q", c.Label)
	}
	uitest.Key(c, fyne.KeyEscape)
	if len(*passed) != 1 {
		t.Errorf("passed on: %v", *passed)
	}
}

func TestChoiceMenu(t *testing.T) {
	w, c, changes, _ := newChoiceStage(t, fyne.NewSize(400, 400))
	c.Set(someChoices, 2)
	uitest.Key(c, fyne.KeySpace)
	m := c.Open
	if m == nil || m.current != 2 || !m.Entries[2].Checked {
		t.Fatalf("the menu does not start at what is chosen: %+v", m)
	}
	uitest.Key(m, fyne.KeyReturn)
	if len(*changes) != 0 {
		t.Error("what was chosen already is told as a change")
	}
	uitest.Key(c, fyne.KeyReturn)
	uitest.Key(c.Open, fyne.KeyDown, fyne.KeyReturn)
	if fmt.Sprint(*changes) != "[3]" || c.Label != "English" || w.Canvas().Focused() != c {
		t.Errorf("chosen %v, shown %q, the focus is on %T", *changes, c.Label, w.Canvas().Focused())
	}
	test.Tap(c)
	if !c.Open.isOpen() {
		t.Fatal("a tap does not open it")
	}
	uitest.TapMiddle(w, c.Open.rows[1])
	if c.Selected != 1 || w.Canvas().Focused() != c {
		t.Errorf("the mouse chose %d; the focus is on %T", c.Selected, w.Canvas().Focused())
	}
}

func TestChoiceDisabled(t *testing.T) {
	w, c, changes, _ := newChoiceStage(t, fyne.NewSize(400, 400))
	c.SetEnabled(false)
	uitest.Key(c, fyne.KeyDown, fyne.KeyReturn)
	c.TypedRune('c')
	test.Tap(c)
	if len(*changes) != 0 || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("a disabled one changes or opens")
	}
}

func TestChoiceOfNothing(t *testing.T) {
	_, c, changes, _ := newChoiceStage(t, fyne.NewSize(400, 400))
	c.Set(nil, -1)
	uitest.Key(c, fyne.KeyDown, fyne.KeyReturn)
	c.TypedRune('a')
	if len(*changes) != 0 || c.Open != nil {
		t.Error("there is nothing to choose")
	}
	if c.AccessibilityLabel() != "Idioma" {
		t.Errorf("it is called %q", c.AccessibilityLabel())
	}
}

func TestChoiceLooks(t *testing.T) {
	_, c, _, _ := newChoiceStage(t, fyne.NewSize(400, 400))
	wide := c.MinSize().Width
	for i := range someChoices {
		c.Set(someChoices, i)
		if c.MinSize().Width != wide {
			t.Errorf("with %q it is %.0f wide after %.0f", someChoices[i], c.MinSize().Width, wide)
		}
	}
	if c.AccessibilityLabel() != "Idioma: English" || c.AccessibilityRole() != fyne.AccessibleRoleButton {
		t.Errorf("it is called %q", c.AccessibilityLabel())
	}
	test.ApplyTheme(t, uitest.At200())
	c.Set([]string{strings.Repeat("muy largo ", 20)}, 0)
	c.Resize(fyne.NewSize(200, c.MinSize().Height))
	uitest.Within(t, c)
	if got := uitest.Texts(c); !strings.HasSuffix(got[0], "…") {
		t.Errorf("it says %q", got)
	}
	test.ApplyTheme(t, look.New(look.Choice{Mode: look.Dark}))
	if back := test.WidgetRenderer(c).(*buttonRenderer).back; back.FillColor != uitest.DarkColor(theme.ColorNameInputBackground) {
		t.Errorf("in the dark theme it is %v", back.FillColor)
	}
}
