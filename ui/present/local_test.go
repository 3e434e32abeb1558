package present

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"candidaturas/auth"
	"candidaturas/tracker"
)

// TestLocalIsWhole: whatever a connection to nothing is asked, it answers, and what it
// does not do it says in one way.
func TestLocalIsWhole(t *testing.T) {
	conn := newNowhere()
	v, ctx := reflect.ValueOf(conn), reflect.ValueOf(t.Context())
	for i := range v.NumMethod() {
		callWithNothing(t, v.Type().Method(i).Name, v.Method(i), ctx)
	}
	for _, part := range []any{conn.Data(), conn.Begin()} {
		v := reflect.ValueOf(part)
		for i := range v.NumMethod() {
			callWithNothing(t, v.Type().Method(i).Name, v.Method(i), ctx)
		}
	}
	if conn.HasKeys() || conn.CanSaveKeys() || conn.CanBackUp() || conn.CanErase() || conn.Sample() {
		t.Error("it promises what it does not do")
	}
	if conn.Session() == nil || conn.Tracker() == nil || conn.Begin() == nil || conn.Data() == nil {
		t.Error("something is not there at all")
	}
}

// callWithNothing calls a method with zero values. An error must be the one that says
// that it is not supported; loading nothing goes well.
func callWithNothing(t *testing.T, name string, method reflect.Value, ctx reflect.Value) {
	t.Helper()
	args := make([]reflect.Value, method.Type().NumIn())
	for i := range args {
		if in := method.Type().In(i); in == reflect.TypeFor[context.Context]() {
			args[i] = ctx
		} else {
			args[i] = reflect.Zero(in)
		}
	}
	for _, result := range method.Call(args) {
		if result.Type() != reflect.TypeFor[error]() || name == "Load" {
			continue
		}
		if err, _ := result.Interface().(error); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNoSession stays signed out, and signing out of it goes well.
func TestNoSession(t *testing.T) {
	s := newNowhere().Session()
	s.OnChange(func(auth.Status) { t.Error("something changed") })
	for name, err := range map[string]error{
		"adopt": s.Adopt(t.Context(), auth.Grant{}, "", true), "keep": s.Keep(t.Context()), "forget": s.Forget(t.Context()),
	} {
		if !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.SignOut(t.Context()); err != nil || s.Status().State != auth.SignedOut {
		t.Errorf("%v, %+v", err, s.Status())
	}
}

// TestLocalProfile: what is kept can be read, searched and annotated without an
// InfoJobs, and nothing is downloaded.
func TestLocalProfile(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.keep(listed("a"), listed("b"))
		local := NewLocal(NewMemoryProfile(tracker.New(nil, s.own, tracker.Options{})))
		s.shell.opts.Open = func(context.Context, bool) (Connection, error) { return local, nil }
		s.again()
		s.wantScreen(ScreenApplications)
		s.wantBanner(s.word("banner.no_keys"), true)
		s.list().Choose("a")
		s.settle()
		s.list().Notes.Set("a", "una nota")
		s.list().Notes.Flush()
		s.list().Tags.Add(s.chosen(), "remoto")
		s.settle()
		note, err := s.store.Account(account).Note(t.Context(), "a")
		if d := s.apps.Detail; err != nil || note != "una nota" || d == nil || len(d.Tags) != 1 {
			t.Errorf("note %q, %v, %+v", note, err, d)
		}
		s.list().Filters.Search("remoto")
		s.settle()
		if s.apps.Rows.Index("a") < 0 || s.apps.Rows.Index("b") >= 0 {
			t.Errorf("found %q", lineUp(s.apps.Rows))
		}
		s.list().Downloads.Refresh()
		s.shell.Connect()
		s.settle()
		s.wantScreen(ScreenApplications)
		if s.apps.Progress != nil {
			t.Error("it downloads from nowhere")
		}
	})
}
