-- Which pages changed, in order, so that what a program keeps in memory of the record can
-- be brought up to date by looking at those alone: see Store.Changes. Each page is there
-- once, at its last change; a page that has never changed since the table came is not.

-- +goose Up
CREATE TABLE page_changes (
  seq  INTEGER PRIMARY KEY AUTOINCREMENT,
  page INTEGER NOT NULL UNIQUE
);
-- +goose StatementBegin
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
  DELETE FROM page_changes WHERE page = NEW.page;
  INSERT INTO page_changes (page) VALUES (NEW.page);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER articles_changed AFTER UPDATE ON articles BEGIN
  DELETE FROM page_changes WHERE page = NEW.page;
  INSERT INTO page_changes (page) VALUES (NEW.page);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN
  DELETE FROM page_changes WHERE page = OLD.page;
  INSERT INTO page_changes (page) VALUES (OLD.page);
END;
-- +goose StatementEnd

-- What a search compares of pages, apart from the rest of them, which is much longer.
CREATE INDEX articles_terms ON articles (publisher, language, headline);

-- Pages that could not be read, to count and to list them.
CREATE INDEX pages_failed ON pages (id) WHERE failed = 1;
