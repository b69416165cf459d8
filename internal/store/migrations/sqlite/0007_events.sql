-- The list of events is narrowed by kind and parties in its own order, without reading the
-- events that are left out.

-- +goose Up
DROP INDEX linked_events_newest;
CREATE INDEX linked_events_newest ON linked_events (earliest, latest, id, kind, parties);
