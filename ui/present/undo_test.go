package present

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"candidaturas/tracker"
)

func TestUndoTakesBackTheLastThingFirst(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		var undone []string
		for _, what := range []string{"una", "dos"} {
			s.shell.apps.Remarks.did(what, func(context.Context) error { undone = append(undone, what); return nil })
		}
		s.shell.apps.show()
		if toast := s.apps.Toast; toast.Text != "dos" || toast.Undo != s.word("action.undo") || !s.apps.CanUndo {
			t.Errorf("toast %+v, can undo %v", toast, s.apps.CanUndo)
		}
		seq := s.apps.Toast.Seq
		s.list().Remarks.Undo()
		s.settle()
		if toast := s.apps.Toast; toast.Text != s.word("undo.done", "What", "dos") || toast.Undo != "" || toast.Seq == seq {
			t.Errorf("toast %+v after undoing", toast)
		}
		s.list().Remarks.Undo()
		s.settle()
		s.list().Remarks.Undo()
		s.settle()
		if !slices.Equal(undone, []string{"dos", "una"}) || s.apps.CanUndo {
			t.Errorf("undone %v, can undo %v", undone, s.apps.CanUndo)
		}
	})
}

func TestUndoForgetsTheOldestStep(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		var undone []string
		for i := range undoLimit + 1 {
			s.shell.apps.Remarks.did("algo", func(context.Context) error { undone = append(undone, fmt.Sprint(i)); return nil })
		}
		for range undoLimit + 1 {
			s.list().Remarks.Undo()
			s.settle()
		}
		if len(undone) != undoLimit || undone[undoLimit-1] != "1" {
			t.Errorf("%d undone, the last one %s", len(undone), undone[len(undone)-1])
		}
	})
}

func TestR20UndoThatCannotBeKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		s.shell.apps.Remarks.did("algo", func(context.Context) error { return fmt.Errorf("writing: %w", tracker.ErrStoreFull) })
		s.list().Remarks.Undo()
		s.settle()
		s.wantBanner(s.word("banner.storage_full"), true)
		s.shell.apps.Remarks.did("algo", func(context.Context) error { return errors.Join(tracker.ErrNoAccount) })
		s.shell.apps.storage.problem = nil
		s.list().Remarks.Undo()
		s.settle()
		s.wantBanner(s.word("banner.storage_problem"), false)
	})
}

// TestUndoEndsWithTheAccount: the steps are about applications of that one.
func TestUndoEndsWithTheAccount(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.signedIn(listed("a"))
		called := false
		s.shell.apps.Remarks.did("algo", func(context.Context) error { called = true; return nil })
		s.shell.SignOut(false)
		s.settle()
		s.list().Remarks.Undo()
		s.settle()
		if called {
			t.Error("undone after signing out")
		}
	})
}
