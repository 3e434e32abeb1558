package present

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"candidaturas/tracker"

	"golang.org/x/text/unicode/norm"
)

// longestTag is in characters: what is longer would be a note.
const longestTag = 40

// ownTags are the tags of the chosen application.
type ownTags struct {
	tags  []string
	known bool
	// writing counts the changes that have not come to their end.
	writing int
	// turn is another number whenever they are changed or kept: what was read of the
	// store before is of no matter then.
	turn int
}

// take takes tags over as they are kept, unless a change is under way, which will
// tell.
func (o *ownTags) take(tags []string) {
	o.turn++
	if o.writing == 0 {
		o.tags, o.known = tags, true
	}
}

// tagsRead takes the tags over as they were read, unless something has become of
// them since the reading began, turn being their number then.
func (a *applications) tagsRead(tags []string, turn int) {
	if a.chosen.own.turn == turn {
		a.chosen.own.take(tags)
	}
}

// addTags adds what the person has typed, of which a comma separates several tags.
func (a *applications) addTags(typed string) {
	if !a.chosen.own.known {
		return
	}
	added := newTags(typed, a.chosen.own.tags, a.filters.tags)
	if len(added) == 0 {
		return
	}
	a.changeTags(added, nil, tagText(a.words, "did.tag_added", "did.tags_added", added))
}

// removeTag removes one.
func (a *applications) removeTag(tag string) {
	if a.chosen.own.known && slices.Contains(a.chosen.own.tags, tag) {
		a.changeTags(nil, []string{tag}, a.words.T("did.tag_removed", "Tag", tag))
	}
}

func tagText(w *Words, one, several string, tags []string) string {
	if len(tags) == 1 {
		return w.T(one, "Tag", tags[0])
	}
	return w.T(several, "Tags", strings.Join(tags, ", "))
}

// changeTags shows the change at once. What is written is the change, not the
// result: two of them never undo each other.
func (a *applications) changeTags(add, remove []string, text string) {
	conn, id, own := a.conn, a.chosen.id, a.chosen.own
	own.tags = changed(own.tags, add, remove)
	own.writing++
	own.turn++
	a.edits.add(func(ctx context.Context) {
		tags, err := editTags(ctx, conn.Tracker(), id, add, remove)
		a.loop.post(func() {
			own.writing--
			if a.conn != conn {
				return
			}
			if err != nil {
				a.tagsNotKept(id, err)
				return
			}
			a.tagsKept(id, tags)
			a.did(text, a.inTurn(func(ctx context.Context, t *tracker.Tracker) error {
				tags, err := editTags(ctx, t, id, remove, add)
				if err == nil {
					a.loop.post(func() { a.tagsKept(id, tags) })
				}
				return err
			}))
			a.show()
		})
	})
	a.show()
}

// tagsKept takes over the tags of an application as they are now.
func (a *applications) tagsKept(id string, tags []string) {
	if a.conn == nil {
		return
	}
	if a.chosen.id == id {
		a.chosen.own.take(tags)
	}
	a.readTags()
}

// tagsNotKept shows no tags that are not kept.
func (a *applications) tagsNotKept(id string, err error) {
	a.log.Warn("keeping tags", "error", err)
	a.failedToKeep(err)
	if a.chosen.id == id {
		a.chosen.own.known = false
		a.readChosen()
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
