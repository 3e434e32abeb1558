package ui

import (
	"time"

	"candidaturas/assets"
	"candidaturas/ui/present"
	"candidaturas/ui/present/task"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// TrayActions are what the person can do from the tray. They are called on the
// goroutine of the window.
type TrayActions struct {
	Open, Check, Pause, Quit func()
}

// TrayOptions are what a [Tray] needs.
type TrayOptions struct {
	Desktop  desktop.App
	Words    *present.Words
	Actions  TrayActions
	Dispatch task.Dispatcher
	// Run calls set, which gives the tray its icon and its menu, and sees to it that
	// the tray starts. The toolkit's own does so only before the app runs.
	Run func(set func())
	// Tooltip sets what shows while the pointer rests on the icon; nil where there is
	// no such thing.
	Tooltip func(string)
	// StatusInMenu has the first line of the menu say what the tooltip does, for where
	// tooltips do not show.
	StatusInMenu bool
}

// A Tray is the app's icon in the system's tray. It is not there until Start, and
// from then on until the app ends. Use it on the goroutine of the window.
type Tray struct {
	opts    TrayOptions
	state   present.TrayState
	started bool

	menu   trayMenu // as it was made last
	menuAt time.Time
	timer  *time.Timer // to the next one; nil if there is nothing to change
}

// trayMenu is what of a menu may change.
type trayMenu struct{ status, pause string }

// menuPause is the least time between two menus that only say something else: each
// is made anew, as a whole, by the toolkit and by the desktop.
const menuPause = time.Minute

// NewTray returns a tray that does not show yet.
func NewTray(o TrayOptions) *Tray { return &Tray{opts: o} }

// Start puts the icon into the tray, the first time.
func (t *Tray) Start() {
	if t.started {
		return
	}
	t.started = true
	t.opts.Run(func() {
		t.opts.Desktop.SetSystemTrayIcon(trayIcon(t.state.News))
		t.showMenu()
	})
	t.showTooltip()
}

// Set changes what the tray shows.
func (t *Tray) Set(s present.TrayState) {
	before := t.state
	t.state = s
	if !t.started {
		return
	}
	if s.News != before.News {
		t.opts.Desktop.SetSystemTrayIcon(trayIcon(s.News))
	}
	if s.Status != before.Status {
		t.showTooltip()
	}
	t.changeMenu()
}

// SetWords changes the language.
func (t *Tray) SetWords(w *present.Words) {
	t.opts.Words = w
	if t.started {
		t.showMenu()
	}
}

func (t *Tray) showTooltip() {
	if t.opts.Tooltip != nil && t.state.Status != "" {
		t.opts.Tooltip(t.state.Status)
	}
}

// changeMenu makes the menu anew if there is something else to say: at once where
// the person waits for it, and else in time.
func (t *Tray) changeMenu() {
	wanted := t.wanted()
	if wanted == t.menu {
		t.stopTimer()
		return
	}
	wait := menuPause - time.Since(t.menuAt)
	if wanted.pause != t.menu.pause || wait <= 0 {
		t.showMenu()
		return
	}
	if t.timer == nil {
		t.timer = time.AfterFunc(wait, func() { t.opts.Dispatch(t.timeForMenu) })
	}
}

func (t *Tray) timeForMenu() {
	if t.timer == nil {
		return // there was one meanwhile
	}
	t.timer = nil
	t.changeMenu()
}

func (t *Tray) stopTimer() {
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
}

func (t *Tray) wanted() trayMenu {
	m := trayMenu{pause: t.state.Pause}
	if t.opts.StatusInMenu {
		m.status = t.state.Status
	}
	return m
}

func (t *Tray) showMenu() {
	t.stopTimer()
	t.menu, t.menuAt = t.wanted(), time.Now()
	var items []*fyne.MenuItem
	if t.menu.status != "" {
		status := fyne.NewMenuItem(t.menu.status, nil)
		status.Disabled = true
		items = append(items, status, fyne.NewMenuItemSeparator())
	}
	w, do := t.opts.Words, t.opts.Actions
	items = append(items,
		fyne.NewMenuItem(w.T("tray.open"), do.Open),
		fyne.NewMenuItem(w.T("tray.check"), do.Check))
	if t.menu.pause != "" {
		items = append(items, fyne.NewMenuItem(t.menu.pause, do.Pause))
	}
	quit := fyne.NewMenuItem(w.T("tray.quit"), do.Quit)
	quit.IsQuit = true // or the toolkit adds another
	items = append(items, fyne.NewMenuItemSeparator(), quit)
	t.opts.Desktop.SetSystemTrayMenu(fyne.NewMenu(Title, items...))
}

// trayIcon is small, for light and dark panels, and has a mark if there is news.
func trayIcon(news bool) fyne.Resource {
	if news {
		return fyne.NewStaticResource("tray-new.png", assets.TrayNew)
	}
	return fyne.NewStaticResource("tray.png", assets.Tray)
}
