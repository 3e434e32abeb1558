package present

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

// Focused tells that the person has come back to the window.
func (s *Shell) Focused() {
	s.apps.focused()
	s.desktop.notices.looked(true)
}

// DoBanner does what a banner's button says. The form for the person's own keys
// and the export are the view's to open.
func (s *Shell) DoBanner(action BannerAction) {
	switch action {
	case BannerReconnect:
		s.Connect()
	case BannerLeaveSample:
		s.LeaveSample()
	case BannerSaveSession:
		s.saveSession()
	case BannerForgetSession:
		s.forgetSession()
	case BannerReload:
		s.reload()
	case BannerNoticesOn, BannerNoticesOff:
		s.answerNotices(action == BannerNoticesOn)
	case BannerUpdate:
		s.openUpdate()
	default:
		s.apps.doBanner(action)
	}
}
