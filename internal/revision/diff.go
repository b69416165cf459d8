package revision

// A step of a comparison: an item of the later list that stayed or was added, or one of the
// earlier list that was removed.
type step struct {
	op Op
	at int
}

// maxEdits bounds how different two lists are compared, and with it the time, which is
// their length times it, and the memory, which is its square.
const maxEdits = 600

// diff returns the fewest steps from a to b, after E. Myers, "An O(ND) difference algorithm
// and its variations" (1986). Lists that differ more than is compared are removed and added
// as a whole, but for what they begin and end with.
func diff(a, b []string) []step {
	var head, tail int
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	out := make([]step, 0, len(a)+len(b))
	for i := range head {
		out = append(out, step{Same, i})
	}
	for _, s := range middle(a[head:len(a)-tail], b[head:len(b)-tail]) {
		out = append(out, step{s.op, s.at + head})
	}
	for i := len(b) - tail; i < len(b); i++ {
		out = append(out, step{Same, i})
	}
	return out
}

func middle(a, b []string) []step {
	if len(a) == 0 || len(b) == 0 {
		return replaced(a, b)
	}
	most := min(len(a)+len(b), maxEdits)
	reach := make([]int, 2*most+3) // by diagonal: how far along a
	at := func(k int) *int { return &reach[k+most+1] }
	var trace [][]int // of each d: reach on the diagonals -d to d
	for d := 0; d <= most; d++ {
		for k := -d; k <= d; k += 2 {
			x := 0
			if d > 0 {
				if k == -d || k != d && *at(k - 1) < *at(k + 1) {
					x = *at(k + 1)
				} else {
					x = *at(k - 1) + 1
				}
			}
			for x < len(a) && x-k >= 0 && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			*at(k) = x
			if x >= len(a) && x-k >= len(b) {
				return back(trace, a, b, d, k)
			}
		}
		trace = append(trace, append([]int(nil), reach[most+1-d:most+2+d]...))
	}
	return replaced(a, b)
}

// back follows the trace from the end.
func back(trace [][]int, a, b []string, d, k int) []step {
	var out []step
	x, y := len(a), len(b)
	for ; d > 0; d-- {
		last := trace[d-1]
		at := func(k int) int { // diagonals beyond the last round's were not reached
			if k < -(d-1) || k > d-1 {
				return -1
			}
			return last[k+d-1]
		}
		down := k == -d || k != d && at(k-1) < at(k+1)
		was := k - 1
		if down {
			was = k + 1
		}
		fromX := at(was)
		fromY := fromX - was
		startX, startY := fromX, fromY+1
		if !down {
			startX, startY = fromX+1, fromY
		}
		for x > startX && y > startY {
			x, y = x-1, y-1
			out = append(out, step{Same, y})
		}
		if down {
			out = append(out, step{Added, fromY})
		} else {
			out = append(out, step{Removed, fromX})
		}
		x, y, k = fromX, fromY, was
	}
	for x > 0 && y > 0 {
		x, y = x-1, y-1
		out = append(out, step{Same, y})
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func replaced(a, b []string) []step {
	var out []step
	for i := range a {
		out = append(out, step{Removed, i})
	}
	for i := range b {
		out = append(out, step{Added, i})
	}
	return out
}
