package profile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"candidaturas/api/fault"

	"golang.org/x/mod/semver"
)

const (
	// updateEvery is the least time between two requests that were answered, and
	// updateAgain after one that was not.
	updateEvery = 24 * time.Hour
	updateAgain = time.Hour
	// updateLimit is how long a request may take.
	updateLimit = 20 * time.Second
	// maxUpdate is what the answer may hold, maxVersion what a version may.
	maxUpdate  = 4 << 10
	maxVersion = 32
	// updatesName is that of the file that remembers the last answer.
	updatesName = "updates.json"
)

// Updates asks the publisher's address for the newest version. It sends nothing of
// the person or of the app, and of the answer it takes a version number, nothing
// else: above all no address. It implements present.Updates.
type Updates struct {
	address, page string
	current       string // "0.1.0"
	file          string // empty to remember in memory alone
	client        *http.Client
	now           func() time.Time

	mu     sync.Mutex // held while it asks: the second waits for the first
	loaded bool
	last   updateAnswer
	failed time.Time
}

// An updateAnswer is what the publisher said last.
type updateAnswer struct {
	Checked time.Time `json:"checked"`
	Version string    `json:"version"` // empty if it made no sense
}

// NewUpdates returns nil if the build does not know where to look. An address that
// is not safe is the publisher's mistake.
func NewUpdates(address, page, current, dir string) (*Updates, error) {
	if address == "" || page == "" {
		return nil, nil //nolint:nilnil // there is nothing to look for, which is no error
	}
	for _, s := range []string{address, page} {
		if err := checkPublished(s); err != nil {
			return nil, err
		}
	}
	u := &Updates{address: address, page: page, current: current, client: updateClient(), now: time.Now}
	if dir != "" {
		u.file = filepath.Join(dir, updatesName)
	}
	return u, nil
}

// checkPublished accepts https, and for tests this computer.
func checkPublished(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("an address of the build: %w", err)
	}
	if u.User != nil || u.Host == "" || u.Scheme != "https" && !fault.IsLoopback(u.Scheme+"://"+u.Host) {
		return fmt.Errorf("an address of the build is not safe: %s", u.Redacted())
	}
	return nil
}

var errRedirected = errors.New("the address of new versions leads elsewhere")

func updateClient() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableKeepAlives = true // it asks once a day
	transport.MaxResponseHeaderBytes = 64 << 10
	return &http.Client{
		Transport: transport, Timeout: updateLimit,
		CheckRedirect: func(*http.Request, []*http.Request) error { return errRedirected },
	}
}

// Page is where new versions can be downloaded.
func (u *Updates) Page() string { return u.page }

// Latest asks, at most once a day, and says whether there is a newer version.
func (u *Updates) Latest(ctx context.Context) (version string, newer bool, err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.load()
	if u.due() {
		err = u.ask(ctx)
	}
	return u.last.Version, isNewer(u.last.Version, u.current), err
}

// due goes by the wall clock. One that was put back makes it ask too soon rather than
// never.
func (u *Updates) due() bool {
	passed := func(since time.Time, wait time.Duration) bool {
		age := u.now().Sub(since)
		return age >= wait || age < 0
	}
	return passed(u.last.Checked, updateEvery) && passed(u.failed, updateAgain)
}

func (u *Updates) ask(ctx context.Context) error {
	version, answered, err := u.fetch(ctx)
	now := u.now().Round(0)
	if !answered {
		if ctx.Err() == nil {
			u.failed = now
		}
		return err
	}
	u.last.Checked = now
	if err == nil {
		u.last.Version = version
	}
	return errors.Join(err, u.save())
}

// fetch returns the published version, and whether anybody answered.
func (u *Updates) fetch(ctx context.Context) (version string, answered bool, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.address, http.NoBody)
	if err != nil {
		return "", false, fmt.Errorf("asking for the newest version: %w", err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "Candidaturas")
	response, err := u.client.Do(request)
	if err != nil {
		return "", errors.Is(err, errRedirected), fmt.Errorf("asking for the newest version: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return "", true, fmt.Errorf("asking for the newest version: status %d", response.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, maxUpdate+1))
	if err != nil {
		return "", true, fmt.Errorf("reading the newest version: %w", err)
	}
	version, err = publishedVersion(body)
	return version, true, err
}

// errNoVersion says that the answer makes no sense. What it says goes nowhere.
var errNoVersion = errors.New("the answer names no version")

// publishedVersion takes the number of a finished version out of an answer.
func publishedVersion(body []byte) (string, error) {
	var answer struct {
		Version string `json:"version"`
	}
	if len(body) > maxUpdate || json.Unmarshal(body, &answer) != nil || !isVersion(answer.Version) {
		return "", errNoVersion
	}
	return answer.Version, nil
}

// isVersion accepts three numbers: digits and dots, nothing else.
func isVersion(s string) bool {
	v := "v" + s
	return len(s) <= maxVersion && semver.IsValid(v) && semver.Canonical(v) == v && semver.Prerelease(v) == ""
}

func isNewer(version, current string) bool {
	return isVersion(version) && semver.IsValid("v"+current) && semver.Compare("v"+version, "v"+current) > 0
}

// load reads what was answered last, once. What it cannot read was never answered.
func (u *Updates) load() {
	if u.loaded || u.file == "" {
		return
	}
	u.loaded = true
	data, err := ReadSmall(u.file, maxUpdate)
	var last updateAnswer
	if err != nil || json.Unmarshal(data, &last) != nil {
		return
	}
	if !isVersion(last.Version) {
		last.Version = ""
	}
	u.last = last
}

func (u *Updates) save() error {
	if u.file == "" {
		return nil
	}
	data, err := json.Marshal(u.last)
	if err != nil {
		return fmt.Errorf("remembering the newest version: %w", err)
	}
	if err := errors.Join(MakeDir(filepath.Dir(u.file)), ReplaceFile(u.file, data)); err != nil {
		return fmt.Errorf("remembering the newest version: %w", err)
	}
	return nil
}
