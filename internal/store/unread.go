package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"readout"
)

// Current reports whether stages as new as these have read a page. A page that the record
// does not have is [readout.ErrNotFound].
func (s *Store) Current(ctx context.Context, id readout.PageID, stages map[string]string) (bool, error) {
	var have string
	err := s.reader.QueryRowContext(ctx, "SELECT stages FROM pages WHERE hash = ?", hashPart(id)).Scan(&have)
	if errors.Is(err, sql.ErrNoRows) {
		return false, &Error{Path: s.path, What: fmt.Sprintf("no page %q", id), Kind: readout.ErrNotFound}
	}
	if err != nil {
		return false, s.explain("look for a page", err)
	}
	var old map[string]string
	if err := json.Unmarshal([]byte(have), &old); err != nil {
		return false, s.damaged("stage versions", err)
	}
	return !supersedes(stages, old), nil
}

// Left counts the pages that are kept and were never read, and those that are still to be
// linked.
func (s *Store) Left(ctx context.Context) (unread, pending int, err error) {
	const text = "SELECT (SELECT count(*) FROM pages WHERE schema = ''), (SELECT count(*) FROM link_pending)"
	err = s.reader.QueryRowContext(ctx, text).Scan(&unread, &pending)
	return unread, pending, s.explain("count", err)
}

// Pending reports whether pages are to be linked.
func (s *Store) Pending(ctx context.Context) (bool, error) {
	var any bool
	err := s.reader.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM link_pending)").Scan(&any)
	return any, s.explain("look for pages to link", err)
}
