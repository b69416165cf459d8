package names

import (
	"math"
	"math/rand/v2"
)

// An Example is a sentence with its names.
type Example struct {
	Sentence
	Names []Span
}

// Options say how a model is learnt.
type Options struct {
	Bits   int     // slots of the table of hashed features, as a power of two; default 20
	Rounds int     // passes over the examples; default 8
	Rate   float64 // first steps of hashed features; default 0.1
	Dense  float64 // first steps of the encoder's; default 0.02
	Drop   float64 // share of hashed features left out at each step
	Miss   float64 // how much worse it is to miss a name than to make another mistake, as a logarithm
	Groups Groups  // of the word vectors, see [Group]; nil for none
	Seed   uint64
}

func (o *Options) defaults() {
	if o.Bits == 0 {
		o.Bits = 20
	}
	if o.Rounds == 0 {
		o.Rounds = 8
	}
	if o.Rate == 0 {
		o.Rate = 0.1
	}
	if o.Dense == 0 {
		o.Dense = 0.02
	}
}

// Train learns a conditional random field, the mean of its weights after each of the later
// passes. All examples have width values a word from the encoder.
func Train(examples []Example, width int, o Options) *Model {
	o.defaults()
	t := newTrainer(width, o)
	rnd := rand.New(rand.NewPCG(o.Seed, 7))
	for round := range o.Rounds {
		for _, k := range rnd.Perm(len(examples)) {
			t.learn(&examples[k])
		}
		if round >= o.Rounds/2 {
			t.keep()
		}
	}
	return t.model()
}

// weights are values learnt with steps that shrink by value (AdaGrad).
type weights struct {
	rate        float64
	w, sq, sums []float32
	decay       float32
}

func newWeights(n int, rate float64) weights {
	return weights{rate: rate, w: make([]float32, n), sq: make([]float32, n), sums: make([]float32, n)}
}

func (v *weights) add(i int, g float32) {
	g += v.decay * v.w[i]
	v.sq[i] += g * g
	v.w[i] -= float32(v.rate) * g / (1e-3 + float32(math.Sqrt(float64(v.sq[i]))))
}

func (v *weights) keep() {
	for i, w := range v.w {
		v.sums[i] += w
	}
}

type trainer struct {
	o                   Options
	width               int
	mask                uint32
	rnd                 *rand.Rand
	sparse, dense, step weights
	keeps               int
	features            [][]uint32
}

func newTrainer(width int, o Options) *trainer {
	t := &trainer{o: o, width: width, mask: 1<<o.Bits - 1, rnd: rand.New(rand.NewPCG(o.Seed, 8)),
		sparse: newWeights(Labels<<o.Bits, o.Rate), dense: newWeights(Labels*width, o.Dense), step: newWeights((Labels+1)*Labels, o.Rate)}
	return t
}

// learn makes one step on one sentence.
func (t *trainer) learn(ex *Example) {
	n := len(ex.Forms)
	if n == 0 {
		return
	}
	scores := t.look(ex)
	gold := goldLabels(ex)
	for i, l := range gold {
		if l != 0 {
			scores[i][0] += t.o.Miss
		}
	}
	p, pairs := t.expect(scores, n)
	for i := range n {
		g := p[i]
		g[gold[i]]--
		t.update(ex, i, g)
	}
	prev := Labels
	for i := range n {
		pairs[prev][gold[i]]--
		prev = int(gold[i])
	}
	for a := range pairs {
		for b, g := range pairs[a] {
			if g != 0 && allowed(a, b) {
				t.step.add(a*Labels+b, float32(g))
			}
		}
	}
}

// look scores the labels of each word and keeps its features, some left out.
func (t *trainer) look(ex *Example) [][Labels]float64 {
	n := len(ex.Forms)
	for len(t.features) < n {
		t.features = append(t.features, nil)
	}
	scores := make([][Labels]float64, n)
	for i := range n {
		f := ex.features(t.features[i][:0], i, t.o.Groups)
		kept := f[:0]
		for _, x := range f {
			if t.rnd.Float64() >= t.o.Drop {
				kept = append(kept, x)
			}
		}
		t.features[i] = kept
		for l := range Labels {
			v := dot(t.dense.w[l*t.width:(l+1)*t.width], ex.Dense[i*t.width:(i+1)*t.width])
			for _, x := range kept {
				v += t.sparse.w[int(x&t.mask)*Labels+l]
			}
			scores[i][l] = float64(v)
		}
	}
	return scores
}

func goldLabels(ex *Example) []uint8 {
	labels := make([]uint8, len(ex.Forms))
	for _, s := range ex.Names {
		for i := s.First; i < s.Last; i++ {
			labels[i] = uint8(2 + 2*s.Type)
		}
		labels[s.First] = uint8(1 + 2*s.Type)
	}
	return labels
}

func (t *trainer) stepScore(a, b int) float64 {
	if !allowed(a, b) {
		return never
	}
	return float64(t.step.w[a*Labels+b])
}

// expect returns how likely each label of each word is, and how often each step is to be
// expected in the sentence.
func (t *trainer) expect(scores [][Labels]float64, n int) (p [][Labels]float64, pairs [Labels + 1][Labels]float64) {
	forward, back := make([][Labels]float64, n), make([][Labels]float64, n)
	for l := range Labels {
		forward[0][l] = scores[0][l] + t.stepScore(Labels, l)
	}
	var terms [Labels]float64
	for i := 1; i < n; i++ {
		for b := range Labels {
			for a := range Labels {
				terms[a] = forward[i-1][a] + t.stepScore(a, b)
			}
			forward[i][b] = logSum(terms) + scores[i][b]
		}
	}
	for i := n - 2; i >= 0; i-- {
		for a := range Labels {
			for b := range Labels {
				terms[b] = back[i+1][b] + scores[i+1][b] + t.stepScore(a, b)
			}
			back[i][a] = logSum(terms)
		}
	}
	all := logSum(forward[n-1])
	p = make([][Labels]float64, n)
	for i := range n {
		for l := range Labels {
			p[i][l] = math.Exp(forward[i][l] + back[i][l] - all)
		}
		if i == 0 {
			pairs[Labels] = p[0]
			continue
		}
		for a := range Labels {
			for b := range Labels {
				if allowed(a, b) {
					pairs[a][b] += math.Exp(forward[i-1][a] + t.stepScore(a, b) + scores[i][b] + back[i][b] - all)
				}
			}
		}
	}
	return p, pairs
}

func logSum(x [Labels]float64) float64 {
	top := x[0]
	for _, v := range x[1:] {
		top = max(top, v)
	}
	sum := 0.0
	for _, v := range x {
		sum += math.Exp(v - top)
	}
	return top + math.Log(sum)
}

func (t *trainer) update(ex *Example, i int, g [Labels]float64) {
	for l, v := range g {
		if math.Abs(v) < 1e-3 {
			continue
		}
		for _, x := range t.features[i] {
			t.sparse.add(int(x&t.mask)*Labels+l, float32(v))
		}
		for k, x := range ex.Dense[i*t.width : (i+1)*t.width] {
			if x != 0 {
				t.dense.add(l*t.width+k, float32(v)*x)
			}
		}
	}
}

func (t *trainer) keep() {
	t.sparse.keep()
	t.dense.keep()
	t.step.keep()
	t.keeps++
}

// model returns the mean of what was kept, hashed features in steps of the largest
// divided by 127.
func (t *trainer) model() *Model {
	k := 1 / float32(t.keeps)
	m := &Model{width: t.width, mask: t.mask, groups: t.o.Groups, dense: make([]float32, len(t.dense.w)), sparse: make([]int8, len(t.sparse.w))}
	for i, v := range t.dense.sums {
		m.dense[i] = v * k
	}
	top := float32(1e-9)
	for _, v := range t.sparse.sums {
		top = max(top, v, -v)
	}
	m.scale = top * k / 127
	for i, v := range t.sparse.sums {
		m.sparse[i] = int8(math.Round(float64(v * 127 / top)))
	}
	for a := range m.step {
		for b := range m.step[a] {
			m.step[a][b] = never
			if allowed(a, b) {
				m.step[a][b] = t.step.sums[a*Labels+b] * k
			}
		}
	}
	return m
}
