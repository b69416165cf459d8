// Package attribution finds in an annotated text who is said to have said or thought what:
// the words of the content, of the cue ("said", "according to") and of the source.
//
// It works on words, tags and trees alone. A chain over each sentence finds cues; for each
// cue that is likely enough a second chain over its paragraph marks source and content; a
// classifier of the whole then says how likely that is to be right. Who a source is, and
// what kind of statement was made, is left to others.
package attribution

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"readout/text"
)

// A Span is the words [First, Last) of a document.
type Span struct{ First, Last int }

// An Attribution is content given to a source. Spans are in the order of the text, and none
// of them overlap.
type Attribution struct {
	Content []Span // at least one; in several pieces where the cue or the source parts it
	Cue     Span
	Source  Span // empty where none is named

	// P is how likely the whole is right: content and source share at least half of their
	// words with what a reader would mark.
	P float64
	// CueP, SourceP and ContentP are how likely each is right to the word, given that there
	// is an attribution, and for source and content that the cue is right.
	CueP, SourceP, ContentP float64

	// Inside is the index of the attribution whose content holds this one's cue, the
	// innermost; -1 for none.
	Inside int

	// Remote says that the page's language is far from that of news.
	Remote bool
}

// A Model finds attributions. It is safe for concurrent use.
type Model struct {
	version             string
	cues, roles, wholes *table
	dense               *dense
	groups              *groups
	vectors             *vectors
	pool                sync.Pool
}

// work is the memory of one run.
type work struct {
	page     page
	cues     []cue
	finder   cueFinder
	view     view
	lattice  lattice
	features []uint32
	own      []uint32 // of the rows of a window, as many for each
	sums     []tally  // of the other features of these rows
	plain    [3][]tally
	plainAt  [3][]int32
	found    []candidate
	set      []candidate
	voices   map[uint32]int // of likely candidates, by the last word of the source
	density  uint32         // of likely candidates
	spoken   uint32
	x, h     []float32 // input and hidden layer of the judge's network
}

// Thresholds.
const (
	leastCue  = 0.2  // probability of a cue that is looked at further
	leastNear = 0.06 // the same in a sentence with a quotation, or beside one
	learnCue  = 0.08 // the same two for what the judge learns from
	learnNear = 0.03
	likely    = 0.3 // of one that counts as a cue where cues are counted
	// Accepted is the P from which an attribution is more to be believed than not to be.
	Accepted = 0.36
	// insideShare is how much less is asked of an attribution inside another's content: most
	// of what was learnt from does not mark these, and so their P is too low.
	insideShare = 0.4
)

// Find returns the attributions of d whose P is at least Accepted, and those inside of them
// with less, in the order of their cues. Time is linear in the length of the text.
func (m *Model) Find(d *text.Document) []Attribution {
	return m.FindAll(d, Accepted)
}

// FindAll is Find with another least P.
func (m *Model) FindAll(d *text.Document, least float64) []Attribution {
	w, _ := m.pool.Get().(*work)
	if w == nil {
		w = new(work)
	}
	defer m.pool.Put(w)
	w.page.read(d, m.groups)
	m.findCues(w, leastCue, leastNear)
	m.mark(w)
	m.judge(w)
	out := w.settle(least)
	remote := w.page.remote()
	for i := range out {
		out[i].Remote = remote
	}
	return out
}

// findCues lists the cues of the page that are at least so likely, and near quotations.
func (m *Model) findCues(w *work, least, near float64) {
	w.cues = w.cues[:0]
	for _, s := range w.page.sentences {
		w.finder.rowsOf(&w.page, m.cues, s)
		from := least
		if w.page.nearQuotation(s) {
			from = near
		}
		w.cues = w.finder.find(&w.page, s.first, int(s.last-s.first), from, w.cues)
	}
	w.page.countCues(w.cues)
}

// nearQuotation reports whether a quotation longer than a few words is in a sentence or
// beside it.
func (p *page) nearQuotation(s wordRange) bool {
	for i := max(0, s.first-1); i < min(int32(len(p.words)), s.last+1); i++ {
		if r := p.words[i].region; r > 0 && p.regionSize(r) > 0 {
			return true
		}
	}
	return false
}

// countCues notes for each word how many likely cues start before it.
func (p *page) countCues(cues []cue) {
	k, n := 0, int32(0)
	for i := range p.words {
		p.words[i].cues = n
		for k < len(cues) && cues[k].first <= int32(i) {
			if cues[k].any >= likely {
				n++
			}
			k++
		}
	}
}

// A candidate is what was marked for a cue.
type candidate struct {
	cue              cue
	content          []Span
	source           Span
	sourceP, pathP   float64
	startP, endP     float64 // that a content starts and ends where this one does
	behind           float32 // score of the chain's best less its own
	p, exact         float64 // that it is right by half, and to the word
	fixed            bool    // p is settled
	rank             uint8   // among the ways to mark the window, 0 for the chain's best
	holds            int     // likely cues in the content
	nested, crossing float32 // the highest chance of a cue whose content holds this cue
	follows          uint32  // sentences since the likely candidate before it
	rival            float32 // strength of the strongest with much the same content
}

// mark finds source and content of each cue.
func (m *Model) mark(w *work) {
	w.set = w.page.layout(w.set[:0])
	w.found = w.found[:0]
	w.forget()
	set := w.set
	for _, c := range w.cues {
		for len(set) > 0 && set[0].cue.first < c.last {
			w.found, set = append(w.found, set[0]), set[1:]
		}
		if n := len(w.found); n > 0 && w.found[n-1].fixed && c.first < w.found[n-1].cue.last {
			continue
		}
		m.label(w, c)
	}
	w.found = append(w.found, set...)
}

// forget empties the sums of plain features.
func (w *work) forget() {
	n := len(w.page.words)
	for s := range w.plain {
		if cap(w.plain[s]) < n {
			w.plain[s], w.plainAt[s] = make([]tally, n, n+n/4), make([]int32, n, n+n/4)
		}
		w.plain[s], w.plainAt[s] = w.plain[s][:n], w.plainAt[s][:n]
		for i := range w.plainAt[s] {
			w.plainAt[s][i] = -1
		}
	}
}

// worth is how much less likely than the best way to mark a window another may be.
const worth = 2.5

// label appends the best ways to mark the window around a cue. There are none where there is
// nothing but the cue.
func (m *Model) label(w *work, c cue) {
	v, l, p := &w.view, &w.lattice, &w.page
	v.look(p, c)
	if v.last-v.first <= c.last-c.first {
		return
	}
	m.score(w)
	l.run()
	scores := l.best()
	for rank, score := range scores {
		if score < scores[0]-worth {
			break
		}
		k := candidate{cue: c, rank: uint8(rank), pathP: math.Exp(min(0, float64(score)-l.logZ))}
		k.content, k.source = v.spans(l.states(rank))
		if len(k.content) == 0 {
			continue
		}
		k.behind = scores[0] - score
		k.startP, k.endP = l.bordersOf(k.content, int(v.first))
		k.content = p.goOn(k.content, v.last)
		k.sourceP = l.sourceChance(k.source, int(v.first))
		w.found = append(w.found, k)
	}
}

// score fills the lattice with the rows of the window.
func (m *Model) score(w *work) {
	v, l, p := &w.view, &w.lattice, &w.page
	n := int(v.last-v.first) + 1
	l.rows, l.fixed, w.sums = fit(l.rows, n), l.fixed[:0], w.sums[:0]
	w.own = w.own[:0]
	var at seat
	var to lead
	var ofSeat, ofLead tally // as long as words have the same, the sums are the same
	for i := v.first; i <= v.last; i++ {
		if s := v.seatOf(p, i); i == v.first || s != at {
			w.features = v.seatFeatures(w.features[:0], &s)
			at, ofSeat = s, m.roles.tally(w.features)
		}
		if s := v.leadOf(p, i, &at); i == v.first || s != to {
			w.features = v.leadFeatures(w.features[:0], &s)
			to, ofLead = s, m.roles.tally(w.features)
		}
		w.sums = append(w.sums, m.plainTally(w, i).plus(ofSeat).plus(ofLead))
		w.own = v.ownFeatures(p, w.own, i, &at, &to)
		l.fixed = append(l.fixed, i >= v.cue.first && i < v.cue.last || i == v.last)
	}
	// Weights lie far apart in memory: those of all rows are waited for together.
	each := len(w.own) / n
	for k := range l.rows {
		for c, s := range m.roles.tally(w.own[k*each : (k+1)*each]).plus(w.sums[k]).sums() {
			l.rows[k][c] = float32(s) * m.roles.scale
		}
	}
	w.features = v.wholeFeatures(p, w.features[:0])
	sum := m.roles.sum(w.features)
	l.noSource, l.again = float32(sum[0])*m.roles.scale, float32(sum[1])*m.roles.scale
}

// plainTally returns the tally of the plain features of word i, which all cues of its
// paragraph on one side of it share.
func (m *Model) plainTally(w *work, i int32) tally {
	v := &w.view
	side := v.side(i)
	kept := i < v.last && i > v.first
	if kept && w.plainAt[side][i] == v.first {
		return w.plain[side][i]
	}
	w.features = v.plainFeatures(&w.page, w.features[:0], i)
	sum := m.roles.tally(w.features)
	if kept {
		w.plain[side][i], w.plainAt[side][i] = sum, v.first
	}
	return sum
}

// spans returns the words of the roles in a path.
func (v *view) spans(states []uint8) (content []Span, from Span) {
	for i := 0; i < len(states); {
		role := roleOf(states[i])
		j := i + 1
		for j < len(states) && roleOf(states[j]) == role {
			j++
		}
		s := Span{int(v.first) + i, int(v.first) + j}
		switch role {
		case 1:
			from = s
		case 2:
			content = append(content, s)
		}
		i = j
	}
	return content, from
}

// roleOf returns 0 for outside, 1 for source, 2 for content.
func roleOf(state uint8) int {
	switch {
	case isOutside(state):
		return 0
	case state <= sourceC:
		return 1
	}
	return 2
}

// sourceChance returns the probability that the source is exactly s; the window starts at
// first.
func (l *lattice) sourceChance(s Span, first int) float64 {
	n := len(l.rows)
	if s.First == s.Last {
		f := l.final()
		at := &l.forward[n-1]
		return at[outsideC] * f[outsideC] / (at[outsideC]*f[outsideC] + at[outsideSC]*f[outsideSC])
	}
	return l.sourceOn(s.First-first, s.Last-first)
}

// bordersOf returns the probabilities that a content starts with the first word of the
// first piece and ends with the last word of the last; the window starts at first.
func (l *lattice) bordersOf(content []Span, first int) (start, end float64) {
	l.each(content[0].First-first, func(s *step, q float64) {
		if roleOf(s.to) == 2 && roleOf(s.from) != 2 {
			start += q
		}
	})
	l.each(content[len(content)-1].Last-first, func(s *step, q float64) {
		if roleOf(s.from) == 2 && roleOf(s.to) != 2 {
			end += q
		}
	})
	return min(1, start), min(1, end)
}

// sourceOn returns the probability that a source stands on the rows [first, last) and nowhere
// else.
func (l *lattice) sourceOn(first, last int) float64 {
	p := 0.0
	l.each(first, func(s *step, q float64) {
		if roleOf(s.to) == 1 && roleOf(s.from) != 1 {
			p += q
		}
	})
	// Given that it stands on a word, the chance that it stands on the next.
	for i := first + 1; i < last; i++ {
		on, all := 0.0, 0.0
		l.each(i, func(s *step, q float64) {
			if roleOf(s.from) == 1 {
				all += q
				if roleOf(s.to) == 1 {
					on += q
				}
			}
		})
		p *= on / max(all, 1e-30)
	}
	off, all := 0.0, 0.0
	l.each(last, func(s *step, q float64) {
		if roleOf(s.from) == 1 {
			all += q
			if roleOf(s.to) != 1 {
				off += q
			}
		}
	})
	return p * off / max(all, 1e-30)
}

// settle returns the candidates that are likely enough, in the order of their cues, and how
// they stand in each other.
func (w *work) settle(least float64) []Attribution {
	var out, doubtful []Attribution
	for i := 0; i < len(w.found); {
		best := i
		for i++; i < len(w.found) && w.found[i].rank > 0; i++ {
			if w.found[i].p+w.found[i].exact > w.found[best].p+w.found[best].exact {
				best = i
			}
		}
		switch k := &w.found[best]; {
		case k.p >= least:
			out = append(out, k.attribution())
		case k.p >= insideShare*least:
			doubtful = append(doubtful, k.attribution())
		}
	}
	doubtful = slices.DeleteFunc(doubtful, func(a Attribution) bool { return innermost(out, a.Cue) < 0 })
	out = append(out, doubtful...)
	slices.SortStableFunc(out, func(a, b Attribution) int { return cmp.Compare(a.Cue.First, b.Cue.First) })
	for i := range out {
		out[i].Inside = innermost(out, out[i].Cue)
	}
	return out
}

func (k *candidate) attribution() Attribution {
	return Attribution{
		Content: k.content, Cue: Span{int(k.cue.first), int(k.cue.last)}, Source: k.source, P: k.p,
		CueP: float64(k.cue.p / k.cue.any), SourceP: k.sourceP, ContentP: min(1, k.pathP/max(k.sourceP, 1e-9)), Inside: -1,
	}
}

// innermost returns the index of the attribution, of those around in the text, with the
// shortest content that holds a cue, or -1. All are in the order of their cues.
func innermost(all []Attribution, cue Span) int {
	at, _ := slices.BinarySearchFunc(all, cue, func(a Attribution, c Span) int { return cmp.Compare(a.Cue.First, c.First) })
	best, size := -1, math.MaxInt
	for j := max(0, at-reach); j < min(len(all), at+reach+1); j++ {
		for _, s := range all[j].Content {
			if s.First <= cue.First && cue.Last <= s.Last && s.Last-s.First < size {
				best, size = j, s.Last-s.First
			}
		}
	}
	return best
}

// reach bounds how many attributions away one is that may hold another.
const reach = 48
