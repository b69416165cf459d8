package names

import (
	"math"
	"math/rand/v2"
)

// Group divides vectors, width values each, into k groups by their direction (spherical
// k-means). The same vectors and seed give the same groups.
func Group(vectors []float32, width, k, rounds int, seed uint64) []uint16 {
	n := len(vectors) / width
	x := unit(vectors, width)
	rnd := rand.New(rand.NewPCG(seed, 9))
	centres := make([]float32, k*width)
	for c := range k {
		r := rnd.IntN(n)
		copy(centres[c*width:(c+1)*width], x[r*width:(r+1)*width])
	}
	groups := make([]uint16, n)
	for range rounds {
		assign(groups, x, centres, width)
		clear(centres)
		for i, g := range groups {
			to := centres[int(g)*width:][:width]
			for j, v := range x[i*width : (i+1)*width] {
				to[j] += v
			}
		}
		centres = unit(centres, width)
	}
	assign(groups, x, centres, width)
	return groups
}

// assign puts each vector into the group whose centre is nearest.
func assign(groups []uint16, x, centres []float32, width int) {
	for i := range groups {
		v := x[i*width : (i+1)*width]
		best, at := float32(math.Inf(-1)), 0
		for c := 0; c < len(centres)/width; c++ {
			if d := dot(centres[c*width:(c+1)*width], v); d > best {
				best, at = d, c
			}
		}
		groups[i] = uint16(at)
	}
}

// unit returns vectors scaled to length one.
func unit(vectors []float32, width int) []float32 {
	out := make([]float32, len(vectors))
	for i := 0; i < len(vectors); i += width {
		v := vectors[i : i+width]
		norm := float32(math.Sqrt(float64(dot(v, v)))) + 1e-9
		for j, a := range v {
			out[i+j] = a / norm
		}
	}
	return out
}
