package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

func TestField(t *testing.T) {
	const rollup = "559a-7ffe ---p 00000000 00:00 0  [rollup]\nRss:   143212 kB\nPss:   112001 kB\nPss_Anon:  9 kB\n"
	if n, err := field(rollup, "Pss:"); n != 112001 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	for _, bad := range []string{"", "Pss:\n", "Pss: x kB\n", "Rss: 1 kB\n"} {
		if n, err := field(bad, "Pss:"); err == nil {
			t.Errorf("%q: %d", bad, n)
		}
	}
}

func TestCPUTime(t *testing.T) {
	const rest = " S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0 9 0 100"
	for _, name := range []string{"(app)", "(a) R 9 9 (b)"} {
		if got, err := cpuTime("77 " + name + rest); got != 3*time.Second || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for _, bad := range []string{"", "1 (a) S 1 2", "1 (a) S 1 2 3 4 5 6 7 8 9 10 x 5 0"} {
		if got, err := cpuTime(bad); err == nil {
			t.Errorf("%q: %v", bad, got)
		}
	}
}

// TestProc reads what the kernel tells of this process and of one that it starts.
func TestProc(t *testing.T) {
	self := os.Getpid()
	if _, err := os.Stat(filepath.Join(procDir, strconv.Itoa(self), "smaps_rollup")); err != nil {
		t.Skip("only Linux, from 4.14 on, tells the proportional memory of a process: ", err)
	}
	child := exec.CommandContext(t.Context(), "sleep", "60")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = child.Process.Kill()
		_ = child.Wait()
	}()
	list, err := children(self)
	if err != nil || !slices.Contains(list, child.Process.Pid) {
		t.Errorf("%v, %v: %d is not among the children", list, err, child.Process.Pid)
	}
	alone, err := pss(self)
	if err != nil || alone < 1<<20 {
		t.Errorf("%d bytes, %v", alone, err)
	}
	if _, err := pssOfAll(self); err != nil {
		t.Error(err)
	}
	if e, err := effortOf(self); err != nil || e.wakes == 0 {
		t.Errorf("%+v, %v", e, err)
	}
}
