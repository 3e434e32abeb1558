package main

import (
	"bufio"
	"fmt"
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
	case "hold":
		os.Exit(holdRole(arg))
	case "sync":
		os.Exit(syncRole(arg))
	case "app":
		os.Exit(run(strings.Fields(arg), os.Stdout, os.Stderr))
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

// wantLine reads the next line that a process prints.
func wantLine(t *testing.T, said *bufio.Scanner, want string) {
	t.Helper()
	if !said.Scan() || said.Text() != want {
		t.Fatalf("it says %q, %v; want %q", said.Text(), said.Err(), want)
	}
}

// sayError is how a role ends that could not be played.
func sayError(err error) int {
	fmt.Println(err)
	return 3
}
