package present

import (
	"testing"

	"candidaturas/api/fault"
	"candidaturas/auth"
)

func TestT11Paste(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		if s.reads != 0 {
			t.Fatal("the clipboard was read in silence")
		}
		s.clipboard = " \n"
		s.shell.SignIn().Paste()
		s.wantMessage("signin.clipboard_empty")
		s.clipboard = " code-1\n"
		s.attempt().block = make(chan struct{})
		s.shell.SignIn().Paste()
		s.settle()
		if s.reads != 2 || s.signIn.Code != "code-1" || !s.signIn.MaskCode || s.signIn.Busy == "" || s.signIn.Message != nil {
			t.Errorf("%d reads, %+v", s.reads, s.signIn)
		}
		s.shell.SignIn().Paste()
		if s.reads != 2 {
			t.Error("the clipboard was read while a code is being redeemed")
		}
		close(s.attempt().block)
		s.settle()
		s.wantStep(StepConfirm)
		if s.clipboard != "" || s.signIn.Code != "" {
			t.Errorf("clipboard %q, field %q", s.clipboard, s.signIn.Code)
		}
		reads := s.reads
		s.shell.SignIn().Paste()
		if s.reads != reads {
			t.Error("the clipboard was read on another step")
		}
	})
}

func TestT11PasteWrong(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.attempt().checkErr = auth.ErrMalformed
		s.clipboard = "something else"
		s.shell.SignIn().Paste()
		s.wantMessage("error.code_malformed")
		if s.signIn.MaskCode || s.signIn.Code != "something else" || s.clipboard != "something else" {
			t.Errorf("clipboard %q, %+v", s.clipboard, s.signIn)
		}
	})
}

func TestT11OtherContentIsKept(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.attempt().block = make(chan struct{})
		s.clipboard = "code-1"
		s.shell.SignIn().Paste()
		s.settle()
		s.clipboard = "a shopping list"
		close(s.attempt().block)
		s.settle()
		s.wantStep(StepConfirm)
		if s.clipboard != "a shopping list" {
			t.Errorf("clipboard %q", s.clipboard)
		}
	})
}

func TestT11KeptUntilItWorks(t *testing.T) {
	onStage(t, func(t *testing.T, s *stage) {
		s.connect()
		s.attempt().redeemErr = fault.ErrOffline
		s.clipboard = "code-1"
		s.shell.SignIn().Paste()
		s.settle()
		if s.clipboard != "code-1" || s.signIn.Code != "code-1" || s.signIn.MaskCode {
			t.Errorf("clipboard %q, %+v", s.clipboard, s.signIn)
		}
	})
}
