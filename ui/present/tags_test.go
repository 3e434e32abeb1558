package present

import (
	"slices"
	"testing"

	"candidaturas/tracker"
)

func (s *stage) wantTags(id string, want ...string) {
	s.t.Helper()
	tags, err := s.store.Account(account).Tags(s.t.Context(), id)
	if err != nil || !slices.Equal(tags, want) {
		s.t.Errorf("%s is kept with %q, %v, want %q", id, tags, err, want)
	}
	if d := s.apps.Detail; d != nil && d.ID == id && !slices.Equal(d.Tags, want) {
		s.t.Errorf("%s shows %q, want %q", id, d.Tags, want)
	}
}

func TestTags(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b")).open("a")
		s.list().Tags.Add(s.chosen(), "urgente")
		if !slices.Equal(s.apps.Detail.Tags, []string{"urgente"}) {
			t.Errorf("it does not show at once: %q", s.apps.Detail.Tags)
		}
		s.settle()
		s.wantTags("a", "urgente")
		if s.apps.Toast.Text != "Etiqueta «urgente» añadida" || s.apps.Toast.Undo == "" {
			t.Errorf("%+v", s.apps.Toast)
		}
		s.list().Tags.Add(s.chosen(), " Cerca de casa ,  urgente,URGENTE, ,teletrabajo")
		s.settle()
		s.wantTags("a", "Cerca de casa", "teletrabajo", "urgente")
		if s.apps.Toast.Text != "Etiquetas añadidas: Cerca de casa, teletrabajo" {
			t.Errorf("%+v", s.apps.Toast)
		}
		seq := s.apps.Toast.Seq
		s.list().Tags.Add(s.chosen(), " , urgente ,")
		s.list().Tags.Remove(s.chosen(), "no está")
		s.settle()
		if s.apps.Toast.Seq != seq {
			t.Errorf("nothing was done, and it is said %+v", s.apps.Toast)
		}
		s.open("b")
		s.list().Tags.Add(s.chosen(), "Úrgente") // spelt as it is elsewhere
		s.settle()
		s.wantTags("b", "urgente")
		s.list().Remarks.Undo()
		s.settle()
		s.wantTags("b")
		s.open("a")
		s.list().Tags.Remove(s.chosen(), "urgente")
		s.list().Tags.Add(s.chosen(), "uno")
		s.list().Tags.Remove(s.chosen(), "teletrabajo")
		s.settle()
		s.wantTags("a", "Cerca de casa", "uno")
		for range 5 {
			s.list().Remarks.Undo()
			s.settle()
		}
		s.wantTags("a")
	})
}

// TestTagsOfSeveral come to those they were meant for, however fast one goes on and
// however slow writing is.
func TestTagsOfSeveral(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b")).open("a")
		release := s.own.hold("set tags")
		s.list().Tags.Add(s.chosen(), "uno")
		s.list().Tags.Add(s.chosen(), "dos")
		s.open("b")
		s.list().Tags.Add(s.chosen(), "tres")
		s.list().Choose("a")
		s.settle()
		release()
		s.settle()
		s.wantTags("a", "dos", "uno")
		s.wantTags("b", "tres")
	})
}

// TestTagsReadWhileBeingWritten: what was read before they were written comes after
// that.
func TestTagsReadWhileBeingWritten(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"), listed("b")).open("a")
		write := s.own.hold("set tags")
		s.list().Tags.Add(s.chosen(), "uno")
		s.list().Choose("b")
		s.settle()
		read := s.own.hold("tags")
		s.list().Choose("a")
		s.settle() // the store has told that there are none
		s.own.letOthers("tags")
		write()
		s.settle()
		read()
		s.settle()
		s.wantTags("a", "uno")
	})
}

// TestR20TagsThatCannotBeKept are not shown as if they were.
func TestR20TagsThatCannotBeKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a")).open("a")
		s.list().Tags.Add(s.chosen(), "uno")
		s.settle()
		s.own.fail(nil, tracker.ErrStoreFull)
		s.list().Tags.Add(s.chosen(), "dos")
		s.settle()
		s.wantTags("a", "uno")
		s.wantBanner(s.word("banner.storage_full"), true)
		s.own.fail(tracker.ErrStoreDamaged, nil)
		s.list().Tags.Remove(s.chosen(), "uno")
		s.settle()
		if s.apps.Detail.CanTag {
			t.Error("tags that could not be read can be changed")
		}
		s.list().Tags.Add(s.chosen(), "tres")
		s.settle()
		s.own.fail(nil, nil)
		s.list().Marks.ToggleStar(s.chosen()) // the list is another one: all is read again
		s.settle()
		s.wantTags("a", "uno")
	})
}

func TestCompleteTag(t *testing.T) {
	uses := []tracker.TagUse{{Tag: "Bilbao", Count: 1}, {Tag: "cerca de casa", Count: 5}, {Tag: "Técnica", Count: 2}, {Tag: "tecla", Count: 3}}
	for _, tt := range []struct {
		typed string
		has   []string
		want  []string
	}{
		{"", nil, []string{"cerca de casa", "tecla", "Técnica", "Bilbao"}},
		{"tec", nil, []string{"tecla", "Técnica"}},
		{"TÉC", []string{"técnica"}, []string{"tecla"}},
		{"cas", nil, []string{"cerca de casa"}},
		{"Bilbao, ce", nil, []string{"cerca de casa"}},
		{"x", nil, nil},
	} {
		if got := completions(tt.typed, tt.has, uses, 6); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.typed, got, tt.want)
		}
	}
	if got := completions("", nil, uses, 2); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

func TestNewTags(t *testing.T) {
	long := "una etiqueta que es más larga de lo que cabe en ninguna parte"
	got := newTags(long+",dos\tpalabras\n,a", []string{"A"}, nil)
	if want := []string{"una etiqueta que es más larga de lo que c", "dos palabras"}; len(got) != 2 || len([]rune(got[0])) > longestTag || got[1] != want[1] {
		t.Errorf("%q", got)
	}
}
