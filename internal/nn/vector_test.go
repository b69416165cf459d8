package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestVectors_twin holds the vector code of this machine equal, bit by bit, to plain Go.
func TestVectors_twin(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	const n = 96
	a, b, c, d, taps := randoms(rng, n), randoms(rng, n), randoms(rng, n), randoms(rng, n), randoms(rng, 3*n)
	negative := float32(math.Copysign(0, -1))
	infinite := float32(math.Inf(1))
	copy(a, []float32{0, negative, infinite, -infinite, 1e-30, -1e-30, 90, -90, 1000, -1000, 87.5, -87.5})
	bytes := make([]byte, n)
	for i := range bytes {
		bytes[i] = byte(rng.Uint32())
	}
	out := func(f func(out []float32)) []float32 {
		v := slices.Clone(a)
		f(v)
		return v
	}
	state := func(f func(out, state, last, y []float32, width int)) []float32 {
		v := make([]float32, 2*n)
		f(v[:n], v[n:], b, taps, n)
		return v
	}
	tests := []struct {
		name      string
		got, want []float32
	}{
		{"sigmoid", out(sigmoid), out(sigmoidGo)},
		{"exp", out(func(v []float32) { exp(v, 1.5) }), out(func(v []float32) { expGo(v, 1.5) })},
		{"silu", out(silu), out(siluGo)},
		{"rectify", out(rectify), out(rectifyGo)},
		{"dot", []float32{dot(b, c)}, []float32{dotGo(b, c)}},
		{"norm", out(func(v []float32) { v[0] = norm(v, b, c, d) }), out(func(v []float32) { v[0] = normGo(v, b, c, d) })},
		{"norm of rows", out(func(v []float32) { norm(v, b, c, d) }), out(func(v []float32) { normGo(v, b, c, d) })},
		{"conv", out(func(v []float32) { conv(v, b, c, d, taps) }), out(func(v []float32) { convGo(v, b, c, d, taps) })},
		{"step", state(step), state(stepGo)},
		{"row", out(func(v []float32) { row(v, bytes, 0.37) }), out(func(v []float32) { rowGo(v, bytes, 0.37) })},
	}
	for _, tt := range tests {
		for i := range tt.want {
			if math.Float32bits(tt.got[i]) != math.Float32bits(tt.want[i]) {
				t.Errorf("%s: element %d is %v, in plain Go %v", tt.name, i, tt.got[i], tt.want[i])
				break
			}
		}
	}
}

func TestExp(t *testing.T) {
	for x := float32(-86); x < 88; x += 0.0371 {
		if got, want := float64(Exp(x)), math.Exp(float64(x)); math.Abs(got/want-1) > 4e-7 {
			t.Errorf("Exp(%v) = %v, want %v", x, got, want)
		}
	}
	for _, x := range []float32{-1e30, 1e30} {
		if got := Exp(x); math.IsInf(float64(got), 0) || got < 0 {
			t.Errorf("Exp(%v) = %v", x, got)
		}
	}
}
