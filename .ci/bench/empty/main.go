// Empty opens a window of the app's size with nothing in it, or a word: what the
// app's start, memory and size are compared with.
package main

import (
	"flag"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	word := flag.String("word", "", "text in the window")
	flag.Parse()
	a := app.NewWithID("io.github.candidaturas.empty")
	w := a.NewWindow("Empty")
	if *word != "" {
		w.SetContent(widget.NewLabel(*word))
	}
	w.Resize(fyne.NewSize(1080, 720))
	w.ShowAndRun()
}
