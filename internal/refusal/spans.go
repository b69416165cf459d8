package refusal

// abouts are the prepositions that lead to what was asked about.
var abouts = set("on about to into over of regarding concerning for beyond as")

// answers are the lemmas of nouns with which an answer is denied altogether: "no comment on".
var answers = set("comment reaction word response answer reply")

// spans fills in cue, source and matter of the clause of word i.
func (t *tree) spans(i int, c *Clause) {
	start := t.groupStart(i)
	subj := t.subject(i)
	if k := t.dep(i, "nsubj"); k >= 0 && (t.class(k) == "ASKED" || t.class(k) == "NEWS" || t.class(k) == "TELL") {
		c.Cue, c.Matter, c.Source = t.span(start, t.groupEnd(i)), t.subtree(k), t.addressed(k, i)
		return
	}
	if subj >= 0 {
		c.Source = t.subtree(subj)
	}
	at, drop := t.matter(i)
	if at >= 0 {
		m := t.subtree(at)
		m.First += drop
		if m.First-t.first < i { // fronted
			c.Cue, c.Matter = t.span(start, t.groupEnd(i)), m
			return
		}
		c.Cue, c.Matter = Span{t.first + start, m.First}, m
		return
	}
	all := t.subtree(i)
	c.Cue = t.span(start, i+1)
	c.Matter = Span{t.first + i + 1, all.Last}
}

func (t *tree) span(from, to int) Span { return Span{t.first + from, t.first + to} }

// groupStart returns where the auxiliaries, adverbs and denials before word i begin.
func (t *tree) groupStart(i int) int {
	k := i
	for k > 0 && t.words[k-1].Head-t.first == i {
		switch t.nodes[k-1].rel {
		case "aux", "cop", "advmod", "cc":
			k--
			continue
		}
		break
	}
	if t.words[k].UPOS == "CCONJ" && k < i && !t.nodes[k].denies {
		k++
	}
	return k
}

// groupEnd returns the end of word i with the word or two that complete it: "went
// unanswered".
func (t *tree) groupEnd(i int) int {
	end := i + 1
	for end < len(t.words) && end < i+4 && (t.words[end].Head-t.first == i || t.words[end].Head-t.first == end-1) {
		switch t.nodes[end].rel {
		case "xcomp", "compound", "advmod", "mark":
			end++
			continue
		}
		break
	}
	return end
}

// matter returns the head of what was asked about that word i governs, or -1, and how many
// words before it are no part of it.
func (t *tree) matter(i int) (at, drop int) {
	if l := t.class(i); l == "DECLINE" {
		if k := t.dep(i, "xcomp"); k > i {
			return k, 0
		}
	}
	if t.class(i) == "REFER" || t.class(i) == "AVOID" || t.class(i) == "DECLINE" {
		if k := t.dep(i, "obj"); k > i {
			return k, 0
		}
	}
	if k := t.dep(i, "ccomp"); k >= 0 && t.asks(k) {
		return k, 0
	}
	if k := t.dep(i, "obj"); k > i && (t.class(k) == "ASKED" || t.denied(k) && !answers[t.words[k].Lemma]) {
		return k, 0
	}
	for depth := range 3 {
		if k := t.dep(i, "ccomp"); k >= 0 && t.asks(k) {
			return k, 0
		}
		if k, n := t.about(i); k >= 0 {
			return k, n
		}
		next := t.dep(i, "xcomp")
		if o := t.dep(i, "obj"); next < 0 && o >= 0 {
			if !t.denied(o) && t.nodes[o].class == "" || t.class(o) == "ASKED" {
				return o, 0
			}
			next = o
		}
		if next < 0 || depth == 2 {
			break
		}
		if k := t.dep(next, "acl"); t.words[next].UPOS == "NOUN" && k >= 0 && t.asks(k) {
			return k, 0
		}
		i = next
	}
	return -1, 0
}

// about returns the noun or clause that a preposition joins to word i, and the number of
// words of that.
func (t *tree) about(i int) (at, drop int) {
	for k := t.below(i); k != none; k = t.beside(k) {
		switch t.nodes[k].rel {
		case "obl", "nmod", "advcl", "acl", "ccomp", "dislocated":
		default:
			continue
		}
		if t.asks(k) && (k < i || t.nodes[k].rel != "advcl") {
			return k, 0 // "Whether they met, | she could not tell members"
		}
		p := t.dep(k, "case")
		if p < 0 {
			p = t.dep(k, "mark")
		}
		if p >= 0 && abouts[t.words[p].Lemma] && t.class(k) != "ASKERS" {
			return k, 1
		}
	}
	return -1, 0
}

// addressed returns who did not answer where the calls or questions are the subject: whom
// they went to, or by whom they were not answered.
func (t *tree) addressed(subject, verb int) Span {
	for _, i := range []int{verb, subject} {
		for k := t.below(i); k != none; k = t.beside(k) {
			if r := t.nodes[k].rel; r != "obl" && r != "nmod" {
				if r == "acl" && i != verb {
					if s := t.sentTo(k); !s.Empty() {
						return s // "questions sent to the ministry"
					}
				}
				continue
			}
			p := t.dep(k, "case")
			if p < 0 {
				continue
			}
			switch l := t.words[p].Lemma; {
			case i == verb && l == "by", i == subject && (l == "to" || l == "from" || l == "with" || l == "for" || l == "of" || l == "by"):
				s := t.subtree(k)
				s.First++
				if !s.Empty() {
					return s
				}
			}
		}
	}
	return Span{}
}

// sentTo returns the noun that "to" joins to the participle i.
func (t *tree) sentTo(i int) Span {
	k := t.dep(i, "obl")
	if k < 0 {
		return Span{}
	}
	if p := t.dep(k, "case"); p < 0 || t.words[p].Lemma != "to" && t.words[p].Lemma != "with" {
		return Span{}
	}
	s := t.subtree(k)
	s.First++
	return s
}

// subtree returns the words of word i and all below it that stand together, without marks
// at the ends, and without a relative clause behind a comma.
func (t *tree) subtree(i int) Span {
	from, to := i, i+1
	t.reach(i, &from, &to, 0)
	for from < i && t.words[from].UPOS == "PUNCT" {
		from++
	}
	for k := i + 1; k+1 < to; k++ {
		if t.words[k].Form == "," && (t.words[k+1].Lemma == "who" || t.words[k+1].Lemma == "which") {
			to = k
		}
	}
	for to > i+1 && t.words[to-1].UPOS == "PUNCT" {
		to--
	}
	return t.span(from, to)
}

// maxDepth bounds how deep a tree is walked.
const maxDepth = 40

func (t *tree) reach(i int, from, to *int, depth int) {
	*from, *to = min(*from, i), max(*to, i+1)
	if depth > maxDepth {
		return
	}
	for k := t.below(i); k != none; k = t.beside(k) {
		if r := t.nodes[k].rel; r == "parataxis" || r == "conj" && t.words[i].UPOS == "VERB" || r == "punct" || r == "cc" && t.words[i].UPOS == "VERB" {
			continue
		}
		t.reach(k, from, to, depth+1)
	}
}
