package text

// role sets the role and the body of person i of names, from the tree: what stands before
// the name and hangs on it or has it as its own name, or what the name is said to be after
// a comma. It looks no further than nearby words, so that its time has a bound.
func (d *Document) role(names []Name, i int) {
	n := &names[i]
	head := d.head(n.First, n.Last)
	if first, last := d.before(head, *n); first < last {
		d.setRole(names, i, first, last)
		return
	}
	end := min(n.Last+nearby, d.Sentences[d.Words[head].Sentence].Last)
	for c := n.Last; c < end; c++ {
		if w := &d.Words[c]; w.Head == head && w.Rel() == "appos" && w.UPOS != "NUM" {
			first, last := c, c+1
			for first > n.Last && d.hangs(first-1, c) {
				first--
			}
			for last < end && d.hangs(last, c) {
				last++
			}
			d.setRole(names, i, first, d.short(c, last))
			return
		}
	}
}

// nearby is how many words before or after a name its role may stand.
const nearby = 24

// head returns the first of the words [first, last) whose head stands outside them.
func (d *Document) head(first, last int) int {
	for k := first; k < last; k++ {
		if h := d.Words[k].Head; h < first || h >= last {
			return k
		}
	}
	return first
}

// hangs reports whether word k is word top or hangs on it through a few others.
func (d *Document) hangs(k, top int) bool {
	for range 12 {
		if k == top {
			return true
		}
		if k == NoHead {
			return false
		}
		k = d.Words[k].Head
	}
	return false
}

// before returns the words of a role right before a name whose head word is given. Heads
// of such pairs differ between annotations: "minister" hangs on "Lim" or "Lim" on it.
func (d *Document) before(head int, n Name) (first, last int) {
	last = n.First
	floor := max(d.Sentences[d.Words[head].Sentence].First, last-nearby)
	for last > floor && (d.Words[last-1].Form == "," || d.Words[last-1].Form == "-") {
		last--
	}
	above := d.Words[head].Head
	switch rel := d.Words[head].DepRel; {
	case above < floor || above >= last || !d.noun(above):
		above = NoHead
	case rel != "appos" && rel != "flat" && rel != "nmod:desc" && rel != "compound":
		above = NoHead
	}
	// "the head of the council, Ana Lim": she hangs on the council now and then.
	for range 4 {
		if above == NoHead || d.Words[above].Rel() != "nmod" || d.Words[above].DepRel == "nmod:poss" {
			break
		}
		up := d.Words[above].Head
		if up < floor || up >= above || !d.noun(up) {
			break
		}
		above = up
	}
	first = last
	for first > floor && (above != NoHead && d.hangs(first-1, above) || last == n.First && d.titleOf(first-1, head)) {
		first--
	}
	return first, last
}

// titleOf reports whether word k stands in a title that hangs on the word head.
func (d *Document) titleOf(k, head int) bool {
	for range 12 {
		up := d.Words[k].Head
		if up == head {
			rel := d.Words[k].Rel()
			return d.noun(k) && (rel == "compound" || rel == "nmod" && d.Words[k].DepRel != "nmod:poss" || rel == "flat" || rel == "appos") || rel == "amod"
		}
		if up == NoHead {
			return false
		}
		k = up
	}
	return false
}

func (d *Document) noun(k int) bool { return d.Words[k].UPOS == "NOUN" || d.Words[k].UPOS == "PROPN" }

// short returns the end of the phrase of word c, at most last, without relative clauses and
// what follows a comma.
func (d *Document) short(c, last int) int {
	for k := c + 1; k < last; k++ {
		w := &d.Words[k]
		if w.UPOS == "PUNCT" && w.Form != "-" || w.Rel() == "acl" || w.Rel() == "nsubj" || w.UPOS == "PRON" {
			return k
		}
	}
	return last
}

// setRole gives person i the role in the words [first, last), without articles, and the
// body named in them.
func (d *Document) setRole(names []Name, i, first, last int) {
	n := &names[i]
	for first < last && (d.Words[first].UPOS == "DET" || d.Words[first].UPOS == "PUNCT" || d.Words[first].UPOS == "CCONJ") {
		first++
	}
	if first == last || !d.hasNoun(first, last) {
		return
	}
	n.Role = Range{first, last}
	for k := max(0, i-4); k < min(len(names), i+5); k++ {
		m := &names[k]
		if k == i || m.First < first || m.Last > last || n.Body != (Range{}) && m.Type == Nationality {
			continue
		}
		switch m.Type {
		case Person:
			n.Role, n.Body = Range{}, Range{} // somebody else's
			return
		case Organisation, Place, Nationality:
			n.Body = Range{m.First, m.Last}
		}
	}
	if n.Body == (Range{}) { // capitals before a common noun: "Harbour Office spokesman"
		k := first
		for k < last && capitalised(d.Words[k].Form) {
			k++
		}
		if k > first && k < last && d.Words[k].UPOS == "NOUN" {
			n.Body = Range{first, k}
		}
	}
	if n.Body.First == n.Role.First && n.Body.Last < n.Role.Last {
		n.Role.First = n.Body.Last // "State Department" spokesperson
		if w := d.Words[n.Role.First]; w.XPOS == "POS" && n.Role.First+1 < n.Role.Last {
			n.Role.First++
		}
	}
	if n.Body == n.Role {
		n.Role = Range{}
	}
}

func (d *Document) hasNoun(first, last int) bool {
	for k := first; k < last; k++ {
		if d.noun(k) {
			return true
		}
	}
	return false
}
