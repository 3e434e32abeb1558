// Empty opens a window of the app's size with nothing in it: what the app's
// start, memory and size are compared with.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
)

func main() {
	a := app.NewWithID("io.github.candidaturas.empty")
	w := a.NewWindow("Empty")
	w.Resize(fyne.NewSize(1080, 720))
	w.ShowAndRun()
}
