package ui

import (
	"context"

	"candidaturas/api/fault"
	"candidaturas/auth"
	"candidaturas/tracker"
	"candidaturas/ui/present"
	"candidaturas/ui/uitest"
)

func signInScenes() []scene {
	reject := func(err error) func(*stage) {
		return func(s *stage) {
			s.connect()
			s.attempt.redeemErr = err
			s.window.signIn.code.SetText("0b3f6d4e-7a51-4c7e-9d0b-53a1f0c2a9b7")
			s.submit("0b3f6d4e-7a51-4c7e-9d0b-53a1f0c2a9b7")
		}
	}
	return []scene{
		{name: "opening", play: func(s *stage) { s.window.ShowScreen(present.ScreenOpening) }},
		{name: "welcome", play: func(s *stage) { s.start() }},
		{name: "welcome-narrow", size: uitest.Phone, play: func(s *stage) { s.start() }},
		{name: "welcome-no-keys", play: func(s *stage) { s.hasKeys = false; s.start() }},
		{name: "welcome-no-keys-narrow", size: uitest.Phone, play: func(s *stage) { s.hasKeys = false; s.start() }},
		{name: "welcome-sample", play: func(s *stage) { s.conn.sample, s.conn.saveKeys = true, nil; s.start() }},
		{name: "welcome-keyring-waiting", play: func(s *stage) { s.session.LoadErr = auth.ErrKeyringTimeout; s.start() }},
		{name: "welcome-keyring-problem", play: func(s *stage) { s.session.LoadErr = auth.ErrKeyringFailed; s.start() }},
		{name: "welcome-signed-out", play: func(s *stage) { signOut(s.search().signedIn()) }},
		{name: "welcome-signed-out-unproven", play: func(s *stage) { s.session.SignOutErr = auth.ErrNotRemoved; signOut(s.search().signedIn()) }},
		{name: "privacy", play: func(s *stage) { s.start(); s.window.showPrivacy() }},
		{name: "keys", play: func(s *stage) { s.hasKeys = false; s.start(); s.window.askKeys() }},
		{name: "keys-incomplete", size: uitest.Phone, play: func(s *stage) {
			s.hasKeys = false
			s.start()
			s.window.askKeys()
			s.window.presenter.UseKeys("abc", "")
		}},
		{name: "keys-saving", play: func(s *stage) {
			s.hasKeys = false
			s.start()
			slowKeys(s)
			fillKeys(s)
			s.window.presenter.UseKeys("id", "secret")
		}},
		{name: "keys-not-saved", play: func(s *stage) {
			s.hasKeys = false
			s.start()
			s.conn.saveKeys = func(context.Context, auth.Keys) error { return auth.ErrNotStored }
			s.hasKeys = true
			s.window.presenter.UseKeys("id", "secret")
			s.until("the welcome screen", func() bool { return s.opens.Load() == 2 && s.window.screen == present.ScreenSignIn })
		}},
		{name: "code", play: func(s *stage) { s.connect() }},
		{name: "code-narrow", size: uitest.Phone, play: func(s *stage) { s.connect() }},
		{name: "code-sample", play: func(s *stage) { s.conn.sample = true; s.connect() }},
		{name: "code-help", play: func(s *stage) { s.connect(); s.window.signIn.toggleHelp() }},
		{name: "code-no-browser", play: func(s *stage) { s.openErr = fault.ErrOffline; s.connect() }},
		{name: "code-empty", play: func(s *stage) { s.connect(); s.window.presenter.SignIn().Submit("") }},
		{name: "code-malformed", play: func(s *stage) {
			s.connect()
			s.attempt.checkErr = auth.ErrMalformed
			s.window.signIn.code.SetText("hola")
			s.window.presenter.SignIn().Submit("hola")
		}},
		{name: "code-busy", play: func(s *stage) {
			s.connect()
			s.attempt.block = make(chan struct{})
			s.clipboard = "0b3f6d4e-7a51-4c7e-9d0b-53a1f0c2a9b7"
			s.window.presenter.SignIn().Paste()
		}},
		{name: "code-rejected", play: reject(auth.ErrCodeRejected)},
		{name: "code-wrong-state", play: reject(auth.ErrStateMismatch)},
		{name: "code-foreign-host", play: reject(auth.ErrForeignHost)},
		{name: "code-denied", play: reject(auth.ErrDenied)},
		{name: "code-expired", play: reject(auth.ErrAttemptExpired)},
		{name: "code-keys-refused", play: reject(fault.ErrKeysRefused)},
		{name: "code-web-page", play: reject(fault.ErrBotWall)},
		{name: "code-refused", play: reject(auth.ErrRefused)},
		{name: "code-portal", play: reject(fault.ErrPortal)},
		{name: "code-unavailable", play: reject(fault.ErrUnavailable)},
		{name: "code-authorize-page", play: func(s *stage) {
			s.connect()
			s.attempt.checkErr = auth.ErrAuthorizePage
			s.window.signIn.code.SetText(s.attempt.URL())
			s.window.presenter.SignIn().Submit(s.attempt.URL())
		}},
		{name: "code-clipboard-empty", play: func(s *stage) { s.connect(); s.window.presenter.SignIn().Paste() }},
		{name: "code-link-copied", play: func(s *stage) { s.connect(); s.window.presenter.SignIn().CopyLink() }},
		{name: "code-offline", play: reject(fault.ErrOffline)},
		{name: "code-insecure-narrow", size: uitest.Phone, play: reject(fault.ErrInsecure)},
		{name: "confirm", play: func(s *stage) { s.connect().submit("0b3f6d4e") }},
		{name: "confirm-narrow", size: uitest.Phone, play: func(s *stage) { s.connect().submit("0b3f6d4e") }},
		{name: "confirm-unknown", play: func(s *stage) {
			s.who, s.whoErr = tracker.Candidate{}, fault.ErrScopeMissing
			s.connect().submit("0b3f6d4e")
		}},
		{name: "confirm-web-page", play: func(s *stage) { s.whoErr = supported{fault.ErrBotWall}; s.connect().submit("0b3f6d4e") }},
		{name: "confirm-other-account", play: func(s *stage) {
			s.search().signedIn()
			s.who = tracker.Candidate{Key: "account-2", Name: "Marcos Ibáñez", Email: "marcos@example.com"}
			s.window.presenter.Connect()
			s.submit("0b3f6d4e")
		}},
		{name: "confirm-saving", play: func(s *stage) {
			s.session.AdoptBlock = make(chan struct{})
			s.connect().submit("0b3f6d4e")
			s.window.presenter.SignIn().Confirm()
		}},
	}
}
