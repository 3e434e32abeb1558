package auth

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"
)

// helperArg is the hidden first argument of the keyring helper.
const helperArg = "keyring-helper"

// errNoLogonSession is what Windows says where it keeps no credentials, as over SSH.
const errNoLogonSession syscall.Errno = 1312

// maxMessage bounds what the helper reads and what is read from it.
const maxMessage = 64 << 10

const (
	opGet    = "get"
	opSet    = "set"
	opDelete = "delete"
)

type request struct {
	Op      string `json:"op"`
	Service string `json:"service"`
	Item    string `json:"item"`
	Value   []byte `json:"value,omitempty"`
}

// A reply holds the class of an error in place of its text, which is somebody
// else's and may be anything.
type reply struct {
	Value []byte `json:"value,omitempty"`
	Class string `json:"class,omitempty"`
}

func classes() map[string]error {
	return map[string]error{
		"not-found": ErrNotFound,
		"missing":   ErrKeyringMissing,
		"locked":    ErrKeyringLocked,
		"timeout":   ErrKeyringTimeout,
		"too-big":   ErrTooBig,
		"failed":    ErrKeyringFailed,
	}
}

func (r reply) err() error {
	if r.Class == "" {
		return nil
	}
	if err, ok := classes()[r.Class]; ok {
		return err
	}
	return ErrKeyringFailed
}

// RunKeyringHelper makes this process the helper that speaks to the keyring for
// another one, if args, without the program's name, say so. The program calls it
// before anything else and exits with code when it was handled.
//
// The helper exists because the Linux keyring calls cannot be given up and share
// their D-Bus connection with whatever else the process does on it. It reads one
// request from stdin and writes one reply to stdout; no secret is ever among
// its arguments or in its environment.
func RunKeyringHelper(args []string, stdin io.Reader, stdout io.Writer) (handled bool, code int) {
	if len(args) != 1 || args[0] != helperArg {
		return false, 0
	}
	var r request
	if err := json.NewDecoder(io.LimitReader(stdin, maxMessage)).Decode(&r); err != nil {
		return true, 2
	}
	if err := json.NewEncoder(stdout).Encode(callKeyring(r)); err != nil {
		return true, 1
	}
	return true, 0
}

// callKeyring blocks for as long as the keyring does.
func callKeyring(r request) reply {
	var value string
	var err error
	switch r.Op {
	case opGet:
		value, err = keyring.Get(r.Service, r.Item)
	case opSet:
		err = keyring.Set(r.Service, r.Item, string(r.Value))
	case opDelete:
		err = keyring.Delete(r.Service, r.Item)
	default:
		return reply{Class: "failed"}
	}
	if err != nil {
		return reply{Class: classOf(err)}
	}
	return reply{Value: []byte(value)}
}

func classOf(err error) string {
	var (
		bus     dbus.Error
		dial    *net.OpError
		noTool  *exec.Error
		toolSay *exec.ExitError
		system  syscall.Errno
	)
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return "not-found"
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return "too-big"
	case errors.Is(err, keyring.ErrUnsupportedPlatform), errors.As(err, &dial), errors.As(err, &noTool),
		errors.Is(err, os.ErrNotExist):
		return "missing"
	case errors.As(err, &bus):
		return busClass(bus.Name)
	case errors.As(err, &toolSay):
		return toolClass(toolSay.ExitCode())
	case errors.As(err, &system) && system == errNoLogonSession:
		return "missing"
	case strings.HasPrefix(err.Error(), "failed to unlock"):
		return "locked"
	case strings.Contains(err.Error(), "session bus"):
		return "missing"
	}
	return "failed"
}

func busClass(name string) string {
	switch {
	case strings.HasSuffix(name, ".ServiceUnknown"), strings.HasSuffix(name, ".NameHasNoOwner"),
		strings.HasPrefix(name, "org.freedesktop.DBus.Error.Spawn."),
		strings.HasSuffix(name, ".Disconnected"), strings.HasSuffix(name, ".NoServer"),
		name == "org.freedesktop.DBus.Error.AccessDenied": // a sandbox without the permission
		return "missing"
	case strings.HasSuffix(name, ".IsLocked"):
		return "locked"
	case strings.HasSuffix(name, ".NoReply"), strings.HasSuffix(name, ".Timeout"), strings.HasSuffix(name, ".TimedOut"):
		return "timeout"
	}
	return "failed"
}

// toolClass reads the exit code of macOS' security, the low byte of an OSStatus:
// interaction not allowed, authorization failed, cancelled by the person.
func toolClass(code int) string {
	switch code {
	case 36, 51, 128:
		return "locked"
	}
	return "failed"
}
