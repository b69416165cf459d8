-- When pages came in, and who is to be told of what is new.

-- +goose Up
-- RFC 3339; '' for those that came before this was noted.
ALTER TABLE pages ADD COLUMN came TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE pages ALTER COLUMN came SET DEFAULT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
CREATE INDEX pages_came ON pages (came);

-- Queries whose new statements are sent to somebody.
CREATE TABLE alerts (
  id       TEXT COLLATE "C" PRIMARY KEY,
  name     TEXT COLLATE "C" NOT NULL,
  query    TEXT COLLATE "C" NOT NULL,
  webhook  TEXT COLLATE "C" NOT NULL,       -- an address, or ''
  secret   TEXT COLLATE "C" NOT NULL,       -- what its messages are signed with, or ''
  mail     TEXT COLLATE "C" NOT NULL,       -- an address, or ''
  days     BIGINT NOT NULL,    -- between two digests: 1 or 7
  who      TEXT COLLATE "C" NOT NULL,
  created  TEXT COLLATE "C" NOT NULL,
  paused   TEXT COLLATE "C" NOT NULL,       -- why nothing is sent; '' where it is
  seen     BIGINT NOT NULL,    -- page_changes.seq up to which pages were looked at
  digested TEXT COLLATE "C" NOT NULL        -- up to when digests were made
);

-- Statements that an alert has found, so that each is told once however often its page is
-- read again.
CREATE TABLE alert_matches (
  alert     TEXT COLLATE "C" NOT NULL REFERENCES alerts ON DELETE CASCADE,
  statement TEXT COLLATE "C" NOT NULL,      -- its id
  mailed    BIGINT NOT NULL,   -- 1 where it stands in a digest, or needs to stand in none
  PRIMARY KEY (alert, statement)
);
CREATE INDEX alert_matches_unmailed ON alert_matches (alert) WHERE mailed = 0;

-- Messages: those to be sent, and for a while what became of the others.
CREATE TABLE outbox (
  id      TEXT COLLATE "C" PRIMARY KEY,     -- the same however often it is sent
  n       BIGINT NOT NULL,     -- the order in which they were made
  alert   TEXT COLLATE "C" NOT NULL REFERENCES alerts ON DELETE CASCADE,
  kind    TEXT COLLATE "C" NOT NULL,        -- "webhook" or "mail"
  body    BYTEA NOT NULL,
  holds   BIGINT NOT NULL,     -- statements
  created TEXT COLLATE "C" NOT NULL,
  due     TEXT COLLATE "C" NOT NULL,        -- when it is to be sent, or sent again
  tries   BIGINT NOT NULL,
  state   TEXT COLLATE "C" NOT NULL,        -- "due", "sent" or "dead"
  reason  TEXT COLLATE "C" NOT NULL         -- why the last try failed, or ''
);
CREATE INDEX outbox_due ON outbox (due) WHERE state = 'due';
CREATE INDEX outbox_alert ON outbox (alert, n);
