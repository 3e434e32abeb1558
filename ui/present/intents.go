package present

import "candidaturas/tracker"

// What the view tells the presenter: the person did this.

// Reload asks the keyring again, or opens the connection again if that failed.
func (s *Shell) Reload() {
	s.open(eventChange, s.conn.Sample(), nil, func() {})
}

// reload asks the keyring again while what is kept shows.
func (s *Shell) reload() { s.load(nil, func() {}) }

// Connect starts signing in: the person's explicit click.
func (s *Shell) Connect() {
	if !s.conn.HasKeys() || !s.session.on(eventConnect) {
		return
	}
	s.apps.leave()
	s.showScreen(ScreenSignIn)
	s.signIn.begin(s.conn)
}

// TrySample changes to the simulation and starts signing in to it.
func (s *Shell) TrySample() {
	s.open(eventChange, true, nil, s.Connect)
}

// LeaveSample changes from the simulation to InfoJobs.
func (s *Shell) LeaveSample() {
	s.open(eventChange, false, nil, func() {})
}

// ReopenBrowser opens the authorisation page again.
func (s *Shell) ReopenBrowser() { s.signIn.reopen() }

// CopyAuthorizeLink copies the address of the authorisation page.
func (s *Shell) CopyAuthorizeLink() { s.signIn.copyLink() }

// Paste reads the clipboard into the code field: only ever on request.
func (s *Shell) Paste() { s.signIn.paste() }

// SubmitCode redeems what the code field holds.
func (s *Shell) SubmitCode(text string) { s.signIn.submit(text) }

// SetKeep chooses whether the session is kept in the keyring.
func (s *Shell) SetKeep(keep bool) { s.signIn.setKeep(keep) }

// SkipSaving stops waiting for the keyring.
func (s *Shell) SkipSaving() { s.signIn.skipSaving() }

// ConfirmIdentity answers «¿Eres tú?» with yes, or asks InfoJobs again if it did
// not say who it is.
func (s *Shell) ConfirmIdentity() { s.signIn.yes() }

// DenyIdentity answers «¿Eres tú?» with no.
func (s *Shell) DenyIdentity() { s.signIn.no() }

// CancelSignIn gives the sign-in up.
func (s *Shell) CancelSignIn() { s.signIn.cancel() }

// ShowSection changes between the applications and what changed.
func (s *Shell) ShowSection(section Section) { s.apps.setSection(section) }

// Unfold shows or hides the rejections behind a folded line of «Novedades», and
// reports whether id is such a line.
func (s *Shell) Unfold(id string) bool { return s.apps.unfold(id) }

// MarkAllSeen marks all that «Novedades» shows as seen.
func (s *Shell) MarkAllSeen() { s.apps.markAll() }

// Focused tells that the person has come back to the window.
func (s *Shell) Focused() {
	s.apps.focused()
	s.desktop.notices.looked(true)
}

// Refresh brings the list up to date.
func (s *Shell) Refresh() { s.apps.refresh() }

// CancelDownload stops the download under way and keeps what has arrived.
func (s *Shell) CancelDownload() { s.apps.cancelDownload() }

// Choose shows what a row is about: one application, none for "".
func (s *Shell) Choose(id string) { s.apps.choose(id) }

// OpenOffer opens an application's offer in the browser.
func (s *Shell) OpenOffer(id string) { s.apps.openOffer(id) }

// CopyOfferLink copies the address of that offer.
func (s *Shell) CopyOfferLink(id string) { s.apps.copyLink(id) }

// DoEmpty does what the button of the empty list says.
func (s *Shell) DoEmpty(action EmptyAction) {
	switch action {
	case EmptyShowAll:
		s.apps.setScope(tracker.ScopeAll)
	case EmptyOpenInfoJobs:
		s.apps.openInfoJobs()
	case EmptyRefresh:
		s.apps.refresh()
	case EmptyClearFilters:
		s.apps.clearFilters()
	case EmptyAllNews:
		s.ShowNewsKind(string(newsAll))
	case EmptyNothing:
	}
}

// DoBanner does what a banner's button says. The form for the person's own keys
// and the export are the view's to open.
func (s *Shell) DoBanner(action BannerAction) {
	switch action {
	case BannerRetry:
		s.apps.retryNote()
		s.apps.refresh()
	case BannerReconnect:
		s.Connect()
	case BannerLeaveSample:
		s.LeaveSample()
	case BannerSaveSession:
		s.saveSession()
	case BannerForgetSession:
		s.forgetSession()
	case BannerDismissStorage:
		s.apps.dismissStorage()
	case BannerDismissCrash:
		s.apps.dismissCrash()
	case BannerReload:
		s.reload()
	case BannerNoticesOn, BannerNoticesOff:
		s.answerNotices(action == BannerNoticesOn)
	case BannerUpdate:
		s.openUpdate()
	case BannerShowFailed:
		s.apps.showFailed()
	case BannerNothing, BannerUseKeys, BannerExport:
	}
}
