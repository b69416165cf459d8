-- Whose turn it is to ask a host of the web, so that programs which share a record ask each
-- host one at a time, and leave it alone between two requests.

-- +goose Up
CREATE TABLE hosts (
  host   TEXT PRIMARY KEY,      -- with its port, where an address has one
  holder TEXT NOT NULL,         -- who asks it now, '' for nobody
  lease  INTEGER NOT NULL,      -- until when nobody else may; milliseconds since 1970, as all times here
  next   INTEGER NOT NULL,      -- not before
  retry  INTEGER NOT NULL       -- it asked to be left alone until
) WITHOUT ROWID;
