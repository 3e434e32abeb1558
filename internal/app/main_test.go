package app

import (
	"os"
	"strings"
	"testing"

	"candidaturas/internal/testkit"
)

// TestMain lets the tests start this program again as another process of the app.
func TestMain(m *testing.M) {
	testkit.RunRoles(m, map[string]func(string) int{
		"sleeper": sleeperRole, "hold": holdRole, "app": appRole,
	})
}

func appRole(args string) int {
	return Run(testBuild(), strings.Fields(args), os.Stdout, os.Stderr)
}

// testBuild is that of a program without app keys.
func testBuild() Build {
	meta, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		panic(err)
	}
	return Build{Metadata: meta}
}
