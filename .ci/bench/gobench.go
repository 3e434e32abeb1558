package main

import (
	"bufio"
	"context"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// sizes are the numbers of applications that the benchmarks run with.
var sizes = [...]int{1_000, 10_000, 100_000}

// results are the metrics of benchmarks, by name and unit: "Keystroke/1000", "p95-ms".
type results map[string]map[string]float64

// get returns an error for a metric that the benchmark has not reported.
func (r results) get(name string, size int, unit string) (float64, error) {
	key := fmt.Sprintf("%s/%d", name, size)
	value, ok := r[key][unit]
	if !ok {
		return 0, fmt.Errorf("benchmark %s has told no %s", key, unit)
	}
	return value, nil
}

// goBench runs the benchmarks of a package that match a pattern, with all sizes,
// on stores that are kept in dir.
func goBench(ctx context.Context, dir, pkg, pattern, times string) (results, error) {
	progress("benchmarks of %s: %s", pkg, pattern)
	cmd := exec.CommandContext(ctx, "go", "test", pkg, "-run", "^$", "-bench", pattern, "-benchtime", times, "-timeout", "20m") //nolint:gosec // of this program's own words
	cmd.Env = append(os.Environ(), "BENCH_DIR="+dir, "BENCH_SIZES="+sizeList())
	out, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("the benchmarks of %s: %w\n%s", pkg, err, out)
	}
	return parseBench(string(out))
}

// storesDir returns the absolute folder of the stores. Making the largest takes
// minutes, so they are kept as long as they would be made in the same way; older
// ones are removed.
func storesDir(dir string) (string, error) {
	made, err := filepath.Glob("tracker/store/migrations/*.sql")
	if err != nil {
		return "", fmt.Errorf("looking for the migrations: %w", err)
	}
	hash := fnv.New32a()
	for _, name := range append(made, "tracker/store/generate_test.go") {
		b, err := os.ReadFile(name) //nolint:gosec // of this module
		if err != nil {
			return "", fmt.Errorf("looking how stores are made: %w", err)
		}
		_, _ = hash.Write(b) // never fails
	}
	current := filepath.Join(dir, fmt.Sprintf("stores-%08x", hash.Sum32()))
	all, err := filepath.Glob(filepath.Join(dir, "stores-*"))
	if err != nil {
		return "", fmt.Errorf("looking for old stores: %w", err)
	}
	for _, old := range all {
		if old == current {
			continue
		}
		if err := os.RemoveAll(old); err != nil {
			return "", fmt.Errorf("removing old stores: %w", err)
		}
	}
	if current, err = filepath.Abs(current); err != nil {
		return "", fmt.Errorf("the folder of the stores: %w", err)
	}
	return current, nil
}

func sizeList() string {
	list := make([]string, len(sizes))
	for i, n := range sizes {
		list[i] = strconv.Itoa(n)
	}
	return strings.Join(list, ",")
}

// parseBench reads what go test prints of benchmarks.
func parseBench(out string) (results, error) {
	r := results{}
	for lines := bufio.NewScanner(strings.NewReader(out)); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		// The name, how often, and pairs of a value and its unit.
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		metrics := map[string]float64{}
		for pairs := fields[2:]; len(pairs) > 1; pairs = pairs[2:] {
			value, err := strconv.ParseFloat(pairs[0], 64)
			if err != nil {
				return nil, fmt.Errorf("reading a benchmark: %w in %q", err, lines.Text())
			}
			metrics[pairs[1]] = value
		}
		r[benchName(fields[0])] = metrics
	}
	return r, nil
}

// benchName takes away the first word and the number of processors at the end.
func benchName(name string) string {
	name = strings.TrimPrefix(name, "Benchmark")
	if i := strings.LastIndexByte(name, '-'); i >= 0 {
		if _, err := strconv.Atoi(name[i+1:]); err == nil {
			return name[:i]
		}
	}
	return name
}
