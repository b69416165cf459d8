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
	text := `SELECT p.id, a.head, p.head, (SELECT count(*) FROM statements s WHERE s.page = p.id), p.failed
		FROM pages p JOIN articles a ON a.page = p.id ` + where + ` ORDER BY p.id DESC LIMIT ? OFFSET ?`
	rows, err := s.reader.QueryContext(ctx, text, n, before)
	if err != nil {
		return nil, s.explain("list pages", err)
	}
	defer rows.Close()
	var out []PageState
	var ids []int64
	for rows.Next() {
		var p PageState
		var id int64
		var article, page []byte
		if err := rows.Scan(&id, &article, &page, &p.Statements, &p.Failed); err != nil {
			return nil, s.explain("list pages", err)
		}
		if errors.Join(json.Unmarshal(article, &p.Article), json.Unmarshal(page, &p.Page)) != nil {
			return nil, s.damaged("a page's contents", nil)
		}
		out, ids = append(out, p), append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return nil, s.explain("list pages", err)
	}
	return out, s.addProblems(ctx, out, ids)
}

// addProblems adds to pages, whose numbers are ids, what kept stages from reading them.
func (s *Store) addProblems(ctx context.Context, pages []PageState, ids []int64) error {
	list, _ := json.Marshal(ids) // numbers
	type row struct {
		page int64
		readout.Problem
	}
	rows, err := rowsOf(ctx, s, "list pages", "SELECT page, stage, kind, message FROM problems WHERE page IN (SELECT value FROM "+s.d.numbers()+" j) ORDER BY page, n",
		[]any{string(list)}, func(r *row) []any { return []any{&r.page, &r.Stage, &r.Kind, &r.Message} })
	of := make(map[int64][]readout.Problem)
	for _, r := range rows {
		of[r.page] = append(of[r.page], r.Problem)
	}
	for i, id := range ids {
		pages[i].Problems = of[id]
	}
	return err
}

// Sums are how much a record holds.
type Sums struct {
	Pages, Failed, Statements, Events int
}

// Sums counts what the record holds.
func (s *Store) Sums(ctx context.Context) (Sums, error) {
	var n Sums
	const text = "SELECT (SELECT count(*) FROM pages), (SELECT count(*) FROM pages WHERE failed = 1), (SELECT count(*) FROM linked_events)"
	err := s.reader.QueryRowContext(ctx, text).Scan(&n.Pages, &n.Failed, &n.Events)
	if err != nil {
		return n, s.explain("count", err)
	}
	n.Statements, err = s.count.get(ctx, s, func() (n int, err error) {
		err = s.reader.QueryRowContext(ctx, "SELECT count(*) FROM statements").Scan(&n)
		return n, s.explain("count", err)
	})
	return n, err
}
