package linear

import (
	"math"
	"math/rand/v2"
)

// A Trainer learns a model by logistic regression with steps that shrink by feature
// (AdaGrad). The same examples in the same order give the same model.
type Trainer struct {
	Rate  float64 // size of the first steps; default 0.2
	Decay float64 // pull towards zero of a weight at each of its steps; default 1e-5
	Drop  float64 // share of features that a step leaves out; default 0.1

	rnd     *rand.Rand
	kept    []uint32
	classes int
	mask    uint32
	weights []float32
	squares []float32
}

// NewTrainer returns a trainer of a model with 1<<bits slots.
func NewTrainer(classes, bits int) *Trainer {
	n := classes << bits
	return &Trainer{rnd: rand.New(rand.NewPCG(1, 2)), Rate: 0.2, Decay: 1e-5, Drop: 0.1, classes: classes, mask: 1<<bits - 1,
		weights: make([]float32, n), squares: make([]float32, n)}
}

// Learn makes one step towards class gold and returns the class that scored best before.
func (t *Trainer) Learn(features []uint32, gold int) int {
	t.kept = t.kept[:0]
	for _, f := range features {
		if t.rnd.Float64() >= t.Drop {
			t.kept = append(t.kept, f)
		}
	}
	features = t.kept
	p := t.odds(features)
	best := 0
	for c := range t.classes {
		if p[c] > p[best] {
			best = c
		}
	}
	for c := range t.classes {
		g := p[c]
		if c == gold {
			g--
		}
		t.step(features, c, g)
	}
	return best
}

// odds returns the probabilities of the classes.
func (t *Trainer) odds(features []uint32) [MaxClasses]float64 {
	var p [MaxClasses]float64
	top := math.Inf(-1)
	for c := range t.classes {
		for _, f := range features {
			p[c] += float64(t.weights[int(f&t.mask)*t.classes+c])
		}
		top = max(top, p[c])
	}
	sum := 0.0
	for c := range t.classes {
		p[c] = math.Exp(p[c] - top)
		sum += p[c]
	}
	for c := range t.classes {
		p[c] /= sum
	}
	return p
}

func (t *Trainer) step(features []uint32, c int, gradient float64) {
	if math.Abs(gradient) < 1e-4 {
		return
	}
	for _, f := range features {
		i := int(f&t.mask)*t.classes + c
		g := gradient + t.Decay*float64(t.weights[i])
		t.squares[i] += float32(g * g)
		t.weights[i] -= float32(t.Rate * g / (1e-3 + math.Sqrt(float64(t.squares[i]))))
	}
}

// Best returns the class that scores best so far.
func (t *Trainer) Best(features []uint32) int {
	p := t.odds(features)
	best := 0
	for c := range t.classes {
		if p[c] > p[best] {
			best = c
		}
	}
	return best
}

// Model returns what was learnt, each weight rounded to a multiple of the largest
// divided by 127.
func (t *Trainer) Model() *Model {
	top := float32(1e-9)
	for _, w := range t.weights {
		top = max(top, w, -w)
	}
	m := &Model{classes: t.classes, mask: t.mask, scale: top / 127, weights: make([]int8, len(t.weights))}
	for i, w := range t.weights {
		m.weights[i] = int8(math.Round(float64(w / m.scale)))
	}
	return m
}
