package present

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"

	"golang.org/x/text/unicode/norm"
)

// longestTag is in characters: what is longer would be a note.
const longestTag = 40

// Tags are those of the applications: the chosen one's show.
type Tags struct {
	*base
	storage *storage
	remarks *Remarks
	edits   *task.Edits
	uses    *tagUses
	reread  func() // the chosen application from the store

	shown *tagSet
}

// A tagSet is the tags of the chosen application.
type tagSet struct {
	id    string
	tags  []string
	known bool
	// writing counts the changes that have not come to their end.
	writing int
	// version is another number whenever they are changed or kept: what was read of the
	// store before is of no matter then.
	version int
}

// take takes tags over as they are kept, unless a change is under way, which will
// tell.
func (s *tagSet) take(tags []string) {
	s.version++
	if s.writing == 0 {
		s.tags, s.known = tags, true
	}
}

// another has the tags of another application show, once they are read.
func (t *Tags) another(id string) { t.shown = &tagSet{id: id} }

// read takes the tags over as they were read, unless something has become of them
// since the reading began, version being their number then.
func (t *Tags) read(tags []string, version int) {
	if t.shown.version == version {
		t.shown.take(tags)
	}
}

// of are the tags of an application, as far as they are known.
func (t *Tags) of(id string) (tags []string, known bool) {
	if t.shown.id != id {
		return nil, false
	}
	return t.shown.tags, t.shown.known
}

// Add adds what the person has typed, of which a comma separates several tags.
func (t *Tags) Add(id, typed string) {
	tags, known := t.of(id)
	if !known {
		return
	}
	if added := newTags(typed, tags, t.uses.uses); len(added) > 0 {
		t.change(id, added, nil, tagText(t.words, "did.tag_added", "did.tags_added", added))
	}
}

// Remove removes one.
func (t *Tags) Remove(id, tag string) {
	if tags, known := t.of(id); known && slices.Contains(tags, tag) {
		t.change(id, nil, []string{tag}, t.words.T("did.tag_removed", "Tag", tag))
	}
}

// completed is how many tags are offered at once.
const completed = 6

// Complete returns tags in use that what is being typed may become.
func (t *Tags) Complete(id, typed string) []string {
	tags, _ := t.of(id)
	return completions(typed, tags, t.uses.uses, completed)
}

func tagText(w *Words, one, several string, tags []string) string {
	if len(tags) == 1 {
		return w.T(one, "Tag", tags[0])
	}
	return w.T(several, "Tags", strings.Join(tags, ", "))
}

// change shows the change at once. What is written is the change, not the result:
// two of them never undo each other.
func (t *Tags) change(id string, add, remove []string, text string) {
	conn, shown, kept := t.conn, t.shown, t.conn.Tracker()
	shown.tags = changed(shown.tags, add, remove)
	shown.writing++
	shown.version++
	t.edits.Add(func(ctx context.Context) {
		tags, err := editTags(ctx, kept, id, add, remove)
		t.loop.Post(func() {
			shown.writing--
			if t.conn != conn {
				return
			}
			if err != nil {
				t.notKept(id, err)
				return
			}
			t.kept(id, tags)
			t.remarks.did(text, t.edits.Later(kept, func(ctx context.Context, kept *tracker.Tracker) error {
				tags, err := editTags(ctx, kept, id, remove, add)
				if err == nil {
					t.loop.Post(func() { t.kept(id, tags) })
				}
				return err
			}))
			t.show()
		})
	})
	t.show()
}

// kept takes over the tags of an application as they are now.
func (t *Tags) kept(id string, tags []string) {
	if t.conn == nil {
		return
	}
	if t.shown.id == id {
		t.shown.take(tags)
	}
	t.uses.read()
}

// notKept shows no tags that are not kept.
func (t *Tags) notKept(id string, err error) {
	t.log.Warn("keeping tags", "error", err)
	t.storage.fail(err)
	t.show()
	if t.shown.id == id {
		t.shown.known = false
		t.reread()
	}
}

// editTags changes an application's tags and returns them.
func editTags(ctx context.Context, t *tracker.Tracker, id string, add, remove []string) ([]string, error) {
	tags, err := t.Tags(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := t.SetTags(ctx, id, changed(tags, add, remove)); err != nil {
		return nil, err
	}
	return t.Tags(ctx, id)
}

func changed(tags, add, remove []string) []string {
	tags = slices.DeleteFunc(slices.Clone(tags), func(tag string) bool { return slices.Contains(remove, tag) })
	for _, tag := range add {
		if !slices.ContainsFunc(tags, func(other string) bool { return sameTag(tag, other) }) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// newTags are the tags in what was typed that the application has not: spelt as they
// are elsewhere if there are the same elsewhere.
func newTags(typed string, has []string, uses []tracker.TagUse) []string {
	var added []string
	for part := range strings.SplitSeq(typed, ",") {
		tag := clipRunes(strings.Join(strings.Fields(part), " "), longestTag)
		if i := slices.IndexFunc(uses, func(u tracker.TagUse) bool { return sameTag(u.Tag, tag) }); i >= 0 {
			tag = uses[i].Tag
		}
		same := func(other string) bool { return sameTag(tag, other) }
		if tag != "" && !slices.ContainsFunc(has, same) && !slices.ContainsFunc(added, same) {
			added = append(added, tag)
		}
	}
	return added
}

func sameTag(a, b string) bool { return plain(a) == plain(b) }

// plain is a text without accents and case.
func plain(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s)))
}

// completions are the tags in use that the application has not and that what is
// being typed, behind the last comma, is the beginning of a word of; those used most
// come first.
func completions(typed string, has []string, uses []tracker.TagUse, limit int) []string {
	typed = typed[strings.LastIndex(typed, ",")+1:]
	begun := plain(strings.Join(strings.Fields(typed), " "))
	var found []string
	uses = slices.Clone(uses)
	slices.SortStableFunc(uses, func(a, b tracker.TagUse) int { return cmp.Compare(b.Count, a.Count) })
	for _, u := range uses {
		tag := plain(u.Tag)
		fits := begun == "" || strings.HasPrefix(tag, begun) || strings.Contains(tag, " "+begun)
		if fits && !slices.ContainsFunc(has, func(other string) bool { return plain(other) == tag }) {
			if found = append(found, u.Tag); len(found) == limit {
				break
			}
		}
	}
	return found
}

func clipRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return strings.TrimSpace(string(r[:n]))
	}
	return s
}
