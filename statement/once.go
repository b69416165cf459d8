package statement

import "slices"

// A claim is that a quotation, item k of frame f, is among the words of a found statement.
type claim struct {
	f *frame
	k int
}

// once leaves each quotation to one of the two statements that claim it: to the one whose cue
// stands beside it. A statement that has nothing else keeps what it has.
func once(list []found) {
	owners := map[claim][]*found{}
	var order []claim
	for i := range list {
		for _, c := range list[i].claims() {
			if len(owners[c]) == 1 {
				order = append(order, c)
			}
			owners[c] = append(owners[c], &list[i])
		}
	}
	for _, c := range order {
		x, y := owners[c][0], owners[c][1]
		switch {
		case len(owners[c]) > 2 || x.cue.empty() || y.cue.empty():
		case nearer(x, y, c):
			y.drop(c)
		case nearer(y, x, c):
			x.drop(c)
		}
	}
}

// claims returns the quotations at the ends of a statement's pieces.
func (fd *found) claims() []claim {
	if fd.label || fd.told {
		return nil
	}
	var out []claim
	for _, s := range fd.content {
		for _, k := range []int{s.from, s.to - 1} {
			if c := (claim{fd.f, k}); fd.f.apart(k) && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	for _, p := range fd.extra {
		if p.to == p.from+1 && p.f.items[p.from].class == quoted {
			out = append(out, claim{p.f, p.from})
		}
	}
	return out
}

// apart reports whether item k is a quotation that is no part of the sentence before it.
func (f *frame) apart(k int) bool {
	if f.items[k].class != quoted || f.items[k].within {
		return false
	}
	return k == 0 || f.items[k-1].class == stop || f.items[k-1].class == closing || f.items[k-1].class == quoted && f.items[k-1].full
}

// nearer reports whether a quotation belongs to fd before another statement. One that is a
// sentence in front of a cue with words of its own goes on with what was said before: `Lim
// said. "I can't." Lim said she never wrote`.
func nearer(fd, other *found, c claim) bool {
	mine, yours := fd.f == c.f, other.f == c.f
	switch {
	case mine && yours:
		return abs(fd.cue.from-c.k) < abs(other.cue.from-c.k)
	case mine:
		return !closed(fd, c)
	case yours:
		return closed(other, c)
	}
	return fd.f.index > other.f.index && fd.f.index < c.f.index
}

// closed reports whether the quotation before fd's cue is a sentence of its own and fd has
// its words behind the cue.
func closed(fd *found, c claim) bool {
	it := &fd.f.items[c.k]
	return it.full && c.k < fd.cue.from && fd.content[len(fd.content)-1].from >= fd.cue.to
}

// drop takes a quotation out of a statement that has other words.
func (fd *found) drop(c claim) {
	for i, p := range fd.extra {
		if p.f == c.f && p.from == c.k {
			fd.extra = append(fd.extra[:i:i], fd.extra[i+1:]...)
			return
		}
	}
	if fd.f != c.f {
		return
	}
	var out []stretch
	for _, s := range fd.content {
		if s.from == c.k {
			s.from++
		}
		if s.to == c.k+1 && s.to > s.from {
			s.to--
		}
		if s.to = fd.f.trimEnd(s.from, s.to); s.to > s.from {
			out = append(out, s)
		}
	}
	if len(out) > 0 {
		fd.content = out
	}
}

func abs(n int) int { return max(n, -n) }
