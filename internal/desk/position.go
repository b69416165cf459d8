package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"readout"
	"readout/actor"
	"readout/internal/column"
	"readout/internal/position"
	"readout/internal/query"
	"readout/internal/store"
	"readout/text"
)

// A PositionQuery asks how somebody's words on an issue were put over time.
type PositionQuery struct {
	Issue   string // its id
	Speaker string // whose words: a name, office or actor id; "" is anybody
	Side    string // for which state or organisation they are spoken, by name or id; "" is any
	Phrase  string // whose uses are counted, or ""
	Period  Period
	Quick   bool // LeftOut is not counted
	Newest  int  // how many statements are read at most, the newest ones, and a quarter of that of questions; 0 is all
}

// A Position is the answer.
type Position struct {
	Name            string // the issue's
	position.Report        // of the statements found
	LeftOut         int    // statements left out of the period because their day is not known
	Bounded         bool   // there may be older ones than were read
}

// Position finds the statements on an issue and what became of them over time.
func (d *Desk) Position(ctx context.Context, p PositionQuery) (Position, error) {
	issues, err := d.Issues()
	if err != nil {
		return Position{}, err
	}
	on, err := issues.Get(p.Issue)
	if errors.Is(err, readout.ErrNotFound) {
		return Position{}, missing("no issue %q; readout issues lists them", p.Issue)
	}
	if err != nil {
		return Position{}, err
	}
	period, err := p.Period.node()
	if err != nil {
		return Position{}, err
	}
	reader, err := d.Reader()
	if err != nil {
		return Position{}, err
	}
	of, who := whose(reader.Roster, p.Speaker, p.Side)
	ask := position.Ask{Issue: p.Issue, Issues: issues, Phrase: p.Phrase, Of: of,
		Annotate: func(s string) *text.Document { return d.analyses.annotate(reader, s) }}
	left, err := d.gather(ctx, &ask, query.Field{Name: query.Issue, Value: p.Issue}, who, period, p)
	if err != nil {
		return Position{}, err
	}
	d.analyses.all(reader, said(ask.Hits))
	return Position{Name: on.Name, Report: position.Find(ask), LeftOut: left, Bounded: p.Newest > 0 && len(ask.Hits)-len(questions(ask.Hits)) >= p.Newest}, nil
}

// said are the texts of what was said and not only asked or refused.
func said(hits []store.Hit) []string {
	var out []string
	for i := range hits {
		if st := &hits[i].Statement; st.Kind != readout.Question && st.Kind != readout.Refusal {
			for _, sp := range st.Content {
				out = append(out, sp.Text)
			}
		}
	}
	return out
}

// whose returns whether a party is a speaker, of a side, and what finds its statements;
// nil for everybody.
func whose(roster *actor.Roster, name, side string) (func(*readout.Party) bool, query.And) {
	if name == "" && side == "" {
		return nil, nil
	}
	var who query.And
	speaks := func(*readout.Party) bool { return true }
	if name != "" {
		speaks = partyNamed(roster, name, false)
		called := query.Or{query.Field{Name: query.Speaker, Value: name}}
		for _, id := range idsOf(roster, name) {
			called = append(called, query.Field{Name: query.Speaker, Value: id})
		}
		who = append(who, called)
	}
	id := ""
	if side != "" {
		id = sideOf(roster, side)
		who = append(who, query.Field{Name: query.Side, Value: id})
	}
	return func(p *readout.Party) bool {
		return p != nil && speaks(p) && (id == "" || strings.EqualFold(string(p.Side), id))
	}, who
}

// gather fills in the statements on a matter, the questions on it, and the replies to
// these. It returns how many statements a period leaves out because their day is not known.
func (d *Desk) gather(ctx context.Context, ask *position.Ask, on query.Node, who query.And, period query.Node, p PositionQuery) (left int, err error) {
	question := query.Field{Name: query.Kind, Value: string(readout.Question)}
	theirs := append(query.And{on, query.Not{X: question}}, who...)
	if period != nil && !p.Quick {
		tally, err := d.Store.Count(ctx, query.Query{Root: appended(theirs, period)})
		if err != nil {
			return 0, err
		}
		left = tally.Undated
	}
	take := func(n query.Node, newest int) error {
		hits, err := d.Newest(ctx, query.Query{Root: n}, newest)
		ask.Hits = append(ask.Hits, hits...)
		return err
	}
	if err = take(appended(theirs, period), p.Newest); err != nil {
		return left, err
	}
	if err = take(appended(query.And{on, question}, period), (p.Newest+3)/4); err != nil {
		return left, err
	}
	ask.Replies, err = d.Store.Replies(ctx, questions(ask.Hits))
	return left, err
}

// Newest returns the newest statements that a query finds, at most n of them; 0 is all.
func (d *Desk) Newest(ctx context.Context, q query.Query, n int) ([]store.Hit, error) {
	if n > 0 {
		table, err := d.Columns(ctx)
		if err != nil {
			return nil, err
		}
		found, err := table.Find(ctx, column.Ask{Query: q})
		if err != nil {
			return nil, err
		}
		return d.Store.Hits(ctx, found.Newest(0, n))
	}
	var out []store.Hit
	for h, err := range d.Store.Search(ctx, q, store.SearchOptions{}) {
		if err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, nil
}

// appended is a conjunction with one more part, where there is one.
func appended(all query.And, n query.Node) query.And {
	if n == nil {
		return all
	}
	return append(slices.Clone(all), n)
}

func questions(hits []store.Hit) []store.Hit {
	var out []store.Hit
	for _, h := range hits {
		if h.Statement.Kind == readout.Question {
			out = append(out, h)
		}
	}
	return out
}
