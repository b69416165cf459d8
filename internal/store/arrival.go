package store

import (
	"context"
	"encoding/json"

	"readout/internal/query"
)

// An Arrived is a statement with when its page came into the record.
type Arrived struct {
	Hit
	Came string // RFC 3339; "" where that was not noted
}

// Newcomers returns the statements that a query asks for whose pages came in last, at most
// limit of them, those of the last page first and in a page as it runs. Since leaves out
// pages that came in before a time, in RFC 3339; "" is all.
func (s *Store) Newcomers(ctx context.Context, q query.Query, since string, limit int) ([]Arrived, error) {
	// A statement's number tells its page and place: see statementID. So what the index of
	// words finds is put in order without looking at the statements.
	p := planStatements(s.d, q)
	from, page, place := p.from(), "s.page", "s.n"
	if p.match != nil {
		page, place = "("+p.id()+" >> 17 & 536870911)", "("+p.id()+" & 131071) DESC"
	}
	text, args := "SELECT "+p.id()+" "+from.text, from.args
	if since != "" {
		text += " AND " + page + " IN (SELECT id FROM pages WHERE came >= ?)"
		args = append(args, since)
	}
	var numbers []Number
	if err := s.numbers(ctx, s.reader, text+" ORDER BY "+page+" DESC, "+place+" LIMIT ?", append(args, limit), func(n int64) { numbers = append(numbers, Number(n)) }); err != nil {
		return nil, err
	}
	return s.arrived(ctx, numbers)
}

// CountNewcomers counts what Newcomers would return without a limit.
func (s *Store) CountNewcomers(ctx context.Context, q query.Query, since string) (n int, err error) {
	where := compile(statementTerms{s.d}, q)
	text := "SELECT count(*) FROM statements s WHERE " + where.text + " AND s.page IN (SELECT id FROM pages WHERE came >= ?)"
	err = s.reader.QueryRowContext(ctx, text, append(where.args, since)...).Scan(&n)
	return n, s.explain("count", err)
}

func (s *Store) arrived(ctx context.Context, numbers []Number) ([]Arrived, error) {
	hits, err := s.Hits(ctx, numbers)
	if err != nil {
		return nil, err
	}
	var pages []int64
	for i := range hits {
		pages = append(pages, hits[i].Number.Page())
	}
	came, err := s.came(ctx, pages)
	out := make([]Arrived, len(hits))
	for i := range hits {
		out[i] = Arrived{hits[i], came[pages[i]]}
	}
	return out, err
}

// came returns when pages came in, by their numbers.
func (s *Store) came(ctx context.Context, pages []int64) (map[int64]string, error) {
	list, _ := json.Marshal(pages) // numbers
	type row struct {
		page int64
		at   string
	}
	rows, err := rowsOf(ctx, s, "read when pages came", "SELECT id, came FROM pages WHERE id IN (SELECT value FROM "+s.d.numbers()+" j)", []any{string(list)},
		func(r *row) []any { return []any{&r.page, &r.at} })
	out := make(map[int64]string, len(rows))
	for _, r := range rows {
		out[r.page] = r.at
	}
	return out, err
}

// CameOf returns when the pages with some ids came in.
func (s *Store) CameOf(ctx context.Context, hashes []string) (map[string]string, error) {
	list, _ := json.Marshal(hashes) // strings
	type row struct{ hash, at string }
	rows, err := rowsOf(ctx, s, "read when pages came", "SELECT hash, came FROM pages WHERE hash IN (SELECT value FROM "+s.d.texts()+" j)", []any{string(list)},
		func(r *row) []any { return []any{&r.hash, &r.at} })
	out := make(map[string]string, len(rows))
	for _, r := range rows {
		out[r.hash] = r.at
	}
	return out, err
}

// A Change is a page that was added, read anew or removed.
type Change struct{ Seq, Page int64 }

// Settled returns the changes of pages after one, in their order and at most limit, up to
// the first page that is still to be linked: what a statement is part of is known then.
func (s *Store) Settled(ctx context.Context, after int64, limit int) ([]Change, error) {
	const text = `SELECT seq, page FROM page_changes WHERE seq > ?1
		AND seq < coalesce((SELECT min(c.seq) FROM link_pending l JOIN page_changes c ON c.page = l.page WHERE c.seq > ?1), 9223372036854775807)
		ORDER BY seq LIMIT ?2`
	return rowsOf(ctx, s, "read changes", text, []any{after, limit}, func(c *Change) []any { return []any{&c.Seq, &c.Page} })
}

// LastChange returns the number of the last change of a page.
func (s *Store) LastChange(ctx context.Context) (seq int64, err error) {
	err = s.reader.QueryRowContext(ctx, "SELECT coalesce(max(seq), 0) FROM page_changes").Scan(&seq)
	return seq, s.explain("read changes", err)
}

// On returns the statements of some pages that a query asks for, page by page as they run.
func (s *Store) On(ctx context.Context, q query.Query, pages []int64) ([]Arrived, error) {
	where := compile(statementTerms{s.d}, q)
	list, _ := json.Marshal(pages) // numbers
	var numbers []Number
	err := s.numbers(ctx, s.reader, "SELECT s.id FROM statements s WHERE s.page IN (SELECT value FROM "+s.d.numbers()+" j) AND "+where.text+" ORDER BY s.page, s.n",
		append([]any{string(list)}, where.args...), func(n int64) { numbers = append(numbers, Number(n)) })
	if err != nil {
		return nil, err
	}
	return s.arrived(ctx, numbers)
}
