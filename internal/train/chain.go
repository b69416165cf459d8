package train

import (
	"math"

	"readout/internal/names"
)

// A chain is the memory of what [chain.learn] works out for one sentence, in rows of
// names.Labels values.
type chain struct {
	step             [names.Labels + 1][names.Labels]float64 // e to the score; 0 where not allowed
	emit, fore, back []float64
	sums             []float64
}

// ready takes the scores of steps from label to label.
func (c *chain) ready(step []float32) {
	for a := range c.step {
		for b := range c.step[a] {
			c.step[a][b] = 0
			if names.Allowed(a, b) {
				c.step[a][b] = math.Exp(float64(step[a*names.Labels+b]))
			}
		}
	}
}

// learn returns how unlikely it is, in nats, that the labels of a sentence are among the
// allowed ones, a bit a label. It adds the gradient, times scale, to grad, as wide as
// scores, and to dstep.
func (c *chain) learn(scores []float32, allowed []uint16, scale float32, grad, dstep []float32) float64 {
	all := c.run(scores, nil, scale, grad, dstep)
	return all - c.run(scores, allowed, -scale, grad, dstep)
}

// run returns the logarithm of the sum over all paths through allowed labels, nil for any,
// and adds what each label and step has of it, times scale.
func (c *chain) run(scores []float32, allowed []uint16, scale float32, grad, dstep []float32) float64 {
	const l = names.Labels
	n := len(scores) / names.Scores
	c.emit, c.fore, c.back, c.sums = fitted(c.emit, n*l), fitted(c.fore, n*l), fitted(c.back, n*l), fitted(c.sums, n)
	total := 0.0
	for i := range n {
		total += c.prepare(scores[i*names.Scores:], allowed, i)
	}
	total += c.forward(n)
	c.backward(n)
	for i := range n {
		for k := range l {
			grad[i*names.Scores+k] += scale * float32(c.fore[i*l+k]*c.back[i*l+k])
		}
	}
	c.steps(n, float64(scale), dstep)
	return total
}

// prepare sets the weights of the labels of word i and returns the logarithm of what they
// were divided by.
func (c *chain) prepare(scores []float32, allowed []uint16, i int) float64 {
	mask := uint16(1<<names.Labels - 1)
	if allowed != nil {
		mask = allowed[i]
	}
	top := float32(math.Inf(-1))
	for k := range names.Labels {
		if mask>>k&1 != 0 {
			top = max(top, scores[k])
		}
	}
	out := c.emit[i*names.Labels : (i+1)*names.Labels]
	for k := range out {
		out[k] = 0
		if mask>>k&1 != 0 {
			out[k] = math.Exp(float64(scores[k] - top))
		}
	}
	return float64(top)
}

// forward sets the shares of the labels given what stands before, and returns the
// logarithm of the sum.
func (c *chain) forward(n int) float64 {
	const l = names.Labels
	total, last := 0.0, c.fore[:0]
	for i := range n {
		f, e, sum := c.fore[i*l:(i+1)*l], c.emit[i*l:(i+1)*l], 0.0
		for b := range l {
			v := 0.0
			switch {
			case e[b] == 0:
			case i == 0:
				v = c.step[l][b]
			case b > 0 && b%2 == 0:
				v = last[b-1]*c.step[b-1][b] + last[b]*c.step[b][b]
			default:
				for a := range l {
					v += last[a] * c.step[a][b]
				}
			}
			f[b] = v * e[b]
			sum += f[b]
		}
		for b := range f {
			f[b] /= sum
		}
		c.sums[i], last = sum, f
		total += math.Log(sum)
	}
	return total
}

// backward sets for each label what stands after, so that its product with fore is its
// share.
func (c *chain) backward(n int) {
	const l = names.Labels
	for k := range l {
		c.back[(n-1)*l+k] = 1
	}
	var next [l]float64
	for i := n - 2; i >= 0; i-- {
		for b := range l {
			next[b] = c.emit[(i+1)*l+b] * c.back[(i+1)*l+b] / c.sums[i+1]
		}
		for a := range l {
			v := 0.0
			for b := range l {
				v += c.step[a][b] * next[b]
			}
			c.back[i*l+a] = v
		}
	}
}

func (c *chain) steps(n int, scale float64, dstep []float32) {
	const l = names.Labels
	for b := range l {
		dstep[l*l+b] += float32(scale * c.fore[b] * c.back[b])
	}
	var sum [l][l]float64
	for i := 1; i < n; i++ {
		for b := range l {
			next := c.emit[i*l+b] * c.back[i*l+b] / c.sums[i]
			if next == 0 {
				continue
			}
			for a := range l {
				sum[a][b] += c.fore[(i-1)*l+a] * next
			}
		}
	}
	for a := range l {
		for b := range l {
			dstep[a*l+b] += float32(scale * sum[a][b] * c.step[a][b])
		}
	}
}

func fitted(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n+n/2)[:n]
	}
	return s[:n]
}
