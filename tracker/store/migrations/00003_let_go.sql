-- +goose Up

-- When the person gave an application up.

ALTER TABLE applications ADD COLUMN let_go_at INTEGER NOT NULL DEFAULT 0;

-- Kept twice, as it has no checksum.
CREATE INDEX applications_let_go ON applications (account, let_go_at) WHERE let_go_at <> 0;

PRAGMA user_version = 3;
