//go:build realwindow && linux

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestRealWindowSoak plays the same as [TestRealWindowR30Load] again and again, for as
// long as SOAK says, and looks at what the app takes of the memory. It is for make
// soak.
func TestRealWindowSoak(t *testing.T) {
	length, err := time.ParseDuration(os.Getenv("SOAK"))
	if err != nil {
		t.Skip("SOAK names no time to go on for")
	}
	l := newLoadRun(t)
	l.start(watchedBinary(t, t.TempDir()))
	watch := l.app.watchStalls()
	began, rounds := time.Now(), 0
	var sizes []int64
	fmt.Println("  time  rounds   PSS MB   RSS MB   stalls  longest  ours")
	for next := began; time.Since(began) < length; {
		l.round()
		rounds++
		if time.Now().Before(next) {
			continue
		}
		next = time.Now().Add(time.Minute)
		pss, rss := l.app.memory()
		sizes = append(sizes, pss)
		fmt.Printf("%6s  %6d  %7.1f  %7.1f   %s\n", time.Since(began).Round(time.Second), rounds, mib(pss), mib(rss), count(watch.seen()))
	}
	watch.stop()
	l.judge(watch.seen())
	l.app.quit()
	steady(t, sizes)
}

// steady wants the middle of the last third to be about that of the second.
func steady(t *testing.T, sizes []int64) {
	t.Helper()
	third := len(sizes) / 3
	if third == 0 {
		t.Fatalf("%d looks are too few for a verdict", len(sizes))
	}
	second, last := median(sizes[third:2*third]), median(sizes[2*third:])
	growth := float64(last)/float64(second) - 1
	verdict := "steady"
	if growth > 0.1 || growth < -0.1 {
		verdict = "not steady"
		t.Error("the memory is not steady")
	}
	fmt.Printf("%s: PSS %.1f MB in the second third, %.1f MB in the last: %+.1f %%\n", verdict, mib(second), mib(last), 100*growth)
}

func median(of []int64) int64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

func mib(bytes int64) float64 { return float64(bytes) / (1 << 20) }

// count is how many stalls there were, how long the longest was, and how many are
// ours.
func count(all []stall) string {
	var longest time.Duration
	ours := 0
	for _, s := range all {
		longest = max(longest, s.took)
		if s.blames() {
			ours++
		}
	}
	return fmt.Sprintf("%6d  %7s  %4d", len(all), longest.Round(10*time.Millisecond), ours)
}

// memory is the app's, proportional and resident.
func (a *realApp) memory() (pss, rss int64) {
	a.t.Helper()
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(a.cmd.Process.Pid), "smaps_rollup"))
	if err != nil {
		a.t.Fatal(err)
	}
	field := func(name string) int64 {
		_, after, _ := strings.Cut(string(b), "\n"+name)
		kib, err := strconv.ParseInt(strings.Fields(after)[0], 10, 64)
		if err != nil {
			a.t.Fatalf("%s %v", name, err)
		}
		return kib << 10
	}
	return field("Pss:"), field("Rss:")
}
