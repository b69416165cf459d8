-- Which part of the work of linking a page belongs to, by the participants of its events. In
-- PostgreSQL parts are linked at the same time.

-- +goose Up
ALTER TABLE articles ADD COLUMN lane INTEGER NOT NULL DEFAULT 0;
