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

// lookedAt is how many of the pages that are to be linked are looked at for their parts.
const lookedAt = 4096

// Pending returns the parts of linking that there is something to do for, those that have waited
// longest first: one for each so many pages that are to be linked, so that no more link at the same
// time than are needed. With one it is all of the work, as where that cannot be divided.
func (s *Store) Pending(ctx context.Context, each int) ([]LinkPart, error) {
	of := s.LinkParts()
	var pages int
	err := s.reader.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM link_pending LIMIT ?) AS p", each*of+1).Scan(&pages)
	if err != nil || pages == 0 {
		return nil, s.explain("look for pages to link", err)
	}
	many := min(pages/max(each, 1), of)
	if many <= 1 {
		return []LinkPart{{}}, nil
	}
	const text = `SELECT lane FROM (SELECT coalesce(a.lane, 0) % ? AS lane, p.page AS page FROM (SELECT page FROM link_pending ORDER BY page LIMIT ?) AS p
		LEFT JOIN articles a ON a.page = p.page) AS l GROUP BY lane ORDER BY min(page) LIMIT ?`
	return rowsOf(ctx, s, "look for pages to link", text, []any{of, lookedAt, many}, func(p *LinkPart) []any {
		p.Of = of
		return []any{&p.N}
	})
}
