package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"readout"
	"readout/internal/column"
	"readout/internal/query"
	"readout/internal/store"
)

// columnsStale is how long a change of the record may wait before searches see it.
const columnsStale = time.Second

// Ranked is how many of the newest statements that a query finds are ordered by relevance:
// to weigh each takes time.
const Ranked = 5_000

// A lazyTable is the columns of the record, read when they are first asked for.
type lazyTable struct {
	mu    sync.Mutex
	table *column.Table
}

// Columns returns what a search compares of all statements, in memory. The first call takes
// some seconds for a million statements.
func (d *Desk) Columns(ctx context.Context) (*column.Table, error) {
	d.columns.mu.Lock()
	defer d.columns.mu.Unlock()
	if d.columns.table != nil {
		return d.columns.table, nil
	}
	table, err := column.Open(ctx, d.Store, column.Options{Stale: columnsStale})
	if err == nil {
		d.columns.table = table
	}
	return table, err
}

// A Search is what is looked for, and how much of it is wanted.
type Search struct {
	column.Ask
	Order store.Order
	Side  Side         // sorts as a concordance; Unsorted leaves it to Order
	After store.Cursor // of the hit that the list goes on behind
	Limit int          // hits
}

// A Finding is what a search finds.
type Finding struct {
	*column.Found
	Query     query.Query // all that was asked for, filters included
	Hits      []store.Hit
	First     int           // the place of the first hit in the list, from 1
	Next      *store.Cursor // where the list goes on, nil at its end
	Previous  *store.Cursor // where the part before this one begins, nil on the first part; zero for the first part
	Unranked  int           // by relevance: older statements that were not weighed
	Unsorted  int           // as a concordance: older statements that were not sorted
	Questions map[readout.StatementID]store.Hit
}

// Search finds statements and says how they divide. All numbers are of the record at one
// moment, and those of an export of Finding.Query.
func (d *Desk) Search(ctx context.Context, s Search) (*Finding, error) {
	table, err := d.Columns(ctx)
	if err != nil {
		return nil, err
	}
	f := &Finding{Query: s.Whole()}
	if f.Found, err = table.Find(ctx, s.Ask); err != nil {
		return nil, err
	}
	list := d.newest
	switch {
	case s.Side != Unsorted:
		list = d.concordance
	case s.Order == store.Relevance && hasWords(f.Query.Root):
		list = d.relevant
	}
	numbers, err := list(ctx, f, &s)
	if err != nil {
		return nil, err
	}
	if f.Hits, err = d.Store.Hits(ctx, numbers); err != nil {
		return nil, err
	}
	return f, d.questions(ctx, f)
}

// newest returns the part of the list, the newest first.
func (d *Desk) newest(_ context.Context, f *Finding, s *Search) ([]store.Number, error) {
	numbers := f.Newest(s.After.Number, s.Limit+1)
	if len(numbers) == 0 {
		return nil, nil
	}
	f.First = f.Before(numbers[0]) + 1
	if len(numbers) > s.Limit {
		numbers = numbers[:s.Limit]
		f.Next = &store.Cursor{Number: numbers[s.Limit-1]}
	}
	if f.First > 1 {
		f.Previous = &store.Cursor{}
		if newer := f.Newer(numbers[0], s.Limit+1); len(newer) > s.Limit {
			f.Previous.Number = newer[s.Limit]
		}
	}
	return numbers, nil
}

// relevant returns the part of the list, what fits best first.
func (d *Desk) relevant(ctx context.Context, f *Finding, s *Search) ([]store.Number, error) {
	candidates := f.Newest(0, Ranked)
	f.Unranked = f.Count - len(candidates)
	list, err := d.Store.Rank(ctx, f.Query, candidates)
	if err != nil {
		return nil, err
	}
	at := store.After(list, s.After)
	end := min(at+s.Limit, len(list))
	if at == end {
		return nil, nil
	}
	f.First = at + 1
	if end < len(list) {
		f.Next = (*store.Cursor)(&list[end-1])
	}
	if at > 0 {
		f.Previous = &store.Cursor{}
		if before := at - s.Limit - 1; before >= 0 {
			f.Previous = (*store.Cursor)(&list[before])
		}
	}
	var numbers []store.Number
	for _, r := range list[at:end] {
		numbers = append(numbers, r.Number)
	}
	return numbers, nil
}

// hasWords reports whether a query wants words.
func hasWords(n query.Node) (has bool) {
	query.Walk(n, func(n query.Node) {
		_, words := store.Words(n)
		has = has || words
	})
	return has
}

// questions looks up what the hits answer.
func (d *Desk) questions(ctx context.Context, f *Finding) error {
	f.Questions = make(map[readout.StatementID]store.Hit)
	var numbers []store.Number
	for _, h := range f.Hits {
		if h.Statement.Answers == "" {
			continue
		}
		n, err := d.Store.NumberOf(ctx, h.Statement.Answers)
		if err != nil && !errors.Is(err, readout.ErrNotFound) {
			return err
		}
		if err == nil && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	asked, err := d.Store.Hits(ctx, numbers)
	for _, q := range asked {
		f.Questions[q.Statement.ID] = q
	}
	return err
}

// Filter makes a filter of values of a field as a query has them: speaker, kind and the
// like, or date with days, months, years or ranges.
func (d *Desk) Filter(name query.Name, values []string) (column.Filter, error) {
	f := column.Filter{Name: name}
	for _, v := range values {
		text := query.Query{Root: query.Field{Name: name, Value: v}}.String()
		if name == column.Date {
			text = string(name) + ":" + v
		}
		q, err := d.Query(text)
		if err != nil {
			return f, invalid("%s: %s", name, reason(err))
		}
		switch q.Root.(type) {
		case query.Field, query.Date:
			f.Any = append(f.Any, q.Root)
		default: // something else stood behind the value
			return f, invalid("%s has no value %q", name, v)
		}
	}
	return f, nil
}

// reason is the message of a mistake in a query, without the query.
func reason(err error) string {
	var of *query.Error
	if errors.As(err, &of) {
		return of.Message
	}
	return strings.TrimSpace(err.Error())
}
