package app

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

// TestOrdinaryBuildAsksForNoVersions: it does not know whom.
func TestOrdinaryBuildAsksForNoVersions(t *testing.T) {
	r := &windowRun{meta: metadata{ID: "test", Version: "1.2.3"}, opts: options{dir: t.TempDir()}, log: slog.New(slog.DiscardHandler)}
	if err := r.prepare(); err != nil || r.updates != nil {
		t.Errorf("it asks %v, %v", r.updates, err)
	}
}

// TestMistakenAddressOfTheBuild: the publisher's mistake costs the news of versions, not
// the app.
func TestMistakenAddressOfTheBuild(t *testing.T) {
	publisher := Build{UpdateURL: "http://updates.example.com/latest.json", DownloadPage: "https://updates.example.com/"}
	var log bytes.Buffer
	r := &windowRun{publisher: publisher, meta: metadata{ID: "test", Version: "1.2.3"}, opts: options{dir: t.TempDir()}, log: slog.New(slog.NewTextHandler(&log, nil))}
	if err := r.prepare(); err != nil || r.updates != nil {
		t.Errorf("it asks %v, %v", r.updates, err)
	}
	if !strings.Contains(log.String(), "is not safe") {
		t.Errorf("nobody is told: %s", &log)
	}
}
