package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"

	"readout"
	"readout/internal/query"
)

// A Hit is a statement in its sentence, with where it stands.
type Hit struct {
	Statement readout.Statement `json:"statement"`
	Sentence  readout.Span      `json:"sentence"` // the part of the article's text that holds the statement
	Said      readout.Interval  `json:"said"`     // when: the statement's own time, else the article's day
	Article   Head              `json:"article"`
	Page      readout.Page      `json:"page"`
}

// SearchOptions say which hits are wanted.
type SearchOptions struct {
	Limit int // 0 is all of them
}

const hitColumns = `SELECT t.json, t.start, t.sentence, s.earliest, s.latest, s.basis,
	(SELECT head FROM articles a WHERE a.page = s.page), (SELECT head FROM pages p WHERE p.id = s.page) `

// Search yields the statements that a query asks for: the newest first, in one article
// as it runs; what is not dated comes last.
func (s *Store) Search(ctx context.Context, q query.Query, opt SearchOptions) iter.Seq2[Hit, error] {
	p := planStatements(q)
	from := p.from(" CROSS JOIN statement_texts t ON t.id = " + textNumber)
	text, args := hitColumns+from.text+p.newest(), from.args
	if opt.Limit > 0 {
		text += " LIMIT ?"
		args = append(args, opt.Limit)
	}
	return func(yield func(Hit, error) bool) {
		rows, err := s.reader.QueryContext(ctx, text, args...)
		if err != nil {
			yield(Hit{}, s.explain("search", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			hit, err := s.hit(rows)
			if !yield(hit, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(Hit{}, s.explain("search", err))
		}
	}
}

func (s *Store) hit(rows *sql.Rows) (Hit, error) {
	var h Hit
	var statement, article, page []byte
	err := rows.Scan(&statement, &h.Sentence.Start, &h.Sentence.Text, &h.Said.Earliest, &h.Said.Latest, &h.Said.Basis, &article, &page)
	if err != nil {
		return h, s.explain("search", err)
	}
	h.Sentence.End = h.Sentence.Start + len([]rune(h.Sentence.Text))
	err = errors.Join(json.Unmarshal(statement, &h.Statement), json.Unmarshal(article, &h.Article), json.Unmarshal(page, &h.Page))
	if err != nil {
		return h, s.damaged("a statement's contents", err)
	}
	return h, nil
}

// Tally is how many statements a query finds.
type Tally struct {
	Found   int
	Undated int // not found, but would be if their day were known and lay right
}

// Count counts what Search would yield without a limit.
func (s *Store) Count(ctx context.Context, q query.Query) (Tally, error) {
	all := planStatements(q).count()
	var t Tally
	err := s.reader.QueryRowContext(ctx, all.text, all.args...).Scan(&t.Found)
	if err != nil || !asksDate(q) {
		return t, s.explain("count", err)
	}
	// The first condition has an index, see the schema; the second one is what counts.
	where := compile(statementTerms{}, q)
	const undated = "SELECT count(*) FROM statements s WHERE (s.earliest = '' OR s.latest = '') AND ("
	err = s.reader.QueryRowContext(ctx, undated+where.text+") IS NULL", where.args...).Scan(&t.Undated)
	return t, s.explain("count", err)
}

func asksDate(q query.Query) (asks bool) {
	query.Walk(q.Root, func(n query.Node) {
		_, isDate := n.(query.Date)
		asks = asks || isDate
	})
	return asks
}

// Export calls f with every statement that a query asks for, in the order of Search, one
// at a time. It stops at f's first error and returns it.
func (s *Store) Export(ctx context.Context, q query.Query, f func(Hit) error) error {
	for hit, err := range s.Search(ctx, q, SearchOptions{}) {
		if err != nil {
			return err
		}
		if err := f(hit); err != nil {
			return err
		}
	}
	return nil
}
