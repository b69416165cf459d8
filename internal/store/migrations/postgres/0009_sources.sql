-- The sources that are followed, what they list, and the versions of articles.

-- +goose Up
CREATE TABLE sources (
  id       TEXT COLLATE "C" PRIMARY KEY,
  url      TEXT COLLATE "C" NOT NULL UNIQUE, -- where it is now
  kind     TEXT COLLATE "C" NOT NULL,        -- "feed", "sitemap", "listing" or "page"; '' until it has been read
  title    TEXT COLLATE "C" NOT NULL,
  site     TEXT COLLATE "C" NOT NULL,        -- the address that it was found by, or ''
  folder   TEXT COLLATE "C" NOT NULL,        -- of the OPML file that it came from, or ''
  parent   TEXT COLLATE "C" NOT NULL,        -- the sitemap index that lists it, or ''
  added    TEXT COLLATE "C" NOT NULL,        -- RFC 3339, as all times here
  stopped  TEXT COLLATE "C" NOT NULL,        -- why it is not asked any more; '' where it is
  etag     BYTEA NOT NULL,        -- as the server sent it
  modified BYTEA NOT NULL,        -- likewise
  due      TEXT COLLATE "C" NOT NULL,        -- when it is to be asked next
  every    BIGINT NOT NULL,     -- seconds between two askings, as learnt so far
  asked    TEXT COLLATE "C" NOT NULL,        -- last, or ''
  ok       TEXT COLLATE "C" NOT NULL,        -- when it last answered, or ''
  failures BIGINT NOT NULL,     -- since then
  reason   TEXT COLLATE "C" NOT NULL,        -- of the last failure, or ''
  holder   TEXT COLLATE "C" NOT NULL,        -- who is asking it now, or ''
  lease    TEXT COLLATE "C" NOT NULL         -- until when nobody else may
);
CREATE INDEX sources_due ON sources (due);

-- What sources list. An address that several of them list belongs to the first one.
CREATE TABLE source_items (
  url       TEXT COLLATE "C" PRIMARY KEY,
  source    TEXT COLLATE "C" NOT NULL REFERENCES sources ON DELETE CASCADE,
  title     TEXT COLLATE "C" NOT NULL,
  told      TEXT COLLATE "C" NOT NULL,       -- the date as the source gives it, or ''
  published TEXT COLLATE "C" NOT NULL,       -- what that means, or ''
  changed   TEXT COLLATE "C" NOT NULL,       -- what the source says of its last change, as it says it
  first     TEXT COLLATE "C" NOT NULL,       -- when it was first listed
  due       TEXT COLLATE "C" NOT NULL,       -- when it is to be fetched, '' for never
  visits    BIGINT NOT NULL,    -- how often it was fetched
  failures  BIGINT NOT NULL,    -- in a row
  reason    TEXT COLLATE "C" NOT NULL,       -- of the last one
  etag      BYTEA NOT NULL,
  modified  BYTEA NOT NULL,
  page      TEXT COLLATE "C" NOT NULL        -- hash of the bytes that came last, or ''
);
CREATE INDEX source_items_due ON source_items (source, due);
CREATE INDEX source_items_first ON source_items (source, first);

-- The last times that sources were asked.
CREATE TABLE source_fetches (
  source TEXT COLLATE "C" NOT NULL REFERENCES sources ON DELETE CASCADE,
  at     TEXT COLLATE "C" NOT NULL,
  status BIGINT NOT NULL,       -- of HTTP, 0 where there was no answer
  bytes  BIGINT NOT NULL,       -- as they came
  took   BIGINT NOT NULL,       -- milliseconds
  listed BIGINT NOT NULL,       -- items
  fresh  BIGINT NOT NULL,       -- of these, new ones
  note   TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (source, at)
);

CREATE TABLE robots (
  origin TEXT COLLATE "C" PRIMARY KEY,       -- scheme and host
  status BIGINT NOT NULL,
  body   BYTEA NOT NULL,
  at     TEXT COLLATE "C" NOT NULL
);

-- Pages of one address that carry one article, each with another text. The words of a page
-- that was only served anew are those of the version: it is not kept.
CREATE TABLE versions (
  page    BIGINT PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  address TEXT COLLATE "C" NOT NULL,         -- in its plain form
  article BIGINT NOT NULL,      -- the first version's page
  digest  TEXT COLLATE "C" NOT NULL,         -- of headline, byline and text; '' where it was not taken
  first   TEXT COLLATE "C" NOT NULL,         -- when it was seen, as far as known
  last    TEXT COLLATE "C" NOT NULL,         -- and last
  seen    BIGINT NOT NULL,      -- how often
  newer   BIGINT NOT NULL       -- the page of the newest version, 0 where that is this one
);
CREATE INDEX versions_address ON versions (address);
CREATE INDEX versions_article ON versions (article);
CREATE INDEX versions_newer ON versions (newer) WHERE newer <> 0;

INSERT INTO versions (page, address, article, digest, first, last, seen, newer)
SELECT s.page, min(CASE WHEN substr(s.url, 1, 7) = 'http://' THEN 'https://' || substr(s.url, 8) ELSE s.url END), s.page, '',
  min(s.captured), max(s.captured), 1, 0
FROM page_sources s JOIN pages p ON p.id = s.page WHERE s.url <> '' AND p.failed = 0 GROUP BY s.page;
