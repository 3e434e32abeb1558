// Package desktop holds what differs from system to system: starting with the session,
// the tray, notifications, opening addresses and folders, and the window's queue.
package desktop
