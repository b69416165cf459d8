-- What texts are compared by before they are read: they were in the digest of a page, which is
-- long. Pages that were linked before have none until they are linked anew, as the version of
-- linking is another; until then nothing is compared with them.

-- +goose Up
DELETE FROM text_keys;
ALTER TABLE link_pages ADD COLUMN signature BYTEA;
