package tracker

import (
	"cmp"
	"iter"
	"slices"
	"sort"
	"time"

	"github.com/tidwall/btree"
)

// A List is the list of applications at one moment, in the order of
// [Summary.Before]. It never changes and is safe for concurrent use. What it hands
// out must not be changed.
type List struct {
	revision uint64
	complete bool
	counts   [groups]int
	shown    *btree.BTreeG[*Summary]
	all      *btree.BTreeG[*Summary]
	silence  Silence
	usual    Silence
}

// groups is how many groups there are.
const groups = int(GroupEnded) + 1

// Revision tells lists apart: a later one has a greater number.
func (l *List) Revision() uint64 { return l.revision }

// Complete reports whether all rows are there. While the list is being read only
// the first ones are.
func (l *List) Complete() bool { return l.complete }

// Len returns how many applications the groups hold together. Archived ones are
// not among them. It is right also while the list is not complete.
func (l *List) Len() int {
	n := 0
	for _, count := range l.counts {
		n += count
	}
	return n
}

// GroupLen returns how many applications a group holds, also while the list is
// not complete.
func (l *List) GroupLen(g Group) int {
	if g < 0 || int(g) >= groups {
		return 0
	}
	return l.counts[g]
}

// At returns the i-th application of a group, counted from 0. It is nil outside
// the group, and for what is not read yet.
func (l *List) At(g Group, i int) *Summary {
	if i < 0 || i >= l.GroupLen(g) {
		return nil
	}
	s, _ := l.shown.GetAt(l.start(g) + i)
	return s
}

// start is the place of a group's first application among all that are shown.
func (l *List) start(g Group) int {
	n := 0
	for _, count := range l.counts[:g] {
		n += count
	}
	return n
}

// Find returns an application, archived or not, nil if it is not there.
func (l *List) Find(id string) *Summary {
	s, _ := l.all.Get(&Summary{ID: id})
	return s
}

// Index returns where an application is shown: At(group, i) returns it. It is
// false for one that is not shown.
func (l *List) Index(id string) (group Group, i int, ok bool) {
	s := l.Find(id)
	if s == nil || s.Archived {
		return 0, 0, false
	}
	group = s.Stage.Group()
	at := sort.Search(l.shown.Len(), func(i int) bool {
		other, _ := l.shown.GetAt(i)
		return !other.Before(s)
	})
	return group, at - l.start(group), true
}

// All returns every application that is there, archived ones included, by ID.
func (l *List) All() iter.Seq[*Summary] {
	return func(yield func(*Summary) bool) { l.all.Scan(yield) }
}

// Silence returns how long without news is silence, by all answers the person
// ever had. While the list is not complete it is the zero value, by which nothing
// is silent.
func (l *List) Silence() Silence { return l.silence }

// UsualSilence returns what Silence would be if the person had chosen no limit.
func (l *List) UsualSilence() Silence { return l.usual }

// SilentLen returns how many applications of a group are silent at a time. It is
// 0 while the list is not complete.
func (l *List) SilentLen(g Group, now time.Time) int {
	// In a group the latest news come first, and those without a date last.
	n := l.GroupLen(g)
	first := sort.Search(n, func(i int) bool {
		s := l.At(g, i)
		_, silent := l.silence.Days(s, now)
		return silent || s == nil || s.NewsAt.IsZero()
	})
	end := first + sort.Search(n-first, func(i int) bool {
		s := l.At(g, first+i)
		return s == nil || s.NewsAt.IsZero()
	})
	return end - first
}

// rows is what lists are made of. Its trees are copied on write: a snapshot costs
// nothing, a change the nodes on the way to it. They are read by snapshots only
// through their copies, which nobody writes to; hence no locks.
type rows struct {
	revision    uint64
	complete    bool
	counts      map[Group]int   // the store's, while not complete
	late        map[string]bool // changed while the list was being read, or could not be
	silenceDays int

	shown   *btree.BTreeG[*Summary] // by Before, without archived ones
	all     *btree.BTreeG[*Summary] // by ID
	answers *btree.BTreeG[*Summary] // by time to the first answer
	inGroup [groups]int
}

func newRows() *rows {
	r := &rows{complete: true}
	r.clear()
	return r
}

func (r *rows) clear() {
	without := btree.Options{NoLocks: true}
	r.shown = btree.NewBTreeGOptions(func(a, b *Summary) bool { return a.Before(b) }, without)
	r.all = btree.NewBTreeGOptions(func(a, b *Summary) bool { return a.ID < b.ID }, without)
	r.answers = btree.NewBTreeGOptions(func(a, b *Summary) bool {
		return cmp.Or(cmp.Compare(a.answerTime(), b.answerTime()), cmp.Compare(a.ID, b.ID)) < 0
	}, without)
	r.inGroup = [groups]int{}
	r.counts, r.late = nil, map[string]bool{}
}

// fill replaces everything. It keeps summaries.
func (r *rows) fill(summaries []Summary) {
	r.clear()
	r.complete = true
	// In order, a tree takes them in at its end, which is fastest.
	ordered := make([]*Summary, len(summaries))
	for i := range summaries {
		ordered[i] = &summaries[i]
	}
	for _, s := range ordered {
		r.show(s)
	}
	slices.SortFunc(ordered, func(a, b *Summary) int { return cmp.Compare(a.ID, b.ID) })
	for _, s := range ordered {
		r.all.Load(s)
	}
}

// set adds these or replaces what is there of them. It keeps summaries.
func (r *rows) set(summaries []Summary) {
	for i := range summaries {
		s := &summaries[i]
		if old, ok := r.all.Set(s); ok {
			r.hide(old)
		}
		r.show(s)
	}
}

func (r *rows) show(s *Summary) {
	if s.answered() {
		r.answers.Set(s)
	}
	if s.Archived {
		return
	}
	r.shown.Load(s)
	r.inGroup[s.Stage.Group()]++
}

func (r *rows) hide(s *Summary) {
	if s.answered() {
		r.answers.Delete(s)
	}
	if s.Archived {
		return
	}
	r.shown.Delete(s)
	r.inGroup[s.Stage.Group()]--
}

func (r *rows) snapshot() *List {
	r.revision++
	l := &List{
		revision: r.revision, complete: r.complete, counts: r.inGroup,
		shown: r.shown.IsoCopy(), all: r.all.IsoCopy(),
	}
	if !r.complete {
		for g := range l.counts {
			l.counts[g] = r.counts[Group(g)]
		}
		return l
	}
	at := func(i int) time.Duration {
		s, _ := r.answers.GetAt(i)
		return s.answerTime()
	}
	l.usual = silence(r.answers.Len(), at, 0)
	l.silence = l.usual
	if r.silenceDays != 0 {
		l.silence = silence(r.answers.Len(), at, r.silenceDays)
	}
	return l
}
