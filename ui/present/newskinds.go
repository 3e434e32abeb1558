package present

import (
	"slices"

	"candidaturas/tracker"
)

// A newsKind is which changes «Novedades» is narrowed down to.
type newsKind string

const (
	newsAll      newsKind = ""
	newsProgress newsKind = "progress"
	newsReading  newsKind = "reading"
	newsEnded    newsKind = "ended"
	newsOffers   newsKind = "offers"
	newsOther    newsKind = "other"
)

var newsKinds = []newsKind{newsAll, newsProgress, newsReading, newsEnded, newsOffers, newsOther}

// newsKindKeys are the words for them.
var newsKindKeys = map[newsKind]string{
	newsAll: "news.kind_all", newsProgress: "news.kind_progress", newsReading: "news.kind_reading",
	newsEnded: "news.kind_ended", newsOffers: "news.kind_offers", newsOther: "news.kind_other",
}

// kindOf says where a change belongs.
func kindOf(c tracker.Change) newsKind {
	switch c.Kind {
	case tracker.ChangeMoved, tracker.ChangeReturned, tracker.ChangeReopened:
		return newsProgress
	case tracker.ChangeRead, tracker.ChangeOthersRead:
		return newsReading
	case tracker.ChangeRejected, tracker.ChangeClosed:
		return newsEnded
	case tracker.ChangeOfferEdited, tracker.ChangeOfferRemoved:
		return newsOffers
	}
	return newsOther
}

// wanted are the changes of the kind that «Novedades» shows.
func (n *News) wanted() []tracker.Change {
	if n.kind == newsAll {
		return n.changes
	}
	return slices.DeleteFunc(slices.Clone(n.changes), func(c tracker.Change) bool { return kindOf(c) != n.kind })
}

// kinds are those there are to choose from.
func (n *News) kinds() (choices []Choice, name string) {
	for _, k := range newsKinds {
		c := Choice{Key: string(k), Name: n.words.T(newsKindKeys[k]), On: k == n.kind}
		if c.On {
			name = c.Name
		}
		choices = append(choices, c)
	}
	return choices, name
}

// ShowKind narrows «Novedades» down to a kind, by the key of a choice.
func (n *News) ShowKind(key string) {
	if kind := newsKind(key); slices.Contains(newsKinds, kind) && kind != n.kind {
		n.kind, n.days = kind, nil
		n.show()
	}
}
