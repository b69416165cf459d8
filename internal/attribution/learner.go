package attribution

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A learner learns the weights of a table by steps that shrink by weight (AdaGrad). The
// same steps in the same order give the same table.
type learner struct {
	columns int
	mask    uint32
	keep    float32 // share of features that a step keeps
	rate    float32
	decay   float32
	rnd     *rand.Rand
	weights []float32
	squares []float32
	sums    []float32
	keeps   int
}

func newLearner(columns, bits int, keep float32, seed uint64) *learner {
	n := columns << bits
	return &learner{columns: columns, mask: 1<<bits - 1, keep: keep, rate: 0.1, decay: 1e-6, rnd: rand.New(rand.NewPCG(seed, 77)),
		weights: make([]float32, n), squares: make([]float32, n), sums: make([]float32, n)}
}

// drop removes features by chance.
func (t *learner) drop(features []uint32) []uint32 {
	kept := features[:0]
	for _, f := range features {
		if t.rnd.Float32() < t.keep {
			kept = append(kept, f)
		}
	}
	return kept
}

// sum adds the rows of features that were kept, as large as all would be.
func (t *learner) sum(features []uint32, out []float32) {
	c := t.columns
	for _, f := range features {
		row := t.weights[int(f&t.mask)*c:][:c]
		for k, w := range row {
			out[k] += w
		}
	}
	for k := range out {
		out[k] /= t.keep
	}
}

// learn makes a step down the gradient of the columns.
func (t *learner) learn(features []uint32, gradient []float32) {
	for k, g := range gradient {
		if g > -1e-3 && g < 1e-3 {
			continue
		}
		for _, f := range features {
			i := int(f&t.mask)*t.columns + k
			h := g + t.decay*t.weights[i]
			t.squares[i] += h * h
			t.weights[i] -= t.rate * h / float32(1e-2+math.Sqrt(float64(t.squares[i])))
		}
	}
}

// mean takes the present weights into the mean that table returns.
func (t *learner) mean() {
	for i, w := range t.weights {
		t.sums[i] += w
	}
	t.keeps++
}

// table returns the mean of the weights in one byte each. The few largest are cut off, for
// the others to be finer.
func (t *learner) table() *table {
	top := t.top()
	scale := top / 127
	out := &table{columns: t.columns, mask: t.mask, scale: scale, rows: make([]byte, len(t.sums))}
	for i, s := range t.sums {
		q := math.Round(float64(s / float32(t.keeps) / scale))
		out.rows[i] = byte(int8(max(-127, min(127, q))))
	}
	return out
}

// top is the size that one in 2,000 of the weights in use exceed.
func (t *learner) top() float32 {
	var sizes []float32
	for _, s := range t.sums {
		if s != 0 {
			sizes = append(sizes, float32(math.Abs(float64(s)))/float32(t.keeps))
		}
	}
	if len(sizes) == 0 {
		return 1
	}
	slices.Sort(sizes)
	return max(1e-6, sizes[len(sizes)-1-len(sizes)/2000])
}

func sigmoid(x float32) float32 { return float32(1 / (1 + math.Exp(-float64(x)))) }
