//go:build realwindow && linux

package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A realApp is the app, running, and driven by its keys alone.
type realApp struct {
	*realDesktop
	cmd    *exec.Cmd
	window string        // X11's number
	ended  chan struct{} // closed when the process has ended
}

// launch starts the app and waits until its window has the keys.
func (d *realDesktop) launch(env []string, args ...string) *realApp {
	d.t.Helper()
	a := d.run(env, args...)
	until(d.t, "the window is there", 30*time.Second, func() bool {
		if a.over() {
			d.t.Fatalf("the app has ended: %s", a.output("stderr"))
		}
		out, err := a.tool("xdotool", "search", "--onlyvisible", "--name", "^Candidaturas$")
		a.window = strings.TrimSpace(out)
		return err == nil && a.window != ""
	})
	a.must("xdotool", "windowfocus", "--sync", a.window)
	return a
}

// run starts the app, with or without a window to come.
func (d *realDesktop) run(env []string, args ...string) *realApp {
	d.t.Helper()
	a := &realApp{realDesktop: d, cmd: exec.Command(d.binary, args...), ended: make(chan struct{})}
	a.cmd.Env = append(d.environment(), env...)
	a.cmd.SysProcAttr = ownGroup()
	// Files, not pipes: what the app started may hold them open.
	a.cmd.Stdout, a.cmd.Stderr = a.openOutput("stdout"), a.openOutput("stderr")
	if err := a.cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	go func() {
		_ = a.cmd.Wait()
		close(a.ended)
	}()
	d.t.Cleanup(func() {
		_ = syscall.Kill(-a.cmd.Process.Pid, syscall.SIGKILL)
		<-a.ended
		if d.t.Failed() {
			d.t.Logf("stderr of the app:\n%s\nits log:\n%s", a.output("stderr"), d.log())
		}
	})
	return a
}

func (a *realApp) openOutput(name string) *os.File {
	f, err := os.OpenFile(filepath.Join(a.notes, name), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		a.t.Fatal(err)
	}
	a.t.Cleanup(func() { _ = f.Close() })
	return f
}

// output is what the app has printed so far, all starts together.
func (d *realDesktop) output(name string) string {
	b, err := os.ReadFile(filepath.Join(d.notes, name))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(b)
}

// log is the app's log, empty if there is none.
func (d *realDesktop) log() string {
	b, err := os.ReadFile(filepath.Join(d.profile(), "candidaturas.log"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		d.t.Fatal(err)
	}
	return string(b)
}

func (a *realApp) over() bool {
	select {
	case <-a.ended:
		return true
	default:
		return false
	}
}

// exitCode waits for the end of the process.
func (a *realApp) exitCode(limit time.Duration) int {
	a.t.Helper()
	select {
	case <-a.ended:
		return a.cmd.ProcessState.ExitCode()
	case <-time.After(limit):
		a.t.Fatalf("the app is still running after %v", limit)
		return 0
	}
}

// quitLimit is how long the app may take to end, whatever it is doing.
const quitLimit = 2 * time.Second

// quit closes the window by its shortcut.
func (a *realApp) quit() {
	a.t.Helper()
	a.quitWithin(quitLimit)
}

func (a *realApp) quitWithin(limit time.Duration) {
	a.t.Helper()
	a.press("ctrl+q")
	if code := a.exitCode(limit); code != 0 {
		a.t.Fatalf("exit code %d: %s", code, a.output("stderr"))
	}
	a.shots.note("Ctrl+Q: ended with exit code 0")
}

// tool runs a program on the app's display.
func (d *realDesktop) tool(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display)
	out, err := cmd.Output()
	return string(out), err
}

func (d *realDesktop) must(name string, args ...string) string {
	d.t.Helper()
	out, err := d.tool(name, args...)
	if err != nil {
		d.t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return out
}

// press presses keys one after the other, by X11's names.
func (a *realApp) press(keys ...string) {
	a.t.Helper()
	a.must("xdotool", append([]string{"key", "--delay", "40"}, keys...)...)
}

// enter types a text.
func (a *realApp) enter(text string) {
	a.t.Helper()
	a.must("xdotool", "type", "--delay", "15", "--", text)
}

// copyText puts a text into the clipboard, as the browser would.
func (d *realDesktop) copyText(text string) {
	d.t.Helper()
	cmd := exec.Command("xclip", "-selection", "clipboard", "-in") // goes on as a process that the display's end ends
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display)
	cmd.Stdin = strings.NewReader(text)
	if err := cmd.Run(); err != nil {
		d.t.Fatal("xclip: ", err)
	}
}

// clipboard is what another program would paste.
func (d *realDesktop) clipboard() string {
	out, err := d.tool("timeout", "5", "xclip", "-selection", "clipboard", "-out")
	if err != nil {
		return "" // how it says that there is nothing
	}
	return out
}

// chosenLink is the chosen offer's link, copied by its shortcut.
func (a *realApp) chosenLink() string {
	a.t.Helper()
	const before = "nothing yet"
	a.copyText(before)
	a.press("ctrl+shift+c")
	var link string
	until(a.t, "the link is copied", 10*time.Second, func() bool {
		link = a.clipboard()
		return link != before && link != ""
	})
	return link
}

// A picture is the window as it looks, four bytes a pixel.
type picture struct{ image.RGBA }

// look takes a picture of the window.
func (a *realApp) look() *picture {
	a.t.Helper()
	out := a.must("import", "-silent", "-window", a.window, "-depth", "8", "png:-")
	img, err := png.Decode(strings.NewReader(out))
	if err != nil {
		a.t.Fatal("import: ", err)
	}
	p := &picture{*image.NewRGBA(img.Bounds())}
	draw.Draw(p, p.Rect, img, img.Bounds().Min, draw.Src)
	return p
}

// unlike counts the pixels in which two pictures differ.
func (p *picture) unlike(q *picture) (n int) {
	if p.Rect != q.Rect {
		return len(p.Pix)
	}
	for i := 0; i < len(p.Pix); i += 4 {
		if !bytes.Equal(p.Pix[i:i+4], q.Pix[i:i+4]) {
			n++
		}
	}
	return n
}

// ink counts the pixels that are not of the corner's colour.
func (p *picture) ink() (n int) {
	for i := 0; i < len(p.Pix); i += 4 {
		if !bytes.Equal(p.Pix[i:i+4], p.Pix[:4]) {
			n++
		}
	}
	return n
}

const (
	// A caret blinks; anything else that changes is larger.
	caretSize = 150
	// The opening screen has one word on it, every other screen more than that.
	littleInk = 4000
)

// settled waits until the window shows something and has stopped changing.
func (a *realApp) settled() *picture {
	a.t.Helper()
	last, same := a.look(), 0
	until(a.t, "the window is still", 20*time.Second, func() bool {
		p := a.look()
		same++
		if p.unlike(last) > caretSize || p.ink() < littleInk {
			same = 0
		}
		last = p
		return same >= 2
	})
	return last
}

// changed waits until the window no longer looks as it did, and is still.
func (a *realApp) changed(before *picture) *picture {
	a.t.Helper()
	a.until("the window has changed", func(p *picture) bool { return p.unlike(before) > caretSize })
	return a.settled()
}

// until waits for what can be seen.
func (a *realApp) until(what string, seen func(*picture) bool) (p *picture) {
	a.t.Helper()
	until(a.t, what, 20*time.Second, func() bool {
		p = a.look()
		return seen(p)
	})
	return p
}

// shot keeps a picture of the window, once it is still.
func (a *realApp) shot(name, step string) *picture {
	a.t.Helper()
	p := a.settled()
	a.shots.keep(p, name, step)
	return p
}

// An album numbers the pictures and tells the steps: those of all tests together
// in the folder that CANDIDATURAS_SHOTS names, if it does.
type album struct {
	t   *testing.T
	dir string
}

func newAlbum(t *testing.T) album {
	t.Helper()
	dir := os.Getenv("CANDIDATURAS_SHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return album{t, dir}
}

func (a album) keep(p *picture, name, step string) {
	a.t.Helper()
	taken, err := filepath.Glob(filepath.Join(a.dir, "*.png"))
	if err != nil {
		a.t.Fatal(err)
	}
	file := fmt.Sprintf("%02d-%s.png", len(taken)+1, name)
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		a.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(a.dir, file), b.Bytes(), 0o644); err != nil {
		a.t.Fatal(err)
	}
	a.note(fmt.Sprintf("%s (%s)", step, file))
}

// note tells a step to whoever runs the test with -v.
func (a album) note(step string) {
	a.t.Helper()
	a.t.Log("step: " + step)
}
