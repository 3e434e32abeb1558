//go:build realwindow && linux

package e2e

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestRealWindowT12PublishersKeys: what is set at build time is used and does not
// show in the build's own description.
func TestRealWindowT12PublishersKeys(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "candidaturas")
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-tags", "migrated_fynedo,x11",
		"-ldflags", "-X main.clientID=canary-id -X main.clientSecret=canary-secret", "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.CommandContext(t.Context(), "go", "version", "-m", binary).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if !strings.Contains(string(out), "candidaturas") || strings.Contains(string(out), "canary") {
		t.Errorf("the build tells its keys:\n%s", out)
	}
}
