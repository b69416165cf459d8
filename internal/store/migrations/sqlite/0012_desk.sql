-- How far the record reaches is counted from an index of days, without reading what else
-- pages have.

-- +goose Up
CREATE INDEX articles_days ON articles (earliest, latest);
