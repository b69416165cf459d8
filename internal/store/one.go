package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"readout"
)

// Statement returns the statement with an id: [readout.ErrNotFound] where there is none.
// Where pages carry the same statement, it is that of the first one.
func (s *Store) Statement(ctx context.Context, id readout.StatementID) (Hit, error) {
	const text = hitColumns + `FROM statement_texts t JOIN statements s ON s.page = t.id >> 17 AND s.n = t.id & ((1 << 17) - 1)
		WHERE t.name = ? ORDER BY t.id LIMIT 1`
	rows, err := s.reader.QueryContext(ctx, text, string(id))
	if err != nil {
		return Hit{}, s.explain("look for a statement", err)
	}
	defer rows.Close()
	if rows.Next() {
		return s.hit(rows)
	}
	if err := rows.Err(); err != nil {
		return Hit{}, s.explain("look for a statement", err)
	}
	return Hit{}, &Error{Path: s.path, What: fmt.Sprintf("no statement %q", id), Kind: readout.ErrNotFound}
}

// A PageState is a page with what became of it.
type PageState struct {
	Article    Head              `json:"article"`
	Page       readout.Page      `json:"page"`
	Statements int               `json:"statements"`
	Failed     bool              `json:"failed"` // nothing could be read
	Problems   []readout.Problem `json:"problems"`
}

// PageStates returns the pages that came in last, the newest first: n of them, and only those
// that failed where that is asked for. Before is the number of pages to pass over.
func (s *Store) PageStates(ctx context.Context, failed bool, before, n int) ([]PageState, error) {
	where := ""
	if failed {
		where = "WHERE p.failed = 1"
	}
	text := `SELECT a.head, p.head, (SELECT count(*) FROM statements s WHERE s.page = p.id), p.failed,
		(SELECT json_group_array(json_object('stage', b.stage, 'kind', b.kind, 'message', b.message)) FROM problems b WHERE b.page = p.id)
		FROM pages p JOIN articles a ON a.page = p.id ` + where + ` ORDER BY p.id DESC LIMIT ? OFFSET ?`
	rows, err := s.reader.QueryContext(ctx, text, n, before)
	if err != nil {
		return nil, s.explain("list pages", err)
	}
	defer rows.Close()
	var out []PageState
	for rows.Next() {
		var p PageState
		var article, page, problems []byte
		if err := rows.Scan(&article, &page, &p.Statements, &p.Failed, &problems); err != nil {
			return nil, s.explain("list pages", err)
		}
		if errors.Join(json.Unmarshal(article, &p.Article), json.Unmarshal(page, &p.Page), json.Unmarshal(problems, &p.Problems)) != nil {
			return nil, s.damaged("a page's contents", nil)
		}
		out = append(out, p)
	}
	return out, s.explain("list pages", rows.Err())
}

// Sums are how much a record holds.
type Sums struct {
	Pages, Failed, Statements, Events int
}

// Sums counts what the record holds.
func (s *Store) Sums(ctx context.Context) (Sums, error) {
	var n Sums
	const text = `SELECT (SELECT count(*) FROM pages), (SELECT count(*) FROM pages WHERE failed = 1),
		(SELECT count(*) FROM statements), (SELECT count(*) FROM linked_events)`
	err := s.reader.QueryRowContext(ctx, text).Scan(&n.Pages, &n.Failed, &n.Statements, &n.Events)
	return n, s.explain("count", err)
}
