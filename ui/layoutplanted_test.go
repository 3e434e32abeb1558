package ui

import (
	"image/color"
	"strings"
	"testing"
	"time"

	"candidaturas/ui/look"
	"candidaturas/ui/uitest"
	"candidaturas/ui/uitest/wcag"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// at is a layout that gives objects places and sizes, whatever they ask for.
type at []rect

func (at) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 10) }

func (l at) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for i, o := range objects {
		o.Move(fyne.NewPos(l[i].x1, l[i].y1))
		o.Resize(fyne.NewSize(l[i].width(), l[i].height()))
	}
}

// planted shows objects in places of a window of 300×200.
func planted(t *testing.T, places at, objects ...fyne.CanvasObject) fyne.Canvas {
	t.Helper()
	w := test.NewTempWindow(t, container.New(places, objects...))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))
	return w.Canvas()
}

func plainText(s string) *canvas.Text {
	t := canvas.NewText(s, color.Black)
	t.TextSize = 14
	return t
}

func plainButton(label string) *widgets.Button {
	return widgets.NewButton(widgets.ButtonPlain, "", label, nil, func() {})
}

// mustSay fails unless one of the faults says all of the words.
func mustSay(t *testing.T, faults []string, words ...string) {
	t.Helper()
	for _, fault := range faults {
		all := true
		for _, word := range words {
			all = all && strings.Contains(fault, word)
		}
		if all {
			return
		}
	}
	t.Errorf("nothing says %q, only\n%s", words, strings.Join(faults, "\n"))
}

func mustBeRight(t *testing.T, faults []string) {
	t.Helper()
	if len(faults) != 0 {
		t.Errorf("what is right is taken for a fault:\n%s", strings.Join(faults, "\n"))
	}
}

// TestCheckerFindsNothingWhereNothingIsWrong: a screen with one of everything.
func TestCheckerFindsNothingWhereNothingIsWrong(t *testing.T) {
	uitest.Light(t)
	long := widgets.NewStack(0)
	for range 20 {
		long.Add(plainText("una línea"))
	}
	long.Add(plainButton("Al final"))
	first := plainButton("Guardar")
	c := planted(t, at{{0, 0, 300, 40}, {0, 40, 140, 90}, {150, 40, 300, 90}, {0, 100, 300, 200}},
		widgets.NewParagraph("Dos palabras"), first, newEntryNamed("Código"), widgets.NewScrollArea(long))
	c.Focus(first)
	mustBeRight(t, inspect(c).faults())
	mustBeRight(t, focusFaults(c))
	if c.Focused() != first {
		t.Errorf("the focus is left on %T", c.Focused())
	}
}

func newEntryNamed(name string) *widgets.Entry {
	e := widgets.NewEntry(nil, &fyne.ShortcutHandler{})
	e.Name = name
	return e
}

func TestCheckerFindsCutText(t *testing.T) {
	uitest.Light(t)
	for name, c := range map[string]struct {
		place  rect
		object fyne.CanvasObject
		says   []string
	}{
		"wider than its box":     {rect{0, 0, 50, 30}, plainText("Abrir otra vez el navegador"), []string{"Abrir otra vez", "wide in a box of 50"}},
		"higher than its box":    {rect{0, 0, 280, 10}, plainText("Abrir"), []string{"Abrir", "high in a box of 10"}},
		"a label":                {rect{0, 0, 60, 40}, widget.NewLabel("Abrir otra vez el navegador"), []string{"Abrir otra vez", "leaves", "at the right", `widget.Label "Abrir`}},
		"paragraph with no room": {rect{0, 0, 120, 40}, widgets.NewParagraph("Abrir otra vez el navegador y pegar el código"), []string{"leaves", "at the bottom"}},
		"a button":               {rect{0, 0, 70, 40}, widget.NewButton("Abrir otra vez el navegador", nil), []string{"Abrir otra vez"}},
		"a hint":                 {rect{0, 0, 90, 40}, fynesHint("Pega aquí el código o la dirección"), []string{"Pega aquí"}},
	} {
		t.Run(name, func(t *testing.T) {
			mustSay(t, inspect(planted(t, at{c.place}, c.object)).cutTexts(), c.says...)
		})
	}
	t.Run("what is typed may be long", func(t *testing.T) {
		e := newEntryNamed("Código")
		e.SetText("https://www.infojobs.net/una/direccion/muy/larga?code=0b3f6d4e")
		mustBeRight(t, inspect(planted(t, at{{0, 0, 90, 40}}, e)).faults())
	})
}

func fynesHint(hint string) *widget.Entry {
	e := widget.NewEntry()
	e.PlaceHolder = hint
	return e
}

// TestHintsEndInAnEllipsis, and are whole again where there is room.
func TestHintsEndInAnEllipsis(t *testing.T) {
	uitest.Light(t)
	const hint = "Pega aquí el código o la dirección"
	e := widgets.NewEntry(nil, nil)
	e.PlaceHolder = hint
	w := test.NewTempWindow(t, container.New(at{{0, 0, 120, 40}}, e))
	w.Resize(fyne.NewSize(400, 100))
	if !strings.HasPrefix(e.PlaceHolder, "Pega") || !strings.HasSuffix(e.PlaceHolder, "…") || e.AccessibilityLabel() != hint {
		t.Errorf("it shows %q and is called %q", e.PlaceHolder, e.AccessibilityLabel())
	}
	mustBeRight(t, inspect(w.Canvas()).cutTexts())
	w.SetContent(container.New(at{{0, 0, 390, 40}}, e))
	if e.PlaceHolder != hint {
		t.Errorf("with room it shows %q", e.PlaceHolder)
	}
	e.SetPlaceHolder("Otra cosa, que también es más larga que el campo en que está, y mucho")
	e.Resize(fyne.NewSize(150, 40))
	if e.AccessibilityLabel() != "Otra cosa, que también es más larga que el campo en que está, y mucho" {
		t.Errorf("after a change it is called %q", e.AccessibilityLabel())
	}
}

func TestCheckerFindsShortenedText(t *testing.T) {
	uitest.Light(t)
	cut := widget.NewLabel("120 candidaturas, 28 de ellas activas")
	cut.Truncation = fyne.TextTruncateEllipsis
	c := planted(t, at{{0, 0, 120, 40}}, cut)
	mustSay(t, inspect(c).shortenedTexts(), "120 candidaturas, 28 de ellas activas", "cut short", "a line")

	c = planted(t, at{{0, 0, 60, 40}}, widgets.NewButton(widgets.ButtonChip, "", "Con novedades", nil, nil))
	mustSay(t, inspect(c).shortenedTexts(), "Con…", "cut short")

	c = planted(t, at{{0, 0, 120, 40}, {0, 50, 200, 90}}, widgets.NewLine("120 candidaturas, 28 de ellas activas"), widgets.NewParagraph("Descargando…"))
	mustBeRight(t, inspect(c).shortenedTexts())
}

func TestCheckerFindsBrokenWords(t *testing.T) {
	uitest.Light(t)
	c := planted(t, at{{0, 0, 60, 120}}, widgets.NewParagraph("Exportar todo"))
	mustSay(t, inspect(c).brokenWords(), `the word "Exportar"`, "broken", "60")
	c = planted(t, at{{0, 0, 120, 190}}, widgets.NewParagraph("Exportar en /home/lucia/candidaturas-2026.csv"))
	mustBeRight(t, inspect(c).brokenWords())
}

func TestCheckerFindsWhatIsOutside(t *testing.T) {
	uitest.Light(t)
	c := planted(t, at{{250, 0, 250 + 100, 40}, {0, 50, 100, 90}}, plainButton("Guardar"), plainText("dentro"))
	mustSay(t, inspect(c).outside(), `Button "Guardar"`, "by 50 at the right")

	c = planted(t, at{{0, 190, 100, 230}}, plainText("debajo"))
	mustSay(t, inspect(c).outside(), "debajo", "at the bottom")

	c = planted(t, at{{20, 20, 20, 60}}, plainButton("Nada"))
	mustSay(t, inspect(c).outside(), `Button "Nada"`, "has no room")

	wide := widgets.NewStack(0, plainText("una línea que es más larga que la ventana en la que está"))
	c = planted(t, at{{0, 0, 300, 100}}, widgets.NewScrollArea(wide))
	mustSay(t, inspect(c).outside(), "ScrollArea is", "there are 300", "asks for that")

	c = planted(t, at{{0, 0, 300, 100}}, container.NewHScroll(wide))
	mustBeRight(t, inspect(c).outside())
}

func TestCheckerFindsOverlaps(t *testing.T) {
	uitest.Light(t)
	c := planted(t, at{{0, 0, 100, 20}, {20, 10, 120, 30}}, plainText("primera"), plainText("segunda"))
	mustSay(t, inspect(c).overlaps(), "primera", "segunda", "lie over each other")

	c = planted(t, at{{0, 0, 100, 40}, {80, 10, 180, 30}}, plainButton("Guardar"), plainText("al lado"))
	mustSay(t, inspect(c).overlaps(), "Guardar", "al lado")

	c = planted(t, at{{0, 0, 100, 40}, {80, 10, 180, 50}}, plainButton("Guardar"), plainButton("Borrar"))
	mustSay(t, inspect(c).overlaps(), "Guardar", "Borrar")

	c = planted(t, at{{0, 0, 100, 40}, {40, 0, 60, 20}}, plainText("una frase larga"), widgets.NewSymbolIcon(widgets.SymbolWarning, look.ColorWarnText))
	mustSay(t, inspect(c).overlaps(), "una frase larga", "canvas.Image")

	toast := widgets.NewToast(func(time.Duration, func()) func() { return func() {} }, nil, func() {})
	toast.Show(1, "Archivada", "Deshacer")
	c = planted(t, at{{0, 130, 300, 190}, {0, 0, 300, 200}}, widgets.NewParagraph("lo que hay debajo"), toast.Object)
	mustBeRight(t, inspect(c).overlaps())
}

func TestCheckerFindsSmallTargets(t *testing.T) {
	uitest.Light(t)
	c := planted(t, at{{0, 0, 80, 18}}, plainButton("Guardar"))
	mustSay(t, inspect(c).smallTargets(), `Button "Guardar"`, "80×18", "24×24")
}

func TestCheckerFindsWhatHasNoName(t *testing.T) {
	uitest.Light(t)
	icon := widgets.NewButton(widgets.ButtonPlain, widgets.SymbolRefresh, "", nil, nil)
	c := planted(t, at{{0, 0, 40, 40}, {0, 50, 100, 90}}, icon, newEntryNamed(""))
	mustSay(t, inspect(c).nameless(), "*widgets.Button", "no accessible label")
	mustSay(t, inspect(c).nameless(), "*widgets.Entry", "no accessible label")
}

func TestCheckerFindsNamesakes(t *testing.T) {
	uitest.Light(t)
	same := (&fyne.ShortcutHandler{}).RemoveShortcut
	method := func(label string) *widgets.Button {
		return widgets.NewButton(widgets.ButtonPlain, "", label, nil, func() { same(nil) })
	}
	c := planted(t, at{{0, 0, 100, 40}, {0, 50, 100, 90}}, plainButton("Copiar"), method("Copiar"))
	mustSay(t, inspect(c).namesakes(), `two controls are called "Copiar"`)
	mustBeRight(t, inspect(c).namesakes("Copiar"))

	target := &counter{}
	c = planted(t, at{{0, 0, 100, 40}, {0, 50, 100, 90}},
		widgets.NewButton(widgets.ButtonPlain, "", "Copiar", nil, target.count), widgets.NewButton(widgets.ButtonQuiet, "", "Copiar", nil, target.count))
	mustBeRight(t, inspect(c).namesakes())
}

type counter struct{ n int }

func (c *counter) count() { c.n++ }

func TestCheckerFindsFaintText(t *testing.T) {
	uitest.Light(t)
	grey := plainText("apenas se ve")
	grey.Color = color.NRGBA{200, 200, 200, 255}
	c := planted(t, at{{0, 0, 200, 30}}, grey)
	mustSay(t, inspect(c).faintTexts(wcag.Ordinary.Text), "apenas se ve", "contrast", "4.5")

	back := canvas.NewRectangle(color.NRGBA{30, 30, 30, 255})
	c = planted(t, at{{0, 0, 200, 30}, {0, 0, 200, 30}}, back, plainText("negro sobre negro"))
	mustSay(t, inspect(c).faintTexts(wcag.Ordinary.Text), "negro sobre negro")
}

// ringless shows nothing of having the focus.
type ringless struct{ widgets.Button }

func (*ringless) FocusGained() {}

// leaving gives the focus away as soon as it gets it.
type leaving struct{ widgets.Button }

func (l *leaving) FocusGained() {
	fyne.CurrentApp().Driver().CanvasForObject(l).Unfocus()
}

func newKind[T interface {
	fyne.Widget
	base() *widgets.Button
}](b T, label string) T {
	b.base().Label, b.base().Kind = label, widgets.ButtonPlain
	b.base().Extend(b)
	return b
}

func (r *ringless) base() *widgets.Button { return &r.Button }
func (l *leaving) base() *widgets.Button  { return &l.Button }

func TestCheckerFindsWhatHasNoRing(t *testing.T) {
	uitest.Light(t)
	c := planted(t, at{{0, 0, 100, 40}, {0, 50, 100, 90}}, plainButton("Uno"), newKind(&ringless{}, "Dos"))
	found := focusFaults(c)
	mustSay(t, found, "Dos", "no ring")
	for _, fault := range found {
		if strings.Contains(fault, "Uno") {
			t.Error(fault)
		}
	}
}

func TestCheckerFindsLostFocus(t *testing.T) {
	uitest.Light(t)
	c := planted(t, at{{0, 0, 100, 40}, {0, 50, 100, 90}}, plainButton("Uno"), newKind(&leaving{}, "Dos"))
	mustSay(t, focusFaults(c), "Tab loses the focus")

	hidden := plainButton("Oculto")
	c = planted(t, at{{0, 0, 100, 40}, {0, 50, 100, 90}}, plainButton("Uno"), hidden)
	c.Focus(hidden)
	hidden.Hide()
	mustSay(t, focusFaults(c), "the focus is on *widgets.Button", "does not show")

	c = planted(t, at{{0, 0, 100, 40}}, plainButton("Uno"))
	mustSay(t, focusFaults(c), "nothing has the focus")
}

func TestCheckerFindsWhatTabDoesNotReach(t *testing.T) {
	uitest.Light(t)
	// Two that are the same for Fyne's walk: it goes on from the first one.
	b := plainButton("Uno")
	c := planted(t, at{{0, 0, 100, 40}, {0, 50, 100, 90}, {0, 100, 100, 140}, {0, 150, 100, 190}},
		b, plainButton("Dos"), b, plainButton("Tres"))
	mustSay(t, focusFaults(c), "Tab")
}

func TestCheckerFindsFocusOutOfSight(t *testing.T) {
	uitest.Light(t)
	long := widgets.NewStack(0)
	for range 20 {
		long.Add(plainText("una línea"))
	}
	long.Add(plainButton("Al final"))
	c := planted(t, at{{0, 0, 300, 100}}, container.NewVScroll(long)) // Fyne's own leaves it there
	mustSay(t, focusFaults(c), `Button "Al final"`, "has the focus and does not show")
}
