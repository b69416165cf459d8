package nn

// A Recurrent is a [Layer] made ready to run.
type Recurrent struct {
	*Layer
	in, out Panels
}

// NewRecurrent makes a layer ready whose matrices stand in panels ([Panels.Pack]).
func NewRecurrent(l *Layer, width, hidden int) Recurrent {
	return Recurrent{Layer: l, in: Panels{K: width, N: 3 * hidden, Data: l.In}, out: Panels{K: hidden, N: width, Data: l.Out}}
}

// RecurrentWork is the memory of one run of a layer, used again by the next.
type RecurrentWork struct{ u, v, y, state, out []float32 }

// Run adds to the states x of sequences laid end to end what the layer makes of them; ends
// are the rows at which each sequence ends.
func (r *Recurrent) Run(w *RecurrentWork, x []float32, ends []int) {
	d, h := r.in.K, r.out.K
	rows := len(x) / d
	u, v, y := fit(&w.u, rows*d), fit(&w.v, rows*d), fit(&w.y, rows*3*h)
	state, out := fit(&w.state, rows*h), fit(&w.out, rows*h)
	Norm(u, x, r.Gain, r.Bias, d, nil)
	start := 0
	for _, end := range ends {
		Conv(v[start*d:end*d], u[start*d:end*d], r.Taps, d)
		start = end
	}
	Bias(y, r.InBias)
	Mul(y, 3*h, v, d, 1, rows, &r.in)
	Gate(y, h)
	start = 0
	for _, end := range ends {
		Scan(out[start*h:end*h], state[start*h:end*h], y[start*3*h:end*3*h], h)
		start = end
	}
	Mul(x, d, out, h, 1, rows, &r.out)
}
