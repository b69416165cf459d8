package column

import (
	"context"
	"slices"
	"strings"

	"readout"
	"readout/internal/position"
	"readout/internal/query"
)

// A LaneAsk asks how statements lie in time, apart by one of their properties.
type LaneAsk struct {
	Query  query.Query
	By     query.Name // Speaker, To, Side or Issue
	Values int        // how many lanes at most, of the most common values; 0 is 10
}

// Lanes are statements by a property and by time, as the record was at one moment.
type Lanes struct {
	All     Lane // all that the query finds
	Undated int  // not found, but would be if their day were known and lay right
	Lanes   []Lane
	More    int   // how many further values there are
	Unit    Unit  // of the bars
	Bars    []Bar // the days of each bar, and what lies in them of all
}

// A Lane is the statements with one value. A statement may be in several lanes.
type Lane struct {
	Field    query.Field // what a query asks for to find just these
	Label    string
	Count    int
	Dated    int         // of these, as [position.Dated] has it
	From, To readout.Day // of the dated ones
	Kinds    Kinds       // of all
	Bars     []Kinds     // of those whose days lie in one bar
}

// Kinds are numbers of statements by what sort of saying they are.
type Kinds struct{ Verbatim, Paraphrase, Refusal, Question int }

// Sum is all of them.
func (k Kinds) Sum() int { return k.Verbatim + k.Paraphrase + k.Refusal + k.Question }

func (k *Kinds) add(kind readout.Kind) {
	switch kind {
	case readout.Direct:
		k.Verbatim++
	case readout.Question:
		k.Question++
	case readout.Refusal:
		k.Refusal++
	default:
		k.Paraphrase++
	}
}

// Lanes answers a lane ask in one pass over the statements that it finds.
func (t *Table) Lanes(ctx context.Context, ask LaneAsk) (*Lanes, error) {
	now, err := t.current(ctx)
	if err != nil {
		return nil, err
	}
	e := &evaluation{ctx: ctx, store: t.store, snapshot: now}
	found, err := e.query(ask.Query)
	if err != nil {
		return nil, err
	}
	counts := &tallies{snapshot: now, of: found.yes}
	values := (&Ask{Values: ask.Values}).values()
	facets := []Facet{counts.facet(ask.By, nil, values)}
	if err := t.label(ctx, now, facets); err != nil {
		return nil, err
	}
	dated := slices.Clone(counts.said())
	for i, v := range now.intervals {
		if dated[i] > 0 && !(now.known[i] && position.Dated(v)) {
			dated[i] = 0
		}
	}
	h := histogram(now.intervals, now.known, dated)
	out := &Lanes{Undated: found.open.count(), More: facets[0].More, Unit: h.Unit, Bars: h.Bars}
	out.All.Bars = make([]Kinds, len(h.Bars))
	for _, v := range facets[0].Values {
		out.Lanes = append(out.Lanes, Lane{Field: v.Field, Label: v.Label, Bars: make([]Kinds, len(h.Bars))})
	}
	p := &lanePass{snapshot: now, out: out, by: ask.By, dated: dated}
	p.prepare()
	found.yes.each(p.add)
	p.ranges()
	return out, nil
}

// A lanePass counts statements into lanes. What depends on a code alone is found out before.
type lanePass struct {
	*snapshot
	out   *Lanes
	by    query.Name
	dated []int    // by the code of an interval: 0 where it is not known closely
	lane  [][]int  // by the code of a party or of a set of issues
	bar   []int    // by the code of an interval: its bar, -1 for several, -2 where it is not known
	seen  [][]bool // by lane, all in the last: which intervals it has
}

func (p *lanePass) prepare() {
	if p.by == query.Issue {
		p.lane = make([][]int, len(p.issueSets))
		for k, l := range p.out.Lanes {
			for code, set := range p.issueSets {
				if slices.Contains(strings.Split(set, "\n"), l.Field.Value) {
					p.lane[code] = append(p.lane[code], k)
				}
			}
		}
	} else {
		p.lane = make([][]int, len(p.parties.actors))
		for k, l := range p.out.Lanes {
			for _, i := range p.party(l.Field) {
				p.lane[i] = append(p.lane[i], k)
			}
		}
	}
	p.bar = make([]int, len(p.intervals))
	for i, v := range p.intervals {
		switch from, to := 0, 0; {
		case p.dated[i] == 0:
			p.bar[i] = -2
		default:
			if from, to = barOf(p.out.Bars, v.Earliest), barOf(p.out.Bars, v.Latest); from != to || v.Latest < p.out.Bars[0].From {
				from = -1
			}
			p.bar[i] = from
		}
	}
	p.seen = make([][]bool, len(p.out.Lanes)+1)
	for k := range p.seen {
		p.seen[k] = make([]bool, len(p.intervals))
	}
}

func (p *lanePass) add(i int) {
	said := p.said[i]
	kind := readout.Kind(p.manners[p.manner[i]].kind)
	p.count(&p.out.All, len(p.out.Lanes), said, kind)
	var code uint32
	switch p.by {
	case query.Issue:
		code = p.issues[i]
	case query.To:
		code = p.addressee[i]
	default:
		code = p.speaker[i]
	}
	for _, k := range p.lane[code] {
		p.count(&p.out.Lanes[k], k, said, kind)
	}
}

func (p *lanePass) count(l *Lane, k int, said uint32, kind readout.Kind) {
	l.Count++
	l.Kinds.add(kind)
	bar := p.bar[said]
	if bar == -2 {
		return
	}
	l.Dated++
	p.seen[k][said] = true
	if bar >= 0 {
		l.Bars[bar].add(kind)
	}
}

// ranges finds the first and last day of each lane.
func (p *lanePass) ranges() {
	for k, seen := range p.seen {
		l := &p.out.All
		if k < len(p.out.Lanes) {
			l = &p.out.Lanes[k]
		}
		for i, v := range p.intervals {
			if !seen[i] {
				continue
			}
			if l.From == "" || v.Earliest < l.From {
				l.From = v.Earliest
			}
			l.To = max(l.To, v.Latest)
		}
	}
}
