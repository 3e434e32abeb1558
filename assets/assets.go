// Package assets holds the files that travel inside the program: the icon, the
// drawn symbols, the words people read and the page of the summary.
package assets

import "embed"

// Icon is the app's icon as a 512-pixel PNG.
//
//go:embed icon.png
var Icon []byte

// Tray is the icon of the system's tray and TrayNew the one that says that there
// is something new, as PNGs twice the usual size. They come from the SVGs beside
// them.
var (
	//go:embed tray.png
	Tray []byte
	//go:embed tray-new.png
	TrayNew []byte
)

// Symbols are the drawn one-colour symbols, one SVG a file under symbols/.
//
//go:embed symbols/*.svg
var Symbols embed.FS

// Translations are the user-visible words, one JSON file a language under
// translations/, Spanish being the source.
//
//go:embed translations/*.json
var Translations embed.FS

// SummaryPage and SummaryStyle are the template and the style sheet of the page that
// tells everything to those who cannot see the window.
var (
	//go:embed summary.html
	SummaryPage string
	//go:embed summary.css
	SummaryStyle string
)
