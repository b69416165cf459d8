package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"readout"
	"readout/internal/query"
)

// hitChunk is how many hits are read at once.
const hitChunk = 512

// Hits returns the statements with these numbers, in their order. Those that the record does
// not hold any more are left out.
func (s *Store) Hits(ctx context.Context, numbers []Number) ([]Hit, error) {
	out := make([]Hit, 0, len(numbers))
	_, err := s.hits(ctx, s.reader, numbers, func(h Hit) bool {
		out = append(out, h)
		return true
	})
	return out, err
}

// hits calls f with statements until it returns false, and reports whether it never did.
func (s *Store) hits(ctx context.Context, db querier, numbers []Number, f func(Hit) bool) (more bool, err error) {
	text := hitColumns + "FROM " + s.d.numbers() + " j" + s.d.join() + "statements s ON s.id = j.value" +
		s.d.join() + "statement_texts t ON t.id = " + textNumber + " ORDER BY j.key"
	rows, err := db.QueryContext(ctx, text, numberList(numbers))
	if err != nil {
		return false, s.explain("search", err)
	}
	defer rows.Close()
	for rows.Next() {
		h, err := s.hit(rows)
		if err != nil {
			return false, err
		}
		if !f(h) {
			return false, nil
		}
	}
	return true, s.explain("search", rows.Err())
}

// numberList writes numbers as a list in JSON.
func numberList(numbers []Number) string {
	b := []byte{'['}
	for i, n := range numbers {
		if i > 0 {
			b = append(b, ',')
		}
		b = fmt.Append(b, int64(n))
	}
	return string(append(b, ']'))
}

// NumberOf returns the number of a statement, by its id in the record.
func (s *Store) NumberOf(ctx context.Context, id readout.StatementID) (n Number, err error) {
	const text = "SELECT s.id FROM statement_texts t JOIN statements s ON s.page = t.id >> 17 AND s.n = t.id & 131071 WHERE t.name = ? LIMIT 1"
	err = s.reader.QueryRowContext(ctx, text, string(id)).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, &Error{Path: s.path, What: fmt.Sprintf("no statement %q", id), Kind: readout.ErrNotFound}
	}
	return n, s.explain("look for a statement", err)
}

// A Ranked is a statement with how well it fits: less is better.
type Ranked struct {
	Number Number
	Score  float64
}

// Rank puts those of the numbers first whose statements the words of a query fit best (BM25,
// over said and sentence), the newer one first of two that fit alike. The cost grows with
// how many statements hold the words, and with how many numbers there are.
func (s *Store) Rank(ctx context.Context, q query.Query, numbers []Number) ([]Ranked, error) {
	return s.rank(ctx, s.reader, q, numbers)
}

func (s *Store) rank(ctx context.Context, db querier, q query.Query, numbers []Number) ([]Ranked, error) {
	out := make([]Ranked, len(numbers))
	for i, n := range numbers {
		out[i].Number = n
	}
	m := wanted(q.Root)
	if len(m.parts) == 0 || len(numbers) == 0 {
		return out, nil
	}
	scores, err := s.d.rank(ctx, db, m, numbers)
	if err != nil {
		return nil, s.explain("rank", err)
	}
	for i := range out {
		out[i].Score = scores[out[i].Number]
	}
	slices.SortFunc(out, better)
	return out, nil
}

func better(a, b Ranked) int {
	return cmp.Or(cmp.Compare(a.Score, b.Score), cmp.Compare(b.Number, a.Number))
}

// After returns the place in a ranking at which what follows a cursor begins.
func After(list []Ranked, c Cursor) int {
	if c.Number == 0 {
		return 0
	}
	// The hit itself says best where the list goes on; its score may have moved.
	if i := slices.IndexFunc(list, func(r Ranked) bool { return r.Number == c.Number }); i >= 0 {
		return i + 1
	}
	i, _ := slices.BinarySearchFunc(list, Ranked(c), better)
	return i
}

// wanted is the match of all words that a query wants, any of them; without parts where
// it wants none.
func wanted(n query.Node) Match {
	m := Match{any: true}
	var walk func(query.Node)
	walk = func(n query.Node) {
		if part, ok := (statementTerms{}).match(n); ok {
			m.parts = append(m.parts, part)
		}
		switch n := n.(type) {
		case query.And:
			for _, c := range n {
				walk(c)
			}
		case query.Or:
			for _, c := range n {
				walk(c)
			}
		}
	}
	walk(n)
	return m
}

// PartyName returns the name, as its page has it, of somebody who speaks or is spoken to,
// or "" where nobody does under that number.
func (s *Store) PartyName(ctx context.Context, party int64, addressee bool) (string, error) {
	column := "speaker"
	if addressee {
		column = "addressee"
	}
	var data []byte
	err := s.reader.QueryRowContext(ctx, "SELECT t.json FROM statements s JOIN statement_texts t ON t.id = "+textNumber+" WHERE s."+column+" = ? LIMIT 1", party).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	var st struct{ Speaker, Addressee *struct{ Name string } }
	if err == nil {
		err = json.Unmarshal(data, &st)
	}
	switch p := st.Speaker; {
	case err != nil:
		return "", s.explain("read a name", err)
	case addressee && st.Addressee != nil:
		return st.Addressee.Name, nil
	case p != nil:
		return p.Name, nil
	}
	return "", nil
}

// OutletName returns the publisher, else the agency, as its pages have it, of a
// [PageRow.Publisher].
func (s *Store) OutletName(ctx context.Context, publisher string) (string, error) {
	var head []byte
	err := s.reader.QueryRowContext(ctx, "SELECT head FROM articles WHERE publisher = ? LIMIT 1", publisher).Scan(&head)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	var h Head
	if err == nil {
		err = json.Unmarshal(head, &h)
	}
	if err != nil {
		return "", s.explain("read a name", err)
	}
	if h.Publisher != "" {
		return string(h.Publisher), nil
	}
	return string(h.Agency), nil
}
