package present

import (
	"fmt"
	"slices"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// noticeNames are the kinds of notice, in words.
var noticeNames = map[tracker.NoticeKind]string{
	tracker.NoticeInterview:    "stage.interview",
	tracker.NoticeFinalist:     "settings.notice_finalist", // and hired
	tracker.NoticeInProcess:    "stage.in_process",
	tracker.NoticeReturned:     "settings.notice_returned", // and reopened
	tracker.NoticeMessage:      "event.8",
	tracker.NoticeRead:         "change.read",
	tracker.NoticeRejected:     "stage.rejected",
	tracker.NoticeClosed:       "stage.closed",
	tracker.NoticeOfferRemoved: "stage.offer_removed",
	tracker.NoticeOthersRead:   "event.10",
}

func (p *Preferences) noticeItems() []SettingItem {
	n := p.settings().Notices
	items := []SettingItem{
		{
			ID: SettingNoticesOn, Kind: SettingSwitch, Label: p.words.T("settings.notices_on"),
			Hint: p.words.T("settings.notices_hint"), On: n.On,
		},
		{
			ID: SettingTestNotice, Kind: SettingText, Label: p.words.T("settings.test_notice"),
			Actions: []SettingAction{{
				ID: DoTestNotice, Label: p.words.T("settings.test_notice_do"), Disabled: p.services.TestNotice == nil,
			}},
		},
		{
			ID: SettingCheckEvery, Kind: SettingChoice, Label: p.words.T("settings.check_every"),
			Options: p.intervals(), Selected: slices.Index(CheckIntervals(), p.settings().CheckMinutes),
		},
		{ID: "kinds", Kind: SettingHeading, Label: p.words.T("settings.notice_kinds")},
	}
	for _, kind := range tracker.NoticeKinds() {
		items = append(items, SettingItem{
			ID: SettingNoticeKind + SettingID(kind), Kind: SettingSwitch, Label: p.words.T(noticeNames[kind]),
			On: n.Kinds[kind], Disabled: !n.On,
		})
	}
	items = append(items, SettingItem{ID: "when", Kind: SettingHeading, Label: p.words.T("settings.notice_times")})
	return append(items, p.timeItems(n)...)
}

func (p *Preferences) timeItems(n NoticeSettings) []SettingItem {
	quiet := n.QuietFrom != n.QuietTo
	items := []SettingItem{
		{
			ID: SettingQuiet, Kind: SettingSwitch, Label: p.words.T("settings.quiet"), On: quiet, Disabled: !n.On,
			Hint: p.words.T("settings.quiet_hint"),
		},
	}
	if quiet {
		items = append(items,
			SettingItem{
				ID: SettingQuietFrom, Kind: SettingChoice, Label: p.words.T("settings.quiet_from"), Under: true,
				Options: p.hours(), Selected: n.QuietFrom, Disabled: !n.On,
			},
			SettingItem{
				ID: SettingQuietTo, Kind: SettingChoice, Label: p.words.T("settings.quiet_to"), Under: true,
				Options: p.hours(), Selected: n.QuietTo, Disabled: !n.On,
			})
	}
	items = append(items, SettingItem{
		ID: SettingDigest, Kind: SettingSwitch, Label: p.words.T("settings.digest"), On: n.Digest, Disabled: !n.On,
		Hint: p.words.T("settings.digest_hint"),
	})
	if n.Digest {
		items = append(items, SettingItem{
			ID: SettingDigestAt, Kind: SettingChoice, Label: p.words.T("settings.digest_at"), Under: true,
			Options: p.hours(), Selected: n.DigestAt, Disabled: !n.On,
		})
	}
	return items
}

func (p *Preferences) hours() []string {
	var hours []string
	for hour := range 24 {
		hours = append(hours, fmt.Sprintf("%02d:00", hour))
	}
	return hours
}

func (p *Preferences) intervals() []string {
	var texts []string
	for _, minutes := range CheckIntervals() {
		if minutes < 60 {
			texts = append(texts, p.words.N("settings.minutes", minutes))
		} else {
			texts = append(texts, p.words.N("settings.hours", minutes/60))
		}
	}
	return texts
}

// setQuiet goes back to the usual hours, or to none.
func (p *Preferences) setQuiet(on bool) {
	usual := DefaultSettings().Notices
	p.change(func(s *Settings) {
		if on {
			s.Notices.QuietFrom, s.Notices.QuietTo = usual.QuietFrom, usual.QuietTo
		} else {
			s.Notices.QuietTo = s.Notices.QuietFrom
		}
	})
}

// noticeHelp is where each system has what keeps notifications from showing.
var noticeHelp = map[string]string{
	"windows": "settings.notice_help_windows",
	"darwin":  "settings.notice_help_macos",
	"":        "settings.notice_help",
}

func (p *Preferences) testNotice() {
	test := p.services.TestNotice
	if test == nil || p.notice.Busy() {
		return
	}
	help, ok := noticeHelp[p.services.System]
	if !ok {
		help = noticeHelp[""]
	}
	p.begin(SettingTestNotice, p.words.T("settings.test_notice_busy"))
	task.Start(p.loop, &p.notice, task.NoValue(test), func(_ task.Never, err error) {
		p.end(SettingTestNotice)
		sent := "settings.test_notice_sent"
		if err != nil {
			p.log.Warn("showing a notification", "error", err)
			sent = "settings.test_notice_failed"
		}
		p.tell(SettingTestNotice, p.words.T(sent)+" "+p.words.T(help), err != nil)
		p.show()
	})
	p.show()
}
