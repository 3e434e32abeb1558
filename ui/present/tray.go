package present

import (
	"strings"
	"time"
)

// A TrayState is what the icon in the system's tray shows.
type TrayState struct {
	// Status says how things stand: "3 novedades · comprobado a las 10:42".
	Status string
	// News marks the icon: there is something that the person has not seen.
	News bool
	// Pause is the name of what pauses notifications, or takes them up again; empty
	// where there are none.
	Pause string
}

// trayFacts are what the tray tells of.
type trayFacts struct {
	unseen  int
	checked time.Time // zero for never
	tells   bool      // there are notifications
	paused  time.Time // until then; zero if they are not
}

func trayState(w *Words, f trayFacts, now time.Time) TrayState {
	parts := []string{w.T("tray.none")}
	if f.unseen > 0 {
		parts[0] = w.N("tray.news", f.unseen)
	}
	switch {
	case f.checked.IsZero():
		parts = append(parts, w.T("tray.unchecked"))
	case daysBetween(f.checked.In(now.Location()), now) == 0:
		parts = append(parts, w.T("tray.checked_at", "At", w.AtClock(f.checked, now)))
	default:
		parts = append(parts, w.T("tray.checked", "When", w.At(f.checked, now)))
	}
	s := TrayState{News: f.unseen > 0}
	switch {
	case !f.tells:
	case f.paused.After(now):
		s.Pause = w.T("tray.resume")
		parts = append(parts, w.T("tray.paused", "Until", w.UntilClock(f.paused, now)))
	default:
		s.Pause = w.T("tray.pause")
	}
	s.Status = strings.Join(parts, " · ")
	return s
}
