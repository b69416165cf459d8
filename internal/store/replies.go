package store

import (
	"context"

	"readout"
)

// Replies returns, by question, the statements that answer it. They stand on the page of
// their question, so the cost grows with the pages that have questions, not with the record.
func (s *Store) Replies(ctx context.Context, questions []Hit) (map[readout.StatementID][]Hit, error) {
	asked := make(map[readout.StatementID]bool, len(questions))
	seen := make(map[readout.StatementID]bool)
	for _, q := range questions {
		asked[q.Statement.ID] = true
	}
	out := make(map[readout.StatementID][]Hit)
	for _, q := range questions {
		if seen[q.Statement.ID] {
			continue
		}
		if err := s.pageOf(ctx, q.Statement.ID, func(h Hit) {
			seen[h.Statement.ID] = true
			if a := h.Statement.Answers; asked[a] {
				out[a] = append(out[a], h)
			}
		}); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pageOf calls f with every statement of the page that a statement stands on.
func (s *Store) pageOf(ctx context.Context, id readout.StatementID, f func(Hit)) error {
	const text = hitColumns + `FROM statement_texts q JOIN statements s ON s.page = q.id >> 17
		JOIN statement_texts t ON t.id = ` + textNumber + ` WHERE q.name = ? ORDER BY s.page, s.n`
	rows, err := s.reader.QueryContext(ctx, text, string(id))
	if err != nil {
		return s.explain("look for replies", err)
	}
	defer rows.Close()
	for rows.Next() {
		h, err := s.hit(rows)
		if err != nil {
			return err
		}
		f(h)
	}
	return s.explain("look for replies", rows.Err())
}
