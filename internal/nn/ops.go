package nn

import "math"

// Exp returns e to the x, within two units of the last place, for x of any size; it never
// overflows. It is the same on every machine, which math.Exp is not.
func Exp(x float32) float32 {
	x = min(max(x, -87), 88)
	n := int32(float32(x*1.442695) + 192.5) // rounds; 192 keeps the sum positive
	k := float32(n - 192)
	r := x - float32(k*0.693359375) + float32(k*2.12194440e-4) // ln 2 in two parts
	p := float32(float32(1.0/720)*r) + 1.0/120
	p = float32(p*r) + 1.0/24
	p = float32(p*r) + 1.0/6
	p = float32(p*r) + 0.5
	p = float32(p*r) + 1
	p = float32(p*r) + 1
	return p * math.Float32frombits(uint32(n-192+127)<<23)
}

// Sigmoid returns 1/(1+e^-x).
func Sigmoid(x float32) float32 { return 1 / (1 + Exp(-x)) }

// Norm writes to out the layer normalisation of each row of x, width values wide: mean 0,
// variance 1, times gain, plus bias. The inverse deviations of the rows go to inv unless
// that is nil. The width is a multiple of [PanelWidth].
func Norm(out, x, gain, bias []float32, width int, inv []float32) {
	for at, row := 0, 0; at < len(x); at, row = at+width, row+1 {
		r := norm(out[at:at+width], x[at:at+width], gain, bias)
		if inv != nil {
			inv[row] = r
		}
	}
}

// maxWidth is the width up to which rows of zeros are kept.
const maxWidth = 1024

// Conv writes to out, for each row t of one sequence x of rows width wide, the sum of rows
// t-1, t and t+1, each times its row of taps (3 rows). Rows outside the sequence are zero.
func Conv(out, x, taps []float32, width int) {
	var zero [maxWidth]float32
	before := zero[:width]
	for at := 0; at < len(x); at += width {
		here, after := x[at:at+width], zero[:width]
		if at+width < len(x) {
			after = x[at+width : at+2*width]
		}
		conv(out[at:at+width], before, here, after, taps)
		before = here
	}
}

// Gate turns the values of each row of y, 3*width wide, into what [Scan] takes: the first
// width through the sigmoid, the last width through x*sigmoid(x); those between stay.
func Gate(y []float32, width int) {
	for ; len(y) > 0; y = y[3*width:] {
		sigmoid(y[:width])
		silu(y[2*width : 3*width])
	}
}

// Scan runs the recurrence s(t) = s(t-1) + z(t)*(c(t)-s(t-1)) over one sequence, the first
// half of the columns from its start to its end and the second half from its end to its
// start. Rows of y hold z, c and the output gate g, each width wide; rows of state, width
// wide, get s. Out gets s*g.
func Scan(out, state, y []float32, width int) {
	var zero [maxWidth]float32
	rows, half := len(state)/width, width/2
	last := zero[:half]
	for t := range rows {
		s := state[t*width : t*width+half]
		step(out[t*width:], s, last, y[3*t*width:], width)
		last = s
	}
	last = zero[:half]
	for t := rows - 1; t >= 0; t-- {
		s := state[t*width+half : (t+1)*width]
		step(out[t*width+half:], s, last, y[3*t*width+half:], width)
		last = s
	}
}

// Softmax turns the values into shares of one. It adds in 16 lanes, then the lanes, then
// what is left.
func Softmax(x []float32) {
	top := x[0]
	for _, v := range x {
		if v > top {
			top = v
		}
	}
	whole := len(x) / PanelWidth * PanelWidth
	var total float32
	if whole > 0 {
		exp(x[:whole], top)
		total = sum(x[:whole])
	}
	for i, v := range x[whole:] {
		x[whole+i] = Exp(v - top)
		total += x[whole+i]
	}
	total = 1 / total
	for i := range x {
		x[i] *= total
	}
}

// Bias sets each row of x, as wide as bias, to bias.
func Bias(x, bias []float32) {
	for at := 0; at < len(x); at += len(bias) {
		copy(x[at:], bias)
	}
}
