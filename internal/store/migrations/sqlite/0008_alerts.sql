-- When pages came in, and who is to be told of what is new.

-- +goose Up
-- RFC 3339; '' for those that came before this was noted.
ALTER TABLE pages ADD COLUMN came TEXT NOT NULL DEFAULT '';
CREATE INDEX pages_came ON pages (came);
-- +goose StatementBegin
CREATE TRIGGER pages_come AFTER INSERT ON pages WHEN NEW.came = '' BEGIN
  UPDATE pages SET came = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = NEW.id;
END;
-- +goose StatementEnd

-- Queries whose new statements are sent to somebody.
CREATE TABLE alerts (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  query    TEXT NOT NULL,
  webhook  TEXT NOT NULL,       -- an address, or ''
  secret   TEXT NOT NULL,       -- what its messages are signed with, or ''
  mail     TEXT NOT NULL,       -- an address, or ''
  days     INTEGER NOT NULL,    -- between two digests: 1 or 7
  who      TEXT NOT NULL,
  created  TEXT NOT NULL,
  paused   TEXT NOT NULL,       -- why nothing is sent; '' where it is
  seen     INTEGER NOT NULL,    -- page_changes.seq up to which pages were looked at
  digested TEXT NOT NULL        -- up to when digests were made
) WITHOUT ROWID;

-- Statements that an alert has found, so that each is told once however often its page is
-- read again.
CREATE TABLE alert_matches (
  alert     TEXT NOT NULL REFERENCES alerts ON DELETE CASCADE,
  statement TEXT NOT NULL,      -- its id
  mailed    INTEGER NOT NULL,   -- 1 where it stands in a digest, or needs to stand in none
  PRIMARY KEY (alert, statement)
) WITHOUT ROWID;
CREATE INDEX alert_matches_unmailed ON alert_matches (alert) WHERE mailed = 0;

-- Messages: those to be sent, and for a while what became of the others.
CREATE TABLE outbox (
  id      TEXT PRIMARY KEY,     -- the same however often it is sent
  n       INTEGER NOT NULL,     -- the order in which they were made
  alert   TEXT NOT NULL REFERENCES alerts ON DELETE CASCADE,
  kind    TEXT NOT NULL,        -- "webhook" or "mail"
  body    BLOB NOT NULL,
  holds   INTEGER NOT NULL,     -- statements
  created TEXT NOT NULL,
  due     TEXT NOT NULL,        -- when it is to be sent, or sent again
  tries   INTEGER NOT NULL,
  state   TEXT NOT NULL,        -- "due", "sent" or "dead"
  reason  TEXT NOT NULL         -- why the last try failed, or ''
) WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (due) WHERE state = 'due';
CREATE INDEX outbox_alert ON outbox (alert, n);
