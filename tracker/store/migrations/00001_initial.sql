-- +goose Up

-- Times are milliseconds since 1970 in UTC, 0 for none. A column named sum is a
-- checksum over the others of its row: bit rot in them would not be noticed
-- otherwise. What has none is kept twice, in the table and in an index.

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    sum   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    account INTEGER PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE sync_states (
    account INTEGER PRIMARY KEY REFERENCES accounts,
    body    TEXT NOT NULL,
    sum     INTEGER NOT NULL
) STRICT;

-- What the list shows. found is the application's row in the search index: it
-- grows with the time of applying, so that the matches come in that order.
CREATE TABLE applications (
    app         INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES accounts,
    id          TEXT NOT NULL,
    offer       TEXT NOT NULL,
    title       TEXT NOT NULL,
    company     TEXT NOT NULL,
    city        TEXT NOT NULL,
    applied_at  INTEGER NOT NULL,
    news_at     INTEGER NOT NULL,
    grp         INTEGER NOT NULL,
    stage       INTEGER NOT NULL,
    since       INTEGER NOT NULL,
    read        INTEGER NOT NULL,
    read_at     INTEGER NOT NULL,
    answered_at INTEGER NOT NULL,
    unseen      INTEGER NOT NULL DEFAULT 0,
    starred     INTEGER NOT NULL DEFAULT 0,
    archived    INTEGER NOT NULL DEFAULT 0,
    pass        INTEGER NOT NULL,
    missing     INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    found       INTEGER NOT NULL UNIQUE,
    UNIQUE (account, id)
) STRICT;

CREATE INDEX applications_list ON applications (account, grp, news_at DESC, id,
    archived, offer, title, company, city, applied_at, stage, since, read, read_at, answered_at, unseen, starred, missing);
CREATE INDEX applications_found ON applications (account, found);
CREATE INDEX applications_due ON applications (account, news_at DESC, id, due_at);
CREATE INDEX applications_pass ON applications (account, pass, missing);
CREATE INDEX applications_missing ON applications (account, missing) WHERE missing > 0;
CREATE INDEX applications_offer ON applications (account, offer);
CREATE INDEX applications_unseen ON applications (account, app) WHERE unseen <> 0;
CREATE INDEX applications_counts ON applications (account, archived, grp);

-- The rest of what InfoJobs tells of an application, but its events.
CREATE TABLE bodies (
    app  INTEGER PRIMARY KEY REFERENCES applications,
    body TEXT NOT NULL,
    sum  INTEGER NOT NULL
) STRICT;

-- told says who told of an event: 1 the timeline, 2 the list, 3 both.
CREATE TABLE events (
    app         INTEGER NOT NULL REFERENCES applications,
    at          INTEGER NOT NULL,
    kind        INTEGER NOT NULL,
    description TEXT NOT NULL,
    told        INTEGER NOT NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    reasons     TEXT NOT NULL,
    seen_at     INTEGER NOT NULL,
    sum         INTEGER NOT NULL,
    PRIMARY KEY (app, at, kind, description)
) STRICT, WITHOUT ROWID;

CREATE TABLE offers (
    offer   INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts,
    id      TEXT NOT NULL,
    UNIQUE (account, id)
) STRICT;

CREATE TABLE offer_versions (
    version INTEGER PRIMARY KEY,
    offer   INTEGER NOT NULL REFERENCES offers,
    seen_at INTEGER NOT NULL,
    body    TEXT NOT NULL,
    sum     INTEGER NOT NULL
) STRICT;

CREATE INDEX offer_versions_newest ON offer_versions (offer, seen_at DESC, version DESC);

-- How many people had applied at a moment, as far as InfoJobs told.
CREATE TABLE offer_samples (
    offer      INTEGER NOT NULL REFERENCES offers,
    at         INTEGER NOT NULL,
    applicants INTEGER NOT NULL,
    sum        INTEGER NOT NULL,
    PRIMARY KEY (offer, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
    change  INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts,
    app     INTEGER NOT NULL REFERENCES applications,
    kind    INTEGER NOT NULL,
    event   INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    text    TEXT NOT NULL,
    body    TEXT NOT NULL,
    seen    INTEGER NOT NULL,
    sum     INTEGER NOT NULL,
    UNIQUE (app, kind, event, at, text)
) STRICT;

CREATE INDEX changes_account ON changes (account, change);
CREATE INDEX changes_unseen ON changes (account, app) WHERE seen = 0;

-- What the person adds.

CREATE TABLE notes (
    app  INTEGER PRIMARY KEY REFERENCES applications,
    text TEXT NOT NULL,
    sum  INTEGER NOT NULL
) STRICT;

CREATE TABLE tags (
    app INTEGER NOT NULL REFERENCES applications,
    tag TEXT NOT NULL,
    sum INTEGER NOT NULL,
    PRIMARY KEY (app, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE reminders (
    reminder INTEGER PRIMARY KEY,
    account  INTEGER NOT NULL REFERENCES accounts,
    app      INTEGER REFERENCES applications,
    kind     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    at       INTEGER NOT NULL,
    done     INTEGER NOT NULL,
    sum      INTEGER NOT NULL
) STRICT;

CREATE INDEX reminders_account ON reminders (account, done, at);

-- What the search looks through: the texts, folded, one row for each application,
-- by applications.found. It holds only the index, not the texts. Words of up to
-- three letters are found as beginnings by an index of their own; what longer
-- ones begin is looked up in words.

CREATE VIRTUAL TABLE search USING fts5 (
    title, company, city, offer, note, tags,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE TABLE words (
    word TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What happened stays as it was told. An event may be told again by another
-- source, with reasons where there were none.

-- +goose StatementBegin
CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events stay');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER events_are_not_rewritten BEFORE UPDATE ON events
WHEN NEW.app <> OLD.app OR NEW.at <> OLD.at OR NEW.kind <> OLD.kind OR NEW.description <> OLD.description
    OR NEW.seen_at <> OLD.seen_at OR NEW.told & OLD.told <> OLD.told
    OR (NEW.reasons <> OLD.reasons AND OLD.reasons <> '')
BEGIN
    SELECT RAISE(ABORT, 'events are not rewritten');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER offer_versions_stay BEFORE DELETE ON offer_versions
BEGIN
    SELECT RAISE(ABORT, 'offer versions stay');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER offer_versions_are_not_rewritten BEFORE UPDATE ON offer_versions
BEGIN
    SELECT RAISE(ABORT, 'offer versions are not rewritten');
END;
-- +goose StatementEnd

PRAGMA user_version = 1;
