-- The actor and issue files that a record's pages were read with, besides the shipped ones:
-- whoever opens the record knows the same names.

-- +goose Up
CREATE TABLE files (
  kind TEXT NOT NULL,           -- "actors" or "issues"
  name TEXT NOT NULL,           -- without its folder
  n    INTEGER NOT NULL,        -- in this order; a later file wins
  data BLOB NOT NULL,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;
