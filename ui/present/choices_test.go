package present

import (
	"testing"
	"testing/synctest"
)

// TestSavesKeepTheirOrder: one at a time, and the last one wins.
func TestSavesKeepTheirOrder(t *testing.T) {
	onSettings(t, SettingsGeneral, nil, func(s *settingsStage) {
		s.store.block = make(chan struct{})
		for _, size := range []int{125, 150, 175, 200} {
			s.shell.change(func(now *Settings) { now.TextSize = size })
		}
		synctest.Wait()
		if n := len(s.store.kept); n != 1 {
			t.Fatalf("%d kept while the disk is slow", n)
		}
		close(s.store.block)
		s.settle()
		var sizes []int
		for _, kept := range s.store.kept[1:] {
			sizes = append(sizes, kept.TextSize)
		}
		if len(sizes) != 2 || sizes[0] != 125 || sizes[1] != 200 {
			t.Errorf("kept %v", sizes)
		}
	})
}

// TestTheSizeAtClosingIsKept although nothing runs any more that could tell of it.
func TestTheSizeAtClosingIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSettingsStage(t, nil)
		s.shell.Start()
		s.settle()
		s.shell.change(func(now *Settings) { now.Theme = ThemeDark })
		s.shell.KeepWindow(900, 640) // while that is being saved
		s.shell.Close()
		kept := s.store.last()
		if kept.View.Width != 900 || kept.View.Height != 640 || kept.Theme != ThemeDark {
			t.Errorf("kept %+v", kept)
		}
	})
}

// TestTheSizeAloneIsKept when it is all that changed.
func TestTheSizeAloneIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSettingsStage(t, nil)
		s.shell.Start()
		s.settle()
		s.shell.KeepWindow(900, 640)
		s.shell.Close()
		if kept := s.store.last().View; kept.Width != 900 {
			t.Errorf("kept %+v", kept)
		}
	})
}

func TestResizingText(t *testing.T) {
	onSettings(t, SettingsGeneral, nil, func(s *settingsStage) {
		for _, c := range []struct{ steps, want int }{{1, 110}, {1, 125}, {-1, 110}, {9, 200}, {1, 200}, {-20, 80}, {-1, 80}, {0, 100}} {
			s.shell.ResizeText(c.steps)
			if got := s.shell.Settings().TextSize; got != c.want || s.look.TextSize != c.want {
				t.Errorf("%+d steps: %d %%, drawn in %d %%", c.steps, got, s.look.TextSize)
			}
		}
	})
}

// TestNoticesAndUpdatesFollow what is chosen at once.
func TestNoticesAndUpdatesFollow(t *testing.T) {
	service := &newest{version: "0.2.0", newer: true}
	prepare := func(_ *settingsStage, o *Options) { o.Updates = service }
	onSettings(t, SettingsGeneral, prepare, func(s *settingsStage) {
		if service.asked != 1 {
			t.Fatalf("asked %d times at the start", service.asked)
		}
		s.shell.change(func(now *Settings) { now.CheckUpdates, now.Notices.On, now.KeepRunning = false, true, true })
		if s.shell.desktop.updates.on || !s.shell.desktop.notices.choices.On || !s.shell.desktop.background.keep {
			t.Error("something does not follow")
		}
		s.shell.change(func(now *Settings) { now.CheckUpdates = true })
		s.settle()
		if service.asked != 2 {
			t.Errorf("asked %d times", service.asked)
		}
	})
}
