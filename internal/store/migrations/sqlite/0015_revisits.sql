-- Pages that an archive names by the digest of their bytes, where the record does not have
-- these yet: another part of the archive may. When they come the place is noted of their page.

-- +goose Up
CREATE TABLE revisits (
  digest   TEXT NOT NULL,       -- WARC-Payload-Digest, as in payloads
  mark     TEXT NOT NULL,       -- tells the places of a digest from each other: SHA-256 of the rest
  path     TEXT NOT NULL,
  url      TEXT NOT NULL,
  captured TEXT NOT NULL,
  PRIMARY KEY (digest, mark)
) WITHOUT ROWID;
