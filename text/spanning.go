package text

import "slices"

// oneRoot is taken off the score of every arc from the root, so that a tree has one such
// arc: it outweighs all that a second could gain.
const oneRoot = 1e4

// spanning finds the best tree over the words of a sentence (Chu and Liu 1965, Edmonds
// 1967). Nodes are numbered from 1 for the words; 0 is the root. It keeps its memory.
type spanning struct {
	heads  []int
	colour []int
	score  []float32 // score[u*nodes+v] of the arc from u to v
	arc    []arc     // the words' arc that stands for the arc from u to v
	active []int
	in     []int // best node before each active node
	group  []int // the active node that stands for each node
	nodes  int
	merged []contraction
	cycles []int // of all contractions, one after the other
	into   []arc // the arc into each node of cycles
	groups []int // group as it was before each contraction, nodes values each
	chosen []arc
}

type arc struct{ from, to int32 }

// A contraction replaces the nodes of a cycle by the first of them.
type contraction struct{ first, last int } // of cycles

// tree returns the head of each of the n words, 0 for the root; row i of scores has those
// of word i+1 and column j that of head j. The result stays valid until the next call.
func (s *spanning) tree(scores []float32, stride, n int) []int {
	s.heads = s.heads[:0]
	roots := 0
	for i := range n {
		row, top := scores[i*stride:i*stride+n+1], 0
		for j, v := range row {
			if v > row[top] {
				top = j
			}
		}
		if top == i+1 { // only where all scores are the same or not numbers
			top = 0
		}
		if top == 0 {
			roots++
		}
		s.heads = append(s.heads, top)
	}
	if roots == 1 && !s.cyclic() {
		return s.heads
	}
	s.start(scores, stride, n)
	for s.choose() {
	}
	s.expand()
	return s.heads
}

// cyclic reports whether the heads go round in a circle anywhere.
func (s *spanning) cyclic() bool {
	s.colour = slices.Grow(s.colour[:0], len(s.heads)+1)[:len(s.heads)+1]
	clear(s.colour)
	for i := range s.heads {
		v := i + 1
		for v != 0 && s.colour[v] == 0 {
			s.colour[v] = i + 1
			v = s.heads[v-1]
		}
		if v != 0 && s.colour[v] == i+1 {
			return true
		}
	}
	return false
}

func (s *spanning) start(scores []float32, stride, n int) {
	s.nodes = n + 1
	size := s.nodes * s.nodes
	s.score = slices.Grow(s.score[:0], size)[:size]
	s.arc = slices.Grow(s.arc[:0], size)[:size]
	s.in = slices.Grow(s.in[:0], s.nodes)[:s.nodes]
	s.active, s.group, s.merged = s.active[:0], s.group[:0], s.merged[:0]
	s.cycles, s.into, s.groups = s.cycles[:0], s.into[:0], s.groups[:0]
	for u := range s.nodes {
		s.active = append(s.active, u)
		s.group = append(s.group, u)
		for v := 1; v < s.nodes; v++ {
			x := scores[(v-1)*stride+u]
			if x != x {
				x = -oneRoot
			}
			if u == 0 {
				x -= oneRoot
			}
			s.score[u*s.nodes+v], s.arc[u*s.nodes+v] = x, arc{int32(u), int32(v)}
		}
	}
}

// choose takes the best arc into every active node and contracts a cycle among them. It
// reports whether there was one.
func (s *spanning) choose() bool {
	for _, v := range s.active[1:] {
		top := 0
		for _, u := range s.active {
			if u != v && (s.score[u*s.nodes+v] > s.score[top*s.nodes+v]) {
				top = u
			}
		}
		s.in[v] = top
	}
	first := len(s.cycles)
	if !s.cycle() {
		return false
	}
	s.contract(contraction{first, len(s.cycles)})
	return true
}

// cycle appends the nodes of a cycle of best arcs to s.cycles and reports whether there is
// one.
func (s *spanning) cycle() bool {
	s.colour = slices.Grow(s.colour[:0], s.nodes)[:s.nodes]
	clear(s.colour)
	for _, start := range s.active[1:] {
		v := start
		for v != 0 && s.colour[v] == 0 {
			s.colour[v] = start
			v = s.in[v]
		}
		if v == 0 || s.colour[v] != start {
			continue
		}
		s.cycles = append(s.cycles, v)
		for u := s.in[v]; u != v; u = s.in[u] {
			s.cycles = append(s.cycles, u)
		}
		return true
	}
	return false
}

func (s *spanning) contract(c contraction) {
	cycle := s.cycles[c.first:c.last]
	n, into := s.nodes, cycle[0]
	s.groups = append(s.groups, s.group...)
	for _, v := range cycle {
		s.into = append(s.into, s.arc[s.in[v]*n+v])
	}
	s.active = slices.DeleteFunc(s.active, func(v int) bool { return v != into && slices.Contains(cycle, v) })
	for _, u := range s.active {
		if u == into {
			continue
		}
		to, from := into, into
		gain := func(v int) float32 { return s.score[u*n+v] - s.score[s.in[v]*n+v] }
		for _, v := range cycle[1:] {
			if gain(v) > gain(to) {
				to = v
			}
			if u != 0 && s.score[v*n+u] > s.score[from*n+u] {
				from = v
			}
		}
		s.score[u*n+into], s.arc[u*n+into] = gain(to), s.arc[u*n+to]
		if u != 0 {
			s.score[into*n+u], s.arc[into*n+u] = s.score[from*n+u], s.arc[from*n+u]
		}
	}
	for v, g := range s.group {
		if slices.Contains(cycle, g) {
			s.group[v] = into
		}
	}
	s.merged = append(s.merged, c)
}

// expand follows the contractions back to the words' heads.
func (s *spanning) expand() {
	chosen := slices.Grow(s.chosen[:0], s.nodes)[:s.nodes]
	s.chosen = chosen
	for _, v := range s.active[1:] {
		chosen[v] = s.arc[s.in[v]*s.nodes+v]
	}
	for k, c := range slices.Backward(s.merged) {
		entry := chosen[s.cycles[c.first]]
		opened := s.groups[k*s.nodes+int(entry.to)]
		for i := c.first; i < c.last; i++ {
			chosen[s.cycles[i]] = s.into[i]
		}
		chosen[opened] = entry
	}
	for v := 1; v < s.nodes; v++ {
		s.heads[v-1] = int(chosen[v].from)
	}
}
