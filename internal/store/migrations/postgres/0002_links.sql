-- What belongs together across pages. All of it can be made again from the records, but
-- for page_dates.

-- +goose Up
-- Pages that are still to be linked, or to be linked again.
CREATE TABLE link_pending (
  page BIGINT PRIMARY KEY REFERENCES pages ON DELETE CASCADE
);
INSERT INTO link_pending SELECT id FROM pages;

-- The version of the stage that made the links; one row.
CREATE TABLE link_version (version TEXT COLLATE "C" NOT NULL);
INSERT INTO link_version VALUES ('');

-- What linking knows of a page, and where it stands in a series of numbered addresses.
CREATE TABLE link_pages (
  page     BIGINT PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  series   TEXT COLLATE "C" NOT NULL,
  number   BIGINT NOT NULL,
  earliest TEXT COLLATE "C" NOT NULL,       -- when the page was published, as it says itself
  latest   TEXT COLLATE "C" NOT NULL,
  digest   BYTEA NOT NULL        -- JSON, compressed
);
CREATE INDEX link_pages_series ON link_pages (series, number) WHERE series <> '';

-- Keys to find pages, events and quotations by that are worth comparing. The rank comes
-- from the page's hash: whoever takes the first ones takes the same ones.
CREATE TABLE text_keys (
  key  BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  page BIGINT NOT NULL,
  PRIMARY KEY (key, rank, page)
);
CREATE TABLE event_keys (
  key      BIGINT NOT NULL,
  rank     BIGINT NOT NULL,
  page     BIGINT NOT NULL,
  n        BIGINT NOT NULL,    -- the event's place in the record
  earliest TEXT COLLATE "C" NOT NULL,
  latest   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (key, rank, page, n)
);
CREATE TABLE quote_keys (
  key  BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  page BIGINT NOT NULL,
  n    BIGINT NOT NULL,        -- the quotation's place in the digest
  PRIMARY KEY (key, rank, page, n)
);

-- Verdicts on two pages, two events: a row for each side.
CREATE TABLE text_pairs (
  page  BIGINT NOT NULL,
  other BIGINT NOT NULL,
  json  TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (page, other)
);
CREATE TABLE event_verdicts (
  page    BIGINT NOT NULL,
  n       BIGINT NOT NULL,
  other   BIGINT NOT NULL,
  other_n BIGINT NOT NULL,
  same    BIGINT NOT NULL,
  json    TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (page, n, other, other_n)
);

-- Stories and the pages that carry them.
CREATE TABLE stories (
  id   TEXT COLLATE "C" PRIMARY KEY,
  json TEXT COLLATE "C" NOT NULL
);
CREATE TABLE story_pages (
  page  BIGINT PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  story TEXT COLLATE "C" NOT NULL
);
CREATE INDEX story_pages_story ON story_pages (story);

-- Events across pages, and the events of pages that are theirs.
CREATE TABLE linked_events (
  id       TEXT COLLATE "C" PRIMARY KEY,
  kind     TEXT COLLATE "C" NOT NULL,
  earliest TEXT COLLATE "C" NOT NULL,
  latest   TEXT COLLATE "C" NOT NULL,
  parties  TEXT COLLATE "C" NOT NULL,       -- ids, sides and folded names, each between bars
  json     TEXT COLLATE "C" NOT NULL
);
CREATE INDEX linked_events_newest ON linked_events (earliest, latest, id);
CREATE TABLE linked_members (
  page  BIGINT NOT NULL REFERENCES pages ON DELETE CASCADE,
  n     BIGINT NOT NULL,
  name  TEXT COLLATE "C" NOT NULL,          -- the event's id on its page
  event TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (page, n)
);
CREATE INDEX linked_members_event ON linked_members (event);
CREATE INDEX linked_members_name ON linked_members (name);
-- The parties of events, to find an event's neighbours in time by.
CREATE TABLE linked_parties (
  party TEXT COLLATE "C" NOT NULL,
  kind  TEXT COLLATE "C" NOT NULL,
  day   TEXT COLLATE "C" NOT NULL,          -- the earliest, else the latest
  event TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (party, kind, day, event)
);
CREATE INDEX linked_parties_event ON linked_parties (event);

-- What the reader of one page should know because of another.
CREATE TABLE link_checks (
  page  BIGINT NOT NULL,
  other BIGINT NOT NULL,
  n     BIGINT NOT NULL,
  json  TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (page, other, n)
);
CREATE INDEX link_checks_other ON link_checks (other);

-- What a person says of the day of a page. It overrules everything else, and is kept
-- whatever becomes of the rest.
CREATE TABLE page_dates (
  page     TEXT COLLATE "C" PRIMARY KEY,    -- its hash
  earliest TEXT COLLATE "C" NOT NULL,
  latest   TEXT COLLATE "C" NOT NULL,
  note     TEXT COLLATE "C" NOT NULL
);
