package store

import (
	"context"

	"readout"
	"readout/internal/query"
)

// Scope is how far the record reaches: what a search that finds nothing has looked at.
type Scope struct {
	Pages    int         `json:"pages"`    // that could be read
	Undated  int         `json:"undated"`  // of these, without a day or with one end of it only
	Bounded  int         `json:"bounded"`  // with a day that is only known to lie between two others
	Earliest readout.Day `json:"earliest"` // of those with a day: none is older
	Latest   readout.Day `json:"latest"`   // and none is younger
}

// Scope counts the pages that a query asks for, by what pages have: see [OfPages]. Pages
// whose day is not known count where no date is asked for.
func (s *Store) Scope(ctx context.Context, q query.Query) (Scope, error) {
	where := compile(pageTerms{s.d}, q)
	const text = `SELECT count(*), count(*) FILTER (WHERE a.earliest = '' OR a.latest = ''),
		count(*) FILTER (WHERE a.earliest <> '' AND a.latest <> '' AND a.earliest <> a.latest),
		coalesce(min(CASE WHEN a.earliest <> '' AND a.latest <> '' THEN a.earliest END), ''),
		coalesce(max(CASE WHEN a.earliest <> '' AND a.latest <> '' THEN a.latest END), '')
		FROM articles a WHERE a.page NOT IN (SELECT id FROM pages WHERE failed = 1) AND `
	var out Scope
	err := s.reader.QueryRowContext(ctx, text+where.text, where.args...).Scan(&out.Pages, &out.Undated, &out.Bounded, &out.Earliest, &out.Latest)
	return out, s.explain("count pages", err)
}
