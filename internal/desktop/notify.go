package desktop

import (
	"log/slog"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// maxNotice is how many characters of a notification any desktop shows.
const maxNotice = 200

// NewNotify returns what shows a notification: it does not wait for the desktop,
// which may take as long as it likes. While one is on its way the next is dropped.
// There reports whether there is a desktop to take it.
func NewNotify(there func() bool, send func(*fyne.Notification), log *slog.Logger) func(title, body string) {
	under := make(chan struct{}, 1)
	return func(title, body string) {
		select {
		case under <- struct{}{}:
		default:
			log.Warn("the desktop is slow to take a notification: one is left out")
			return
		}
		go func() {
			defer func() { <-under }()
			if !there() {
				log.Warn("there is no desktop to notify")
				return
			}
			send(fyne.NewNotification(plain(title), plain(body)))
		}()
	}
}

// NotificationSender is the one place from which the toolkit is asked to: on Windows
// it makes the text part of a script.
func NotificationSender(a fyne.App) func(*fyne.Notification) { return a.SendNotification }

// plain leaves of a text what no script, shell or markup takes for more than text.
// What the app says is made of nothing else; this is the second line of defence.
func plain(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if unicode.IsSpace(r) {
			r = ' '
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" .,:()·¡!¿?'’«»…-", r) {
			continue
		}
		if n++; n > maxNotice {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
