package nn

import "math"

// Exp returns e to the x, within two units of the last place, for x of any size; it never
// overflows. It is the same on every machine, which math.Exp is not.
func Exp(x float32) float32 {
	x = min(max(x, -87), 88)
	n := int32(float32(x*1.442695) + 192.5) // rounds; 192 keeps the sum positive
	k := float32(n - 192)
	r := x - float32(k*0.693359375) + float32(k*2.12194440e-4) // ln 2 in two parts
	p := float32(1.0/720)*r + 1.0/120
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
		in, to := x[at:at+width], out[at:at+width]
		mean := sum(in) / float32(width)
		for i, v := range in {
			to[i] = v - mean
		}
		r := 1 / float32(math.Sqrt(float64(squares(to)/float32(width)+1e-5)))
		if inv != nil {
			inv[row] = r
		}
		g, b := gain[:len(to)], bias[:len(to)]
		for i, v := range to {
			to[i] = float32(float32(v*r)*g[i]) + b[i]
		}
	}
}

// sum adds the values in 16 lanes and then the lanes, as vector code would.
func sum(x []float32) float32 {
	var lane [PanelWidth]float32
	for ; len(x) >= PanelWidth; x = x[PanelWidth:] {
		v := (*[PanelWidth]float32)(x)
		for j := range lane {
			lane[j] += v[j]
		}
	}
	return fold(&lane)
}

func squares(x []float32) float32 {
	var lane [PanelWidth]float32
	for ; len(x) >= PanelWidth; x = x[PanelWidth:] {
		v := (*[PanelWidth]float32)(x)
		for j := range lane {
			lane[j] += float32(v[j] * v[j])
		}
	}
	return fold(&lane)
}

func fold(lane *[PanelWidth]float32) float32 {
	for half := PanelWidth / 2; half > 0; half /= 2 {
		for j := range half {
			lane[j] += lane[j+half]
		}
	}
	return lane[0]
}

// Conv writes to out, for each row t of one sequence x of rows width wide, the sum of rows
// t-1, t and t+1, each times its row of taps (3 rows). Rows outside the sequence are zero.
func Conv(out, x, taps []float32, width int) {
	before, here, after := taps[:width], taps[width:2*width], taps[2*width:3*width]
	for at := 0; at < len(x); at += width {
		in, to := x[at:at+width], out[at:at+width]
		for i, v := range in {
			to[i] = float32(v * here[i])
		}
		if at > 0 {
			for i, v := range x[at-width : at] {
				to[i] += float32(v * before[i])
			}
		}
		if at+width < len(x) {
			for i, v := range x[at+width : at+2*width] {
				to[i] += float32(v * after[i])
			}
		}
	}
}

// Gate turns the values of each row of y, 3*width wide, into what [Scan] takes: the first
// width through the sigmoid, the last width through x*sigmoid(x); those between stay.
func Gate(y []float32, width int) {
	for ; len(y) > 0; y = y[3*width:] {
		z, g := y[:width], y[2*width:3*width]
		for i, v := range z {
			z[i] = Sigmoid(v)
		}
		for i, v := range g {
			g[i] = v * Sigmoid(v)
		}
	}
}

// Scan runs the recurrence s(t) = s(t-1) + z(t)*(c(t)-s(t-1)) over one sequence, the first
// half of the columns from its start to its end and the second half from its end to its
// start. Rows of y hold z, c and the output gate g, each width wide; rows of state, width
// wide, get s. Out gets s*g.
func Scan(out, state, y []float32, width int) {
	rows, half := len(state)/width, width/2
	var zero [1024]float32
	for t := range rows {
		last := zero[:half]
		if t > 0 {
			last = state[(t-1)*width : (t-1)*width+half]
		}
		step(out[t*width:], state[t*width:], last, y[3*t*width:], width, 0)
	}
	for t := rows - 1; t >= 0; t-- {
		last := zero[half:width]
		if t < rows-1 {
			last = state[(t+1)*width+half : (t+2)*width]
		}
		step(out[t*width:], state[t*width:], last, y[3*t*width:], width, half)
	}
}

func step(out, state, last, y []float32, width, from int) {
	n := width / 2
	z, c, g := y[from:from+n], y[width+from:width+from+n], y[2*width+from:2*width+from+n]
	s, o := state[from:from+n], out[from:from+n]
	last = last[:n]
	for i := range s {
		v := last[i] + float32(z[i]*(c[i]-last[i]))
		s[i] = v
		o[i] = v * g[i]
	}
}

// Softmax turns the values into shares of one.
func Softmax(x []float32) {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	var total float32
	for i, v := range x {
		x[i] = Exp(v - top)
		total += x[i]
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
