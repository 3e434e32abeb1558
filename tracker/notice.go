package tracker

// A NoticeKind is a kind of news that the desktop may be asked to tell of.
type NoticeKind string

// The kinds of notice, the best first.
const (
	NoticeInterview    NoticeKind = "interview"
	NoticeFinalist     NoticeKind = "finalist"
	NoticeInProcess    NoticeKind = "in_process"
	NoticeReturned     NoticeKind = "returned"
	NoticeMessage      NoticeKind = "message"
	NoticeRead         NoticeKind = "read"
	NoticeRejected     NoticeKind = "rejected"
	NoticeClosed       NoticeKind = "closed"
	NoticeOfferRemoved NoticeKind = "offer_removed"
	NoticeOthersRead   NoticeKind = "others_read"
)

// NoticeKinds lists the kinds in the order of the settings.
func NoticeKinds() []NoticeKind {
	return []NoticeKind{
		NoticeInterview, NoticeFinalist, NoticeInProcess, NoticeReturned, NoticeMessage, NoticeRead,
		NoticeRejected, NoticeClosed, NoticeOfferRemoved, NoticeOthersRead,
	}
}

// UsualNotices are the kinds that the desktop tells of unless the person has chosen
// otherwise: what one would want to know at once.
func UsualNotices() map[NoticeKind]bool {
	return map[NoticeKind]bool{
		NoticeInterview: true, NoticeFinalist: true, NoticeInProcess: true, NoticeReturned: true,
		NoticeMessage: true, NoticeRead: true,
	}
}
