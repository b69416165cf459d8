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
	scores  []float64
	classes int
	mask    uint32
	weights []float32
	squares []float32
	sums    []float32 // of the weights at each Keep
	keeps   int
}

// NewTrainer returns a trainer of a model with 1<<bits slots.
func NewTrainer(classes, bits int) *Trainer {
	n := classes << bits
	return &Trainer{rnd: rand.New(rand.NewPCG(1, 2)), Rate: 0.2, Decay: 1e-5, Drop: 0.1, classes: classes, mask: 1<<bits - 1,
		weights: make([]float32, n), squares: make([]float32, n)}
}

// Learn makes one step towards class gold.
func (t *Trainer) Learn(features []uint32, gold int) {
	t.kept = t.kept[:0]
	for _, f := range features {
		if t.rnd.Float64() >= t.Drop {
			t.kept = append(t.kept, f)
		}
	}
	features = t.kept
	p := t.odds(features)
	for c := range t.classes {
		g := p[c]
		if c == gold {
			g--
		}
		t.step(features, c, g)
	}
}

// Rank makes one step towards the right ones of some options, of a trainer with one class:
// their share of what the options' scores make likely. It returns the likelihood.
func (t *Trainer) Rank(options [][]uint32, right []bool) float64 {
	t.scores = t.scores[:0]
	top := math.Inf(-1)
	for _, features := range options {
		score := t.Odds(features)
		t.scores = append(t.scores, score)
		top = max(top, score)
	}
	all, good := 0.0, 0.0
	for i, s := range t.scores {
		t.scores[i] = math.Exp(s - top)
		all += t.scores[i]
		if right[i] {
			good += t.scores[i]
		}
	}
	if good == 0 {
		return 0
	}
	for i, features := range options {
		g := t.scores[i] / all
		if right[i] {
			g -= t.scores[i] / good
		}
		t.kept = t.kept[:0]
		for _, f := range features {
			if t.rnd.Float64() >= t.Drop {
				t.kept = append(t.kept, f)
			}
		}
		t.step(t.kept, 0, g)
	}
	return good / all
}

// Odds returns the score of the features so far, of a trainer with one class.
func (t *Trainer) Odds(features []uint32) float64 {
	sum := 0.0
	for _, f := range features {
		sum += float64(t.weights[f&t.mask])
	}
	return sum
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

// Keep takes the present weights into the mean that Model returns; without a call Model
// returns the last.
func (t *Trainer) Keep() {
	if t.sums == nil {
		t.sums = make([]float32, len(t.weights))
	}
	for i, w := range t.weights {
		t.sums[i] += w
	}
	t.keeps++
}

// Restart forgets the weights but not what Keep took of them, so that Model returns the mean
// of several runs.
func (t *Trainer) Restart() {
	clear(t.weights)
	clear(t.squares)
}

// Model returns what was learnt, each weight rounded to a multiple of the largest
// divided by 127.
func (t *Trainer) Model() *Model {
	weights, keeps := t.weights, 1
	if t.keeps > 0 {
		weights, keeps = t.sums, t.keeps
	}
	columns := t.classes
	if columns == 2 {
		columns, weights = 1, differences(weights)
	}
	top := float32(1e-9)
	for _, w := range weights {
		top = max(top, w, -w)
	}
	step := top / 127
	m := &Model{columns: columns, mask: t.mask, scale: step / float32(keeps), weights: make([]int8, len(weights))}
	for i, w := range weights {
		m.weights[i] = int8(math.Round(float64(w / step)))
	}
	return m
}

// differences returns how far the second of two columns is above the first.
func differences(weights []float32) []float32 {
	d := make([]float32, len(weights)/2)
	for i := range d {
		d[i] = weights[2*i+1] - weights[2*i]
	}
	return d
}
