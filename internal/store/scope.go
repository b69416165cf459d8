package store

import (
	"context"
	"sync"

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
	if q.Root != nil {
		return s.scope(ctx, q)
	}
	change, err := s.LastChange(ctx)
	if err != nil {
		return Scope{}, err
	}
	s.whole.Lock()
	defer s.whole.Unlock()
	if s.whole.change != change || change == 0 {
		if s.whole.Scope, err = s.scope(ctx, q); err != nil {
			s.whole.change = 0
			return Scope{}, err
		}
		s.whole.change = change
	}
	return s.whole.Scope, nil
}

// wholeScope is the scope of the whole record as it was after a change of a page.
type wholeScope struct {
	sync.Mutex
	Scope
	change int64 // 0 where it is not known
}

func (s *Store) scope(ctx context.Context, q query.Query) (Scope, error) {
	where := compile(pageTerms{s.d}, q)
	// Most pages share their days with others: the days are looked at, not each page's.
	text := `SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (WHERE earliest = '' OR latest = ''), 0),
		coalesce(sum(n) FILTER (WHERE earliest <> '' AND latest <> '' AND earliest <> latest), 0),
		coalesce(min(earliest) FILTER (WHERE earliest <> '' AND latest <> ''), ''), coalesce(max(latest) FILTER (WHERE earliest <> '' AND latest <> ''), '')
		FROM (SELECT a.earliest, a.latest, count(*) AS n FROM articles a WHERE a.page NOT IN (SELECT id FROM pages WHERE failed = 1) AND ` +
		where.text + " GROUP BY a.earliest, a.latest) AS x"
	var out Scope
	err := s.reader.QueryRowContext(ctx, text, where.args...).Scan(&out.Pages, &out.Undated, &out.Bounded, &out.Earliest, &out.Latest)
	return out, s.explain("count pages", err)
}
