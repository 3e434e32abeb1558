package present

import "time"

// desktopState is what the app does beside its window: the notifications, the tray, and
// going on when the window is closed.
type desktopState struct {
	notices    *notifier
	background *backgroundMode
	tray       TrayState
	updates    *updateCheck
}

// newDesktop makes what goes on beside the window.
func (s *Shell) newDesktop() {
	o := &s.opts
	s.desktop.notices = newNotifier(s.loop, o.Words, o.Platform, o.Log, !o.Hidden, s.showNews)
	s.desktop.notices.choices = s.choices.Notices
	s.desktop.updates = newUpdateCheck(s.loop, o.Log, o.Updates, s.apps.show)
	s.desktop.background = newBackgroundMode(s.loop, o.View.Raise, o.View.Minimise)
	s.desktop.background.keep = s.choices.KeepRunning
}

// showNews is for who comes because of a notification.
func (s *Shell) showNews() {
	if s.screen == ScreenApplications {
		s.apps.ShowSection(SectionNews)
	}
}

// watchAccount tells of the news of the account that shows, unless they are samples.
func (s *Shell) watchAccount(conn Connection) {
	if conn == nil || conn.Sample() {
		s.desktop.notices.use(nil)
		return
	}
	if s.desktop.notices.source != noticeSource(conn.Tracker()) {
		s.desktop.notices.use(conn.Tracker())
	}
}

// synchronized is called when a synchronisation has come to its end.
func (s *Shell) synchronized() {
	s.desktop.notices.changed()
	s.prefs.refresh()
}

// showTray brings the tray up to date when that says something else now.
func (s *Shell) showTray() {
	facts := trayFacts{tells: s.desktop.notices.canTell() && s.choices.Notices.On, paused: s.desktop.notices.pausedUntil()}
	if s.listed() {
		facts.unseen, facts.checked = s.conn.Tracker().Unseen(), s.conn.Tracker().State().CheckedAt
	}
	if state := trayState(s.opts.Words, facts, s.opts.Platform.Now()); state != s.desktop.tray {
		s.desktop.tray = state
		s.opts.View.ShowTray(state)
	}
}

// Closing tells that the person closes the window, and returns what becomes of the
// app. What is being written is kept first; if that fails, Unsafe says so.
func (s *Shell) Closing() CloseAction {
	s.apps.Notes.Flush()
	action := s.desktop.background.closed()
	if action == CloseHides && !s.choices.KeepRunningTold && s.desktop.notices.hidden() {
		s.change(func(set *Settings) { set.KeepRunningTold = true })
	}
	return action
}

// Raised tells that the window shows again.
func (s *Shell) Raised() { s.desktop.background.shown() }

// StartedHidden tells that the app has started without its window.
func (s *Shell) StartedHidden() { s.desktop.background.startHidden() }

// TrayChanged tells that the desktop's tray has come or gone.
func (s *Shell) TrayChanged(there bool) {
	s.desktop.background.trayChanged(there)
	if there {
		s.showTray()
	}
	s.prefs.show()
}

// TrayThere reports whether the desktop has a tray.
func (s *Shell) TrayThere() bool { return s.desktop.background.tray }

// Left tells that the person has gone from the window to another.
func (s *Shell) Left() { s.desktop.notices.looked(false) }

// pauseFor is how long the tray pauses notifications.
const pauseFor = time.Hour

// PauseNotices pauses notifications for an hour, or takes them up again.
func (s *Shell) PauseNotices() {
	until := s.opts.Platform.Now().Add(pauseFor)
	if !s.desktop.notices.pausedUntil().IsZero() {
		until = time.Time{}
	}
	s.desktop.notices.pause(until)
	s.showTray()
}

// askNotices reports whether the person is to be asked: once there is a list to tell
// of, and not before.
func (s *Shell) askNotices() bool {
	return !s.choices.Notices.Asked && s.desktop.notices.canTell() && !s.conn.Sample() &&
		s.conn.Tracker().State().BaselineDone && !s.apps.Downloads.busy()
}

// answerNotices takes the answer to whether the desktop is to tell of news.
func (s *Shell) answerNotices(on bool) {
	s.change(func(set *Settings) { set.Notices.On, set.Notices.Asked = on, true })
	s.apps.show()
}

// openUpdate opens the page where the newest version can be had: a constant of the
// build.
func (s *Shell) openUpdate() {
	if s.opts.Updates == nil {
		return
	}
	page := s.opts.Updates.Page()
	if err := s.opts.Platform.OpenURL(page); err != nil {
		s.opts.Log.Warn("opening the page with the newest version", "error", err)
		s.opts.Platform.SetClipboard(page)
		s.apps.Remarks.say(s.opts.Words.T("link.failed"))
		s.apps.show()
	}
}
