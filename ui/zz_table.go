package ui

func (w *Window) showExport()   {}
func (w *Window) quit()         { w.window.Close() }
