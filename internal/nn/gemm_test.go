package nn

import (
	"math/rand/v2"
	"testing"
)

func randoms(rng *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(rng.NormFloat64())
	}
	return v
}

// TestMul_twin holds the kernels of this machine equal, bit by bit, to plain Go.
func TestMul_twin(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, m := range []int{1, 2, 3, 4, 5, 11, 12, 13, 16, 30} {
		for _, k := range []int{1, 3, 64, 100} {
			for _, transposed := range []bool{false, true} {
				n := 40
				rs, ks := k+3, 1
				if transposed {
					rs, ks = 1, m+2
				}
				a := randoms(rng, (m+3)*(k+3)+8)
				var b Panels
				b.Pack(randoms(rng, k*n), k, n, n, 1)
				got := randoms(rng, m*b.N)
				want := append([]float32(nil), got...)
				Mul(got, b.N, a, rs, ks, m, &b)
				for j := range b.N {
					for i := range m {
						for l := range k {
							x := a[i*rs+l*ks] * b.Data[j/PanelWidth*PanelWidth*k+l*PanelWidth+j%PanelWidth]
							want[i*b.N+j] += float32(x)
						}
					}
				}
				for i := range got {
					if got[i] != want[i] {
						t.Fatalf("m %d, k %d, transposed %v: element %d is %v, in plain Go %v", m, k, transposed, i, got[i], want[i])
					}
				}
			}
		}
	}
}

func TestPanels_Pack(t *testing.T) {
	var p Panels
	p.Pack([]float32{1, 2, 3, 4, 5, 6}, 3, 2, 1, 3) // the transpose of 2 rows of 3
	for i, want := range [][2]float32{{1, 4}, {2, 5}, {3, 6}} {
		if got := p.Data[i*PanelWidth:]; got[0] != want[0] || got[1] != want[1] || got[2] != 0 {
			t.Errorf("row %d = %v, want %v and zeros", i, got[:3], want)
		}
	}
}

// BenchmarkMul measures this machine's kernels and plain Go in one run.
func BenchmarkMul(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 240, 192, 576
	a, c := randoms(rng, m*k), randoms(rng, m*n)
	var w Panels
	w.Pack(randoms(rng, k*n), k, n, n, 1)
	run := func(name string, mul func()) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				mul()
			}
			b.ReportMetric(float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
		})
	}
	run("kernel", func() { Mul(c, n, a, k, 1, m, &w) })
	run("Go", func() {
		for j := 0; j < n; j += PanelWidth {
			mulPanelGo(c[j:], n, a, k, 1, m, w.Data[j*k:(j+PanelWidth)*k], k)
		}
	})
}
