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

// A step is a way from one state to another and the columns of its score.
type step struct {
	from, to             uint8
	end, add, in, repeat uint8
}

// Columns beside those of the rows: of a content in another piece, and of nothing.
const (
	again = rowColumns + iota
	nothing
	stepColumns
)

// steps are all there are.
var steps = [...]step{
	{outside, outside, nothing, nothing, nothing, nothing},
	{outside, source, nothing, startSource, inSource, nothing},
	{outside, content, nothing, startContent, inContent, nothing},
	{source, source, nothing, nothing, inSource, nothing},
	{source, outsideS, endSource, nothing, nothing, nothing},
	{source, contentS, endSource, startContent, inContent, nothing},
	{outsideS, outsideS, nothing, nothing, nothing, nothing},
	{outsideS, contentS, nothing, startContent, inContent, nothing},
	{content, content, nothing, nothing, inContent, nothing},
	{content, outsideC, endContent, nothing, nothing, nothing},
	{content, sourceC, endContent, startSource, inSource, nothing},
	{outsideC, outsideC, nothing, nothing, nothing, nothing},
	{outsideC, sourceC, nothing, startSource, inSource, nothing},
	{outsideC, content, nothing, startContent, inContent, again},
	{sourceC, sourceC, nothing, nothing, inSource, nothing},
	{sourceC, outsideSC, endSource, nothing, nothing, nothing},
	{sourceC, contentS, endSource, startContent, inContent, again},
	{contentS, contentS, nothing, nothing, inContent, nothing},
	{contentS, outsideSC, endContent, nothing, nothing, nothing},
	{outsideSC, outsideSC, nothing, nothing, nothing, nothing},
	{outsideSC, contentS, nothing, startContent, inContent, again},
}

// stays reports whether a state may stand on a word of the cue or past the end.
func isOutside(state uint8) bool { return state <= outsideSC }

// A lattice is what the chain is worked out on: a row for each word of a window and one for
// its end.
type lattice struct {
	rows  [][rowColumns]float32
	fixed []bool // words of the cue: no role
	// whole are scores of a path: without a source, with a content in another piece
	noSource, again float32

	weights           [][len(steps)]float64 // e to the scores of the steps; see weigh
	forward, backward [][chainStates]float64
	logZ              float64

	routes [][chainStates][paths]route
	ends   [paths]route
	scores []float32
	labels []uint8
}

// weigh works out e to the scores of the steps at word i, 0 for those that cannot be.
func (l *lattice) weigh(i int, repeat float64) {
	e := [stepColumns]float64{again: repeat, nothing: 1}
	for k, v := range l.rows[i] {
		e[k] = math.Exp(float64(max(-30, min(30, v))))
	}
	for k := range steps {
		s := &steps[k]
		v := e[s.end&7] * e[s.add&7] * e[s.in&7] * e[s.repeat&7]
		if l.fixed[i] && !isOutside(s.to) {
			v = 0
		}
		l.weights[i][k] = v
	}
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
	l.forward, l.backward, l.weights = fit(l.forward, n), fit(l.backward, n), fit(l.weights, n)
	repeat := math.Exp(float64(l.again))
	l.logZ = 0
	var before [chainStates]float64
	before[outside] = 1
	for i := range n {
		l.weigh(i, repeat)
		var now [chainStates]float64
		total := 0.0
		for k, w := range &l.weights[i] {
			v := before[steps[k].from&7] * w
			now[steps[k].to&7] += v
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
		var now [chainStates]float64
		total := 0.0
		for k, w := range &l.weights[i] {
			v := after[steps[k].to&7] * w
			now[steps[k].from&7] += v
			total += v
		}
		for k := range now {
			now[k] /= total
		}
		after = now
	}
}

// fit returns a slice of n values, b's memory where it is enough.
func fit[T any](b []T, n int) []T {
	if cap(b) < n {
		return make([]T, n, n+n/2)
	}
	return b[:n]
}

// each calls f with every step at word i and its probability; run comes first.
func (l *lattice) each(i int, f func(s *step, p float64)) {
	var before [chainStates]float64
	before[outside] = 1
	if i > 0 {
		before = l.forward[i-1]
	}
	var p [len(steps)]float64
	total := 0.0
	for k, w := range &l.weights[i] {
		s := &steps[k]
		p[k] = before[s.from&7] * w * l.backward[i][s.to&7]
		total += p[k]
	}
	for k := range steps {
		if p[k] > 0 {
			f(&steps[k], p[k]/total)
		}
	}
}

// paths is how many of the best paths are looked at; keepRoute knows of three.
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
	score := [stepColumns]float32{again: l.again}
	copy(score[:], l.rows[i][:])
	for k := range steps {
		s := &steps[k]
		from, to := &before[s.from&7], &now[s.to&7]
		if l.fixed[i] && !isOutside(s.to) || from[0].score <= never/2 {
			continue
		}
		v := score[s.end&7] + score[s.add&7] + score[s.in&7] + score[s.repeat&7]
		for rank := range from {
			r := route{from[rank].score + v, s.from, uint8(rank)}
			if r.score <= to[paths-1].score {
				break
			}
			keepRoute(to, r)
		}
	}
}

// keepRoute puts r among the best routes, in order.
func keepRoute(list *[paths]route, r route) {
	switch {
	case r.score > list[0].score:
		list[0], list[1], list[2] = r, list[0], list[1]
	case r.score > list[1].score:
		list[1], list[2] = r, list[1]
	case r.score > list[2].score:
		list[2] = r
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
