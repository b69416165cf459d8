package train

import (
	"math"

	"readout/internal/nn"
)

// times adds A·W to c: a has rows rows of k values lda apart, w is k x n.
func (b *backpropagation) times(c []float32, ldc int, a []float32, lda, rows int, w []float32, k int) {
	b.panels.Pack(w, k, len(w)/k, len(w)/k, 1)
	nn.Mul(c, ldc, a, lda, 1, rows, &b.panels)
}

// back takes the gradient dy of A·W, rows ldy apart, adds W's to dw and, unless da is nil,
// A's to da.
func (b *backpropagation) back(da []float32, ldda int, dw, dy []float32, ldy int, a []float32, lda, rows int, w []float32, k int) {
	n := len(w) / k
	b.panels.Pack(dy, rows, n, ldy, 1)
	nn.Mul(dw, n, a, 1, lda, k, &b.panels)
	if da != nil {
		b.panels.Pack(w, n, k, 1, n)
		nn.Mul(da, ldda, dy, ldy, 1, rows, &b.panels)
	}
}

// columns adds the rows of dy to db.
func columns(db, dy []float32) {
	for ; len(dy) > 0; dy = dy[len(db):] {
		row := dy[:len(db)]
		for i, v := range row {
			db[i] += v
		}
	}
}

// normBack adds to dx the gradient of a layer normalisation of x, given that of its output.
func normBack(dx, dgain, dbias, dy, x, gain, inv []float32, width int) {
	for row, at := 0, 0; at < len(x); row, at = row+1, at+width {
		in, g, out := x[at:at+width], dy[at:at+width], dx[at:at+width]
		var mean float32
		for _, v := range in {
			mean += v
		}
		mean /= float32(width)
		var m1, m2 float32
		r := inv[row]
		for i, v := range in {
			hat := (v - mean) * r
			d := g[i] * gain[i]
			dgain[i] += g[i] * hat
			dbias[i] += g[i]
			m1 += d
			m2 += d * hat
		}
		m1 /= float32(width)
		m2 /= float32(width)
		for i, v := range in {
			hat := (v - mean) * r
			out[i] += r * (g[i]*gain[i] - m1 - hat*m2)
		}
	}
}

// convBack sets dx to the gradient of the convolution's input and adds that of its taps.
func convBack(dx, dtaps, dy, x, taps []float32, width int) {
	flipped := make([]float32, 3*width)
	copy(flipped, taps[2*width:])
	copy(flipped[width:], taps[width:2*width])
	copy(flipped[2*width:], taps[:width])
	nn.Conv(dx, dy, flipped, width)
	for at := 0; at < len(dy); at += width {
		g := dy[at : at+width]
		addProduct(dtaps[width:2*width], g, x[at:at+width])
		if at > 0 {
			addProduct(dtaps[:width], g, x[at-width:at])
		}
		if at+width < len(x) {
			addProduct(dtaps[2*width:], g, x[at+width:at+2*width])
		}
	}
}

func addProduct(sum, a, b []float32) {
	b = b[:len(a)]
	sum = sum[:len(a)]
	for i, v := range a {
		sum[i] += v * b[i]
	}
}

// scanBack turns the gradient of [nn.Scan]'s output into that of its input before the
// gates. y holds the gates' values, pre the inputs of the output gate; dstate is zeroed
// scratch memory.
func scanBack(dy, dout, state, y, pre []float32, width int) {
	rows, half := len(state)/width, width/2
	carry, zero := make([]float32, width), make([]float32, width)
	for t := rows - 1; t >= 0; t-- {
		last := zero[:half]
		if t > 0 {
			last = state[(t-1)*width : (t-1)*width+half]
		}
		stepBack(dy[3*t*width:], dout[t*width:], state[t*width:], last, y[3*t*width:], pre[t*width:], carry, width, 0)
	}
	for t := range rows {
		last := zero[half:]
		if t < rows-1 {
			last = state[(t+1)*width+half : (t+2)*width]
		}
		stepBack(dy[3*t*width:], dout[t*width:], state[t*width:], last, y[3*t*width:], pre[t*width:], carry, width, half)
	}
}

func stepBack(dy, dout, state, last, y, pre, carry []float32, width, from int) {
	for i := range width / 2 {
		j := from + i
		z, c, g, do := y[j], y[width+j], y[2*width+j], dout[j]
		ds := do*g + carry[j]
		dy[j] = ds * (c - last[i]) * z * (1 - z)
		dy[width+j] = ds * z
		carry[j] = ds * (1 - z)
		var sig float32
		if p := pre[j]; p > 1e-3 || p < -1e-3 {
			sig = g / p
		} else {
			sig = nn.Sigmoid(p)
		}
		dy[2*width+j] = do * state[j] * (sig + g*(1-sig))
	}
}

// entropy turns the scores of one choice into the gradient of their cross-entropy times
// scale and returns the loss. A right of -1 has neither.
func entropy(scores []float32, right int, scale float32) float64 {
	if right < 0 {
		clear(scores)
		return 0
	}
	nn.Softmax(scores)
	loss := minusLog(scores[right])
	for i := range scores {
		scores[i] *= scale
	}
	scores[right] -= scale
	return loss
}

// minusLog returns the loss of giving the share p to what is right.
func minusLog(p float32) float64 { return -math.Log(max(float64(p), 1e-12)) }

func fill(v []int, x int) {
	for i := range v {
		v[i] = x
	}
}
