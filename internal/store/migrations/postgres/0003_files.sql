-- The actor and issue files that a record's pages were read with, besides the shipped ones:
-- whoever opens the record knows the same names.

-- +goose Up
CREATE TABLE files (
  kind TEXT COLLATE "C" NOT NULL,           -- "actors" or "issues"
  name TEXT COLLATE "C" NOT NULL,           -- without its folder
  n    BIGINT NOT NULL,        -- in this order; a later file wins
  data BYTEA NOT NULL,
  PRIMARY KEY (kind, name)
);
