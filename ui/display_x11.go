//go:build x11

package ui

// x11Only says that this build cannot draw on Wayland itself.
const x11Only = true
