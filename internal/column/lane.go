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

// kinds counts as [Kinds] does, by what sort returns.
type kinds [4]int

func sort(kind readout.Kind) int {
	switch kind {
	case readout.Direct:
		return 0
	case readout.Refusal:
		return 2
	case readout.Question:
		return 3
	}
	return 1
}

func (k kinds) named() Kinds { return Kinds{k[0], k[1], k[2], k[3]} }

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
	for _, v := range facets[0].Values {
		out.Lanes = append(out.Lanes, Lane{Field: v.Field, Label: v.Label})
	}
	p := &lanePass{snapshot: now, out: out, by: ask.By, dated: dated}
	p.prepare()
	found.yes.each(p.add)
	p.finish()
	return out, nil
}

// A lanePass counts statements into lanes. What depends on a code alone is found out before.
type lanePass struct {
	*snapshot
	out   *Lanes
	by    query.Name
	dated []int     // by the code of an interval: 0 where it is not known closely
	code  []uint32  // by statement: what decides on its lanes
	lane  [][]int   // by that code
	sort  []int     // by the code of a manner
	bar   []int     // by the code of an interval: its bar, behind the last one for several, or one more where it is not known
	count [][]kinds // by lane, all in the last, and by bar
	seen  [][]bool  // by lane likewise: which intervals it has
}

func (p *lanePass) prepare() {
	p.lanes()
	p.bars()
	p.sort = make([]int, len(p.manners))
	for i, m := range p.manners {
		p.sort[i] = sort(readout.Kind(m.kind))
	}
	p.count, p.seen = make([][]kinds, len(p.out.Lanes)+1), make([][]bool, len(p.out.Lanes)+1)
	for k := range p.seen {
		p.count[k], p.seen[k] = make([]kinds, len(p.out.Bars)+2), make([]bool, len(p.intervals))
	}
}

// lanes finds the lanes of each code.
func (p *lanePass) lanes() {
	switch p.by {
	case query.Issue:
		p.code, p.lane = p.issues, make([][]int, len(p.issueSets))
		of := make(map[string][]int)
		for k, l := range p.out.Lanes {
			of[l.Field.Value] = append(of[l.Field.Value], k)
		}
		for code, set := range p.issueSets {
			for on := range strings.SplitSeq(set, "\n") {
				p.lane[code] = append(p.lane[code], of[on]...)
			}
		}
		return
	case query.To:
		p.code = p.addressee
	default:
		p.code = p.speaker
	}
	p.lane = make([][]int, len(p.parties.actors))
	for k, l := range p.out.Lanes {
		for _, i := range p.party(l.Field) {
			p.lane[i] = append(p.lane[i], k)
		}
	}
}

// bars finds the bar of each interval.
func (p *lanePass) bars() {
	several, unknown := len(p.out.Bars), len(p.out.Bars)+1
	p.bar = make([]int, len(p.intervals))
	for i, v := range p.intervals {
		if p.dated[i] == 0 {
			p.bar[i] = unknown
			continue
		}
		from, to := barOf(p.out.Bars, v.Earliest), barOf(p.out.Bars, v.Latest)
		if from != to || from < 0 || v.Latest < p.out.Bars[0].From {
			from = several
		}
		p.bar[i] = from
	}
}

func (p *lanePass) add(i int) {
	said, sort := p.said[i], p.sort[p.manner[i]]
	bar, all := p.bar[said], len(p.out.Lanes)
	p.count[all][bar][sort]++
	p.seen[all][said] = true
	for _, k := range p.lane[p.code[i]] {
		p.count[k][bar][sort]++
		p.seen[k][said] = true
	}
}

// finish sums up what was counted.
func (p *lanePass) finish() {
	for k := range p.out.Lanes {
		p.sum(&p.out.Lanes[k], k)
	}
	p.sum(&p.out.All, len(p.out.Lanes))
}

func (p *lanePass) sum(l *Lane, k int) {
	var all kinds
	l.Bars = make([]Kinds, len(p.out.Bars))
	for bar, n := range p.count[k] {
		for sort := range n {
			all[sort] += n[sort]
		}
		if bar < len(l.Bars) {
			l.Bars[bar] = n.named()
		}
	}
	l.Kinds = all.named()
	l.Count = l.Kinds.Sum()
	l.Dated = l.Count - p.count[k][len(p.out.Bars)+1].named().Sum()
	for i, v := range p.intervals {
		if !p.seen[k][i] || p.dated[i] == 0 {
			continue
		}
		if l.From == "" || v.Earliest < l.From {
			l.From = v.Earliest
		}
		l.To = max(l.To, v.Latest)
	}
}
