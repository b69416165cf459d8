package attribution

import (
	"math"
	"math/rand/v2"
)

// A denseLearner learns a dense by steps that shrink by weight.
type denseLearner struct {
	*dense
	rate    float32
	drop    float32
	rnd     *rand.Rand
	squares *dense
	sums    *dense
	keeps   int
	h, x    []float32
}

func newDenseLearner(inputs int, seed uint64) *denseLearner {
	t := &denseLearner{dense: newDense(inputs, hiddenWidth), rate: 0.01, drop: 0.3, rnd: rand.New(rand.NewPCG(seed, 55)),
		squares: newDense(inputs, hiddenWidth), sums: newDense(inputs, hiddenWidth), h: make([]float32, hiddenWidth), x: make([]float32, inputs)}
	size := math.Sqrt(1 / float64(inputs))
	for i := range t.in {
		t.in[i] = float32(t.rnd.NormFloat64() * size)
	}
	for i := range t.out {
		t.out[i] = float32(t.rnd.NormFloat64() * 0.1)
	}
	return t
}

// forward returns the outputs for x with inputs dropped by chance.
func (t *denseLearner) forward(x []float32) outputs {
	for i, v := range x {
		t.x[i] = 0
		if t.rnd.Float32() >= t.drop {
			t.x[i] = v / (1 - t.drop)
		}
	}
	t.run(t.x, t.h)
	for j := range t.h {
		if t.h[j] > 0 && t.rnd.Float32() < t.drop {
			t.h[j] = 0
		}
	}
	return t.read(t.h)
}

// backward makes a step; forward comes first.
func (t *denseLearner) backward(g outputs) {
	for j, h := range t.h {
		if h == 0 {
			continue
		}
		back := float32(0)
		for c, v := range g {
			k := c*t.hidden + j
			back += v * t.out[k]
			t.step(&t.out[k], &t.squares.out[k], v*h)
		}
		t.step(&t.bias[j], &t.squares.bias[j], back)
		row, squares := t.in[j*t.inputs:(j+1)*t.inputs], t.squares.in[j*t.inputs:(j+1)*t.inputs]
		for i, v := range t.x {
			if v != 0 {
				t.step(&row[i], &squares[i], back*v)
			}
		}
	}
}

func (t *denseLearner) step(w, squares *float32, g float32) {
	g += 1e-4 * *w
	*squares += g * g
	*w -= t.rate * g / (1e-2 + float32(math.Sqrt(float64(*squares))))
}

func (t *denseLearner) mean() {
	for k, list := range t.values() {
		sums := t.sums.values()[k]
		for i, v := range list {
			sums[i] += v
		}
	}
	t.keeps++
}

// result returns the mean.
func (t *denseLearner) result() *dense {
	d := newDense(t.inputs, t.hidden)
	for k, list := range d.values() {
		for i := range list {
			list[i] = t.sums.values()[k][i] / float32(t.keeps)
		}
	}
	return d
}
