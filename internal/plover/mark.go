package plover

import (
	"slices"
	"strconv"

	"readout/text"
)

// mark sets what is said of an act's reality.
func (v *view) mark(c *candidate) {
	if v.lemma(v.last-1) == "?" {
		c.Hypothetical = true
	}
	v.markWord(c, c.host)
	if c.host != c.Head {
		v.markNoun(c)
	}
	i := c.host
	for range maxClimb {
		w := v.word(i)
		if !v.inside(w.Head) {
			break
		}
		h := w.Head
		if isRel(w, "advcl") && (v.hasCase(i, "if") || v.hasCase(i, "unless") || v.hasCase(i, "whether") || v.hasCase(i, "lest")) ||
			isRel(w, "ccomp") && (v.hasCase(i, "whether") || v.hasCase(i, "if")) {
			c.Hypothetical = true
		}
		if isRel(w, "advcl") && v.hasCase(i, "without") {
			c.Negated = true
		}
		if !isRel(w, "xcomp", "acl", "ccomp", "conj", "advcl", "csubj") || w.DepRel == "acl:relcl" {
			break
		}
		inf := w.XPOS == "VB" || w.XPOS == "VBG"
		switch {
		case isRel(w, "conj"):
			c.Historical = c.Historical || v.longAgo(h)
			if v.child(i, "nsubj", "nsubj:pass", "aux") == text.NoHead {
				v.markAux(c, h)
			}
		case isRel(w, "ccomp"):
			if v.is(h, "denying") {
				c.Negated = true
			}
		case inf && v.is(h, "prospect"), inf && v.lemma(h) == "be":
			c.Future = true
			v.markAux(c, h)
		case inf && v.is(h, "wish"):
			c.Hypothetical = true
			v.markAux(c, h)
		case inf && v.is(h, "denying"):
			c.Negated = true
		case isRel(w, "xcomp"):
			v.markAux(c, h)
		}
		i = h
	}
	c.Historical = !c.Future && (c.Historical || v.longAgo(c.host))
}

// markWord reads the words beside the act's own head.
func (v *view) markWord(c *candidate, i int) { v.markAux(c, i) }

func (v *view) markAux(c *candidate, i int) {
	if be := v.child(i, "cop", "aux"); be != text.NoHead && v.lemma(be) == "be" && v.word(i).XPOS == "VB" && v.hasCase(i, "to") {
		c.Future = true // "are to meet"
	}
	if w := v.word(i); w.DepRel == "root" && w.XPOS == "VB" && v.hasCase(i, "to") || v.announced(i) {
		c.Future = true // a headline: "Ruvia to send envoy"
	}
	not := false
	for _, k := range v.children(i) {
		w := v.word(k)
		switch l := v.lemma(k); {
		case isRel(w, "advmod") && (l == "historically" || l == "traditionally"):
			c.Historical = true
		case isRel(w, "advmod") && (l == "not" || l == "never" || l == "n't" || l == "n’t" || l == "no longer"):
			not = true
		case isRel(w, "mark") && (l == "due" || l == "about"):
			c.Future = true
		case isRel(w, "aux"):
			switch l {
			case "would", "could", "should", "might":
				if v.afterHave(i) && v.word(i).XPOS == "VBN" || v.word(i).DepRel == "root" && v.ifs(i) {
					c.Hypothetical = true // "would have met", "would meet if"
				}
			}
			switch l {
			case "will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d":
				c.Future = true
			case "may", "might", "could", "should", "can", "ought", "must":
				c.Hypothetical = true
			}
		case isRel(w, "nsubj", "nsubj:pass", "obj") && (l == "nobody" || l == "none" || l == "nothing"):
			not = true
		case isRel(w, "nsubj", "nsubj:pass", "obj"):
			for _, d := range v.children(k) {
				if isRel(v.word(d), "det") && v.lemma(d) == "no" {
					not = true
				}
			}
		}
	}
	if not {
		c.Negated = true
	}
}

// ifs reports whether a verb has a condition.
func (v *view) ifs(i int) bool {
	return slices.ContainsFunc(v.children(i), func(k int) bool { return isRel(v.word(k), "advcl") && v.hasCase(k, "if") })
}

func (v *view) markNoun(c *candidate) {
	for _, k := range v.children(c.Head) {
		switch v.lemma(k) {
		case "no":
			c.Negated = true
		case "possible", "potential", "alleged":
			c.Hypothetical = true
		case "planned", "plan", "upcoming", "forthcoming", "future":
			c.Future = true
		}
	}
}

// longAgo reports whether a clause is dated by years, decades or a bare year.
func (v *view) longAgo(i int) bool {
	for _, k := range v.children(i) {
		if !isRel(v.word(k), "obl", "advmod", "nmod", "advcl") {
			continue
		}
		first, last := v.doc.Subtree(k)
		for j := max(first, v.first); j < min(last, v.last) && j < first+8; j++ {
			if v.is(j, "era") {
				return true
			}
			if v.lemma(j) == "ago" && j > v.first && (v.is(j-1, "longtime")) {
				return true
			}
		}
		if y, err := strconv.Atoi(v.word(k).Form); err == nil && y > 1000 && y < 2100 && v.hasCase(k, "in") {
			return true
		}
	}
	return false
}
