package column

import (
	"context"
	"slices"

	"readout/internal/query"
	"readout/internal/store"
)

// Date names the filter that the histogram leaves out, as other facets leave out their own.
const Date query.Name = "date"

// A Filter narrows a search to one or more values of a facet.
type Filter struct {
	Name query.Name
	Any  []query.Node // one of them must hold
}

// An Ask is what is asked of a table.
type Ask struct {
	Query     query.Query
	Filters   []Filter     // all of them must hold
	Facets    []query.Name // to be counted
	Values    int          // how many values of each facet at most; 0 is 10
	Histogram bool         // whether statements are counted by day
}

// Whole returns the query with the filters in it: what an export must be asked for to have
// the same statements.
func (a *Ask) Whole() query.Query {
	var all query.And
	add := func(n query.Node) {
		switch n := n.(type) {
		case nil:
		case query.And:
			all = append(all, n...)
		default:
			all = append(all, n)
		}
	}
	add(a.Query.Root)
	for _, f := range a.Filters {
		add(f.node())
	}
	switch len(all) {
	case 0:
		return query.Query{}
	case 1:
		return query.Query{Root: all[0]}
	}
	return query.Query{Root: all}
}

func (f *Filter) node() query.Node {
	if len(f.Any) == 1 {
		return f.Any[0]
	}
	return query.Or(f.Any)
}

// Found is what a query finds, as the record was at one moment.
type Found struct {
	Count     int // statements
	Undated   int // not found, but would be if their day were known and lay right
	Facets    []Facet
	Histogram Histogram

	columns *columns
	all     set
}

// Find answers an ask. Each facet, and the histogram, is counted with its own filter left
// out, so that it shows what else there is to choose.
func (t *Table) Find(ctx context.Context, ask Ask) (*Found, error) {
	now, err := t.current(ctx)
	if err != nil {
		return nil, err
	}
	e := &evaluation{ctx: ctx, store: t.store, snapshot: now}
	base, err := e.query(ask.Query)
	if err != nil {
		return nil, err
	}
	filters := make([]verdict, len(ask.Filters))
	for i, f := range ask.Filters {
		if filters[i], err = e.node(f.node()); err != nil {
			return nil, err
		}
	}
	whole := base
	for _, f := range filters {
		whole = and(whole, f)
	}
	found := &Found{Count: whole.yes.count(), Undated: whole.open.count(), columns: &now.columns, all: whole.yes}
	shared := &tallies{snapshot: now, of: whole.yes}
	without := func(name query.Name) *tallies {
		i := slices.IndexFunc(ask.Filters, func(f Filter) bool { return f.Name == name })
		if i < 0 {
			return shared
		}
		rest := base
		for k, f := range filters {
			if ask.Filters[k].Name != name {
				rest = and(rest, f)
			}
		}
		return &tallies{snapshot: now, of: rest.yes}
	}
	for _, name := range ask.Facets {
		found.Facets = append(found.Facets, without(name).facet(name, chosen(ask.Filters, name), ask.values()))
	}
	if ask.Histogram {
		found.Histogram = histogram(now.intervals, now.known, without(Date).said())
	}
	return found, t.label(ctx, now, found.Facets)
}

func (a *Ask) values() int {
	if a.Values == 0 {
		return 10
	}
	return a.Values
}

// chosen are the fields that the filters of a facet ask for.
func chosen(filters []Filter, name query.Name) (out []query.Field) {
	for _, f := range filters {
		for _, n := range f.Any {
			if field, ok := n.(query.Field); ok && f.Name == name {
				out = append(out, field)
			}
		}
	}
	return out
}

// Newest returns the numbers of the newest statements below a number, at most n, the newest
// first: those that follow it on the next page. Below 0 is from the newest on.
func (f *Found) Newest(below store.Number, n int) []store.Number {
	at := f.columns.len()
	if below > 0 {
		at, _ = slices.BinarySearch(f.columns.numbers, below)
	}
	places := f.all.below(at, n)
	out := make([]store.Number, len(places))
	for i, p := range places {
		out[i] = f.columns.numbers[p]
	}
	return out
}

// Newer returns the numbers of the statements above a number, at most n, the nearest first.
func (f *Found) Newer(above store.Number, n int) []store.Number {
	at, exact := slices.BinarySearch(f.columns.numbers, above)
	if exact {
		at++
	}
	var out []store.Number
	for i := at; i < f.columns.len() && len(out) < n; i++ {
		if f.all[i/64] == 0 {
			i |= 63 // none of these
		} else if f.all.has(i) {
			out = append(out, f.columns.numbers[i])
		}
	}
	return out
}

// Before returns how many statements are shown before one, when the newest come first.
func (f *Found) Before(number store.Number) int {
	at, exact := slices.BinarySearch(f.columns.numbers, number)
	if exact {
		at++
	}
	n := 0
	for i := at; i < f.columns.len() && i%64 != 0; i++ {
		if f.all.has(i) {
			n++
		}
	}
	if k := (at + 63) / 64; k < len(f.all) {
		n += f.all[k:].count()
	}
	return n
}

// Has reports whether a statement is among what was found.
func (f *Found) Has(number store.Number) bool {
	at, exact := slices.BinarySearch(f.columns.numbers, number)
	return exact && f.all.has(at)
}
