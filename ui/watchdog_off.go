//go:build !watchdog

package ui

// Watching says whether this build is for finding faults, by the tag watchdog, and
// should watch the window's goroutine. The tag debug is another: Fyne draws frames
// around everything by it, and is several times as slow.
const Watching = false
