-- +goose Up

-- The list shows which CV was sent and how many people have applied.

ALTER TABLE applications ADD COLUMN cv TEXT NOT NULL DEFAULT '';
ALTER TABLE applications ADD COLUMN applicants INTEGER NOT NULL DEFAULT -1;

-- The index is to hold the columns of the list, and is not to be kept up to date
-- while they are filled in.
DROP INDEX applications_list;

-- What is no JSON is damaged: its checksum tells that, and better than an error here.
UPDATE applications SET
    cv = coalesce((
        SELECT json_extract(b.body, '$.detail.cv') FROM bodies b
        WHERE b.app = applications.app AND json_valid(b.body)), ''),
    applicants = coalesce((
        SELECT s.applicants FROM offers o JOIN offer_samples s USING (offer)
        WHERE o.account = applications.account AND o.id = applications.offer
        ORDER BY s.at DESC LIMIT 1), (
        SELECT max(json_extract(b.body, '$.detail.applicants'), -1) FROM bodies b
        WHERE b.app = applications.app AND json_valid(b.body)), -1);

CREATE INDEX applications_list ON applications (account, grp, news_at DESC, id,
    archived, offer, title, company, city, applied_at, stage, since, read, read_at, answered_at, unseen, starred, missing,
    cv, applicants);

-- All applications with a tag are looked up by it.
CREATE INDEX tags_tag ON tags (tag, app);

PRAGMA user_version = 2;
