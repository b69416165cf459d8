//go:build amd64 && !purego

package nn

import (
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/sys/cpu"
)

// TestMul4AVX2 runs the kernel that a machine with AVX-512 does not choose.
func TestMul4AVX2(t *testing.T) {
	if !cpu.X86.HasAVX2 {
		t.Skip("no AVX2 here")
	}
	rng := rand.New(rand.NewPCG(4, 4))
	const k, rs, ldc = 37, 40, 48
	a, panel := randoms(rng, 4*rs), randoms(rng, k*PanelWidth)
	got := randoms(rng, 4*ldc)
	want := slices.Clone(got)
	mul4AVX2(&got[0], ldc*4, &a[0], rs*4, 4, &panel[0], k)
	mulPanelGo(want, ldc, a, rs, 1, 4, panel, k)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, in plain Go %v", got, want)
	}
}
