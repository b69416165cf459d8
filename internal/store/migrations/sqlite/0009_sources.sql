-- The sources that are followed, what they list, and the versions of articles.

-- +goose Up
CREATE TABLE sources (
  id       TEXT PRIMARY KEY,
  url      TEXT NOT NULL UNIQUE, -- where it is now
  kind     TEXT NOT NULL,        -- "feed", "sitemap", "listing" or "page"; '' until it has been read
  title    TEXT NOT NULL,
  site     TEXT NOT NULL,        -- the address that it was found by, or ''
  folder   TEXT NOT NULL,        -- of the OPML file that it came from, or ''
  parent   TEXT NOT NULL,        -- the sitemap index that lists it, or ''
  added    TEXT NOT NULL,        -- RFC 3339, as all times here
  stopped  TEXT NOT NULL,        -- why it is not asked any more; '' where it is
  etag     BLOB NOT NULL,        -- as the server sent it
  modified BLOB NOT NULL,        -- likewise
  due      TEXT NOT NULL,        -- when it is to be asked next
  every    INTEGER NOT NULL,     -- seconds between two askings, as learnt so far
  asked    TEXT NOT NULL,        -- last, or ''
  ok       TEXT NOT NULL,        -- when it last answered, or ''
  failures INTEGER NOT NULL,     -- since then
  reason   TEXT NOT NULL,        -- of the last failure, or ''
  holder   TEXT NOT NULL,        -- who is asking it now, or ''
  lease    TEXT NOT NULL         -- until when nobody else may
);
CREATE INDEX sources_due ON sources (due);

-- What sources list. An address that several of them list belongs to the first one.
CREATE TABLE source_items (
  url       TEXT PRIMARY KEY,
  source    TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
  title     TEXT NOT NULL,
  told      TEXT NOT NULL,       -- the date as the source gives it, or ''
  published TEXT NOT NULL,       -- what that means, or ''
  changed   TEXT NOT NULL,       -- what the source says of its last change, as it says it
  first     TEXT NOT NULL,       -- when it was first listed
  due       TEXT NOT NULL,       -- when it is to be fetched, '' for never
  visits    INTEGER NOT NULL,    -- how often it was fetched
  failures  INTEGER NOT NULL,    -- in a row
  reason    TEXT NOT NULL,       -- of the last one
  etag      BLOB NOT NULL,
  modified  BLOB NOT NULL,
  page      TEXT NOT NULL        -- hash of the bytes that came last, or ''
);
CREATE INDEX source_items_due ON source_items (source, due);
CREATE INDEX source_items_first ON source_items (source, first);

-- The last times that sources were asked.
CREATE TABLE source_fetches (
  source TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
  at     TEXT NOT NULL,
  status INTEGER NOT NULL,       -- of HTTP, 0 where there was no answer
  bytes  INTEGER NOT NULL,       -- as they came
  took   INTEGER NOT NULL,       -- milliseconds
  listed INTEGER NOT NULL,       -- items
  fresh  INTEGER NOT NULL,       -- of these, new ones
  note   TEXT NOT NULL,
  PRIMARY KEY (source, at)
);

CREATE TABLE robots (
  origin TEXT PRIMARY KEY,       -- scheme and host
  status INTEGER NOT NULL,
  body   BLOB NOT NULL,
  at     TEXT NOT NULL
);

-- Pages of one address that carry one article, each with another text. The words of a page
-- that was only served anew are those of the version: it is not kept.
CREATE TABLE versions (
  page    INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  address TEXT NOT NULL,         -- in its plain form
  article INTEGER NOT NULL,      -- the first version's page
  digest  TEXT NOT NULL,         -- of headline, byline and text; '' where it was not taken
  first   TEXT NOT NULL,         -- when it was seen, as far as known
  last    TEXT NOT NULL,         -- and last
  seen    INTEGER NOT NULL,      -- how often
  newer   INTEGER NOT NULL       -- the page of the newest version, 0 where that is this one
);
CREATE INDEX versions_address ON versions (address);
CREATE INDEX versions_article ON versions (article);
CREATE INDEX versions_newer ON versions (newer) WHERE newer <> 0;

INSERT INTO versions (page, address, article, digest, first, last, seen, newer)
SELECT s.page, min(CASE WHEN substr(s.url, 1, 7) = 'http://' THEN 'https://' || substr(s.url, 8) ELSE s.url END), s.page, '',
  min(s.captured), max(s.captured), 1, 0
FROM page_sources s JOIN pages p ON p.id = s.page WHERE s.url <> '' AND p.failed = 0 GROUP BY s.page;
