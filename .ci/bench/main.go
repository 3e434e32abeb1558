// Bench measures what the app is to reach and prints it beside the bars: make
// bench runs it.
//
// What is compared with an empty window is measured in turns, in a display of its
// own, from outside of both programs: Xvfb's pixels are read from the file in which
// it keeps them, memory and time used from /proc. It needs Linux, Xvfb and
// dbus-daemon.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	os.Exit(run())
}

func run() (code int) {
	b := bench{table: &table{}}
	flag.StringVar(&b.tags, "tags", "migrated_fynedo,x11", "build tags of both programs")
	flag.StringVar(&b.dir, "dir", "build/bench", "folder for programs, profiles and stores")
	flag.StringVar(&b.only, "only", "", "the one part to measure: syncs, windows (after syncs) or lists; all of them if empty")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := b.all(ctx)
	// What was measured before something failed is shown all the same.
	if err := errors.Join(err, b.table.write(os.Stdout)); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	return 0
}

// progress tells whoever waits what is being done.
func progress(format string, args ...any) { fmt.Fprintf(os.Stderr, "bench: "+format+"\n", args...) }

// A bench is one run of everything.
type bench struct {
	table *table
	tags  string
	dir   string
	only  string // the one part to measure
}

func (b *bench) all(ctx context.Context) error {
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return fmt.Errorf("making a folder for the results: %w", err)
	}
	for _, part := range []struct {
		name    string
		measure func(context.Context) error
	}{{"syncs", b.syncs}, {"windows", b.windows}, {"lists", b.lists}} {
		if b.only != "" && b.only != part.name {
			continue
		}
		if err := part.measure(ctx); err != nil {
			return err
		}
	}
	return nil
}

// profileDir is of a profile with 10,000 applications, which syncs makes.
func (b *bench) profileDir() (string, error) {
	dir, err := filepath.Abs(filepath.Join(b.dir, "profile"))
	if err != nil {
		return "", fmt.Errorf("the folder of the profile: %w", err)
	}
	return dir, nil
}
