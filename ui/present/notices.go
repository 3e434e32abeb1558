package present

import (
	"strings"

	"candidaturas/tracker"
)

// noticeKeys are the words for what a notification tells of.
var noticeKeys = map[tracker.NoticeKind]string{
	tracker.NoticeHired:        "notice.hired",
	tracker.NoticeInterview:    "notice.interview",
	tracker.NoticeFinalist:     "notice.finalist",
	tracker.NoticeInProcess:    "notice.in_process",
	tracker.NoticeReturned:     "notice.returned",
	tracker.NoticeReopened:     "notice.reopened",
	tracker.NoticeMessage:      "notice.message",
	tracker.NoticeRead:         "notice.read",
	tracker.NoticeRejected:     "notice.rejected",
	tracker.NoticeClosed:       "notice.closed",
	tracker.NoticeOfferRemoved: "notice.offer_removed",
	tracker.NoticeOthersRead:   "notice.others_read",
}

// noticeText puts a notice into words: the app's own and numbers, nothing else. The
// body can be understood without opening the app, which a click on a notification
// does not do everywhere.
func noticeText(w *Words, n tracker.Notice) (title, body string) {
	var parts []string
	for _, kind := range tracker.NoticeOrder() {
		count := n.Counts[kind]
		if count == 0 {
			continue
		}
		title = w.T(noticeKeys[kind])
		body = w.N("notice.in", count)
		parts = append(parts, w.T("notice.part", "What", title, "Count", w.Number(count)))
	}
	if len(parts) > 1 {
		return w.N("notice.news", n.Total), strings.Join(parts, " · ")
	}
	return title, body
}
