// Package ui is the window: Fyne views that draw the states of package present
// and turn what a person does into calls of its presenter. There is no rule
// about applications or sessions here, and no network, keyring or database.
//
// Everything in it runs on Fyne's main goroutine.
package ui
