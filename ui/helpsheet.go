package ui

import (
	"strings"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// showShortcuts lists all that the keys do.
func (w *Window) showShortcuts() {
	w.show(modalSpec{title: w.words.T("menu.shortcuts"), body: w.shortcutSheet(), no: w.words.T("action.close"), wide: true})
}

// A shortcutLine is a key, or several, and what it does.
type shortcutLine struct{ what, keys string }

// shortcutSheet is the table of commands, and the keys that every list has.
func (w *Window) shortcutSheet() fyne.CanvasObject {
	sheet := container.New(&groups{})
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
	group := newStack(-lessBetweenLines, newHeading(heading, theme.SizeNameText, fyne.TextAlignLeading))
	for _, l := range lines {
		keys := widget.NewLabel(l.keys)
		keys.Importance = widget.LowImportance
		group.Add(container.New(&besideOrBelowText{}, newParagraph(l.what), keys))
	}
	sheet.Add(group)
}

// lessBetweenLines is what lines of a table need less between them than paragraphs.
const lessBetweenLines = 10

// groups sets tables in two columns, the first at the left, or in one where there is
// not room for two.
type groups struct{ width float32 }

const (
	groupsGap  = 4
	barRoom    = 6 // for the bar that scrolls them, which would touch the keys
	columnsGap = 32
	leastGroup = 320 // the narrowest that a table is in one of two columns, at 100 % text
)

// columns returns the width of a column, and how many of the objects stand in the first:
// as many as keep the higher one lowest.
func (l *groups) columns(o []fyne.CanvasObject) (width float32, first int) {
	width = (l.width - columnsGap) / 2
	if width < scaled(leastGroup) {
		return l.width, len(o)
	}
	higher := func(n int) float32 {
		return max(columnHeight(o[:n], width), columnHeight(o[n:], width))
	}
	for first < len(o) && higher(first+1) <= higher(first) {
		first++
	}
	return width, first
}

func (l *groups) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, group := range o {
		size.Width = max(size.Width, group.MinSize().Width)
	}
	width, first := l.columns(o)
	for _, column := range [][]fyne.CanvasObject{o[:first], o[first:]} {
		size.Height = max(size.Height, columnHeight(column, width))
	}
	return size
}

// columnHeight is that of tables one under the other.
func columnHeight(o []fyne.CanvasObject, width float32) float32 {
	var height, gap float32
	for _, group := range o {
		height += gap + heightAt(group, width)
		gap = groupsGap
	}
	return height
}

func (l *groups) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width - barRoom
	width, first := l.columns(o)
	var x, y float32
	for i, group := range o {
		if i == first {
			x, y = width+columnsGap, 0
		}
		group.Move(fyne.NewPos(x, y))
		y += heightAt(group, width) + groupsGap
	}
}

// besideOrBelowText sets a short text at the right of a paragraph, or under it where
// that would leave little room.
type besideOrBelowText struct{ width float32 }

func (l *besideOrBelowText) below(o []fyne.CanvasObject) bool {
	return l.width > 0 && l.width-o[1].MinSize().Width < scaled(120)
}

func (l *besideOrBelowText) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	if l.below(o) {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height-lessBetweenLines)
	}
	return fyne.NewSize(a.Width+b.Width, max(a.Height, b.Height))
}

func (l *besideOrBelowText) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	b := o[1].MinSize()
	if l.below(o) {
		o[0].Move(fyne.Position{})
		o[1].Move(fyne.NewPos(0, heightAt(o[0], size.Width)-lessBetweenLines))
		o[1].Resize(b)
		return
	}
	heightAt(o[0], size.Width-b.Width)
	o[0].Move(fyne.Position{})
	o[1].Resize(b)
	o[1].Move(fyne.NewPos(size.Width-b.Width, 0))
}

// showAbout says what the app is.
func (w *Window) showAbout() {
	w.show(modalSpec{
		title: w.words.T("about.title"),
		body:  newParagraph(w.words.T("about.body", "Version", w.app.Metadata().Version)),
		no:    w.words.T("action.close"),
	})
}
