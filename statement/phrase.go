package statement

// undrawn finds "Lim would not be drawn on a date", "Nor would she be drawn on whether".
func (f *frame) undrawn(out []found) []found {
	for k := 2; k+2 < len(f.items); k++ {
		if f.items[k].low != "drawn" || f.items[k-1].low != "be" || f.at(k+1) != "on" && f.at(k+1) != "into" || inside(out, k) {
			continue
		}
		start, src := f.undrawnBy(k - 1)
		end := f.clauseEnd(k+2, len(f.items))
		if src.empty() || end <= k+2 {
			continue
		}
		out = append(out, found{c: cue{start: start, at: k, end: k + 2, negated: true}, cue: stretch{start, k + 2}, source: src,
			content: []stretch{{k + 2, end}}, rule: "about", act: "refuse", refusal: refused})
	}
	return out
}

// undrawnBy returns where "would not be" or "Nor would she be" starts, whose "be" is at i,
// and the subject.
func (f *frame) undrawnBy(i int) (start int, src stretch) {
	if f.items[i-1].class == neg && i > 1 && f.items[i-2].class == modal {
		src, _ = f.subject(i - 2)
		return i - 2, src
	}
	src = f.phraseBefore(i)
	if m := src.from; !src.empty() && m > 1 && f.items[m-1].class == modal && (f.items[m-2].low == "nor" || f.items[m-2].low == "neither") {
		return i, src
	}
	return 0, stretch{}
}

// putAt finds an estimate, "the mission put the number at 121".
func (f *frame) putAt(out []found) []found {
	for k := 1; k+3 < len(f.items); k++ {
		if low := f.items[k].low; low != "put" && low != "puts" || inside(out, k) || !startsHearer(&f.items[k+1]) {
			continue
		}
		at := 0
		for j := k + 2; j+1 < len(f.items) && j < k+9; j++ {
			if f.items[j].low == "at" && f.items[j+1].class == number {
				at = j
				break
			}
			if f.hasVerb(j, j+1) || f.items[j].class == comma {
				break
			}
		}
		start := k
		for start > 0 && (f.items[start-1].class == have || f.items[start-1].class == adv) {
			start--
		}
		src, shared := f.subject(start)
		if at == 0 || shared || src.empty() || f.items[src.from].class == rel {
			continue
		}
		out = append(out, found{cue: stretch{start, k + 1}, source: src, content: []stretch{{k + 1, f.clauseEnd(at, len(f.items))}}, rule: "object", act: "assert"})
	}
	return out
}
