// Package desk answers the questions that people ask of a record: which statements, how
// two sides tell of an event, what somebody said of an issue over time, who somebody is,
// and whether words were said. The command line, the pages, the API and assistants all
// ask here and only show the answers.
//
// An error that wraps [readout.ErrInvalid] is a mistake in the question, and one that wraps
// [readout.ErrNotFound] says that the record or the actor file has nothing of that name.
package desk

import (
	"context"
	"fmt"
	"sync/atomic"

	"readout"
	"readout/actor"
	"readout/internal/pipeline"
	"readout/internal/query"
	"readout/internal/store"
	"readout/issue"
)

// A Desk is a record with what is needed to ask it. It is safe for concurrent use.
type Desk struct {
	Store *store.Store
	base  *Kit // without the record's files
	kit   atomic.Pointer[Kit]

	analyses annotator
	columns  lazyTable
}

// New returns a desk that knows the names which the kit and the record's files have.
func New(ctx context.Context, kit *Kit, record *store.Store) (*Desk, error) {
	d := &Desk{Store: record, base: kit}
	return d, d.Refresh(ctx)
}

// Refresh takes in files that the record has been given since.
func (d *Desk) Refresh(ctx context.Context) error {
	kit, err := d.base.Of(ctx, d.Store)
	if err == nil {
		d.kit.Store(kit)
	}
	return err
}

// Kit returns what reads pages and names.
func (d *Desk) Kit() *Kit { return d.kit.Load() }

// Roster, Issues and Reader are those of the desk's [Kit].
func (d *Desk) Roster() (*actor.Roster, error)    { return d.Kit().Roster() }
func (d *Desk) Issues() (*issue.Set, error)       { return d.Kit().Issues() }
func (d *Desk) Reader() (*pipeline.Reader, error) { return d.Kit().Reader() }

// Query reads a query. Sides may be given by their names, which the actor files turn into
// the ids that the record has.
func (d *Desk) Query(text string) (query.Query, error) {
	q, err := query.Parse(text)
	if err != nil {
		return q, err
	}
	return d.Resolve(q)
}

// Resolve puts the ids of sides for their names in a query.
func (d *Desk) Resolve(q query.Query) (query.Query, error) {
	asked := false
	query.Walk(q.Root, func(n query.Node) {
		f, ok := n.(query.Field)
		asked = asked || ok && f.Name == query.Side
	})
	if !asked {
		return q, nil
	}
	roster, err := d.Roster()
	if err != nil {
		return q, err
	}
	return q.Map(func(f query.Field) query.Field {
		if f.Name == query.Side {
			f.Value = sideOf(roster, f.Value)
		}
		return f
	}), nil
}

// A Period bounds the days that are looked at: days, months or years, both included; an
// empty end is open.
type Period struct{ From, To string }

// Days returns the period's first and last day, "" for an open end.
func (p Period) Days() (query.Date, error) {
	if p.From == "" && p.To == "" {
		return query.Date{}, nil
	}
	days, ok := Days(p.From + ".." + p.To)
	if !ok {
		return days, invalid("from %q to %q: want days, months or years in order, such as 2024-03-01 or 2024-03", p.From, p.To)
	}
	return days, nil
}

// node returns the period as a part of a query, nil for all days.
func (p Period) node() (query.Node, error) {
	days, err := p.Days()
	if err != nil || days == (query.Date{}) {
		return nil, err
	}
	return days, nil
}

// Days reads a day, month, year or range, as after date: in a query, and nothing else.
func Days(text string) (query.Date, bool) {
	q, err := query.Parse("date:" + text)
	if err != nil {
		return query.Date{}, false
	}
	days, ok := q.Root.(query.Date)
	return days, ok
}

// invalid is a mistake in a question.
func invalid(format string, args ...any) error {
	return &mistake{fmt.Sprintf(format, args...), readout.ErrInvalid}
}

// missing says that nothing of a name is known.
func missing(format string, args ...any) error {
	return &mistake{fmt.Sprintf(format, args...), readout.ErrNotFound}
}

type mistake struct {
	message string
	kind    error
}

func (m *mistake) Error() string { return m.message }
func (m *mistake) Unwrap() error { return m.kind }
