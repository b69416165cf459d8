-- Which part of the work of linking a page belongs to, by the participants of its events, and
-- what those who link at the same time tell each other. SQLite has one writer at a time, so
-- nobody tells anything there.

-- +goose Up
ALTER TABLE articles ADD COLUMN lane INTEGER NOT NULL DEFAULT 0;
CREATE TABLE link_commits (
  seq    INTEGER PRIMARY KEY,
  writes BLOB NOT NULL
);
