package tracker

import (
	"slices"
	"strings"
	"sync"
)

// A Memory holds the person's applications and keeps them in step with
// InfoJobs. It is safe for concurrent use; what it hands out must not be
// changed, and is never changed by the tracker either.
type Memory struct {
	source Source
	// downloading holds the one download that may be under way.
	downloading chan struct{}

	mu       sync.RWMutex
	apps     map[string]*Application
	era      uint64 // counts the calls of Clear
	revision uint64
}

// NewMemory returns one that reads from source and holds nothing yet.
func NewMemory(source Source) *Memory {
	return &Memory{source: source, downloading: make(chan struct{}, 1), apps: map[string]*Application{}}
}

// Applications returns all applications, latest news about the person first.
func (t *Memory) Applications() []*Application {
	t.mu.RLock()
	type dated struct {
		app  *Application
		news int64
	}
	all := make([]dated, 0, len(t.apps))
	for _, a := range t.apps {
		all = append(all, dated{a, LastNews(a).UnixNano()})
	}
	t.mu.RUnlock()

	slices.SortFunc(all, func(a, b dated) int {
		if a.news != b.news {
			if a.news > b.news {
				return -1
			}
			return 1
		}
		return strings.Compare(a.app.ID, b.app.ID)
	})
	apps := make([]*Application, len(all))
	for i, d := range all {
		apps[i] = d.app
	}
	return apps
}

// Application returns one application, nil when it is not known.
func (t *Memory) Application(id string) *Application {
	a, _ := t.known(id)
	return a
}

// known also tells the era, which what is read now for the application has to be
// kept in.
func (t *Memory) known(id string) (a *Application, era uint64) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.apps[id], t.era
}

// Revision counts the changes: while it is the same, so are the applications.
func (t *Memory) Revision() uint64 {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.revision
}

// Clear forgets every application. What was asked for before and comes later is
// dropped, for it may be of another person.
func (t *Memory) Clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.apps = map[string]*Application{}
	t.era++
	t.revision++
}

// merge takes in what the list told and keeps what only other operations tell.
func (t *Memory) merge(era uint64, fresh Application) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if era != t.era {
		return
	}
	if old := t.apps[fresh.ID]; old != nil {
		fresh.Timeline = old.Timeline
		fresh.Detail = old.Detail
		fresh.TimelineKnown = old.TimelineKnown && sameEvent(old.LastEvent, fresh.LastEvent)
	}
	t.apps[fresh.ID] = &fresh
	t.revision++
}

// update replaces one application by a changed copy.
func (t *Memory) update(era uint64, id string, change func(*Application)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	old := t.apps[id]
	if old == nil || era != t.era {
		return
	}
	next := *old
	change(&next)
	t.apps[id] = &next
	t.revision++
}

func sameEvent(a, b *Event) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Key() == b.Key()
}
