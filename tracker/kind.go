package tracker

// An EventKind is InfoJobs' number for a kind of event (tipoId). Kinds that are
// not listed here are kept and shown in InfoJobs' own words.
type EventKind int

// The kinds of event. InfoJobs documents 1, 3, 5 and 11 by example; the others
// come from its list of employer-side keys.
const (
	KindUnknown            EventKind = 0 // the operation told no kind
	KindApplied            EventKind = 1
	KindAutoRejected       EventKind = 2
	KindCVRead             EventKind = 3
	KindOfferRemoved       EventKind = 4
	KindContinues          EventKind = 5
	KindDiscarded          EventKind = 6
	KindCVDeleted          EventKind = 7
	KindMessage            EventKind = 8
	KindOfferModified      EventKind = 9
	KindOthersRead         EventKind = 10 // CVs read, the person's not
	KindOthersManaged      EventKind = 11 // CVs moved between folders, the person's not
	KindReturned           EventKind = 12 // back from rejected
	KindProcessClosed      EventKind = 13
	KindProcessReopened    EventKind = 14
	KindCVExported         EventKind = 15
	KindDiscardedByRemoval EventKind = 16
	KindInterviewed        EventKind = 17
	KindHired              EventKind = 18
	KindContacted          EventKind = 19
	KindTest               EventKind = 20
	KindFinalInterview     EventKind = 21
	KindFinalOffer         EventKind = 22
	KindNotPreselected     EventKind = 23
	KindDeclined           EventKind = 24 // the candidate declined
)

// Known reports whether the kind is one of those listed in this package.
func (k EventKind) Known() bool {
	return k >= KindApplied && k <= KindDeclined
}

// AboutCandidate reports whether an event of this kind concerns the person
// rather than the offer or other candidates.
func (k EventKind) AboutCandidate() bool {
	switch k {
	case KindUnknown, KindApplied, KindOfferRemoved, KindOfferModified, KindOthersRead,
		KindOthersManaged, KindProcessClosed, KindProcessReopened:
		return false
	}
	return k.Known()
}
