-- The record: pages as they came, what was read from them, and the words to find it by.
-- Empty strings, not NULL, stand for what is not known: in a search NULL means that a
-- date could not be compared.

-- +goose Up
-- "RDOT", by which other programs can tell the file.
PRAGMA application_id = 1380208468;

CREATE TABLE pages (
  id     INTEGER PRIMARY KEY,
  hash   TEXT NOT NULL UNIQUE,  -- SHA-256 of the bytes, hexadecimal
  head   TEXT NOT NULL,         -- JSON: the page's part of the record
  schema TEXT NOT NULL,         -- version of the record's form
  stages TEXT NOT NULL,         -- JSON: stage name to version
  failed INTEGER NOT NULL       -- 1 where nothing could be read
);

CREATE TABLE page_bytes (
  page INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  zstd BLOB NOT NULL
);

-- Every place that the same bytes came from; the first one is in pages.head too.
CREATE TABLE page_sources (
  page     INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  path     TEXT NOT NULL,
  url      TEXT NOT NULL,
  name     TEXT NOT NULL,       -- the id that the source gave it
  captured TEXT NOT NULL,
  PRIMARY KEY (page, path, url)
) WITHOUT ROWID;
CREATE INDEX page_sources_name ON page_sources (name);

CREATE TABLE articles (
  page      INTEGER PRIMARY KEY REFERENCES pages ON DELETE CASCADE,
  headline  TEXT NOT NULL,      -- folded, as are all words to compare with
  publisher TEXT NOT NULL,      -- publisher and agency, folded
  language  TEXT NOT NULL,
  earliest  TEXT NOT NULL,
  latest    TEXT NOT NULL,
  head      TEXT NOT NULL,      -- JSON: what a hit shows of the article
  rest      BLOB NOT NULL       -- JSON, compressed: text, evidence, related, links, checks
);

CREATE TABLE parties (
  id    INTEGER PRIMARY KEY,
  actor TEXT NOT NULL,
  side  TEXT NOT NULL,
  names TEXT NOT NULL,          -- name and office, folded
  UNIQUE (actor, side, names)
);
INSERT INTO parties VALUES (0, '', '', ''); -- nobody

-- The number of a statement sorts by the day on which it was made, then by page, then
-- backwards through the page: see statementID. So the newest statements that hold a word
-- are the last entries of the index of words, and come without sorting.
CREATE TABLE statements (
  id        INTEGER PRIMARY KEY,
  page      INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  n         INTEGER NOT NULL,   -- place in the record, from 0
  kind      TEXT NOT NULL,
  level     TEXT NOT NULL,
  setting   TEXT NOT NULL,
  act       TEXT NOT NULL,
  speaker   INTEGER NOT NULL REFERENCES parties,
  addressee INTEGER NOT NULL REFERENCES parties,
  earliest  TEXT NOT NULL,      -- when it was said
  latest    TEXT NOT NULL,
  basis     TEXT NOT NULL
);
CREATE UNIQUE INDEX statements_page ON statements (page, n);
CREATE INDEX statements_speaker ON statements (speaker);
CREATE INDEX statements_addressee ON statements (addressee);
CREATE INDEX statements_undated ON statements (id) WHERE earliest = '' OR latest = '';

-- What a search shows but does not compare, apart, so that searching reads little, and in
-- the order in which it comes in, so that adding does. See textID.
CREATE TABLE statement_texts (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,       -- the statement's id in the record
  start    INTEGER NOT NULL,    -- code point at which the sentence begins
  sentence TEXT NOT NULL,
  json     TEXT NOT NULL
);
CREATE INDEX statement_texts_name ON statement_texts (name);

CREATE TABLE statement_issues (
  issue     TEXT NOT NULL,
  statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
  PRIMARY KEY (issue, statement)
) WITHOUT ROWID;
CREATE INDEX statement_issues_statement ON statement_issues (statement);

CREATE TABLE events (
  page     INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  n        INTEGER NOT NULL,
  name     TEXT NOT NULL,
  kind     TEXT NOT NULL,
  class    TEXT NOT NULL,
  status   TEXT NOT NULL,
  earliest TEXT NOT NULL,
  latest   TEXT NOT NULL,
  json     TEXT NOT NULL,
  PRIMARY KEY (page, n)
) WITHOUT ROWID;

CREATE TABLE problems (
  page    INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  stage   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (page, n)
) WITHOUT ROWID;

-- The indexes of words keep no text: rowid is statements.id and pages.id. Marks (M*)
-- count as parts of words, or Thai and Indic words would fall apart.
CREATE VIRTUAL TABLE statement_words USING fts5 (
  said, sentence, content='', contentless_delete=1,
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
CREATE VIRTUAL TABLE page_words USING fts5 (
  headline, body, content='', contentless_delete=1,
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);
INSERT INTO statement_words (statement_words, rank) VALUES ('hashsize', 67108864);
INSERT INTO page_words (page_words, rank) VALUES ('hashsize', 67108864);
