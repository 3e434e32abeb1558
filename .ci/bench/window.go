package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A program is one of those that are compared: the app, and windows with hardly
// anything in them.
type program struct {
	path string
	args []string
	env  []string
	// shown reports whether the screen shows what the program is for. Nil stands
	// for anything at all.
	shown func(*screen) (bool, error)
}

// window is where both programs' windows are: there is no window manager.
var window = image.Rect(0, 0, 1080, 720)

// listArea has the texts of the list in it, and nothing dark on any other screen.
var listArea = image.Rect(20, 200, 340, 680)

// build makes both programs in the same way, as they are published.
func build(ctx context.Context, dir, tags string) (app, empty program, err error) {
	progress("building both programs")
	app = program{path: filepath.Join(dir, "candidaturas"), shown: showsList}
	empty = program{path: filepath.Join(dir, "empty")}
	for path, pkg := range map[string]string{app.path: ".", empty.path: "./.ci/bench/empty"} {
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-tags", tags, "-o", path, pkg) //nolint:gosec // from the Makefile
		if out, err := cmd.CombinedOutput(); err != nil {
			return app, empty, fmt.Errorf("building %s: %w\n%s", pkg, err, out)
		}
	}
	return app, empty, nil
}

func showsAnything(s *screen) (bool, error) {
	share, err := s.share(window, lit)
	return share > 0.5, err
}

// showsList looks for text where the rows are. It makes up some hundredths of them.
func showsList(s *screen) (bool, error) {
	share, err := s.share(listArea, dark)
	return share > 0.005, err
}

// A running program, and how long it took from its start.
type running struct {
	cmd    *exec.Cmd
	ended  chan error
	output strings.Builder
	first  time.Duration // to the first frame
	shown  time.Duration // to the first that shows what it is for
}

// lookPause is the time between two looks at the screen.
const lookPause = 2 * time.Millisecond

// launch starts a program on an empty screen and waits until it shows what it is
// for.
func (d *desktop) launch(p program) (*running, error) {
	if lit, err := showsAnything(d.screen); err != nil || lit {
		return nil, errors.Join(errors.New("the screen is not empty"), err)
	}
	r := &running{cmd: exec.Command(p.path, p.args...), ended: make(chan error, 1)} //nolint:gosec,noctx // quit ends it
	r.cmd.Env = append(d.environment(), p.env...)
	r.cmd.Stdout, r.cmd.Stderr = &r.output, &r.output
	began := time.Now()
	if err := r.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", p.path, err)
	}
	go func() { r.ended <- r.cmd.Wait() }()
	var err error
	if r.first, err = r.await(d.screen, began, showsAnything); err == nil {
		r.shown = r.first
		if p.shown != nil {
			r.shown, err = r.await(d.screen, began, p.shown)
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", p.path, err), r.cmd.Process.Kill())
	}
	return r, nil
}

func (r *running) await(s *screen, began time.Time, shown func(*screen) (bool, error)) (time.Duration, error) {
	for ; time.Since(began) < patience; time.Sleep(lookPause) {
		select {
		case err := <-r.ended:
			return 0, fmt.Errorf("it has ended: %w\n%s", errors.Join(err), r.output.String())
		default:
		}
		if ok, err := shown(s); ok || err != nil {
			return time.Since(began), err
		}
	}
	return 0, errors.New("it shows nothing")
}

// quit asks the program to end, as a person does by closing the window, and waits
// for it: it is to leave its files in order for the next start.
func (d *desktop) quit(r *running) error {
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		return fmt.Errorf("ending a program: %w", err)
	}
	select {
	case err := <-r.ended:
		if err != nil {
			return fmt.Errorf("ending a program: %w\n%s", err, r.output.String())
		}
	case <-time.After(patience):
		return errors.Join(errors.New("a program does not end"), r.cmd.Process.Kill())
	}
	for began := time.Now(); time.Since(began) < patience; time.Sleep(lookPause) {
		if lit, err := showsAnything(d.screen); !lit || err != nil {
			return err
		}
	}
	return errors.New("the window stays although its program has ended")
}

// starts are what several starts of one program took.
type starts struct {
	first, shown []time.Duration
	memory, all  []int64 // without and with what it has started, in bytes
}

const (
	startTimes  = 15 // of each program
	memoryTimes = 5  // of those
	// settle is how long after its start a program's memory is looked at.
	settle = 5 * time.Second
	// soonest is how long after its start a program is asked to end: before that it
	// may not know yet what to do then.
	soonest = time.Second
)

// compareStarts starts programs in turns.
func compareStarts(ctx context.Context, programs ...program) (of []starts, err error) {
	d, err := newDesktop(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	of = make([]starts, len(programs))
	for i := range startTimes + 1 {
		progress("starting %d programs: %d of %d", len(programs), i, startTimes)
		for k, p := range programs {
			into := &of[k]
			if i == 0 { // the first time reads everything from the disk
				into = &starts{}
			}
			if err := d.measureStart(ctx, p, into, 0 < i && i <= memoryTimes); err != nil {
				return nil, err
			}
		}
	}
	return of, nil
}

func (d *desktop) measureStart(ctx context.Context, p program, into *starts, memory bool) error {
	r, err := d.launch(p)
	if err != nil {
		return err
	}
	into.first, into.shown = append(into.first, r.first), append(into.shown, r.shown)
	if memory {
		err = errors.Join(sleep(ctx, settle), into.weigh(r.cmd.Process.Pid))
	} else {
		err = sleep(ctx, soonest)
	}
	return errors.Join(err, d.quit(r))
}

func (s *starts) weigh(pid int) error {
	alone, err := pss(pid)
	if err != nil {
		return err
	}
	all, err := pssOfAll(pid)
	s.memory, s.all = append(s.memory, alone), append(s.all, all)
	return err
}

// An idleness is what a program does while nobody does anything.
type idleness struct {
	effort
	repaints int
}

const (
	// idleFor is a little more than the one timer that the app is to have, a
	// minute, whenever it began.
	idleFor = 61 * time.Second
	// idlePause is the time between two looks for a repaint.
	idlePause = 20 * time.Millisecond
)

// idle leaves a program alone and watches it.
func idle(ctx context.Context, p program) (seen idleness, err error) {
	d, err := newDesktop(ctx)
	if err != nil {
		return seen, err
	}
	defer func() { err = errors.Join(err, d.close()) }()
	r, err := d.launch(p)
	if err != nil {
		return seen, err
	}
	if err = sleep(ctx, settle); err == nil {
		seen, err = d.watch(ctx, r.cmd.Process.Pid)
	}
	return seen, errors.Join(err, d.quit(r))
}

func (d *desktop) watch(ctx context.Context, pid int) (idleness, error) {
	var seen idleness
	before, err := effortOf(pid)
	if err != nil {
		return seen, err
	}
	dot := image.Pt(window.Max.X/2, window.Max.Y/2)
	if err := d.screen.mark(dot); err != nil {
		return seen, err
	}
	for began := time.Now(); time.Since(began) < idleFor; {
		if err := sleep(ctx, idlePause); err != nil {
			return seen, err
		}
		marked, err := d.screen.isMarked(dot)
		if err != nil {
			return seen, err
		}
		if marked {
			continue
		}
		seen.repaints++
		if err := d.screen.mark(dot); err != nil {
			return seen, err
		}
	}
	after, err := effortOf(pid)
	seen.effort = after.since(before)
	return seen, err
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
