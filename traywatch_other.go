//go:build windows || darwin

package main

import "context"

// follow: these systems always have a place for icons.
func (w *trayWatch) follow(context.Context) { w.set(true) }

func sessionBusThere() bool { return true }
