package desktop

import (
	"log/slog"
	"testing"
	"testing/synctest"
)

// newTestWatch follows nothing.
func newTestWatch() *TrayWatch {
	done := make(chan struct{})
	close(done)
	return &TrayWatch{log: slog.New(slog.DiscardHandler), cancel: func() {}, done: done}
}

// TestTrayWatchTellsFromAnotherGoroutine: told on that of the window, before the app
// runs, the tray would be started twice, which ends the app.
func TestTrayWatchTellsFromAnotherGoroutine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTestWatch()
		w.set(true)
		held := make(chan struct{})
		told := make(chan bool, 10)
		w.OnChange(func(there bool) {
			<-held
			told <- there
		})
		close(held) // told here, it would have waited for this for ever
		if !<-told {
			t.Error("there is a tray")
		}
	})
}

func TestTrayWatchTellsOnlyWhatIsNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newTestWatch()
		var told []bool
		want := func(what ...bool) {
			t.Helper()
			synctest.Wait()
			if len(told) != len(what) {
				t.Fatalf("told %v, want %v", told, what)
			}
			for i := range what {
				if told[i] != what[i] {
					t.Fatalf("told %v, want %v", told, what)
				}
			}
			told = nil
		}
		w.OnChange(func(there bool) { told = append(told, there) })
		want()
		w.set(false)
		w.set(false)
		want(false)
		w.set(true)
		w.set(false)
		w.set(true)
		want(true, false, true)
		w.OnChange(func(there bool) { told = append(told, there) })
		want(true)
		w.Close()
		w.set(false)
		want()
	})
}
