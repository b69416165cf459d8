package column

import "math/bits"

// A set is statements by their place in the columns, a bit each. Bits behind the last
// place are 0.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

// full returns the set of all n places.
func full(n int) set {
	s := newSet(n)
	for i := range s {
		s[i] = ^uint64(0)
	}
	s.trim(n)
	return s
}

// trim takes out the bits behind place n.
func (s set) trim(n int) {
	if n%64 != 0 {
		s[len(s)-1] &= 1<<(n%64) - 1
	}
}

func (s set) add(i int)      { s[i/64] |= 1 << (i % 64) }
func (s set) has(i int) bool { return s[i/64]>>(i%64)&1 == 1 }

func (s set) count() (n int) {
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// each calls f with every place, in order.
func (s set) each(f func(i int)) {
	for k, w := range s {
		for ; w != 0; w &= w - 1 {
			f(k*64 + bits.TrailingZeros64(w))
		}
	}
}

// below returns the last n places before place at, the last one first.
func (s set) below(at, n int) []int {
	var out []int
	k := (at - 1) / 64
	if at <= 0 || len(s) == 0 {
		return nil
	}
	k = min(k, len(s)-1)
	w := s[k]
	if at < (k+1)*64 {
		w &= 1<<(at-k*64) - 1
	}
	for len(out) < n {
		for ; w == 0; w = s[k] {
			if k--; k < 0 {
				return out
			}
		}
		top := 63 - bits.LeadingZeros64(w)
		w &^= 1 << top
		out = append(out, k*64+top)
	}
	return out
}

// A verdict is for which statements a condition holds, and for which it is open, since a
// day is not known. Sets are not changed once they are in a verdict; open is nil where
// nothing is open.
type verdict struct{ yes, open set }

func and(a, b verdict) verdict {
	if a.open == nil && b.open == nil {
		return verdict{yes: combine(a.yes, b.yes, func(x, y uint64) uint64 { return x & y })}
	}
	out := verdict{yes: newLike(a.yes), open: newLike(a.yes)}
	for i := range a.yes {
		out.yes[i] = a.yes[i] & b.yes[i]
		out.open[i] = (a.yes[i] | word(a.open, i)) & (b.yes[i] | word(b.open, i)) &^ out.yes[i]
	}
	return out
}

func or(a, b verdict) verdict {
	if a.open == nil && b.open == nil {
		return verdict{yes: combine(a.yes, b.yes, func(x, y uint64) uint64 { return x | y })}
	}
	out := verdict{yes: newLike(a.yes), open: newLike(a.yes)}
	for i := range a.yes {
		out.yes[i] = a.yes[i] | b.yes[i]
		out.open[i] = (word(a.open, i) | word(b.open, i)) &^ out.yes[i]
	}
	return out
}

// not is the opposite among n places: what is open stays open.
func not(a verdict, n int) verdict {
	out := verdict{yes: newLike(a.yes), open: a.open}
	for i := range a.yes {
		out.yes[i] = ^(a.yes[i] | word(a.open, i))
	}
	if n > 0 {
		out.yes.trim(n)
	}
	return out
}

func newLike(s set) set { return make(set, len(s)) }

func combine(a, b set, f func(x, y uint64) uint64) set {
	out := newLike(a)
	for i := range a {
		out[i] = f(a[i], b[i])
	}
	return out
}

func word(s set, i int) uint64 {
	if s == nil {
		return 0
	}
	return s[i]
}

// where returns the places whose code is marked.
func where(col []uint32, marked []uint8) set {
	s := newSet(len(col))
	for k := range s {
		var w uint64
		for j, c := range col[k*64 : min(k*64+64, len(col))] {
			w |= uint64(marked[c]) << j
		}
		s[k] = w
	}
	return s
}

// tally counts the codes of a set, of which there are so many.
func tally(col []uint32, of set, codes int) []int {
	counts := make([]int, codes)
	for k, w := range of {
		if w == ^uint64(0) {
			for _, c := range col[k*64 : k*64+64] {
				counts[c]++
			}
			continue
		}
		for ; w != 0; w &= w - 1 {
			counts[col[k*64+bits.TrailingZeros64(w)]]++
		}
	}
	return counts
}
