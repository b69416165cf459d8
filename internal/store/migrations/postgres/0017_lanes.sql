-- Which part of the work of linking a page belongs to, by the participants of its events, and
-- what those who link at the same time tell each other: the places that each transaction wrote,
-- in the order of their commits. Whoever read such a place before it was written begins again.

-- +goose Up
ALTER TABLE articles ADD COLUMN lane BIGINT NOT NULL DEFAULT 0;
CREATE TABLE link_commits (
  seq    BIGINT PRIMARY KEY,
  writes BYTEA NOT NULL
);
