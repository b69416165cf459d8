-- The list of events is narrowed in its own order. The parties are not in the index: they may
-- be many.

-- +goose Up
DROP INDEX linked_events_newest;
CREATE INDEX linked_events_newest ON linked_events (earliest, latest, id);
