package present

import "testing"

func TestCloseAction(t *testing.T) {
	for _, tt := range []struct {
		keep, tray bool
		want       CloseAction
	}{
		{false, false, CloseQuits},
		{false, true, CloseQuits},
		{true, false, CloseQuits}, // nothing could bring the window back
		{true, true, CloseHides},
	} {
		if got := closeAction(tt.keep, tt.tray); got != tt.want {
			t.Errorf("keep %v, tray %v: %v", tt.keep, tt.tray, got)
		}
	}
}

// TestWindowIsNeverLost goes through every order of up to six things that may
// happen: a window that is hidden can always be brought back from a tray.
func TestWindowIsNeverLost(t *testing.T) {
	for _, background := range []bool{false, true} {
		for sequence := range 5 * 5 * 5 * 5 * 5 * 5 {
			visible, quit := false, false
			r := &resident{show: func() { visible = true }}
			r.tray = sequence%2 == 0
			visible = !r.started(background)
			if !background && !visible {
				t.Fatal("it starts out of sight, unasked")
			}
			for n := sequence; n > 0 && !quit; n /= 5 {
				switch n % 5 {
				case 0:
					r.trayChanged(true)
				case 1:
					r.trayChanged(false)
				case 2:
					r.keep = !r.keep
				case 3:
					if !visible {
						continue // nobody can close it
					}
					if r.closed() == CloseQuits {
						quit = true
					} else {
						visible = false
					}
				case 4:
					if r.tray { // from its menu
						visible = true
						r.shown()
					}
				}
				if !visible && !quit && !r.tray || r.hidden == visible && !quit {
					t.Fatalf("sequence %d: visible %v, hidden %v, tray %v", sequence, visible, r.hidden, r.tray)
				}
			}
		}
	}
}

func TestWindowComesBackWithTheTrayGoing(t *testing.T) {
	shown := 0
	r := &resident{keep: true, tray: true, show: func() { shown++ }}
	if r.closed() != CloseHides {
		t.Fatal("not hidden")
	}
	r.trayChanged(true)
	if shown != 0 {
		t.Error("shown for nothing")
	}
	r.trayChanged(false)
	r.trayChanged(false)
	if shown != 1 {
		t.Errorf("shown %d times", shown)
	}
	if r.closed() != CloseQuits {
		t.Error("hidden where nothing brings it back")
	}
}
