package attribution

import "math"

// States of the chain over a window: outside, in the source, in the content, by what has
// been passed. Each has at most one source.
const (
	outside   = iota // nothing passed
	outsideS         // a source
	outsideC         // a content
	outsideSC        // both
	source           // no content before
	sourceC          // a content before
	content          // no source before
	contentS         // a source before
	chainStates
)

// A step is a way from one state to another and the columns of its score; -1 for none.
type step struct {
	from, to  uint8
	end, add  int8
	in, again int8
}

// steps are all there are. Again is 1 for a content in another piece.
var steps = []step{
	{outside, outside, -1, -1, -1, 0},
	{outside, source, -1, startSource, inSource, 0},
	{outside, content, -1, startContent, inContent, 0},
	{source, source, -1, -1, inSource, 0},
	{source, outsideS, endSource, -1, -1, 0},
	{source, contentS, endSource, startContent, inContent, 0},
	{outsideS, outsideS, -1, -1, -1, 0},
	{outsideS, contentS, -1, startContent, inContent, 0},
	{content, content, -1, -1, inContent, 0},
	{content, outsideC, endContent, -1, -1, 0},
	{content, sourceC, endContent, startSource, inSource, 0},
	{outsideC, outsideC, -1, -1, -1, 0},
	{outsideC, sourceC, -1, startSource, inSource, 0},
	{outsideC, content, -1, startContent, inContent, 1},
	{sourceC, sourceC, -1, -1, inSource, 0},
	{sourceC, outsideSC, endSource, -1, -1, 0},
	{sourceC, contentS, endSource, startContent, inContent, 1},
	{contentS, contentS, -1, -1, inContent, 0},
	{contentS, outsideSC, endContent, -1, -1, 0},
	{outsideSC, outsideSC, -1, -1, -1, 0},
	{outsideSC, contentS, -1, startContent, inContent, 1},
}

// stays reports whether a state may stand on a word of the cue or past the end.
func isOutside(state uint8) bool { return state <= outsideSC }

// A lattice is what the chain is worked out on: a row for each word of a window and one for
// its end.
type lattice struct {
	rows  [][6]float32
	fixed []bool // words of the cue: no role
	// whole are scores of a path: without a source, with a content in another piece
	noSource, again float32

	forward, backward [][chainStates]float64
	logZ              float64

	routes [][chainStates][paths]route
	ends   [paths]route
	scores []float32
	labels []uint8
}

// factors are e to the scores of a step's columns.
func factors(row *[6]float32) [6]float64 {
	var e [6]float64
	for k, v := range row {
		e[k] = math.Exp(float64(max(-30, min(30, v))))
	}
	return e
}

func weigh(s *step, e *[6]float64, again float64) float64 {
	v := 1.0
	if s.end >= 0 {
		v *= e[s.end]
	}
	if s.add >= 0 {
		v *= e[s.add]
	}
	if s.in >= 0 {
		v *= e[s.in]
	}
	if s.again > 0 {
		v *= again
	}
	return v
}

// final returns the weight of ending in a state: there is a content, and a source or the
// price for none.
func (l *lattice) final() (out [chainStates]float64) {
	out[outsideC] = math.Exp(float64(l.noSource))
	out[outsideSC] = 1
	return out
}

// run works out forward and backward sums, each row of both divided by its total.
func (l *lattice) run() {
	n := len(l.rows)
	l.forward, l.backward = fitStates(l.forward, n), fitStates(l.backward, n)
	again := math.Exp(float64(l.again))
	l.logZ = 0
	var before [chainStates]float64
	before[outside] = 1
	for i := range n {
		e := factors(&l.rows[i])
		var now [chainStates]float64
		total := 0.0
		for k := range steps {
			s := &steps[k]
			if l.fixed[i] && !isOutside(s.to) || before[s.from] == 0 {
				continue
			}
			v := before[s.from] * weigh(s, &e, again)
			now[s.to] += v
			total += v
		}
		for k := range now {
			now[k] /= total
		}
		l.logZ += math.Log(total)
		l.forward[i], before = now, now
	}
	after := l.final()
	sum := 0.0
	for k, v := range after {
		sum += v * before[k]
	}
	l.logZ += math.Log(sum)
	for i := n - 1; i >= 0; i-- {
		l.backward[i] = after
		if i == 0 {
			break
		}
		e := factors(&l.rows[i])
		var now [chainStates]float64
		total := 0.0
		for k := range steps {
			s := &steps[k]
			if l.fixed[i] && !isOutside(s.to) {
				continue
			}
			v := after[s.to] * weigh(s, &e, again)
			now[s.from] += v
			total += v
		}
		for k := range now {
			now[k] /= total
		}
		after = now
	}
}

func fitStates(b [][chainStates]float64, n int) [][chainStates]float64 {
	if cap(b) < n {
		return make([][chainStates]float64, n, n+n/2)
	}
	return b[:n]
}

// each calls f with every step at word i and its probability; run comes first.
func (l *lattice) each(i int, f func(s *step, p float64)) {
	e := factors(&l.rows[i])
	again := math.Exp(float64(l.again))
	var before [chainStates]float64
	before[outside] = 1
	if i > 0 {
		before = l.forward[i-1]
	}
	var p [32]float64
	total := 0.0
	for k := range steps {
		s := &steps[k]
		if l.fixed[i] && !isOutside(s.to) {
			continue
		}
		p[k] = before[s.from] * weigh(s, &e, again) * l.backward[i][s.to]
		total += p[k]
	}
	for k := range steps {
		if p[k] > 0 {
			f(&steps[k], p[k]/total)
		}
	}
}

// value returns the score of a step.
func (l *lattice) value(s *step, row *[6]float32) float32 {
	v := float32(0)
	if s.end >= 0 {
		v += row[s.end]
	}
	if s.add >= 0 {
		v += row[s.add]
	}
	if s.in >= 0 {
		v += row[s.in]
	}
	if s.again > 0 {
		v += l.again
	}
	return v
}

// paths is how many of the best paths are looked at.
const paths = 3

// A route is one of the best ways into a state: its score, and where it comes from.
type route struct {
	score      float32
	from, rank uint8
}

// never is the score of what cannot be.
const never = float32(-1e30)

var noRoutes = [paths]route{{score: never}, {score: never}, {score: never}}

// best works out the best paths, best first; states then gives each. It returns their
// scores.
func (l *lattice) best() []float32 {
	n := len(l.rows)
	if cap(l.routes) < n {
		l.routes, l.labels = make([][chainStates][paths]route, n, n+n/2), make([]uint8, n, n+n/2)
	}
	l.routes, l.labels = l.routes[:n], l.labels[:n]
	var start [chainStates][paths]route
	for k := range start {
		start[k] = noRoutes
	}
	start[outside][0].score = 0
	before := &start
	for i := range n {
		now := &l.routes[i]
		for k := range now {
			now[k] = noRoutes
		}
		l.extend(i, before, now)
		before = now
	}
	l.ends = noRoutes
	for rank := range uint8(paths) {
		keepRoute(&l.ends, route{before[outsideSC][rank].score, outsideSC, rank})
		keepRoute(&l.ends, route{before[outsideC][rank].score + l.noSource, outsideC, rank})
	}
	l.scores = l.scores[:0]
	for _, e := range l.ends {
		if e.score > never/2 {
			l.scores = append(l.scores, e.score)
		}
	}
	return l.scores
}

// extend carries the routes that end before word i on to it.
func (l *lattice) extend(i int, before, now *[chainStates][paths]route) {
	for k := range steps {
		s := &steps[k]
		if l.fixed[i] && !isOutside(s.to) || before[s.from][0].score <= never/2 {
			continue
		}
		v := l.value(s, &l.rows[i])
		for rank, r := range before[s.from] {
			if r.score+v <= now[s.to][paths-1].score {
				break
			}
			keepRoute(&now[s.to], route{r.score + v, s.from, uint8(rank)})
		}
	}
}

// keepRoute puts r among the best routes, in order.
func keepRoute(list *[paths]route, r route) {
	k := paths
	for k > 0 && r.score > list[k-1].score {
		k--
	}
	if k < paths {
		copy(list[k+1:], list[k:paths-1])
		list[k] = r
	}
}

// states returns the states of one of the best paths. They stay valid until the next call.
func (l *lattice) states(rank int) []uint8 {
	at, r := l.ends[rank].from, l.ends[rank].rank
	for i := len(l.rows) - 1; i >= 0; i-- {
		l.labels[i] = at
		from := l.routes[i][at][r]
		at, r = from.from, from.rank
	}
	return l.labels
}
