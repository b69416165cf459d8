-- How far archives of many pages have been read, so that reading goes on behind the last
-- page that was kept; and the digests by which archives name a page instead of keeping it
-- once more.

-- +goose Up
CREATE TABLE archives (
  name    TEXT COLLATE "C" PRIMARY KEY,     -- the file, as it was named
  size    BIGINT NOT NULL,      -- bytes, when it was last looked at
  head    TEXT COLLATE "C" NOT NULL,        -- digest of its first bytes: how many, and their SHA-256
  start   BIGINT NOT NULL,      -- where the next record, or its gzip member, begins, in bytes of the file
  skip    BIGINT NOT NULL,      -- what comes before it in that member, in bytes unpacked
  stages  TEXT COLLATE "C" NOT NULL         -- the versions of the stages that read it: JSON
);

CREATE TABLE payloads (
  digest TEXT COLLATE "C" PRIMARY KEY,      -- WARC-Payload-Digest: algorithm, colon, base 32
  page   BIGINT NOT NULL REFERENCES pages ON DELETE CASCADE
);
CREATE INDEX payloads_page ON payloads (page);
