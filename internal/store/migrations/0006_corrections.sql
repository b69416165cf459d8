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

-- Judgements on statements that were drawn by lot, to tell how many are right.
CREATE TABLE judgements (
  sample    TEXT NOT NULL,      -- of one drawing
  statement TEXT NOT NULL,      -- its id
  who       TEXT NOT NULL,
  at        TEXT NOT NULL,
  verdict   TEXT NOT NULL,      -- "right", "wrong-speaker", "wrong-words" or "no-statement"
  PRIMARY KEY (sample, statement, who)
) WITHOUT ROWID;
