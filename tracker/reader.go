package tracker

import "context"

// A Searcher finds the applications of an account by their texts.
type Searcher interface {
	// Search returns the applications that match what a person typed, latest
	// applied first, at most limit, and whether there are more. Every text is a
	// valid query: its words must all occur, as beginnings of words, in the title,
	// company, city, offer, note or tags; words in quotes must stand together.
	// Accents and case do not matter.
	Search(ctx context.Context, query string, limit int) (found []Summary, more bool, err error)
}

// An OfferStore keeps what offers said over time.
type OfferStore interface {
	// OfferVersions returns what an offer said over time, newest first.
	OfferVersions(ctx context.Context, offerID string) ([]OfferVersion, error)
	// OfferSamples returns how many people had applied to an offer when that was
	// first and last told, nil and nil if it never was.
	OfferSamples(ctx context.Context, offerID string) (first, last *ApplicantCount, err error)
}

// A NewsStore keeps what changed, and what of it the person knows.
type NewsStore interface {
	// Changes returns what changed, the last found first, at most limit: those that
	// come after the change with this ID in that order, or the first ones for 0.
	Changes(ctx context.Context, after int64, limit int) ([]Change, error)
	// MarkSeen marks the changes of an application, and itself, as seen or not.
	MarkSeen(ctx context.Context, applicationID string, seen bool) error
	// MarkAllSeen marks every change found up to the one with this ID, and every
	// application without a later one that was not seen, as seen. It returns the
	// applications that were not.
	MarkAllSeen(ctx context.Context, upTo int64) (ids []string, err error)
	// LastNotified returns the last change that a notification told of, 0 at first.
	LastNotified(ctx context.Context) (changeID int64, err error)
	// SetLastNotified keeps the last change that a notification told of. It never
	// goes back, not even when a backup is restored.
	SetLastNotified(ctx context.Context, changeID int64) error
}

// A reader reads what is kept of the active account. Every method returns
// [ErrNoAccount] while there is none.
type reader struct{ active *activeAccount }

// readActive reads from the store of the active account.
func readActive[T any](r reader, read func(AccountStore) (T, error)) (T, error) {
	s, err := r.active.current()
	if err != nil {
		var nothing T
		return nothing, err
	}
	return read(s.store)
}

// Application returns what is kept of one application, nil if it is not known.
func (r reader) Application(ctx context.Context, id string) (*Kept, error) {
	s, err := r.active.current()
	if err != nil {
		return nil, err
	}
	return s.application(ctx, id)
}

// Search returns the applications that match what a person typed, at most limit,
// and whether there are more. See [Searcher].
func (r reader) Search(ctx context.Context, query string, limit int) (found []Summary, more bool, err error) {
	s, err := r.active.current()
	if err != nil {
		return nil, false, err
	}
	return s.store.Search(ctx, query, limit)
}

// OfferVersions returns what an offer said over time, newest first.
func (r reader) OfferVersions(ctx context.Context, offerID string) ([]OfferVersion, error) {
	return readActive(r, func(s AccountStore) ([]OfferVersion, error) { return s.OfferVersions(ctx, offerID) })
}

// OfferSamples returns how many people had applied to an offer when that was first
// and last told, nil and nil if it never was.
func (r reader) OfferSamples(ctx context.Context, offerID string) (first, last *ApplicantCount, err error) {
	s, err := r.active.current()
	if err != nil {
		return nil, nil, err
	}
	return s.store.OfferSamples(ctx, offerID)
}

// Changes returns what changed, the last found first, at most limit: those that
// come after the change with this ID in that order, or the first ones for 0.
func (r reader) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	return readActive(r, func(s AccountStore) ([]Change, error) { return s.Changes(ctx, after, limit) })
}

// LastNotified returns the last change that a notification told of, 0 at first.
func (r reader) LastNotified(ctx context.Context) (changeID int64, err error) {
	return readActive(r, func(s AccountStore) (int64, error) { return s.LastNotified(ctx) })
}

// Note returns the person's note on an application, "" for none.
func (r reader) Note(ctx context.Context, id string) (string, error) {
	return readActive(r, func(s AccountStore) (string, error) { return s.Note(ctx, id) })
}

// Tags returns the application's tags in the order of the alphabet.
func (r reader) Tags(ctx context.Context, id string) ([]string, error) {
	return readActive(r, func(s AccountStore) ([]string, error) { return s.Tags(ctx, id) })
}

// TagUses returns the tags in use and by how many applications, in the order of the
// alphabet. See [UserData].
func (r reader) TagUses(ctx context.Context) ([]TagUse, error) {
	return readActive(r, func(s AccountStore) ([]TagUse, error) { return s.TagUses(ctx) })
}

// Tagged returns the applications with a tag, in whatever case.
func (r reader) Tagged(ctx context.Context, tag string) (map[string]bool, error) {
	return readActive(r, func(s AccountStore) (map[string]bool, error) { return s.Tagged(ctx, tag) })
}

// Reminders returns the reminders, the next first, those done last.
func (r reader) Reminders(ctx context.Context) ([]Reminder, error) {
	return readActive(r, func(s AccountStore) ([]Reminder, error) { return s.Reminders(ctx) })
}
