package account

import "math"

// A Pair is two statements of a comparison, for [Learn].
type Pair struct {
	A, B     Cell
	OfA, OfB bool // whose they are: the first side's
	X        Features
}

// Pairs returns the pairs of statements of a comparison.
func Pairs(in Input) []Pair {
	c := prepared(in)
	units := append(append([]*unit{}, c.a...), c.b...)
	var out []Pair
	for _, p := range c.pairs() {
		out = append(out, Pair{units[p.i].cell, units[p.j].cell, p.i < len(c.a), p.j < len(c.a), p.x})
	}
	return out
}

// An Example is a pair of statements of which is known whether they are about one matter.
type Example struct {
	X      Features
	Across bool
	Same   bool
}

// speaking is what a feature of two sides' statements may say: 1, only for one matter; -1, only against
// it; 0, either. What both have is no reason to part them: where a dossier's statements all share
// its theme, a free weight learns that it is one, and parts two statements of the same rockets.
var speaking = [features]int{sharing: 1, shared: 1, covering: 1, leastCover: 1, mostCover: 1, closest: 1, secondary: 1, middle: 1,
	sameIssue: 1, otherIssue: -1, sameName: 1, otherName: -1, sameMeasure: 1, pointed: 1, doing: 1, leastLead: 1, mostLead: 1,
	meaning: 1, leastMeaning: 1, sameField: 1, sameNumber: 1, otherNumber: -1, sameDate: 1, otherDate: -1}

// Learn learns an aligner by logistic regression. The same examples in the same order give the
// same aligner.
func Learn(list []Example) *Aligner {
	return &Aligner{Across: learn(list, true), Within: learn(list, false)}
}

// How the weights are learnt.
const (
	passes   = 400
	rate     = 0.1
	decay    = 1.0 // pull of all examples together towards zero, of weights of features of one spread
	memory   = 0.99
	noSpread = 1e-6 // rounding leaves some 3e-9 of a constant
)

func learn(list []Example, across bool) Features {
	spread := spreads(list, across)
	var w, squares Features
	for range passes {
		var g Features
		n := 0.0
		for k := range list {
			e := &list[k]
			if e.Across != across {
				continue
			}
			n++
			z := 0.0
			for i, v := range e.X {
				z += w[i] * v / spread[i]
			}
			miss := 1/(1+math.Exp(-z)) - bit(e.Same)
			for i, v := range e.X {
				g[i] += miss * v / spread[i]
			}
		}
		for i := range g {
			g[i] = (g[i] + decay*w[i]) / max(1, n)
			squares[i] = memory*squares[i] + g[i]*g[i]
			w[i] -= rate * g[i] / (1e-6 + math.Sqrt(squares[i]))
			if across && w[i]*float64(speaking[i]) < 0 {
				w[i] = 0
			}
		}
	}
	for i := range w {
		w[i] /= spread[i]
	}
	return w
}

// spreads returns the standard deviations of the features; that of a constant is 1.
func spreads(list []Example, across bool) Features {
	var mean, spread Features
	n := 0.0
	for k := range list {
		if e := &list[k]; e.Across == across {
			n++
			for i, v := range e.X {
				mean[i] += v
				spread[i] += v * v
			}
		}
	}
	for i := range spread {
		m := mean[i] / max(1, n)
		if spread[i] = math.Sqrt(max(0, spread[i]/max(1, n)-m*m)); spread[i] < noSpread {
			spread[i] = 1
		}
	}
	return spread
}
