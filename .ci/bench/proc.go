package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// procDir is where Linux tells of its processes.
const procDir = "/proc"

// tick is the unit of the times in /proc/PID/stat on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// pss returns the proportional memory of a process in bytes.
func pss(pid int) (int64, error) {
	b, err := os.ReadFile(filepath.Join(procDir, strconv.Itoa(pid), "smaps_rollup"))
	if err != nil {
		return 0, fmt.Errorf("reading the memory: %w", err)
	}
	kib, err := field(string(b), "Pss:")
	if err != nil {
		return 0, fmt.Errorf("reading the memory: %w", err)
	}
	return kib << 10, nil
}

// pssOfAll adds the memory of the processes that a process has started, directly or
// not, and that still run.
func pssOfAll(pid int) (int64, error) {
	total, err := pss(pid)
	if err != nil {
		return 0, err
	}
	list, err := children(pid)
	if err != nil {
		return 0, err
	}
	for _, child := range list {
		more, err := pssOfAll(child)
		if errors.Is(err, os.ErrNotExist) {
			continue // it has just ended
		}
		if err != nil {
			return 0, err
		}
		total += more
	}
	return total, nil
}

// children are the processes that the threads of a process have started.
func children(pid int) ([]int, error) {
	files, err := filepath.Glob(filepath.Join(procDir, strconv.Itoa(pid), "task/*/children"))
	if err != nil {
		return nil, fmt.Errorf("looking for children: %w", err)
	}
	var list []int
	for _, name := range files {
		b, err := os.ReadFile(name) //nolint:gosec // below /proc
		if errors.Is(err, os.ErrNotExist) {
			continue // the thread has just ended
		}
		if err != nil {
			return nil, fmt.Errorf("looking for children: %w", err)
		}
		for _, word := range strings.Fields(string(b)) {
			child, err := strconv.Atoi(word)
			if err != nil {
				return nil, fmt.Errorf("looking for children: %w", err)
			}
			list = append(list, child)
		}
	}
	return list, nil
}

// An effort is what a process has done so far.
type effort struct {
	cpu   time.Duration
	wakes int64 // how often one of its threads has waited for something
}

func (e effort) since(before effort) effort {
	return effort{e.cpu - before.cpu, e.wakes - before.wakes}
}

func effortOf(pid int) (effort, error) {
	dir := filepath.Join(procDir, strconv.Itoa(pid))
	b, err := os.ReadFile(filepath.Join(dir, "stat")) //nolint:gosec // below /proc
	if err != nil {
		return effort{}, fmt.Errorf("reading the time used: %w", err)
	}
	var e effort
	if e.cpu, err = cpuTime(string(b)); err != nil {
		return effort{}, err
	}
	threads, err := filepath.Glob(filepath.Join(dir, "task/*/status"))
	if err != nil {
		return effort{}, fmt.Errorf("looking for threads: %w", err)
	}
	for _, name := range threads {
		b, err := os.ReadFile(name) //nolint:gosec // below /proc
		if errors.Is(err, os.ErrNotExist) {
			continue // the thread has just ended
		}
		if err != nil {
			return effort{}, fmt.Errorf("reading a thread: %w", err)
		}
		n, err := field(string(b), "voluntary_ctxt_switches:")
		if err != nil {
			return effort{}, fmt.Errorf("reading a thread: %w", err)
		}
		e.wakes += n
	}
	return e, nil
}

// cpuTime reads the time that a process has used from its stat. The name of the
// program, in brackets, may hold anything; what follows is numbers.
func cpuTime(stat string) (time.Duration, error) {
	const user, system = 11, 12 // counted from the state, which comes after the name
	fields := strings.Fields(stat[strings.LastIndexByte(stat, ')')+1:])
	if len(fields) <= system {
		return 0, fmt.Errorf("reading the time used: %d fields", len(fields))
	}
	var ticks int64
	for _, i := range []int{user, system} {
		n, err := strconv.ParseInt(fields[i], 10, 64)
		if err != nil {
			return 0, fmt.Errorf("reading the time used: %w", err)
		}
		ticks += n
	}
	return time.Duration(ticks) * tick, nil
}

// field reads the number after a name at the beginning of a line.
func field(text, name string) (int64, error) {
	for line := range strings.Lines(text) {
		rest, ok := strings.CutPrefix(line, name)
		if !ok {
			continue
		}
		words := strings.Fields(rest)
		if len(words) == 0 {
			break
		}
		return strconv.ParseInt(words[0], 10, 64)
	}
	return 0, fmt.Errorf("there is no %s", name)
}
