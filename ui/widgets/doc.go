// Package widgets holds controls and layouts beside Fyne's own: with keys for everything,
// a focus that is seen, texts that wrap or are shortened, and names for assistive
// technology. It knows nothing of what the app shows.
package widgets
