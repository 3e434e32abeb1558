package auth

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// How the fake Secret Service behaves.
const (
	works           = "works"
	mute            = "mute"             // never answers a call
	unanswered      = "unanswered"       // a prompt that stays open
	dismissesUnlock = "dismisses unlock" // the person closes the prompt
	dismissesCreate = "dismisses create"
	noisy           = "noisy" // other signals come while the prompt is open
	dies            = "dies"  // with the prompt open
	forgets         = "forgets"
	lies            = "lies"        // keeps something else
	neverRemoves    = "no removing" // says that it did
)

const (
	ssRoot       = dbus.ObjectPath("/org/freedesktop/secrets")
	ssCollection = ssRoot + "/collection/login"
	ssIface      = "org.freedesktop.Secret."
	noObject     = dbus.ObjectPath("/")
)

// privateBus starts a D-Bus daemon without any service and makes it the session
// bus of this test.
func privateBus(t *testing.T) string {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("dbus-daemon is not installed")
	}
	dir, err := os.MkdirTemp("", "bus") // t.TempDir is too long for a socket's name
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	config := filepath.Join(dir, "bus.conf")
	text := `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=` + dir + `/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(daemon, "--config-file="+config, "--nofork", "--print-address")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("dbus-daemon did not start: ", err)
	}
	address = strings.TrimSpace(address)
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
	return address
}

// A secretService is a Secret Service as far as go-keyring uses it.
type secretService struct {
	t    *testing.T
	conn *dbus.Conn
	mode string
	over chan struct{}
	// stuck tells of each call or prompt that will not be answered.
	stuck chan struct{}

	mu    sync.Mutex
	items map[dbus.ObjectPath]*secretItem
	made  int
}

type secretItem struct {
	service *secretService
	path    dbus.ObjectPath
	name    string
	value   []byte
}

type wireSecret struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

func startSecretService(t *testing.T, mode string) *secretService {
	t.Helper()
	address := privateBus(t)
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	s := &secretService{t: t, conn: conn, mode: mode, over: make(chan struct{}), stuck: make(chan struct{}, 100), items: map[dbus.ObjectPath]*secretItem{}}
	t.Cleanup(func() {
		close(s.over)
		_ = conn.Close()
	})
	s.export(serviceObject{s}, ssRoot, ssIface+"Service")
	s.export(properties{}, ssRoot, "org.freedesktop.DBus.Properties")
	s.export(collection{s}, ssCollection, ssIface+"Collection")
	s.export(session{}, ssRoot+"/session/1", ssIface+"Session")
	s.export(prompt{s, "unlock"}, ssRoot+"/prompt/unlock", ssIface+"Prompt")
	s.export(prompt{s, "create"}, ssRoot+"/prompt/create", ssIface+"Prompt")
	if reply, err := conn.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("owning the name: %v, %v", reply, err)
	}
	return s
}

func (s *secretService) export(v any, path dbus.ObjectPath, iface string) {
	if err := s.conn.Export(v, path, iface); err != nil {
		s.t.Error(err)
	}
}

func (s *secretService) stored() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	values := make([]string, 0, len(s.items))
	for _, i := range s.items {
		values = append(values, string(i.value))
	}
	return values
}

type properties struct{}

func (properties) Get(string, string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant([]dbus.ObjectPath{ssCollection}), nil
}

type session struct{}

func (session) Close() *dbus.Error { return nil }

type serviceObject struct{ s *secretService }

func (o serviceObject) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return dbus.MakeVariant(""), ssRoot + "/session/1", nil
}

func (o serviceObject) Unlock(paths []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	switch o.s.mode {
	case mute:
		o.s.stuck <- struct{}{}
		<-o.s.over
	case unanswered, dismissesUnlock, noisy, dies:
		if paths[0] == ssCollection {
			return nil, ssRoot + "/prompt/unlock", nil
		}
	}
	return paths, noObject, nil
}

type prompt struct {
	s    *secretService
	what string
}

func (p prompt) Prompt(string) *dbus.Error {
	go p.answer()
	return nil
}

func (p prompt) answer() {
	path := ssRoot + "/prompt/" + dbus.ObjectPath(p.what)
	switch {
	case p.s.mode == unanswered:
		p.s.stuck <- struct{}{}
	case p.s.mode == dies:
		_ = p.s.conn.Close()
		p.s.stuck <- struct{}{}
	case p.s.mode == dismissesUnlock || p.what == "create":
		_ = p.s.conn.Emit(path, ssIface+"Prompt.Completed", true, dbus.MakeVariant([]dbus.ObjectPath{}))
	case p.s.mode == noisy:
		for i := range 20 {
			_ = p.s.conn.Emit("/StatusNotifierItem", "org.kde.StatusNotifierItem.NewStatus", fmt.Sprint(i))
			_ = p.s.conn.Emit(ssRoot, "org.freedesktop.DBus.Properties.PropertiesChanged", ssIface+"Service", map[string]dbus.Variant{}, []string{})
			time.Sleep(time.Millisecond)
		}
		_ = p.s.conn.Emit(path, ssIface+"Prompt.Completed", false, dbus.MakeVariant([]dbus.ObjectPath{ssCollection}))
	}
}

type collection struct{ s *secretService }

func (c collection) SearchItems(attributes map[string]string) ([]dbus.ObjectPath, *dbus.Error) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	var found []dbus.ObjectPath
	for path, i := range c.s.items {
		if i.name == attributes["service"]+"/"+attributes["username"] {
			found = append(found, path)
		}
	}
	return found, nil
}

func (c collection) CreateItem(props map[string]dbus.Variant, secret wireSecret, _ bool) (dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	if c.s.mode == dismissesCreate {
		return noObject, ssRoot + "/prompt/create", nil
	}
	var attributes map[string]string
	if err := props[ssIface+"Item.Attributes"].Store(&attributes); err != nil {
		return noObject, noObject, dbus.MakeFailedError(err)
	}
	i := &secretItem{service: c.s, name: attributes["service"] + "/" + attributes["username"], value: secret.Value}
	if c.s.mode == lies {
		i.value = []byte("something else")
	}
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	for path, old := range c.s.items {
		if old.name == i.name {
			delete(c.s.items, path)
		}
	}
	c.s.made++
	i.path = ssCollection + dbus.ObjectPath(fmt.Sprintf("/%d", c.s.made))
	if c.s.mode != forgets {
		c.s.items[i.path] = i
		c.s.export(i, i.path, ssIface+"Item")
	}
	return i.path, noObject, nil
}

// GetSecret is a method of an item on the bus.
func (i *secretItem) GetSecret(session dbus.ObjectPath) (wireSecret, *dbus.Error) {
	return wireSecret{session, []byte{}, i.value, "text/plain"}, nil
}

// Delete is a method of an item on the bus.
func (i *secretItem) Delete() (dbus.ObjectPath, *dbus.Error) {
	i.service.mu.Lock()
	defer i.service.mu.Unlock()
	if i.service.mode != neverRemoves {
		delete(i.service.items, i.path)
	}
	return noObject, nil
}
