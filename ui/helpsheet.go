package ui

import (
	"strings"

	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// showShortcuts lists all that the keys do.
func (w *Window) showShortcuts() {
	w.show(widgets.ModalSpec{Title: w.words.T("menu.shortcuts"), Body: w.shortcutSheet(), No: w.words.T("action.close"), Wide: true})
}

// A shortcutLine is a key, or several, and what it does.
type shortcutLine struct{ what, keys string }

// shortcutSheet is the table of commands, and the keys that every list has.
func (w *Window) shortcutSheet() fyne.CanvasObject {
	sheet := container.New(&widgets.Groups{})
	for _, group := range w.commands() {
		var lines []shortcutLine
		for _, c := range group.commands {
			if c.chord.key != "" {
				lines = append(lines, shortcutLine{w.words.T(c.name), chordText(w.words, c.chord)})
			}
		}
		addShortcuts(sheet, w.words.T(group.name), lines)
	}
	addShortcuts(sheet, w.words.T("shortcuts.list"), listShortcuts(w.words))
	return sheet
}

// listShortcuts are the keys that no command stands for.
func listShortcuts(words *present.Words) []shortcutLine {
	keys := func(names ...fyne.KeyName) string {
		texts := make([]string, len(names))
		for i, name := range names {
			texts[i] = keyText(words, name)
		}
		return strings.Join(texts, "/") // Fyne has no sign for a space between arrows
	}
	return []shortcutLine{
		{words.T("shortcuts.move"), keys(fyne.KeyUp, fyne.KeyDown)},
		{words.T("shortcuts.first_last"), keys(fyne.KeyHome, fyne.KeyEnd)},
		{words.T("shortcuts.page"), keys(fyne.KeyPageUp, fyne.KeyPageDown)},
		{words.T("shortcuts.to_detail"), keys(fyne.KeyReturn)},
		{words.T("shortcuts.back"), keys(fyne.KeyEscape)},
		{words.T("shortcuts.letters"), "A–Z"},
		{words.T("shortcuts.next_control"), keys(fyne.KeyTab)},
		{words.T("shortcuts.menu"), keys(fyne.KeyF10)},
	}
}

func addShortcuts(sheet *fyne.Container, heading string, lines []shortcutLine) {
	if len(lines) == 0 {
		return
	}
	group := widgets.NewStack(-widgets.LessBetweenLines, widgets.NewHeading(heading, theme.SizeNameText, fyne.TextAlignLeading))
	for _, l := range lines {
		keys := widget.NewLabel(l.keys)
		keys.Importance = widget.LowImportance
		group.Add(widgets.NewTableLine(widgets.NewParagraph(l.what), keys))
	}
	sheet.Add(group)
}

// showAbout says what the app is.
func (w *Window) showAbout() {
	w.show(widgets.ModalSpec{
		Title: w.words.T("about.title"),
		Body:  widgets.NewParagraph(w.words.T("about.body", "Version", w.app.Metadata().Version)),
		No:    w.words.T("action.close"),
	})
}
