package attribution

import (
	"math"
	"math/rand/v2"
	"slices"
)

// owners says which feature owns each slot of a table; 0 for none.
type owners []uint32

// settleOwners gives each slot to the most frequent of the features that may own it. Each
// calls its argument with all features of the corpus, and is called twice. Features that
// occur less than least times own nothing.
func settleOwners(slots int, least uint8, each func(func([]uint32))) owners {
	const bits = 27
	counts := make([]uint8, 1<<bits)
	place := func(f uint32) *uint8 { return &counts[f*0x9e3779b1>>(32-bits)] }
	each(func(features []uint32) {
		for _, f := range features {
			if c := place(f); *c < math.MaxUint8 {
				*c++
			}
		}
	})
	own := make(owners, slots)
	most := make([]uint8, slots)
	each(func(features []uint32) {
		for _, f := range features {
			k := slot(f, uint32(slots))
			if c := *place(f); c >= least && c > most[k] {
				own[k], most[k] = f, c
			}
		}
	})
	return own
}

// A learner learns the weights of a table by steps that shrink by weight (AdaGrad). The
// same steps in the same order give the same table.
type learner struct {
	columns int
	own     owners
	keep    float32 // share of features that a step keeps
	rate    float32
	decay   float32
	rnd     *rand.Rand
	cells   []cell
	sums    []float32
	keeps   int
}

// A cell is a weight and the sum of the squares of its gradients.
type cell struct{ weight, squares float32 }

func newLearner(columns int, own owners, keep, rate float64, seed uint64) *learner {
	n := columns * len(own)
	return &learner{columns: columns, own: own, keep: float32(keep), rate: float32(rate), decay: 1e-6, rnd: rand.New(rand.NewPCG(seed, 77)),
		cells: make([]cell, n), sums: make([]float32, n)}
}

// drop turns features into their slots, without those that own none and those that chance
// takes away.
func (t *learner) drop(features []uint32) []uint32 {
	kept := features[:0]
	for _, f := range features {
		if k := slot(f, uint32(len(t.own))); t.own[k] == f && t.rnd.Float32() < t.keep {
			kept = append(kept, k)
		}
	}
	return kept
}

// sum adds the rows of slots that were kept, as large as all would be.
func (t *learner) sum(slots []uint32, out []float32) {
	c := t.columns
	for _, k := range slots {
		row := t.cells[int(k)*c:][:c]
		for i := range row {
			out[i] += row[i].weight
		}
	}
	for i := range out {
		out[i] /= t.keep
	}
}

// learn makes a step down the gradient of the columns.
func (t *learner) learn(slots []uint32, gradient []float32) {
	const small = 1e-3
	if !slices.ContainsFunc(gradient, func(g float32) bool { return g > small || g < -small }) {
		return
	}
	for _, k := range slots {
		row := t.cells[int(k)*t.columns:][:t.columns]
		for i, g := range gradient {
			if g > small || g < -small {
				c := &row[i]
				h := g + t.decay*c.weight
				c.squares += h * h
				c.weight -= t.rate * h / (1e-2 + float32(math.Sqrt(float64(c.squares))))
			}
		}
	}
}

// means is how often an epoch the weights are taken into the mean, the first epoch aside:
// what single steps do by chance evens out.
const means = 8

// tick is called after step i of n of an epoch. It reports whether the weights were taken.
func (t *learner) tick(epoch, i, n int) bool {
	due := epoch > 0 && (i+1)*means/n > i*means/n
	if due {
		t.mean()
	}
	return due
}

// mean takes the present weights into the mean that table returns.
func (t *learner) mean() {
	for i := range t.cells {
		t.sums[i] += t.cells[i].weight
	}
	t.keeps++
}

// join takes the mean of another learner of the same features into this one's.
func (t *learner) join(o *learner) {
	for i, v := range o.sums {
		t.sums[i] += v
	}
	t.keeps += o.keeps
}

// table returns the mean of the weights in one byte each. The few largest are cut off, for
// the others to be finer.
func (t *learner) table() *table {
	scale := t.top() / 127
	out := &table{columns: t.columns, slots: uint32(len(t.own)), scale: scale}
	for k, f := range t.own {
		for i := range t.columns {
			q := math.Round(float64(t.sums[k*t.columns+i] / float32(t.keeps) / scale))
			out.rows = append(out.rows, byte(128+int(max(-127, min(127, q)))))
		}
		out.rows = append(out.rows, byte(f))
	}
	out.rows = append(out.rows, make([]byte, padding)...)
	return out.ready()
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
