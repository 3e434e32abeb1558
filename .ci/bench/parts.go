package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"strconv"
	"strings"
	"time"

	"candidaturas/tracker"
)

// profileSize is how many applications the windows are started with.
const profileSize = 10_000

// The bars.
const (
	startBar   = 1.25 // times an empty window
	memoryBar  = 1.3
	sizeBar    = 1.6
	keyBar     = 16. // milliseconds
	refreshBar = 2.
	openBar    = 50.
)

// syncs measures synchronisations, and leaves a profile for the windows.
func (b *bench) syncs(ctx context.Context) error {
	dir, err := b.profileDir()
	if err != nil {
		return err
	}
	first, err := firstRows(ctx, dir, profileSize)
	if err != nil {
		return err
	}
	took, err := syncProfile(ctx, dir, profileSize)
	if err != nil {
		return err
	}
	t, n := b.table, took.applications
	t.addCount("check when nothing changed: requests", took.check, 1)
	t.addCount(fmt.Sprintf("first sync of %d applications: requests for the list", n), took.pages, (n+tracker.PageSize-1)/tracker.PageSize)
	t.add("  the first 30 rows, on disk and in the list, at the polite rate", ms(first))
	t.add("  the list, without the polite rate", fmt.Sprintf("%.1f pages/s", float64(took.pages)/took.list.Seconds()))
	t.add("  with timelines, details and offers, without the polite rate", fmt.Sprintf("%.0f applications/s", float64(n)/took.whole.Seconds()))
	t.detail("%d requests in %v", took.requests, took.whole.Round(time.Second))
	return nil
}

// windows compares the app with an empty window.
func (b *bench) windows(ctx context.Context) error {
	app, empty, err := build(ctx, b.dir, b.tags)
	if err != nil {
		return err
	}
	profile, err := b.profileDir()
	if err != nil {
		return err
	}
	app.env = []string{"CANDIDATURAS_DIR=" + profile}
	word := empty
	word.args = []string{"-word", "Candidaturas"}
	of, err := compareStarts(ctx, empty, word, app)
	if err != nil {
		return err
	}
	b.addStarts(of[0], of[1], of[2])
	if err := b.addSizes(app, empty); err != nil {
		return err
	}
	return b.idle(ctx, app, empty)
}

func (b *bench) addStarts(empty, word, app starts) {
	t := b.table
	shown, blank, text := median(app.shown), median(empty.first), median(word.first)
	t.addBar(fmt.Sprintf("start to the frame with the list, %d applications, against an empty window's first", profileSize),
		"%.2f ×", ratio(shown, blank), startBar)
	t.detail("%s, %s", ms(shown), ms(blank))
	t.add("  the same against a window with a word in it", fmt.Sprintf("%.2f ×", ratio(shown, text)))
	t.detail("%s", ms(text))
	first := median(app.first)
	t.add("  start to the first frame of any kind, against an empty window's", fmt.Sprintf("%.2f ×", ratio(first, blank)))
	t.detail("%s", ms(first))
	alone, none, some := median(app.memory), median(empty.memory), median(word.memory)
	t.addBar(fmt.Sprintf("proportional memory %v after it, against an empty window", settle), "%.2f ×", ratio(alone, none), memoryBar)
	t.detail("%s, %s", mb(alone), mb(none))
	t.add("  the same against a window with a word in it", fmt.Sprintf("%.2f ×", ratio(alone, some)))
	t.detail("%s", mb(some))
	t.add("  with the processes it has started, against an empty window", fmt.Sprintf("%.2f ×", ratio(median(app.all), median(empty.all))))
	t.detail("%s", mb(median(app.all)))
	t.note(fmt.Sprintf(`Starts: %d of each program in turns, memory at %d of them; medians. From exec to pixels in Xvfb's memory, looked at
every %v. The programs are built in the same way, have windows of the same size, a D-Bus without a keyring, and no
network; the app has no keys and shows what its store holds. The window with a word is there because Fyne reads its
fonts only for a text.`, startTimes, memoryTimes, lookPause))
}

func (b *bench) addSizes(app, empty program) error {
	var bytes [2]int64
	for i, p := range []program{app, empty} {
		info, err := os.Stat(p.path)
		if err != nil {
			return fmt.Errorf("the size of a program: %w", err)
		}
		bytes[i] = info.Size()
	}
	b.table.addBar("stripped program, against an empty window's", "%.2f ×", ratio(bytes[0], bytes[1]), sizeBar)
	b.table.detail("%s, %s", mb(bytes[0]), mb(bytes[1]))
	return nil
}

// idle watches both programs at the same time, each in a display of its own.
func (b *bench) idle(ctx context.Context, app, empty program) error {
	progress("watching both programs do nothing for %v", idleFor)
	type result struct {
		idleness
		err error
	}
	base := make(chan result, 1)
	go func() {
		seen, err := idle(ctx, empty)
		base <- result{seen, err}
	}()
	of, err := idle(ctx, app)
	if err != nil {
		return err
	}
	blank := <-base
	if blank.err != nil {
		return blank.err
	}
	t := b.table
	t.addBar(fmt.Sprintf("idle for %v, in sight: repaints", idleFor), "%.0f", float64(of.repaints), 1)
	t.detail("%d of an empty window", blank.repaints)
	t.add("  processor time", ms(of.cpu))
	t.detail("%s of an empty window", ms(blank.cpu))
	t.add("  how often a thread woke up", strconv.FormatInt(of.wakes, 10))
	t.detail("%d of an empty window", blank.wakes)
	t.note(`Idle: the one repaint is that of the times ("4 min ago"), once a minute. A repaint is seen because it paints over a dot
that the measurement has put among the window's pixels. Fyne itself looks for events 60 times a second.`)
	return nil
}

// lists measures what the rows of the list cost.
func (b *bench) lists(ctx context.Context) error {
	dir, err := storesDir(b.dir)
	if err != nil {
		return err
	}
	r := results{}
	// The first of these makes the stores that the others read.
	for _, run := range []struct{ pkg, pattern, times string }{
		{"./tracker/store", "^BenchmarkOpenFirstScreen$", "20x"},
		{"./tracker", "^Benchmark(Resume|Keystroke|Phrase)$", "20x"},
		{"./tracker", "^BenchmarkListRefresh$", "1s"},
		{"./ui/present", "^BenchmarkRows$", "1s"},
		{"./ui", "^BenchmarkKeystrokeToList$", "20x"},
	} {
		more, err := goBench(ctx, dir, run.pkg, run.pattern, run.times)
		if err != nil {
			return err
		}
		maps.Copy(r, more)
	}
	return b.addLists(r)
}

func (b *bench) addLists(r results) error {
	const nsPerMs = 1e6
	for _, f := range []struct {
		name, what, unit string
		perMs, bar       float64
	}{
		{"KeystrokeToList", "a keystroke in the search field to the new list laid out, with offer text, p95", "p95-ms", 1, keyBar},
		{"Keystroke", "  of which finding it (tracker.Search, up to 200), p95", "p95-ms", 1, keyBar},
		{"Phrase", "  the same after words in quotes, which must stand together, p95", "p95-ms", 1, keyBar},
		{"ListRefresh", "list refresh: a change taken in, the new list's first 30 rows read, mean", "ns/op", nsPerMs, refreshBar},
		{"Rows", "  and those 30 rows put into words, mean", "ns/op", nsPerMs, refreshBar},
		{"Resume", "opening the store and reading the first screen, to the first rows, p50", "p50-ms", 1, openBar},
		{"OpenFirstScreen", "  the same of the store alone, p50", "p50-ms", 1, openBar},
	} {
		var each []string
		var last float64
		for _, size := range sizes {
			value, err := r.get(f.name, size, f.unit)
			if err != nil {
				return err
			}
			last = value / f.perMs
			each = append(each, fmt.Sprintf("%dk: %.3g", size/1000, last))
		}
		b.table.addBar(f.what, "%.3g ms", last, f.bar)
		b.table.detail("%s", strings.Join(each, ", "))
	}
	b.table.note(`Lists: the figure is that of 100,000 applications, those in brackets are of 1,000, 10,000 and 100,000. The
keystroke is without what the graphics card draws. The list is kept in trees, so it grows with the logarithm of the rows.`)
	return nil
}

func ratio[T ~int64](a, b T) float64 { return float64(a) / float64(max(b, 1)) }

func ms(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }

func mb(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }
