package tracker

import (
	"cmp"
	"context"
	"slices"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// order sorts by a column. What is not known comes last whatever the direction, and
// what is alike stays in the order that it has. If ctx is done it stops early.
func order(ctx context.Context, items []*Summary, o Order) {
	switch o.By {
	case ColumnStage:
		orderBy(ctx, items, o, func(a *Summary) (Stage, bool) { return a.Stage, true })
	case ColumnRead:
		orderByTime(ctx, items, o, func(a *Summary) time.Time { return a.ReadAt })
	case ColumnApplied:
		orderByTime(ctx, items, o, func(a *Summary) time.Time { return a.AppliedAt })
	case ColumnNews:
		orderByTime(ctx, items, o, func(a *Summary) time.Time { return a.NewsAt })
	case ColumnSilence: // the longest silence is of the oldest news; there is none after the end
		o.Descending = !o.Descending
		orderByTime(ctx, items, o, func(a *Summary) time.Time {
			if a.Stage.Ended() {
				return time.Time{}
			}
			return a.NewsAt
		})
	case ColumnApplicants:
		orderBy(ctx, items, o, func(a *Summary) (int, bool) { return a.Applicants, a.Applicants >= 0 })
	case ColumnCompany:
		orderByText(ctx, items, o, func(a *Summary) string { return a.Company })
	case ColumnCity:
		orderByText(ctx, items, o, func(a *Summary) string { return a.City })
	case ColumnCV:
		orderByText(ctx, items, o, func(a *Summary) string { return a.CV })
	default:
		orderByText(ctx, items, o, func(a *Summary) string { return a.Title })
	}
}

func orderByTime(ctx context.Context, items []*Summary, o Order, of func(*Summary) time.Time) {
	orderBy(ctx, items, o, func(a *Summary) (int64, bool) {
		at := of(a)
		return at.UnixMilli(), !at.IsZero()
	})
}

// orderByText sorts as a Spanish dictionary does: first come the letters, only then
// accents, and case does not matter. What that takes of a text is worked out once.
func orderByText(ctx context.Context, items []*Summary, o Order, of func(*Summary) string) {
	c := collate.New(language.Spanish, collate.IgnoreCase)
	var buffer collate.Buffer
	keys := map[string]string{}
	orderBy(ctx, items, o, func(a *Summary) (string, bool) {
		text := of(a)
		key, ok := keys[text]
		if !ok {
			key = string(c.KeyFromString(&buffer, text))
			buffer.Reset()
			keys[text] = key
		}
		return key, text != ""
	})
}

// orderBy sorts by a key and, in either direction, by where the items are.
func orderBy[K cmp.Ordered](ctx context.Context, items []*Summary, o Order, key func(*Summary) (k K, known bool)) {
	type keyed struct {
		key   K
		place int
		item  *Summary
	}
	known := make([]keyed, 0, len(items))
	var unknown []*Summary
	for i, a := range items {
		if i%1024 == 0 && ctx.Err() != nil {
			return
		}
		if k, ok := key(a); ok {
			known = append(known, keyed{k, i, a})
		} else {
			unknown = append(unknown, a)
		}
	}
	direction := 1
	if o.Descending {
		direction = -1
	}
	slices.SortFunc(known, func(a, b keyed) int {
		return cmp.Or(direction*cmp.Compare(a.key, b.key), cmp.Compare(a.place, b.place))
	})
	for i, k := range known {
		items[i] = k.item
	}
	copy(items[len(known):], unknown)
}
