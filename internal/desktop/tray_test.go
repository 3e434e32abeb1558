package desktop

import (
	"log/slog"
	"testing"

	"candidaturas/internal/profile"
	"candidaturas/ui"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// What the presenters ask of main.
var (
	_ present.Autostart     = (*Autostart)(nil)
	_ present.Updates       = (*profile.Updates)(nil)
	_ present.SettingsStore = (*profile.Settings)(nil)
)

// TestToolkitWithoutADesktop: what only a desktop has is done without.
func TestToolkitWithoutADesktop(t *testing.T) {
	a := test.NewTempApp(t)
	if tray := NewTray(a, nil, ui.TrayActions{}); tray != nil {
		t.Error("a tray without a desktop")
	}
	Minimise(test.NewTempWindow(t, widget.NewLabel("as it was")))
}

func TestNotifyAsksTheToolkit(t *testing.T) {
	a := test.NewTempApp(t)
	want := fyne.NewNotification("Han leído tu CV", "en 2 candidaturas")
	test.AssertNotificationSent(t, want, func() {
		sent := make(chan struct{})
		send := NotificationSender(a)
		NewNotify(func() bool { return true }, func(n *fyne.Notification) {
			send(n)
			close(sent)
		}, slog.New(slog.DiscardHandler))("Han leído tu CV", "en 2 candidaturas")
		<-sent
	})
}
