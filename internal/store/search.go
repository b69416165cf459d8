package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"
	"slices"

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
	Number    Number            `json:"-"` // the statement's row
}

// An Order says which hits come first.
type Order int

// The orders of hits. A query without words has no relevance: its newest hits come first.
const (
	Newest    Order = iota // in one article as it runs; what is not dated comes last
	Relevance              // what its words fit best, by BM25; of hits that fit alike the newest
)

// SearchOptions say which hits are wanted.
type SearchOptions struct {
	Limit int // 0 is all of them
	Order Order
	After Cursor // only those that follow; zero for all
	// Earlier says that earlier versions of articles are searched, too. They are where the
	// query names a page.
	Earlier bool
}

// A Cursor is a place in a list of hits: behind one of them. It stays where it is when
// statements are added or taken out, its own among them. By relevance that holds nearly: what
// is added changes how rare words are.
type Cursor struct {
	Number Number
	Score  float64 // by relevance
}

const hitColumns = `SELECT t.json, t.start, t.sentence, s.id, s.earliest, s.latest, s.basis,
	(SELECT head FROM articles a WHERE a.page = s.page), (SELECT head FROM pages p WHERE p.id = s.page) `

// Search yields the statements that a query asks for, as the record was when it was asked.
// It keeps their numbers in memory, not their words.
func (s *Store) Search(ctx context.Context, q query.Query, opt SearchOptions) iter.Seq2[Hit, error] {
	return func(yield func(Hit, error) bool) {
		tx, err := s.reader.BeginTx(ctx, s.d.snapshot())
		if err != nil {
			yield(Hit{}, s.explain("search", err))
			return
		}
		defer tx.Rollback()
		numbers, err := s.found(ctx, tx, q, opt)
		if err != nil {
			yield(Hit{}, err)
			return
		}
		for chunk := range slices.Chunk(numbers, hitChunk) {
			if more, err := s.hits(ctx, tx, chunk, func(h Hit) bool { return yield(h, nil) }); err != nil {
				yield(Hit{}, err)
				return
			} else if !more {
				return
			}
		}
	}
}

// Find returns the numbers of the statements that [Store.Search] yields.
func (s *Store) Find(ctx context.Context, q query.Query, opt SearchOptions) ([]Number, error) {
	return s.found(ctx, s.reader, q, opt)
}

// found returns the numbers of the statements that are wanted, in the order asked for. The
// words of statements are read later: where rows must be sorted, they would be carried along.
func (s *Store) found(ctx context.Context, db querier, q query.Query, opt SearchOptions) ([]Number, error) {
	p, err := s.plan(ctx, db, q, opt.Earlier)
	if err != nil {
		return nil, err
	}
	ranked := opt.Order == Relevance && len(wanted(q.Root).parts) > 0
	if after := int64(opt.After.Number); after > 0 && !ranked && (p.before == 0 || after < p.before) {
		p.before = after
	}
	from := p.from()
	text, args := "SELECT "+p.id()+" "+from.text+p.newest(), from.args
	if opt.Limit > 0 && !ranked {
		text += " LIMIT ?"
		args = append(args, opt.Limit)
	}
	var numbers []Number
	err = s.numbers(ctx, db, text, args, func(n int64) { numbers = append(numbers, Number(n)) })
	if err != nil || !ranked {
		return numbers, err
	}
	list, err := s.rank(ctx, db, q, numbers)
	if err != nil {
		return nil, err
	}
	list = list[After(list, opt.After):]
	if opt.Limit > 0 {
		list = list[:min(opt.Limit, len(list))]
	}
	numbers = numbers[:0]
	for _, r := range list {
		numbers = append(numbers, r.Number)
	}
	return numbers, nil
}

func (s *Store) hit(rows *sql.Rows) (Hit, error) {
	var h Hit
	var statement, article, page []byte
	err := rows.Scan(&statement, &h.Sentence.Start, &h.Sentence.Text, &h.Number, &h.Said.Earliest, &h.Said.Latest, &h.Said.Basis, &article, &page)
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
	p, err := s.plan(ctx, s.reader, q, false)
	if err != nil {
		return Tally{}, err
	}
	all := p.count()
	var t Tally
	err = s.reader.QueryRowContext(ctx, all.text, all.args...).Scan(&t.Found)
	if err != nil || !asksDate(q) {
		return t, s.explain("count", err)
	}
	// The first condition has an index, see the schema; the second one is what counts.
	where := compile(statementTerms{s.d}, q)
	undated := "SELECT count(*) FROM statements s WHERE (s.earliest = '' OR s.latest = '') AND "
	if p.hides {
		undated += "s.page NOT IN " + earlier + " AND "
	}
	err = s.reader.QueryRowContext(ctx, undated+"("+where.text+") IS NULL", where.args...).Scan(&t.Undated)
	return t, s.explain("count", err)
}

// plan says how statements are looked for, and whether earlier versions are left out.
func (s *Store) plan(ctx context.Context, db querier, q query.Query, all bool) (plan, error) {
	p := planStatements(s.d, q)
	var err error
	p.hides, err = s.hidesEarlier(ctx, db, AsksPage(q), all)
	return p, err
}

// AsksPage reports whether a query names a page.
func AsksPage(q query.Query) (asks bool) {
	query.Walk(q.Root, func(n query.Node) {
		f, ok := n.(query.Field)
		asks = asks || ok && f.Name == query.Page
	})
	return asks
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
func (s *Store) Export(ctx context.Context, q query.Query, opt SearchOptions, f func(Hit) error) error {
	for hit, err := range s.Search(ctx, q, opt) {
		if err != nil {
			return err
		}
		if err := f(hit); err != nil {
			return err
		}
	}
	return nil
}
