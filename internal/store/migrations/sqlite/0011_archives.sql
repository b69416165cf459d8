-- How far archives of many pages have been read, so that reading goes on behind the last
-- page that was kept; and the digests by which archives name a page instead of keeping it
-- once more.

-- +goose Up
CREATE TABLE archives (
  name    TEXT PRIMARY KEY,     -- the file, as it was named
  size    INTEGER NOT NULL,      -- bytes, when it was last looked at
  head    TEXT NOT NULL,        -- digest of its first bytes: how many, and their SHA-256
  start   INTEGER NOT NULL,      -- where the next record, or its gzip member, begins, in bytes of the file
  skip    INTEGER NOT NULL,      -- what comes before it in that member, in bytes unpacked
  stages  TEXT NOT NULL         -- the versions of the stages that read it: JSON
) WITHOUT ROWID;

CREATE TABLE payloads (
  digest TEXT PRIMARY KEY,      -- WARC-Payload-Digest: algorithm, colon, base 32
  page   INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX payloads_page ON payloads (page);
