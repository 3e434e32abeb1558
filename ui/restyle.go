package ui

import (
	"candidaturas/ui/look"
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

	"fyne.io/fyne/v2"
)

// NewTheme returns the theme of the look that the person has chosen.
func NewTheme(l present.Look) *look.Theme { return look.New(choiceOf(l)) }

func choiceOf(l present.Look) look.Choice {
	mode := map[present.Theme]look.Mode{present.ThemeLight: look.Light, present.ThemeDark: look.Dark, present.ThemeContrast: look.HighContrast}[l.Theme]
	return look.Choice{Mode: mode, TextSize: l.TextSize}
}

// ShowLook draws everything in another look, in every window. It changes the theme in
// place: each time that Fyne is given another one it loads its fonts anew, and keeps
// what it had loaded.
func (w *Window) ShowLook(l present.Look) {
	th, ok := w.app.Settings().Theme().(*look.Theme)
	if !ok {
		w.app.Settings().SetTheme(NewTheme(l))
		return
	}
	th.Set(choiceOf(l))
	restyleAll(w.app)
}

// restyleAll draws every window with a theme that has changed in place.
func restyleAll(app fyne.App) {
	for _, win := range app.Driver().AllWindows() {
		restyle(win.Content())
		for _, o := range win.Canvas().Overlays().List() {
			restyle(o)
		}
	}
}

// restyle draws what is in o, and then o: how large something is depends on what is
// in it.
func restyle(o fyne.CanvasObject) {
	if o == nil {
		return
	}
	for _, child := range widgets.ChildrenOf(o) {
		restyle(child)
	}
	c, ok := o.(*fyne.Container)
	if !ok {
		o.Refresh()
		return
	}
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
}
