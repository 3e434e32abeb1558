package store

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"candidaturas/tracker"

	"pgregory.net/rapid"
)

var someTags = []string{"", " ", "beta", "Beta", " BETA ", "Ágil", "ágil", "agil", "zeta", "dos palabras"}

func (m *model) setTags(id string, tags []string) {
	m.tags[id] = map[string]string{}
	for _, tag := range tags {
		tag = strings.TrimSpace(tag)
		if _, ok := m.tags[id][strings.ToLower(tag)]; !ok && tag != "" {
			m.tags[id][strings.ToLower(tag)] = tag
		}
	}
}

// tagUses are those of a model: in the order of the alphabet, each as it is written
// most often.
func (m *model) tagUses() []tracker.TagUse {
	written := map[string]int{}
	for _, tags := range m.tags {
		for _, tag := range tags {
			written[tag]++
		}
	}
	uses := map[string]tracker.TagUse{}
	for _, tag := range slices.Sorted(maps.Keys(written)) {
		use := uses[strings.ToLower(tag)]
		if use.Tag == "" || written[tag] > written[use.Tag] {
			use.Tag = tag
		}
		use.Count += written[tag]
		uses[strings.ToLower(tag)] = use
	}
	var list []tracker.TagUse
	for _, tag := range []string{"agil", "ágil", "beta", "dos palabras", "zeta"} {
		if use, ok := uses[tag]; ok {
			list = append(list, use)
		}
	}
	// Without its accent it is the same letter: then the spelling decides.
	if len(list) > 1 && tracker.Fold(list[0].Tag) == tracker.Fold(list[1].Tag) && list[0].Tag > list[1].Tag {
		list[0], list[1] = list[1], list[0]
	}
	return list
}

func (m *model) checkTags(t *rapid.T, db *DB, key string) {
	uses, err := db.Account(key).TagUses(t.Context())
	if want := m.tagUses(); err != nil || !slices.Equal(uses, want) {
		t.Fatalf("uses %v, %v, want %v", uses, err, want)
	}
	for _, tag := range someTags {
		want := map[string]bool{}
		for id, tags := range m.tags {
			if _, ok := tags[strings.ToLower(strings.TrimSpace(tag))]; ok {
				want[id] = true
			}
		}
		if got, err := db.Account(key).Tagged(t.Context(), tag); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("with %q: %v, %v, want %v", tag, got, err, want)
		}
	}
	for id, tags := range m.tags {
		got, err := db.Account(key).Tags(t.Context(), id)
		if want := slices.Sorted(maps.Values(tags)); err != nil || !slices.Equal(slices.Sorted(slices.Values(got)), want) {
			t.Fatalf("of %s: %q, %v, want %q", id, got, err, want)
		}
	}
}

// TestReplacedTagIsSearched: by its new name alone, and what is kept fits its
// checksums.
func TestReplacedTagIsSearched(t *testing.T) {
	db := open(t, t.TempDir())
	ctx := t.Context()
	save(t, db, tracker.Batch{Applications: []tracker.Kept{application("a", 1), application("b", 2), application("c", 3)}})
	tag := func(tagged map[string][]string) {
		t.Helper()
		for id, tags := range tagged {
			if err := db.Account(me).SetTags(ctx, id, tags); err != nil {
				t.Fatal(err)
			}
		}
	}
	tag(map[string][]string{"a": {"Prioritaria", "remoto"}, "b": {"prioritaria"}, "c": {"remoto"}})
	tag(map[string][]string{"a": {" Urgente ", "remoto"}, "b": {"Urgente"}})
	check := func(query string, want ...string) {
		t.Helper()
		if got := search(t, db, query); !slices.Equal(got, want) {
			t.Errorf("%q finds %q", query, got)
		}
	}
	check("priorit")
	check("urgente", "b", "a")
	tag(map[string][]string{"a": {"Urgente"}, "c": {"Urgente"}})
	check("urgente", "c", "b", "a")
	check("remoto")
	want := []tracker.TagUse{{Tag: "Urgente", Count: 3}}
	if uses, err := db.Account(me).TagUses(ctx); err != nil || !slices.Equal(uses, want) {
		t.Errorf("%v, %v", uses, err)
	}
	tag(map[string][]string{"a": nil, "b": nil, "c": {" "}})
	check("urgente")
	if uses, err := db.Account(me).TagUses(ctx); err != nil || len(uses) != 0 {
		t.Errorf("%v, %v", uses, err)
	}
	for _, word := range lookedUp(t, db.folder.path()) {
		if word == "urgente" || word == "prioritaria" || word == "remoto" {
			t.Errorf("%q is still kept", word)
		}
	}
	if err := db.Verify(ctx); err != nil {
		t.Error(err)
	}
}

// TestTagsOfTheirOwn: nobody sees or replaces somebody else's.
func TestTagsOfTheirOwn(t *testing.T) {
	db := inMemory(t)
	ctx := t.Context()
	for _, key := range []string{me, "another"} {
		if err := db.Account(key).Save(ctx, tracker.Batch{Applications: []tracker.Kept{application("a", 1)}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Account(me).SetTags(ctx, "a", []string{"x"}); err != nil {
		t.Fatal(err)
	}
	if uses, err := db.Account("another").TagUses(ctx); err != nil || len(uses) != 0 {
		t.Errorf("%v, %v", uses, err)
	}
	if ids, err := db.Account("another").Tagged(ctx, "x"); err != nil || len(ids) != 0 {
		t.Errorf("%v, %v", ids, err)
	}
	if err := db.Account("another").SetTags(ctx, "a", []string{"y"}); err != nil {
		t.Fatal(err)
	}
	if ids, err := db.Account(me).Tagged(ctx, "X"); err != nil || !ids["a"] {
		t.Errorf("%v, %v", ids, err)
	}
}

// TestTagsAreReadFromTheirIndex: however many applications have none.
func TestTagsAreReadFromTheirIndex(t *testing.T) {
	db := inMemory(t)
	for query, want := range map[string]string{
		selectSpellings: "SCAN tags USING COVERING INDEX tags_tag",
		selectTagged:    "SEARCH tags USING COVERING INDEX tags_tag (tag=?)",
	} {
		args := []any{1, ""}[:strings.Count(query, "?")]
		plan := explain(t, db, query, args...)
		if !slices.Contains(plan, want) {
			t.Errorf("%q", plan)
		}
	}
}
