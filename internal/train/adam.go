package train

import (
	"math"
	"sync"
)

// Adam's constants.
const (
	beta1, beta2 = 0.9, 0.99
	epsilon      = 1e-8
)

// An optimiser holds the running moments of the gradients.
type optimiser struct {
	m, v []float32
	step int
}

// update adds up the gradients of the shards, in their order, moves the weights against
// them at the given rate and clears them. It works in two halves at once, which changes
// no result.
func (o *optimiser) update(flat []float32, shards [][]float32, rate, decay float64) {
	o.step++
	c1 := 1 - math.Pow(beta1, float64(o.step))
	c2 := 1 - math.Pow(beta2, float64(o.step))
	lr := float32(rate * math.Sqrt(c2) / c1)
	keep := float32(1 - rate*decay)
	var wait sync.WaitGroup
	const parts = 2
	for k := range parts {
		from, to := len(flat)*k/parts, len(flat)*(k+1)/parts
		wait.Go(func() { o.part(flat, shards, from, to, lr, keep) })
	}
	wait.Wait()
}

func (o *optimiser) part(flat []float32, shards [][]float32, from, to int, lr, keep float32) {
	g := shards[0][from:to]
	for _, s := range shards[1:] {
		other := s[from:to]
		for i, v := range other {
			g[i] += v
		}
		clear(other)
	}
	w, m, v := flat[from:to], o.m[from:to], o.v[from:to]
	for i, x := range g {
		if x == 0 && m[i] == 0 {
			continue
		}
		m[i] += (1 - beta1) * (x - m[i])
		v[i] += (1 - beta2) * (x*x - v[i])
		w[i] = w[i]*keep - lr*m[i]/(float32(math.Sqrt(float64(v[i])))+epsilon)
	}
	clear(g)
}
