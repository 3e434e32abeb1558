package present

import (
	"testing"
	"time"
)

func TestTrayState(t *testing.T) {
	zone := madrid(t)
	now := time.Date(2026, 10, 7, 12, 0, 0, 0, zone)
	today := time.Date(2026, 10, 7, 8, 42, 0, 0, time.UTC)
	for name, tt := range map[string]struct {
		facts trayFacts
		want  TrayState
		en    string
	}{
		"nothing yet":   {trayFacts{}, TrayState{Status: "Sin novedades · sin comprobar todavía"}, "Nothing new · not checked yet"},
		"nothing new":   {trayFacts{checked: today}, TrayState{Status: "Sin novedades · comprobado a las 10:42"}, "Nothing new · checked at 10:42"},
		"news":          {trayFacts{unseen: 3, checked: today}, TrayState{Status: "3 novedades · comprobado a las 10:42", News: true}, "3 changes · checked at 10:42"},
		"one":           {trayFacts{unseen: 1, checked: today}, TrayState{Status: "1 novedad · comprobado a las 10:42", News: true}, "1 change · checked at 10:42"},
		"yesterday":     {trayFacts{checked: today.AddDate(0, 0, -1)}, TrayState{Status: "Sin novedades · comprobado ayer a las 10:42"}, "Nothing new · checked yesterday at 10:42"},
		"notifications": {trayFacts{checked: today, tells: true, paused: now.Add(-time.Hour)}, TrayState{Status: "Sin novedades · comprobado a las 10:42", Pause: "Pausar avisos durante 1 hora"}, "Nothing new · checked at 10:42"},
		"paused": {
			trayFacts{checked: today, tells: true, paused: now.Add(time.Hour)},
			TrayState{Status: "Sin novedades · comprobado a las 10:42 · avisos en pausa hasta las 13:00", Pause: "Reanudar avisos"},
			"Nothing new · checked at 10:42 · notifications paused until 13:00",
		},
	} {
		if got := trayState(words(t, "es"), tt.facts, now); got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, got, tt.want)
		}
		if got := trayState(words(t, "en"), tt.facts, now); got.Status != tt.en {
			t.Errorf("%s: %q, want %q", name, got.Status, tt.en)
		}
	}
}
