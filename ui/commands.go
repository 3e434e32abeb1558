package ui

import (
	"runtime"
	"strings"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// A command is something that the menu, a shortcut, or both give. All of them are
// in one table: the menu, the shortcuts and the sheet that lists them cannot say
// different things.
type command struct {
	name string // key of its words
	// chord is the shortcut that is told, others work too. A zero one is none.
	chord  chord
	others []chord
	do     func()
	// can reports whether it means something now; nil for always.
	can func() bool
	// on reports whether what it switches is on; nil for what switches nothing.
	on func() bool
	// hidden keeps it out of the menu: it is for the keys alone.
	hidden bool
}

// A chord is a key with its modifiers. The ones for macOS differ where mac is set.
type chord struct {
	key fyne.KeyName
	mod fyne.KeyModifier
}

// A commandGroup is one menu.
type commandGroup struct {
	name     string // key of its words
	commands []command
}

const (
	ctrl      = fyne.KeyModifierShortcutDefault // ⌘ on macOS
	ctrlShift = fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
)

// commands are all there are, by menu.
func (w *Window) commands() []commandGroup {
	return []commandGroup{
		{"menu.file", w.fileCommands()},
		{"menu.edit", w.editCommands()},
		{"menu.application", w.applicationCommands(w.chosen())},
		{"menu.view", w.viewCommands()},
		{"menu.help", w.helpCommands()},
	}
}

func (w *Window) fileCommands() []command {
	list := w.list()
	return []command{
		{name: "list.refresh", chord: chord{fyne.KeyR, ctrl}, do: list.Downloads.Refresh, can: w.atApplications},
		{name: "menu.export", chord: chord{fyne.KeyE, ctrlShift}, do: w.showData, can: w.atApplications},
		{name: "menu.summary", do: list.Summary.Open, can: w.atApplications},
		{name: "menu.settings", chord: chord{fyne.KeyComma, ctrl}, do: w.ShowSettings, can: w.settable},
		{name: "list.sign_out", do: w.askSignOut, can: w.atApplications},
		// Closing works over a modal too: nothing gets lost.
		{name: "menu.close", chord: chord{fyne.KeyW, ctrl}, do: w.closing},
		{name: "toolkit.quit", chord: chord{fyne.KeyQ, ctrl}, do: w.Quit},
	}
}

func (w *Window) editCommands() []command {
	list := w.list()
	return []command{
		{name: "action.undo", chord: chord{fyne.KeyZ, ctrl}, do: list.Remarks.Undo, can: func() bool { return w.atApplications() && w.applications.canUndo }},
		{name: "menu.search", chord: chord{fyne.KeyF, ctrl}, do: w.goToSearch, can: w.atApplications},
		{name: "filter.clear", do: list.Filters.Clear, can: func() bool { return w.atApplications() && w.applications.filters.narrowed }},
	}
}

func (w *Window) viewCommands() []command {
	p, list := w.presenter, w.list()
	section := func(s present.Section) func() { return func() { list.ShowSection(s) } }
	is := func(s present.Section) func() bool {
		return func() bool { return w.atApplications() && w.applications.section == s }
	}
	news := is(present.SectionNews)
	return []command{
		{name: "section.applications", chord: chord{fyne.Key1, ctrl}, do: section(present.SectionApplications), can: w.atApplications, on: is(present.SectionApplications)},
		{name: "news.title", chord: chord{fyne.Key2, ctrl}, do: section(present.SectionNews), can: w.atApplications, on: news},
		{name: "menu.next_news", chord: chord{fyne.KeyDown, fyne.KeyModifierAlt}, do: w.goToNextUnseen, can: w.atApplications},
		// What has not been shown is not seen.
		{name: "news.mark_all", do: list.News.MarkAllSeen, can: func() bool { return news() && w.applications.canMark }},
		{name: "menu.table", chord: chord{fyne.KeyT, ctrlShift}, do: list.Filters.ToggleTable, can: w.atApplications, on: func() bool { return w.applications.isTable }},
		{name: "menu.other_pane", chord: chord{fyne.KeyF6, 0}, do: func() { w.applications.otherPane() }, can: w.atApplications, hidden: true},
		{name: "menu.larger", chord: chord{fyne.KeyPlus, ctrl}, others: []chord{{fyne.KeyEqual, ctrl}, {fyne.KeyPlus, ctrlShift}, {fyne.KeyEqual, ctrlShift}}, do: func() { p.ResizeText(1) }},
		{name: "menu.smaller", chord: chord{fyne.KeyMinus, ctrl}, do: func() { p.ResizeText(-1) }},
		{name: "menu.usual_size", chord: chord{fyne.Key0, ctrl}, do: func() { p.ResizeText(0) }},
	}
}

func (w *Window) helpCommands() []command {
	return []command{
		{
			name: "menu.shortcuts", chord: chord{fyne.KeyF1, 0}, do: w.showShortcuts, can: w.unhindered,
			// The question mark is elsewhere on every keyboard.
			others: []chord{{fyne.KeySlash, ctrl}, {fyne.KeySlash, ctrlShift}, {fyne.Key7, ctrlShift}, {fyne.KeyApostrophe, ctrlShift}},
		},
		{name: "privacy.title", do: w.showPrivacy, can: w.unhindered},
		{name: "menu.about", do: w.showAbout, can: w.unhindered},
	}
}

// unhindered reports whether nothing lies over the window.
func (w *Window) unhindered() bool { return w.modal == nil }

// settable reports whether the settings may be opened: not over a question.
func (w *Window) settable() bool { return w.modal == nil && w.screen != present.ScreenOpening }

// available reports whether the command can be given now.
func (c *command) available() bool { return c.can == nil || c.can() }

func (c *command) run() {
	if c.available() {
		c.do()
	}
}

// chords are all shortcuts of the command.
func (c *command) chords() []chord {
	if c.chord.key == "" {
		return nil
	}
	return append([]chord{c.chord}, c.others...)
}

// shortcut is what Fyne calls the chord: undoing has a name of its own there.
func (c chord) shortcut() fyne.Shortcut {
	if c == (chord{fyne.KeyZ, ctrl}) {
		return &fyne.ShortcutUndo{}
	}
	return &desktop.CustomShortcut{KeyName: c.key, Modifier: c.mod}
}

// bare reports whether the chord has no modifier: then it is a key like others, and
// not for while something is being typed.
func (c chord) bare() bool { return c.mod == 0 }

// chordText writes a chord as the platform does.
func chordText(words *present.Words, c chord) string {
	if c.key == "" {
		return ""
	}
	mac := runtime.GOOS == "darwin"
	var b strings.Builder
	for _, m := range []struct {
		mod       fyne.KeyModifier
		mac, word string
	}{
		{fyne.KeyModifierControl, "⌃", "key.ctrl"},
		{fyne.KeyModifierAlt, "⌥", "key.alt"},
		{fyne.KeyModifierShift, "⇧", "key.shift"},
		{fyne.KeyModifierSuper, "⌘", "key.super"},
	} {
		switch {
		case c.mod&m.mod == 0:
		case mac:
			b.WriteString(m.mac)
		default:
			b.WriteString(words.T(m.word) + "+")
		}
	}
	b.WriteString(keyText(words, c.key))
	return b.String()
}

// keyWords are the keys that each language names in its own way.
var keyWords = map[fyne.KeyName]string{
	fyne.KeyDelete: "key.delete", fyne.KeyDown: "key.down", fyne.KeyUp: "key.up", fyne.KeyReturn: "key.enter", fyne.KeyEscape: "key.escape",
	fyne.KeyHome: "key.home", fyne.KeyEnd: "key.end", fyne.KeyPageUp: "key.page_up", fyne.KeyPageDown: "key.page_down", fyne.KeyTab: "key.tab",
}

func keyText(words *present.Words, key fyne.KeyName) string {
	if name, ok := keyWords[key]; ok {
		return words.T(name)
	}
	return string(key)
}
