package nn

import "math"

// The functions of this file are what the vector code computes, in plain Go. Conversions to
// float32 forbid the compiler to fuse a product and a sum, which would round once.

// sigmoidGo sets each x to 1/(1+e^-x).
func sigmoidGo(x []float32) {
	for i, v := range x {
		x[i] = Sigmoid(v)
	}
}

// expGo sets each x to e^(x-top).
func expGo(x []float32, top float32) {
	for i, v := range x {
		x[i] = Exp(v - top)
	}
}

// siluGo sets each x to x/(1+e^-x).
func siluGo(x []float32) {
	for i, v := range x {
		x[i] = v * Sigmoid(v)
	}
}

// dotGo adds the products of a and b in 16 lanes, then the lanes.
func dotGo(a, b []float32) float32 {
	var lane [PanelWidth]float32
	for ; len(a) >= PanelWidth; a, b = a[PanelWidth:], b[PanelWidth:] {
		x, y := (*[PanelWidth]float32)(a), (*[PanelWidth]float32)(b)
		for j := range lane {
			lane[j] += float32(x[j] * y[j])
		}
	}
	return fold(&lane)
}

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

func fold(lane *[PanelWidth]float32) float32 {
	for half := PanelWidth / 2; half > 0; half /= 2 {
		for j := range half {
			lane[j] += lane[j+half]
		}
	}
	return lane[0]
}

// normGo is [Norm] for one row; it returns the inverse deviation.
func normGo(out, x, gain, bias []float32) float32 {
	width := float32(len(x))
	mean := sum(x) / width
	for i, v := range x {
		out[i] = v - mean
	}
	out = out[:len(x)]
	r := 1 / float32(math.Sqrt(float64(dotGo(out, out)/width+1e-5)))
	gain, bias = gain[:len(out)], bias[:len(out)]
	for i, v := range out {
		out[i] = float32(float32(v*r)*gain[i]) + bias[i]
	}
	return r
}

// convGo is [Conv] for one row.
func convGo(out, before, here, after, taps []float32) {
	n := len(here)
	for i := range n {
		v := float32(here[i]*taps[n+i]) + float32(before[i]*taps[i])
		out[i] = v + float32(after[i]*taps[2*n+i])
	}
}

// stepGo is a step of [Scan] for as many columns as state has; z, c and g stand in y, each
// width after the one before.
func stepGo(out, state, last, y []float32, width int) {
	for i := range state {
		v := last[i] + float32(y[i]*(y[width+i]-last[i]))
		state[i] = v
		out[i] = v * y[2*width+i]
	}
}

// rowGo writes the signed bytes q times scale.
func rowGo(out []float32, q []byte, scale float32) {
	for i, v := range q {
		out[i] = float32(int8(v)) * scale
	}
}

// rectifyGo sets what is below zero to zero.
func rectifyGo(x []float32) {
	for i, v := range x {
		x[i] = max(v, 0)
	}
}
