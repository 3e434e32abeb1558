package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain lets the tests start this program again as another process of the
// app, in one of the roles below.
func TestMain(m *testing.M) {
	role, arg, _ := strings.Cut(os.Getenv(roleVariable), " ")
	switch role {
	case "":
		os.Exit(m.Run())
	case "crash":
		os.Exit(crashRole(arg))
	case "sleeper":
		os.Exit(sleeperRole(arg))
	}
	os.Exit(2)
}

const roleVariable = "CANDIDATURAS_TEST_ROLE"

// rolePlayer is another process of the app; what it does is up to the role.
func rolePlayer(t *testing.T, role string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), roleVariable+"="+role+" "+strings.Join(args, " "),
		"GORACE="+strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0")) // else it sleeps for a second before it exits
	return cmd
}
