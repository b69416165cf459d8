package store

import (
	"context"
	"slices"
)

// words is what FTS5 gets of a text; it folds the words itself.
func (*sqliteDialect) words(s string) string { return indexed(s) }

func (*sqliteDialect) match(table string, m Match) clause {
	return clause{table + " MATCH ?", []any{m.String()}}
}

func (d *sqliteDialect) rank(ctx context.Context, db querier, m Match, numbers []Number) (map[Number]float64, error) {
	const text = `SELECT rowid, bm25(statement_words) FROM statement_words
		WHERE statement_words MATCH ? AND rowid BETWEEN ? AND ? AND +rowid IN (SELECT value FROM json_each(?))`
	rows, err := db.QueryContext(ctx, text, m.String(), slices.Min(numbers), slices.Max(numbers), numberList(numbers))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	scores := make(map[Number]float64, len(numbers))
	for rows.Next() {
		var r Ranked
		if err := rows.Scan(&r.Number, &r.Score); err != nil {
			return nil, err
		}
		scores[r.Number] = r.Score
	}
	return scores, rows.Err()
}
