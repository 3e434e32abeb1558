package main

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func TestParseBench(t *testing.T) {
	got, err := parseBench(`goos: linux
cpu: AMD EPYC
BenchmarkListRefresh/1000-2         	  291273	      7204 ns/op
BenchmarkKeystroke/100000-16        	       3	         1.469 p50-ms	         9.111 p95-ms
--- BENCH: BenchmarkKeystroke/100000-16
    bench_test.go:167: the slowest: "a", 3 ms
BenchmarkPlain 	 10	 1e+06 ns/op
BenchmarkSkipped/1000-2
PASS
ok  	candidaturas/tracker	10.874s
`)
	if err != nil {
		t.Fatal(err)
	}
	want := results{
		"ListRefresh/1000": {"ns/op": 7204}, "Keystroke/100000": {"p50-ms": 1.469, "p95-ms": 9.111}, "Plain": {"ns/op": 1e6},
	}
	if !maps.EqualFunc(got, want, maps.Equal) {
		t.Errorf("%v, want %v", got, want)
	}
	if v, err := got.get("Keystroke", 100_000, "p95-ms"); v != 9.111 || err != nil {
		t.Errorf("got %v, %v", v, err)
	}
	for _, missing := range []func() (float64, error){
		func() (float64, error) { return got.get("Keystroke", 1_000, "p95-ms") },
		func() (float64, error) { return got.get("Keystroke", 100_000, "ns/op") },
	} {
		if _, err := missing(); err == nil {
			t.Error("what was not measured has a value")
		}
	}
}

func TestParseBenchRefuses(t *testing.T) {
	if got, err := parseBench("BenchmarkX/1-2 10 fast ns/op"); err == nil {
		t.Errorf("%v", got)
	}
}

// TestStoresDir keeps stores that would be made in the same way and no others.
func TestStoresDir(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	dir := t.TempDir()
	current, err := storesDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(dir, "stores-00000000")
	for _, name := range []string{current, old} {
		if err := os.Mkdir(name, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if again, err := storesDir(dir); again != current || err != nil {
		t.Fatalf("%s, %v, want %s", again, err, current)
	}
	if _, err := os.Stat(current); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Error("the old stores are still there: ", err)
	}
}
