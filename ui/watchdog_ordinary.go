//go:build !debug

package ui

// Watching says whether this build is for finding faults, by the tag debug, and
// should watch the window's goroutine.
const Watching = false
