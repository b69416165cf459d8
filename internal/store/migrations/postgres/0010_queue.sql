-- Work to be done on the record, where no other queue is named: see package queue. All of it
-- can be made again from the record.

-- +goose Up
CREATE TABLE jobs (
  id     TEXT COLLATE "C" NOT NULL,
  dead   BIGINT NOT NULL,      -- 1 where it was given up; the same job may be waiting beside it
  kind   TEXT COLLATE "C" NOT NULL,
  body   BYTEA NOT NULL,
  put    BIGINT NOT NULL,      -- when it was put, or given up; milliseconds since 1970, as all times here
  due    BIGINT NOT NULL,      -- from when on it may be taken
  tries  BIGINT NOT NULL,
  holder TEXT COLLATE "C" NOT NULL,         -- who took it last, '' for nobody
  reason TEXT COLLATE "C" NOT NULL,         -- why it was given up, or ''
  PRIMARY KEY (id, dead)
);
CREATE INDEX jobs_due ON jobs (kind, dead, due);

-- Pages that are kept and were never read.
CREATE INDEX pages_unread ON pages (id) WHERE schema = '';
