package attribution

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"

	"readout/internal/nn"
)

// groupWords divides the words of a table of vectors by the direction of their vectors
// (spherical k-means). The centres are learnt from those that often holds, the words of
// the corpus.
func groupWords(keys nn.Keys, vectors *nn.Table, often map[uint32]bool, o Options) *groups {
	n, width := len(keys)/4, vectors.Width
	all := make([]float32, n*width)
	var known []float32
	for i := range n {
		row := all[i*width : (i+1)*width]
		vectors.Row(row, i)
		unit(row)
		if often[binary.LittleEndian.Uint32(keys[4*i:])] {
			known = append(known, row...)
		}
	}
	g := &groups{keys: keys, rows: make([]byte, 4*n)}
	for d, k := range o.Groups {
		centres := centresOf(known, width, k, o.Seed+uint64(d))
		for i, c := range nearest(all, centres, width) {
			binary.LittleEndian.PutUint16(g.rows[4*i+2*d:], uint16(c+1))
		}
	}
	return g
}

// centresOf returns k centres of vectors of length one.
func centresOf(x []float32, width, k int, seed uint64) []float32 {
	rnd := rand.New(rand.NewPCG(seed, 9))
	n := len(x) / width
	centres := make([]float32, k*width)
	for c, i := range rnd.Perm(n)[:min(k, n)] {
		copy(centres[c*width:], x[i*width:(i+1)*width])
	}
	for range 8 {
		to := nearest(x, centres, width)
		clear(centres)
		for i, c := range to {
			sum := centres[c*width:][:width]
			for j, v := range x[i*width : (i+1)*width] {
				sum[j] += v
			}
		}
		for c := range k {
			unit(centres[c*width : (c+1)*width])
		}
	}
	return centres
}

// nearest returns the nearest centre of each vector.
func nearest(x, centres []float32, width int) []int {
	n := len(x) / width
	out := make([]int, n)
	parts := runtime.GOMAXPROCS(0)
	var wait sync.WaitGroup
	for part := range parts {
		wait.Go(func() {
			for i := part * n / parts; i < (part+1)*n/parts; i++ {
				out[i] = nearestTo(x[i*width:(i+1)*width], centres)
			}
		})
	}
	wait.Wait()
	return out
}

func nearestTo(v, centres []float32) int {
	at, best := 0, float32(math.Inf(-1))
	for c := 0; c*len(v) < len(centres); c++ {
		d := float32(0)
		for j, w := range centres[c*len(v) : (c+1)*len(v)] {
			d += w * v[j]
		}
		if d > best {
			at, best = c, d
		}
	}
	return at
}

// unit brings v to length one.
func unit(v []float32) {
	sum := 0.0
	for _, a := range v {
		sum += float64(a) * float64(a)
	}
	norm := float32(math.Sqrt(sum)) + 1e-9
	for j := range v {
		v[j] /= norm
	}
}
