//go:build realwindow && linux

package e2e

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"candidaturas/internal/profile"
)

// A stall is what the watchdog has seen: the window's goroutine was busy for longer
// than a tenth of a second.
type stall struct {
	ended time.Time
	took  time.Duration
	cpu   time.Duration // that its thread has used meanwhile
	stack string        // of that goroutine, a tenth of a second after it began
}

// A stallWatch reads what the watchdog logs while the app runs, and how much time its
// main thread has used, which tells being busy from waiting for a processor.
type stallWatch struct {
	t    *testing.T
	path string // of the log
	pid  int
	done chan struct{}
	ran  sync.WaitGroup

	log   *os.File
	rest  string // the line that is not complete yet
	stack string // of the stall under way
	cpu   []cpuMark

	mu     sync.Mutex
	stalls []stall
}

// A cpuMark is how much time a thread had used at a moment.
type cpuMark struct {
	at   time.Time
	used time.Duration
}

// watchStalls begins at the end of the log as it is.
func (a *realApp) watchStalls() *stallWatch {
	a.t.Helper()
	w := &stallWatch{t: a.t, path: filepath.Join(a.profile(), profile.LogName), pid: a.cmd.Process.Pid, done: make(chan struct{})}
	if err := w.open(io.SeekEnd); err != nil {
		a.t.Fatal(err)
	}
	w.ran.Go(func() {
		for tick := time.Tick(50 * time.Millisecond); ; {
			select {
			case <-tick:
				w.look()
			case <-w.done:
				return
			}
		}
	})
	a.t.Cleanup(w.stop)
	return w
}

// stop may be called more than once.
func (w *stallWatch) stop() {
	w.mu.Lock()
	select {
	case <-w.done:
	default:
		close(w.done)
	}
	w.mu.Unlock()
	w.ran.Wait()
	_ = w.log.Close()
}

func (w *stallWatch) open(whence int) error {
	f, err := os.Open(w.path)
	if err != nil {
		return err
	}
	w.log = f
	_, err = f.Seek(0, whence)
	return err
}

func (w *stallWatch) look() {
	w.mark()
	w.read()
	before, err := w.log.Stat()
	if now, statErr := os.Stat(w.path); err != nil || statErr != nil || os.SameFile(before, now) {
		return
	}
	w.read() // what came before the log was put aside
	_ = w.log.Close()
	if err := w.open(io.SeekStart); err != nil {
		w.t.Error("following the log: ", err)
	}
}

// mark keeps the last minutes.
func (w *stallWatch) mark() {
	used, err := threadTime(w.pid)
	if err != nil {
		return // it has ended
	}
	w.cpu = append(w.cpu, cpuMark{time.Now(), used})
	if len(w.cpu) > 4000 {
		w.cpu = slices.Delete(w.cpu, 0, 2000)
	}
}

// threadTime is the processor time of a process's main thread.
func threadTime(pid int) (time.Duration, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/schedstat", pid, pid))
	if err != nil {
		return 0, err
	}
	ns, err := strconv.ParseInt(strings.Fields(string(b))[0], 10, 64)
	return time.Duration(ns), err
}

var (
	busyLine = regexp.MustCompile(`msg="the window is busy" stacks="((?:[^"\\]|\\.)*)"`)
	tookLine = regexp.MustCompile(`^time=(\S+) .*msg="the window was busy" took=(\S+)`)
)

func (w *stallWatch) read() {
	for r := bufio.NewReader(w.log); ; {
		line, err := r.ReadString('\n')
		w.rest += line
		if err != nil {
			if !errors.Is(err, io.EOF) {
				w.t.Error("following the log: ", err)
			}
			return
		}
		w.take(w.rest)
		w.rest = ""
	}
}

func (w *stallWatch) take(line string) {
	if m := busyLine.FindStringSubmatch(line); m != nil {
		w.stack = mainStack(strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(m[1]))
	}
	m := tookLine.FindStringSubmatch(line)
	if m == nil {
		return
	}
	ended, err := time.Parse(time.RFC3339, m[1])
	took, durationErr := time.ParseDuration(m[2])
	if err := errors.Join(err, durationErr); err != nil {
		w.t.Error("the watchdog's line: ", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stalls = append(w.stalls, stall{ended: ended, took: took, cpu: w.used(ended.Add(-took), ended), stack: w.stack})
}

// used is the thread's time between two moments.
func (w *stallWatch) used(from, to time.Time) time.Duration { return w.usedAt(to) - w.usedAt(from) }

// usedAt is between that of the look before a moment and of the one after it.
func (w *stallWatch) usedAt(at time.Time) time.Duration {
	i := slices.IndexFunc(w.cpu, func(m cpuMark) bool { return m.at.After(at) })
	switch {
	case len(w.cpu) == 0:
		return 0
	case i < 0:
		return w.cpu[len(w.cpu)-1].used
	case i == 0:
		return w.cpu[0].used
	}
	before, after := w.cpu[i-1], w.cpu[i]
	part := float64(at.Sub(before.at)) / float64(after.at.Sub(before.at))
	return before.used + time.Duration(part*float64(after.used-before.used))
}

// seen are the stalls so far.
func (w *stallWatch) seen() []stall {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.stalls)
}

// mainStack is the part of the window's goroutine.
func mainStack(stacks string) string {
	for stack := range strings.SplitSeq(stacks, "\n\n") {
		if strings.HasPrefix(stack, "goroutine 1 ") {
			return stack
		}
	}
	return ""
}

// loopFrame is below everything that the running window does.
const loopFrame = "/glfw.(*gLDriver).runGL"

// ours reports whether the app itself kept the goroutine, and what did: a function of
// ours was at work, or waited, above the toolkit's loop. Drawing goes as fast as the
// machine draws, whoever asked for it: without a graphics card that is slowly.
func (s stall) ours() (culprit string, ours bool) {
	for line := range strings.Lines(s.stack) {
		switch {
		case strings.HasPrefix(line, "\t"): // where it is, not what it is
		case strings.HasPrefix(line, "github.com/go-gl/"):
			return "", false
		case strings.Contains(line, loopFrame):
			return "", false
		case strings.HasPrefix(line, "candidaturas/") || strings.HasPrefix(line, "main."):
			name, _, _ := strings.Cut(line, "({")
			return strings.TrimSpace(name), true
		}
	}
	return "", false
}

// blames reports whether a stall is the app's fault. One that used less time than it
// may was waiting its turn on a busy machine, unless it waited for something else:
// nothing of ours may.
func (s stall) blames() bool {
	_, ours := s.ours()
	return ours && (s.cpu > stallLimit || s.waits())
}

// stallLimit is how long the window may be busy.
const stallLimit = 100 * time.Millisecond

// waits reports whether the goroutine was not at work: it slept, or was in the kernel.
func (s stall) waits() bool {
	head, _, _ := strings.Cut(s.stack, "\n")
	return !strings.Contains(head, "[running") && !strings.Contains(head, "[runnable")
}

// top are the innermost functions, for who has to find out more.
func (s stall) top(n int) string {
	var names []string
	for line := range strings.Lines(s.stack) {
		if !strings.HasPrefix(line, "\t") && !strings.HasPrefix(line, "goroutine ") {
			names = append(names, strings.TrimSpace(line))
		}
	}
	return strings.Join(names[:min(n, len(names))], "\n    ")
}
