package profile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// One profile is for one running app: two would renew the same session and each
// make the other's tokens worthless. A second start asks the first to come to
// the front and ends.

const (
	showVerb = "show\n"
	// verbLimit is how long whoever connects may take to say what they want.
	verbLimit = time.Second
	// answerLimit is how long the first app may take to answer.
	answerLimit = 2 * time.Second
)

// ErrRunning is returned when the profile is in use.
var ErrRunning = errors.New("the app is running already")

// An Instance holds the profile until it is closed.
type Instance struct {
	lock     *flock.Flock
	listener net.Listener // nil where there can be none
	done     chan struct{}
}

func lockPath(dir string) string   { return filepath.Join(dir, "lock") }
func socketPath(dir string) string { return filepath.Join(dir, "show.sock") }

// Claim returns ErrRunning when another process holds the profile. The
// lock ends with the process, however that ends.
func Claim(dir string) (*Instance, error) {
	lock := flock.New(lockPath(dir), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking the profile: %w", err)
	}
	if !held {
		return nil, ErrRunning
	}
	return &Instance{lock: lock, done: make(chan struct{})}, nil
}

// Serve calls show, from a goroutine of its own, whenever the app is started
// again. The socket lies in a folder that only its owner can enter, understands
// one word and says nothing. An error means that a second start cannot bring the
// window to the front; it still ends by itself.
func (i *Instance) Serve(dir string, log *slog.Logger, show func()) error {
	path := socketPath(dir)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("removing the socket of an earlier run: %w", err)
	}
	listener, err := net.Listen("unix", path) //nolint:noctx // ends with close
	if err != nil {
		return fmt.Errorf("listening for a second start: %w", err)
	}
	i.listener = listener
	go func() {
		defer close(i.done)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return // closed
			}
			if err := answer(conn, show); err != nil {
				log.Warn("a second start", "error", err)
			}
		}
	}()
	return nil
}

func answer(conn net.Conn, show func()) (err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := conn.SetDeadline(time.Now().Add(verbLimit)); err != nil {
		return fmt.Errorf("limiting the time: %w", err)
	}
	verb, err := bufio.NewReader(io.LimitReader(conn, int64(len(showVerb)))).ReadString('\n')
	if err != nil {
		return fmt.Errorf("reading what is wanted: %w", err)
	}
	if verb != showVerb {
		return errors.New("something unknown is wanted")
	}
	show()
	return nil
}

// Close gives the profile back.
func (i *Instance) Close() error {
	var err error
	if i.listener != nil {
		err = i.listener.Close()
		<-i.done
	}
	return errors.Join(err, i.lock.Close())
}

// Raise asks the app that holds the profile to come to the front, and returns
// once it has heard: it then closes the connection.
func Raise(dir string) error {
	dialer := net.Dialer{Timeout: answerLimit}
	conn, err := dialer.Dial("unix", socketPath(dir)) //nolint:noctx // has a limit
	if err != nil {
		return fmt.Errorf("reaching the running app: %w", err)
	}
	defer func() { _ = conn.Close() }()
	if err := conn.SetDeadline(time.Now().Add(answerLimit)); err != nil {
		return fmt.Errorf("limiting the time: %w", err)
	}
	if _, err := io.WriteString(conn, showVerb); err != nil {
		return fmt.Errorf("speaking to the running app: %w", err)
	}
	if _, err := io.Copy(io.Discard, conn); err != nil {
		return fmt.Errorf("waiting for the running app: %w", err)
	}
	return nil
}
