package text

import (
	"math"
	"math/rand/v2"
	"testing"
)

// bestTree tries all trees over n words.
func bestTree(scores []float32, stride, n int) float64 {
	top := math.Inf(-1)
	heads := make([]int, n)
	var try func(i int)
	try = func(i int) {
		if i == n {
			if isTree(heads) {
				top = max(top, treeScore(scores, stride, heads))
			}
			return
		}
		for h := range n + 1 {
			if heads[i] = h; h != i+1 {
				try(i + 1)
			}
		}
	}
	try(0)
	return top
}

func treeScore(scores []float32, stride int, heads []int) float64 {
	sum := 0.0
	for i, h := range heads {
		sum += float64(scores[i*stride+h])
	}
	return sum
}

// isTree reports whether one word hangs on the root and all others on that one, by
// however many steps.
func isTree(heads []int) bool {
	roots := 0
	for i := range heads {
		if heads[i] == 0 {
			roots++
		}
		steps := 0
		for v := i + 1; v != 0; v = heads[v-1] {
			if steps++; steps > len(heads) {
				return false
			}
		}
	}
	return roots == 1
}

func TestSpanning_tree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var s spanning
	for range 400 {
		n := 1 + rng.IntN(5)
		stride := n + 1 + rng.IntN(3)
		scores := make([]float32, n*stride)
		for i := range scores {
			scores[i] = float32(rng.NormFloat64() * 5)
		}
		for i := range n {
			scores[i*stride+i+1] = -1e9
		}
		got := s.tree(scores, stride, n)
		if !isTree(got) {
			t.Fatalf("heads %v are no tree", got)
		}
		if want := bestTree(scores, stride, n); math.Abs(treeScore(scores, stride, got)-want) > 1e-4 {
			t.Fatalf("heads %v score %v, the best %v", got, treeScore(scores, stride, got), want)
		}
	}
}

// TestSpanning_tree_large asks for trees only: random scores have many cycles in cycles.
func TestSpanning_tree_large(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	var s spanning
	for _, n := range []int{50, 200, 400} {
		scores := make([]float32, n*(n+1))
		for i := range scores {
			scores[i] = float32(rng.NormFloat64())
		}
		for i := range n {
			scores[i*(n+1)+i+1] = -1e9
		}
		if got := s.tree(scores, n+1, n); !isTree(got) {
			t.Errorf("%d words: no tree", n)
		}
		for i := range scores {
			scores[i] = float32(math.NaN())
		}
		if got := s.tree(scores, n+1, n); !isTree(got) {
			t.Errorf("%d words without scores: no tree", n)
		}
	}
}
