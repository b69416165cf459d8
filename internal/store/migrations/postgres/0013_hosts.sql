-- Whose turn it is to ask a host of the web, so that programs which share a record ask each
-- host one at a time, and leave it alone between two requests.

-- +goose Up
CREATE TABLE hosts (
  host   TEXT COLLATE "C" PRIMARY KEY,      -- with its port, where an address has one
  holder TEXT COLLATE "C" NOT NULL,         -- who asks it now, '' for nobody
  lease  BIGINT NOT NULL,      -- until when nobody else may; milliseconds since 1970, as all times here
  next   BIGINT NOT NULL,      -- not before
  retry  BIGINT NOT NULL       -- it asked to be left alone until
);
