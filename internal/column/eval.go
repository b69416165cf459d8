package column

import (
	"context"
	"slices"
	"strings"

	"readout/internal/query"
	"readout/internal/store"
)

// An evaluation finds out for which statements of a snapshot a query holds. It decides as
// the store's SQL does.
type evaluation struct {
	ctx   context.Context
	store *store.Store
	*snapshot
}

func (e *evaluation) query(q query.Query) (verdict, error) {
	if q.Root == nil {
		return verdict{yes: full(e.len())}, nil
	}
	return e.node(q.Root)
}

func (e *evaluation) node(n query.Node) (verdict, error) {
	if m, ok := store.Words(n); ok {
		return e.words(m)
	}
	switch n := n.(type) {
	case query.Field:
		return e.field(n)
	case query.Date:
		return e.date(n), nil
	case query.Not:
		v, err := e.node(n.X)
		if err != nil {
			return v, err
		}
		return not(v, e.len()), nil
	case query.And:
		return e.list(together(n), and)
	case query.Or:
		return e.list(n, or)
	}
	return verdict{yes: newSet(e.len())}, nil
}

// together joins the parts of a conjunction that are about words: the index is much faster
// at that.
func together(all query.And) []query.Node {
	var words, rest query.And
	for _, n := range all {
		inner := n
		if not, ok := n.(query.Not); ok {
			inner = not.X
		}
		if _, ok := store.Words(inner); ok {
			words = append(words, n)
		} else {
			rest = append(rest, n)
		}
	}
	if _, ok := store.Words(words); !ok || len(words) < 2 {
		return all
	}
	return append(rest, words)
}

func (e *evaluation) list(nodes []query.Node, join func(a, b verdict) verdict) (verdict, error) {
	var out verdict
	for i, n := range nodes {
		v, err := e.node(n)
		if err != nil {
			return v, err
		}
		if i == 0 {
			out = v
		} else {
			out = join(out, v)
		}
	}
	return out, nil
}

// words asks the store's index. It knows numbers, in order, as the columns do.
func (e *evaluation) words(m store.Match) (verdict, error) {
	yes, err := e.sets.get(m.String(), func() (set, error) {
		s, at := newSet(e.len()), 0
		err := e.store.Matching(e.ctx, m, func(n store.Number) {
			at = e.seek(at, n)
			if at < e.len() && e.numbers[at] == n {
				s.add(at)
			}
		})
		return s, err
	})
	return verdict{yes: yes}, err
}

// seek returns the first place from at on whose number is not below n: near places are
// looked at first.
func (c *columns) seek(at int, n store.Number) int {
	step := 1
	for at+step < c.len() && c.numbers[at+step] < n {
		at += step
		step *= 2
	}
	low, high := at, min(at+step, c.len())
	for low < high {
		if mid := int(uint(low+high) / 2); c.numbers[mid] < n {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// date holds where some day of the interval may lie in what is asked. It is open where an
// end is not known, unless the known one lies outside.
func (e *evaluation) date(d query.Date) verdict {
	to := d.To
	if to == "" {
		to = "9999-12-31"
	}
	yes, open := make([]uint8, len(e.intervals)), make([]uint8, len(e.intervals))
	some := false
	for i, v := range e.intervals {
		switch {
		case v.Earliest > to || v.Latest != "" && v.Latest < d.From:
		case v.Earliest != "" && v.Latest != "":
			yes[i] = 1
		default:
			open[i], some = 1, true
		}
	}
	out := verdict{yes: where(e.said, yes)}
	if some {
		out.open = where(e.said, open)
	}
	return out
}

func (e *evaluation) field(f query.Field) (verdict, error) {
	switch f.Name {
	case query.Speaker, query.To, query.Side:
		col := e.speaker
		if f.Name == query.To {
			col = e.addressee
		}
		marked := make([]uint8, len(e.parties.actors))
		for _, i := range e.party(f) {
			marked[i] = 1
		}
		return verdict{yes: where(col, marked)}, nil
	case query.Kind, query.Level, query.Setting, query.Act:
		return verdict{yes: where(e.manner, marks(e.manners, mannerTest(f)))}, nil
	case query.Event:
		return e.ofEvent(f.Value)
	case query.Issue:
		is := wholeTest(f)
		return verdict{yes: where(e.issues, marks(e.issueSets, func(set string) bool {
			for issue := range strings.SplitSeq(set, "\n") {
				if set != "" && is(issue) {
					return true
				}
			}
			return false
		}))}, nil
	}
	pages, err := e.pagesOf(f)
	return verdict{yes: e.onPages(pages)}, err
}

// ofEvent asks the store, which knows what belongs together.
func (e *evaluation) ofEvent(id string) (verdict, error) {
	s := newSet(e.len())
	err := e.store.OfEvent(e.ctx, id, func(n store.Number) {
		if at, ok := slices.BinarySearch(e.numbers, n); ok {
			s.add(at)
		}
	})
	return verdict{yes: s}, err
}

func marks[T any](list []T, test func(T) bool) []uint8 {
	out := make([]uint8, len(list))
	for i, v := range list {
		if test(v) {
			out[i] = 1
		}
	}
	return out
}

// party returns the parties that speaker:, to: or side: finds. Nobody is party 0.
func (s *snapshot) party(field query.Field) []uint32 {
	list, _ := s.matches.get(field, func() ([]uint32, error) { return s.parties.find(field), nil })
	return list
}

func (p *parties) find(field query.Field) (out []uint32) {
	if field.Name == query.Side {
		side := strings.ToLower(field.Value)
		for i, s := range p.sides {
			if s == side {
				out = append(out, uint32(i))
			}
		}
		return out
	}
	for i, a := range p.actors {
		if a == field.Value {
			out = append(out, uint32(i))
		}
	}
	p.names.find(store.Needle(field.Value, field.Prefix), func(i uint32) { out = append(out, i) })
	slices.Sort(out)
	return slices.Compact(out)
}

func mannerTest(f query.Field) func(manner) bool {
	is := wholeTest(f)
	switch f.Name {
	case query.Kind:
		return func(m manner) bool { return m.kind == f.Value }
	case query.Level:
		level := f.Value
		if level == "none" {
			level = ""
		}
		return func(m manner) bool { return m.level == level }
	case query.Setting:
		return func(m manner) bool { return is(m.setting) }
	}
	return func(m manner) bool { return is(m.act) }
}

// wholeTest compares with a value as a whole, or with its beginning.
func wholeTest(f query.Field) func(string) bool {
	v := store.Key(f.Value)
	if f.Prefix {
		return func(s string) bool { return strings.HasPrefix(s, v) }
	}
	return func(s string) bool { return s == v }
}

// pagesOf marks the pages of which a field holds.
func (e *evaluation) pagesOf(f query.Field) ([]uint8, error) {
	switch f.Name {
	case query.Publisher:
		needle := store.Needle(f.Value, f.Prefix)
		ok := marks(e.sources, func(s string) bool { return strings.Contains(s, needle) })
		return marks(e.pages, func(p pageCodes) bool { return ok[p.source] == 1 }), nil
	case query.Language:
		lang := strings.ToLower(f.Value)
		ok := marks(e.languages, func(s string) bool { return s == lang || strings.HasPrefix(s, lang+"-") })
		return marks(e.pages, func(p pageCodes) bool { return ok[p.language] == 1 }), nil
	case query.Headline:
		ok := make([]uint8, len(e.headlines.starts))
		e.headlines.find(store.Needle(f.Value, f.Prefix), func(i uint32) { ok[i] = 1 })
		return marks(e.pages, func(p pageCodes) bool { return ok[p.headline] == 1 }), nil
	case query.Page:
		ok := make([]uint8, len(e.pages))
		err := e.store.PagesNamed(e.ctx, f.Value, func(page int64) {
			if page >= 0 && page < int64(len(ok)) {
				ok[page] = 1
			}
		})
		return ok, err
	}
	return make([]uint8, len(e.pages)), nil
}

// onPages returns the statements on marked pages.
func (e *evaluation) onPages(marked []uint8) set {
	s := newSet(e.len())
	for k := range s {
		var w uint64
		for j, n := range e.numbers[k*64 : min(k*64+64, e.len())] {
			w |= uint64(marked[n.Page()]) << j
		}
		s[k] = w
	}
	return s
}
