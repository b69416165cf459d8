package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"readout/internal/names"
)

// TestChain compares the gradient with differences of the loss.
func TestChain(t *testing.T) {
	const n, l, wide = 5, names.Labels, names.Scores
	rng := rand.New(rand.NewPCG(1, 1))
	scores, step := make([]float32, n*wide), make([]float32, (l+1)*l)
	for _, x := range [][]float32{scores, step} {
		for i := range x {
			x[i] = float32(rng.NormFloat64())
		}
	}
	any := uint16(1<<l - 1)
	allowed := []uint16{1 << names.First(2), 1<<names.Inside(2) | 1, any, 1 | 1<<names.First(0), 1}
	loss := func() float64 {
		var c chain
		c.ready(step)
		return c.learn(scores, allowed, 0, make([]float32, n*wide), make([]float32, (l+1)*l))
	}
	var c chain
	c.ready(step)
	grad, dstep := make([]float32, n*wide), make([]float32, (l+1)*l)
	if got := c.learn(scores, allowed, 1, grad, dstep); got < 0 || math.Abs(got-loss()) > 1e-9 {
		t.Fatalf("loss %v", got)
	}
	check := func(what string, x, g []float32, i int) {
		const eps = 1e-2
		old := x[i]
		x[i] = old + eps
		up := loss()
		x[i] = old - eps
		down := loss()
		x[i] = old
		if want := (up - down) / (2 * eps); math.Abs(want-float64(g[i])) > 2e-3 {
			t.Errorf("%s %d: gradient %v, difference %v", what, i, g[i], want)
		}
	}
	for i := range n * wide {
		if i%wide < l {
			check("score", scores, grad, i)
		}
	}
	for i := range step {
		if names.Allowed(i/l, i%l) {
			check("step", step, dstep, i)
		}
	}
}
