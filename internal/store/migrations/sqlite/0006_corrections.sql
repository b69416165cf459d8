-- What people put right: a log that only grows, and what is needed to read a page again.

-- +goose Up
CREATE TABLE corrections (
  n    INTEGER PRIMARY KEY AUTOINCREMENT,
  page TEXT NOT NULL,           -- hash of the page; '' for what is about all pages
  kind TEXT NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX corrections_page ON corrections (page);
-- +goose StatementBegin
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN
  SELECT raise(ABORT, 'corrections are only added');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections BEGIN
  SELECT raise(ABORT, 'corrections are only added');
END;
-- +goose StatementEnd

-- What a source said of a page that its bytes do not: JSON, '' for nothing.
ALTER TABLE pages ADD COLUMN given TEXT NOT NULL DEFAULT '';

-- Statements that were drawn by lot, and judgements on them, to tell how many are right.
CREATE TABLE samples (
  sample    TEXT NOT NULL,
  n         INTEGER NOT NULL,   -- in the order in which they were drawn, from 0
  statement TEXT NOT NULL,      -- its id
  PRIMARY KEY (sample, n)
) WITHOUT ROWID;
CREATE TABLE drawings (
  sample  TEXT PRIMARY KEY,
  query   TEXT NOT NULL,
  found   INTEGER NOT NULL,     -- how many statements it was drawn from
  seed    INTEGER NOT NULL,
  who     TEXT NOT NULL,
  created TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE judgements (
  sample    TEXT NOT NULL,      -- of one drawing
  statement TEXT NOT NULL,      -- its id
  who       TEXT NOT NULL,
  at        TEXT NOT NULL,
  verdict   TEXT NOT NULL,      -- "right", "wrong-speaker", "wrong-words" or "no-statement"
  PRIMARY KEY (sample, statement, who)
) WITHOUT ROWID;
