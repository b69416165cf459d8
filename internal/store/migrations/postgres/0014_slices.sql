-- Parts of archives that workers have read into Parquet files instead of the record. What is
-- here is done: its files are complete, and files that no row names are of no account.

-- +goose Up
CREATE TABLE slices (
  job    TEXT COLLATE "C" NOT NULL,         -- the part, as its job on the queue names it
  stages TEXT COLLATE "C" NOT NULL,         -- the versions of the stages that read it: JSON
  pages  BIGINT NOT NULL,      -- that were read
  failed BIGINT NOT NULL,      -- that could not be
  files  TEXT COLLATE "C" NOT NULL,         -- JSON: their kinds, names, rows and bytes
  PRIMARY KEY (job, stages)
);
