package ui

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"candidaturas/assets"
	"candidaturas/ui/present"
	"candidaturas/ui/present/presenttest"

	"fyne.io/fyne/v2"
)

// A trayHost is a desktop that writes down what is in its tray.
type trayHost struct {
	icons []string
	menus []*fyne.Menu
}

func (p *trayHost) SetSystemTrayMenu(m *fyne.Menu)       { p.menus = append(p.menus, m) }
func (p *trayHost) SetSystemTrayIcon(icon fyne.Resource) { p.icons = append(p.icons, icon.Name()) }
func (p *trayHost) SetSystemTrayWindow(fyne.Window)      { panic("it would take the window's closing over") }

// labels are those of the last menu.
func (p *trayHost) labels() string {
	var labels []string
	for _, item := range p.menus[len(p.menus)-1].Items {
		switch {
		case item.IsSeparator:
			labels = append(labels, "-")
		case item.Disabled:
			labels = append(labels, "("+item.Label+")")
		default:
			labels = append(labels, item.Label)
		}
	}
	return strings.Join(labels, " ")
}

func (p *trayHost) press(t *testing.T, label string) {
	t.Helper()
	for _, item := range p.menus[len(p.menus)-1].Items {
		if item.Label == label {
			item.Action()
			return
		}
	}
	t.Fatalf("there is no %s in %s", label, p.labels())
}

func trayWords(t *testing.T, lang string) *present.Words {
	t.Helper()
	w, err := present.NewWords(assets.Translations, lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

type testedTray struct {
	trayHost
	tray     *Tray
	queue    *presenttest.Queue
	tooltips []string
	done     []string
	runs     int
}

func newTestedTray(t *testing.T, statusInMenu bool) *testedTray {
	x := &testedTray{queue: presenttest.NewQueue()}
	do := func(what string) func() { return func() { x.done = append(x.done, what) } }
	x.tray = NewTray(TrayOptions{
		Desktop: &x.trayHost, Words: trayWords(t, "es"), Dispatch: x.queue.Dispatch, StatusInMenu: statusInMenu,
		Actions: TrayActions{Open: do("open"), Check: do("check"), Pause: do("pause"), Quit: do("quit")},
		Run:     func(set func()) { x.runs++; set() },
		Tooltip: func(s string) { x.tooltips = append(x.tooltips, s) },
	})
	return x
}

func TestTrayMenu(t *testing.T) {
	x := newTestedTray(t, true)
	x.tray.Set(present.TrayState{Status: "3 novedades", News: true, Pause: "Pausar avisos durante 1 hora"})
	if len(x.menus)+len(x.icons)+len(x.tooltips) != 0 {
		t.Fatal("there is a tray before it was asked for")
	}
	x.tray.Start()
	x.tray.Start()
	if x.runs != 1 || len(x.menus) != 1 || !slices.Equal(x.icons, []string{"tray-new.png"}) || !slices.Equal(x.tooltips, []string{"3 novedades"}) {
		t.Fatalf("%d starts, %d menus, icons %v, tooltips %v", x.runs, len(x.menus), x.icons, x.tooltips)
	}
	if got := x.labels(); got != "(3 novedades) - Abrir Comprobar ahora Pausar avisos durante 1 hora - Salir" {
		t.Error(got)
	}
	last := x.menus[0].Items[len(x.menus[0].Items)-1]
	if !last.IsQuit || last.Label != "Salir" {
		t.Error("the toolkit will add its own way to quit")
	}
	for _, label := range []string{"Abrir", "Comprobar ahora", "Pausar avisos durante 1 hora", "Salir"} {
		x.press(t, label)
	}
	if got := strings.Join(x.done, " "); got != "open check pause quit" {
		t.Error(got)
	}
	x.tray.SetWords(trayWords(t, "en"))
	if got := x.labels(); got != "(3 novedades) - Open Check now Pausar avisos durante 1 hora - Quit" { // the state comes in words
		t.Error(got)
	}
}

// TestTrayWithTooltips has no line in its menu that only says something.
func TestTrayWithTooltips(t *testing.T) {
	x := newTestedTray(t, false)
	x.tray.Start()
	x.tray.Set(present.TrayState{Status: "Sin novedades"})
	x.tray.Set(present.TrayState{Status: "1 novedad", News: true})
	x.tray.Set(present.TrayState{Status: "1 novedad", News: true})
	if got := x.labels(); got != "Abrir Comprobar ahora - Salir" || len(x.menus) != 1 {
		t.Errorf("%d menus: %s", len(x.menus), got)
	}
	if !slices.Equal(x.tooltips, []string{"Sin novedades", "1 novedad"}) || !slices.Equal(x.icons, []string{"tray.png", "tray-new.png"}) {
		t.Errorf("tooltips %v, icons %v", x.tooltips, x.icons)
	}
}

// TestTrayMenuIsMadeAnewSeldom: at most once a minute, unless the person pauses the
// notifications, and the last word is never lost.
func TestTrayMenuIsMadeAnewSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := newTestedTray(t, true)
		set := func(status, pause string) { x.tray.Set(present.TrayState{Status: status, Pause: pause}) }
		pass := func(d time.Duration) {
			time.Sleep(d)
			synctest.Wait()
			x.queue.Drain()
		}
		set("0", "Pausar")
		x.tray.Start()
		for _, status := range []string{"1", "2", "3"} {
			set(status, "Pausar")
			pass(10 * time.Second)
		}
		if len(x.menus) != 1 {
			t.Fatalf("%d menus within half a minute", len(x.menus))
		}
		pass(30 * time.Second)
		if got := x.labels(); len(x.menus) != 2 || !strings.HasPrefix(got, "(3)") {
			t.Fatalf("%d menus, %s", len(x.menus), got)
		}
		set("4", "Pausar")
		set("4", "Reanudar")
		if got := x.labels(); len(x.menus) != 3 || !strings.HasPrefix(got, "(4) - Abrir Comprobar ahora Reanudar") {
			t.Fatalf("%d menus, %s", len(x.menus), got)
		}
		set("5", "Reanudar")
		set("4", "Reanudar") // as it was
		pass(2 * time.Minute)
		if len(x.menus) != 3 {
			t.Errorf("%d menus for what is there already", len(x.menus))
		}
		set("6", "Reanudar")
		if len(x.menus) != 4 {
			t.Errorf("%d menus: the next waits although there was none for long", len(x.menus))
		}
	})
}

// TestTrayIcons can be told apart, have room around them and something to see on
// any panel.
func TestTrayIcons(t *testing.T) {
	decode := func(data []byte) image.Image {
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds().Size(); size != image.Pt(48, 48) {
			t.Errorf("%v pixels", size)
		}
		if _, _, _, a := img.At(0, 0).RGBA(); a != 0 {
			t.Error("the corner is not clear")
		}
		return img
	}
	plain, news := decode(trayIcon(false).Content()), decode(trayIcon(true).Content())
	differ := 0
	for y := range 48 {
		for x := range 48 {
			if plain.At(x, y) != news.At(x, y) {
				differ++
			}
		}
	}
	if differ < 200 {
		t.Errorf("%d pixels make the difference", differ)
	}
}
