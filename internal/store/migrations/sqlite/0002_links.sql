-- What belongs together across pages. All of it can be made again from the records, but
-- for page_dates.

-- +goose Up
-- Pages that are still to be linked, or to be linked again.
CREATE TABLE link_pending (
  page INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE
);
INSERT INTO link_pending SELECT id FROM pages;

-- The version of the stage that made the links; one row.
CREATE TABLE link_version (version TEXT NOT NULL);
INSERT INTO link_version VALUES ('');

-- What linking knows of a page, and where it stands in a series of numbered addresses.
CREATE TABLE link_pages (
  page     INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  series   TEXT NOT NULL,
  number   INTEGER NOT NULL,
  earliest TEXT NOT NULL,       -- when the page was published, as it says itself
  latest   TEXT NOT NULL,
  digest   BLOB NOT NULL        -- JSON, compressed
);
CREATE INDEX link_pages_series ON link_pages (series, number) WHERE series <> '';

-- Keys to find pages, events and quotations by that are worth comparing. The rank comes
-- from the page's hash: whoever takes the first ones takes the same ones.
CREATE TABLE text_keys (
  key  INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  page INTEGER NOT NULL,
  PRIMARY KEY (key, rank, page)
) WITHOUT ROWID;
CREATE TABLE event_keys (
  key      INTEGER NOT NULL,
  rank     INTEGER NOT NULL,
  page     INTEGER NOT NULL,
  n        INTEGER NOT NULL,    -- the event's place in the record
  earliest TEXT NOT NULL,
  latest   TEXT NOT NULL,
  PRIMARY KEY (key, rank, page, n)
) WITHOUT ROWID;
CREATE TABLE quote_keys (
  key  INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  page INTEGER NOT NULL,
  n    INTEGER NOT NULL,        -- the quotation's place in the digest
  PRIMARY KEY (key, rank, page, n)
) WITHOUT ROWID;

-- Verdicts on two pages, two events: a row for each side.
CREATE TABLE text_pairs (
  page  INTEGER NOT NULL,
  other INTEGER NOT NULL,
  json  TEXT NOT NULL,
  PRIMARY KEY (page, other)
) WITHOUT ROWID;
CREATE TABLE event_verdicts (
  page    INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  other   INTEGER NOT NULL,
  other_n INTEGER NOT NULL,
  same    INTEGER NOT NULL,
  json    TEXT NOT NULL,
  PRIMARY KEY (page, n, other, other_n)
) WITHOUT ROWID;

-- Stories and the pages that carry them.
CREATE TABLE stories (
  id   TEXT PRIMARY KEY,
  json TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE story_pages (
  page  INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  story TEXT NOT NULL
);
CREATE INDEX story_pages_story ON story_pages (story);

-- Events across pages, and the events of pages that are theirs.
CREATE TABLE linked_events (
  id       TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,
  earliest TEXT NOT NULL,
  latest   TEXT NOT NULL,
  parties  TEXT NOT NULL,       -- ids, sides and folded names, each between bars
  json     TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX linked_events_newest ON linked_events (earliest, latest, id);
CREATE TABLE linked_members (
  page  INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  n     INTEGER NOT NULL,
  name  TEXT NOT NULL,          -- the event's id on its page
  event TEXT NOT NULL,
  PRIMARY KEY (page, n)
) WITHOUT ROWID;
CREATE INDEX linked_members_event ON linked_members (event);
CREATE INDEX linked_members_name ON linked_members (name);
-- The parties of events, to find an event's neighbours in time by.
CREATE TABLE linked_parties (
  party TEXT NOT NULL,
  kind  TEXT NOT NULL,
  day   TEXT NOT NULL,          -- the earliest, else the latest
  event TEXT NOT NULL,
  PRIMARY KEY (party, kind, day, event)
) WITHOUT ROWID;
CREATE INDEX linked_parties_event ON linked_parties (event);

-- What the reader of one page should know because of another.
CREATE TABLE link_checks (
  page  INTEGER NOT NULL,
  other INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  json  TEXT NOT NULL,
  PRIMARY KEY (page, other, n)
) WITHOUT ROWID;
CREATE INDEX link_checks_other ON link_checks (other);

-- What a person says of the day of a page. It overrules everything else, and is kept
-- whatever becomes of the rest.
CREATE TABLE page_dates (
  page     TEXT PRIMARY KEY,    -- its hash
  earliest TEXT NOT NULL,
  latest   TEXT NOT NULL,
  note     TEXT NOT NULL
) WITHOUT ROWID;
