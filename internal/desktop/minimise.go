package desktop

import (
	"fyne.io/fyne/v2"

	"github.com/go-gl/glfw/v3.4/glfw"
)

// Minimise puts a window that shows away into the task bar, for which the toolkit
// has no function of its own. Call it on the goroutine of the window.
func Minimise(w fyne.Window) {
	native, ok := w.(interface{ RunWithContext(f func()) })
	if !ok {
		return
	}
	native.RunWithContext(func() {
		if window := glfw.GetCurrentContext(); window != nil {
			window.Iconify()
		}
	})
}
