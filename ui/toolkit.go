package ui

import (
	"encoding/json"
	"errors"
	"fmt"

	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// toolkitWords are all the words of Fyne's own: those of the menu of a text field,
// of its dialogs and its calendar, and of the menu of the app on macOS. The file
// dialog says "Open" or "Save" and then "File" or "Folder".
var toolkitWords = map[string]string{
	"Advanced":          "toolkit.advanced",
	"Cancel":            "toolkit.cancel",
	"Confirm":           "toolkit.confirm",
	"Copy":              "toolkit.copy",
	"Create Folder":     "toolkit.create_folder",
	"Cut":               "toolkit.cut",
	"Enter filename":    "toolkit.enter_filename",
	"Error":             "toolkit.error",
	"Favourites":        "toolkit.favourites",
	"File":              "toolkit.file",
	"Folder":            "toolkit.folder",
	"New Folder":        "toolkit.new_folder",
	"No":                "toolkit.no",
	"OK":                "toolkit.ok",
	"Open":              "toolkit.open",
	"Paste":             "toolkit.paste",
	"Quit":              "toolkit.quit",
	"Redo":              "toolkit.redo",
	"Save":              "toolkit.save",
	"Select all":        "toolkit.select_all",
	"Show Hidden Files": "toolkit.show_hidden",
	"Undo":              "toolkit.undo",
	"Yes":               "toolkit.yes",
	"file.name":         "toolkit.file_name",
	"file.parent":       "toolkit.file_parent",
	"monday":            "toolkit.monday",
	"monday.short":      "toolkit.monday_short",
	"tuesday":           "toolkit.tuesday",
	"tuesday.short":     "toolkit.tuesday_short",
	"wednesday":         "toolkit.wednesday",
	"wednesday.short":   "toolkit.wednesday_short",
	"thursday":          "toolkit.thursday",
	"thursday.short":    "toolkit.thursday_short",
	"friday":            "toolkit.friday",
	"friday.short":      "toolkit.friday_short",
	"saturday":          "toolkit.saturday",
	"saturday.short":    "toolkit.saturday_short",
	"sunday":            "toolkit.sunday",
	"sunday.short":      "toolkit.sunday_short",
}

// toolkitLanguages are those that Fyne has words in.
var toolkitLanguages = []fyne.Locale{
	"en", "cs", "de", "el", "es", "fr", "ja", "pl", "pt", "pt-BR", "ru", "sv", "ta", "uk", "zh-Hans",
}

// AddToolkitWords gives Fyne's own menus and dialogs the app's language, whatever
// the system's is, and again when the app's language changes. It must be called on
// the main goroutine; what shows already keeps its words.
func AddToolkitWords(w *present.Words) error {
	words := make(map[string]string, len(toolkitWords))
	for name, key := range toolkitWords {
		words[name] = w.T(key)
	}
	return addToolkitWords(words)
}

// addToolkitWords puts words in the place of those that Fyne would choose for the
// person's system: it knows no other language than the system's.
func addToolkitWords(words map[string]string) error {
	file, err := json.Marshal(words)
	if err != nil {
		return fmt.Errorf("encoding the toolkit's words: %w", err)
	}
	// Fyne looks for the best of all the languages that the person has set up. That
	// may be another than the first: a Mac has one list for formats and one for words.
	for _, locale := range append([]fyne.Locale{lang.SystemLocale()}, toolkitLanguages...) {
		if err := lang.AddTranslationsForLocale(file, locale); err != nil {
			return fmt.Errorf("adding the toolkit's words: %w", err)
		}
		if toolkitSays(words) {
			return nil
		}
	}
	return errors.New("adding the toolkit's words: it keeps to its own")
}

// toolkitSays reports whether words are those that Fyne uses.
func toolkitSays(words map[string]string) bool {
	for name, word := range words {
		if lang.L(name) != word {
			return false
		}
	}
	return true
}
