package plover

import (
	"slices"
	"strings"

	"readout/actor"
	"readout/text"
)

// A candidate is an act before it is settled.
type candidate struct {
	Act
	rule    *rule
	host    int // the light verb over a noun, or the head itself
	dropped bool
}

// candidates returns what the rules find, in text order.
func (v *view) candidates() []candidate {
	var out []candidate
	for i := v.first; i < v.last; i++ {
		var index map[string][]*rule
		switch w := v.word(i); w.UPOS {
		case "VERB", "AUX":
			index = v.lex.verbs
		case "NOUN", "PROPN":
			index = v.lex.nouns
		case "ADJ":
			index = v.lex.adjs
			if len(index[v.lemma(i)]) == 0 && (w.XPOS == "VBN" || w.XPOS == "VBG" || w.XPOS == "VBD") {
				index = v.lex.verbs
			}
		default:
			continue
		}
		// "the banned party": that is background.
		if w := v.word(i); isRel(w, "amod") && w.UPOS != "NOUN" && w.UPOS != "PROPN" {
			if sub, _ := v.repaired(i); sub == text.NoHead {
				continue
			}
		}
		rules := index[v.lemma(i)]
		if len(rules) == 0 && strings.HasSuffix(v.word(i).Form, "ing") {
			rules = index[v.lemma(i)+"e"] // "blockading" is not always brought back to "blockade"
		}
		if v.shot(i) {
			rules = v.lex.verbs["shoot"]
		}
		if len(rules) == 0 && v.word(i).UPOS == "ADJ" {
			rules = v.participle(i)
		}
		if stem, ok := strings.CutSuffix(v.lemma(i), "ing"); ok && len(rules) == 0 && v.word(i).UPOS == "ADJ" && v.child(i, "aux", "cop") != text.NoHead {
			rules = v.lex.verbs[stem] // "are threatening"
		}
		for _, r := range rules {
			c, ok := v.try(r, i)
			if ok {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

// participle returns the rules of the verb that an adjective in -ed comes from, where the
// tree has taken a verb for one: "supporters blocked roads".
func (v *view) participle(i int) []*rule {
	if s, _ := v.repaired(i); s == text.NoHead {
		return nil
	}
	stem, ok := strings.CutSuffix(v.lemma(i), "d")
	if !ok {
		return nil
	}
	if rules := v.lex.verbs[stem]; rules != nil {
		return rules
	}
	stem = strings.TrimSuffix(stem, "e")
	return v.lex.verbs[stem]
}

// try checks a rule at word i.
func (v *view) try(r *rule, i int) (candidate, bool) {
	words := []int{i}
	for k := range r.conds {
		w, ok := v.holds(&r.conds[k], i)
		if ok == r.conds[k].not {
			return candidate{}, false
		}
		if w != text.NoHead && !r.conds[k].not {
			words = append(words, w)
		}
	}
	c := candidate{rule: r, host: i}
	c.Class, c.Kind, c.Head, c.Rule = r.class, r.kind, i, r.line
	if r.mode != "" {
		c.Modes = []string{r.mode}
	}
	if (v.word(i).UPOS == "NOUN" || v.word(i).UPOS == "PROPN") && !v.shot(i) {
		if !v.nounAct(&c) {
			return candidate{}, false
		}
		words = append(words, c.host)
	} else {
		v.verbAct(&c)
	}
	if c.Class == "AGREE" && v.lemma(i) == "agree" && v.opines(i) {
		return candidate{}, false
	}
	c.Trigger = near(words, i)
	return c, true
}

// opines reports whether somebody agrees that something is so: "agreed that he had won".
func (v *view) opines(i int) bool {
	k := v.child(i, "ccomp")
	if k == text.NoHead || v.word(k).XPOS == "VB" || v.child(i, "obl", "obj", "xcomp") != text.NoHead {
		return false
	}
	for _, c := range v.children(k) {
		switch v.lemma(c) {
		case "will", "would", "should", "shall", "must", "to":
			return false
		}
	}
	return true
}

// maxTrigger is how many words a trigger may span; what lies farther is left out.
const maxTrigger = 8

func near(words []int, head int) text.Range {
	r := text.Range{First: head, Last: head + 1}
	slices.Sort(words)
	for _, w := range words {
		lo, hi := min(r.First, w), max(r.Last, w+1)
		if hi-lo <= maxTrigger {
			r = text.Range{First: lo, Last: hi}
		}
	}
	return r
}

// holds checks a condition at word i and returns the word that meets it.
func (v *view) holds(c *cond, i int) (int, bool) {
	switch c.at {
	case atParticle:
		return v.particle(i, c)
	case atObj:
		if n, ok := v.filler(v.object(i), c.words); ok || v.passive(i) {
			return n, ok
		}
		for _, k := range v.children(i) {
			if isRel(v.word(k), "obj") {
				if n, ok := v.filler(k, c.words); ok {
					return n, true
				}
			}
		}
		return text.NoHead, false
	case atSubj:
		return v.filler(v.subject(i), c.words)
	case atPrep:
		for prep := range strings.SplitSeq(c.prep, "|") {
			if n, ok := v.prepFiller(i, prep, c.words); ok {
				return n, true
			}
		}
		return text.NoHead, false
	case atBe:
		k := v.child(i, "aux:pass", "cop")
		return text.NoHead, k != text.NoHead && v.lemma(k) == "be"
	case atClause:
		return v.clause(c, i)
	case atModifier:
		for _, k := range v.children(i) {
			if isRel(v.word(k), "compound", "amod", "nmod", "flat") && has(c.words, v.lemma(k)) {
				return k, true
			}
		}
		if i-1 >= v.first && has(c.words, v.lemma(i-1)) {
			return i - 1, true
		}
	}
	return text.NoHead, false
}

// clause checks an infinitive or clause under word i.
func (v *view) clause(c *cond, i int) (int, bool) {
	kids := v.children(i)
	if o := v.child(i, "obj"); o != text.NoHead {
		kids = slices.Concat(kids, v.children(o)) // "told two diplomats to leave"
	}
	for _, k := range kids {
		w := v.word(k)
		infinitive := isRel(w, "xcomp", "advcl", "ccomp", "acl", "csubj") && (w.XPOS == "VB" || w.UPOS != "VERB") && v.hasCase(k, "to")
		switch {
		case c.prep == "to" && !infinitive:
		case c.prep == "bare":
			// "demanded that it leave"
			if isRel(w, "ccomp") && w.XPOS == "VB" && v.child(k, "aux") == text.NoHead && !v.hasCase(k, "to") {
				return text.NoHead, true
			}
		case c.words != nil && !has(c.words, v.lemma(k)):
		case infinitive, c.prep == "" && isRel(w, "xcomp", "ccomp"):
			return text.NoHead, true
		}
	}
	return text.NoHead, false
}

// has reports whether sorted words hold w; the empty word is any.
func has(words []string, w string) bool {
	if len(words) == 1 {
		return words[0] == "" || words[0] == w
	}
	_, ok := slices.BinarySearch(words, w)
	return ok || len(words) > 0 && words[0] == ""
}

func (v *view) particle(i int, c *cond) (int, bool) {
	for _, k := range v.children(i) {
		w := v.word(k)
		if isRel(w, "compound:prt", "advmod") && slices.Contains(c.words, v.lemma(k)) {
			return k, true
		}
		if c.prep == "+" {
			continue
		}
		if isRel(w, "xcomp", "obl", "obj") && slices.Contains(c.words, v.lemma(k)) {
			return k, true
		}
		if !isRel(w, "obl", "advcl", "xcomp", "nmod", "ccomp", "obj") {
			continue
		}
		for _, kk := range v.children(k) {
			if isRel(v.word(kk), "case", "mark", "advmod") && slices.Contains(c.words, v.lemma(kk)) {
				return kk, true
			}
		}
	}
	// "the town was fired on": the preposition is left alone.
	if i+1 < v.last && c.prep != "+" && slices.Contains(c.words, v.lemma(i+1)) && v.word(i+1).UPOS != "NOUN" {
		return i + 1, true
	}
	return text.NoHead, false
}

// filler checks a noun and those joined to it.
func (v *view) filler(n int, words []string) (int, bool) {
	if n == text.NoHead || !v.inside(n) {
		return text.NoHead, false
	}
	if v.fills(n, words) {
		return n, true
	}
	for _, k := range v.children(n) {
		if isRel(v.word(k), "conj") && v.fills(k, words) {
			return k, true
		}
	}
	// "a series of attacks", "a number of troops"
	if v.is(n, "partitive") || v.is(n, "span") {
		for _, k := range v.children(n) {
			if isRel(v.word(k), "nmod") && v.hasCase(k, "of") && v.fills(k, words) {
				return k, true
			}
		}
	}
	return text.NoHead, false
}

// fills checks one noun: its lemma, it with the word before, or what it stands for.
func (v *view) fills(n int, words []string) bool {
	if has(words, v.lemma(n)) {
		return true
	}
	if n > v.first && v.word(n-1).Head == n && has(words, v.lemma(n-1)+" "+v.lemma(n)) {
		return true
	}
	// Words that start with % stand at the front of the sorted list.
	for _, w := range words {
		if w == "" || w[0] != '%' {
			break
		}
		if v.means(n, w[1:]) {
			return true
		}
	}
	return false
}

// means reports whether a noun is of a kind: "person", a name of one; "state", a name of
// a state; "people", a plural of those of a state; or a sector.
func (v *view) means(n int, kind string) bool {
	v.names()
	switch kind {
	case "person":
		return v.word(n).UPOS == "PROPN" && v.person(n)
	case "state":
		m := v.known[n-v.first]
		return m != nil && m.Actors[0].Type == actor.State && m.How != actor.ByDemonym
	case "place":
		return v.place(n) || v.lies[n-v.first] != "" || v.means(n, "state")
	case "human":
		return v.human(n)
	case "body":
		m := v.known[n-v.first]
		return m != nil && (m.Actors[0].Type == actor.Organisation || m.Actors[0].Type == actor.Body)
	case "people":
		m := v.known[n-v.first]
		return m != nil && m.How == actor.ByDemonym && v.word(n).UPOS != "ADJ" && strings.HasSuffix(v.word(n).Form, "s")
	}
	return slices.Contains(v.sectors(n), kind)
}

// human reports whether a noun is one of persons, by what is known of it or how it ends.
func (v *view) human(n int) bool {
	if len(v.sectors(n)) > 0 || v.is(n, "people") || v.means(n, "person") || v.means(n, "people") {
		return true
	}
	if v.word(n).UPOS != "NOUN" {
		return false
	}
	for _, end := range []string{"man", "men", "ist", "eer", "ian", "woman", "women"} {
		if strings.HasSuffix(v.lemma(n), end) {
			return true
		}
	}
	return false
}

func (v *view) prepFiller(i int, prep string, words []string) (int, bool) {
	if v.word(i).UPOS == "VERB" {
		for _, k := range v.beside(i) {
			if v.hasCase(k, prep) && (prep == "until" || !v.is(k, "time")) {
				if n, ok := v.filler(k, words); ok {
					return n, true
				}
			}
		}
	}
	for _, k := range v.children(i) {
		if isRel(v.word(k), "obl", "nmod", "advcl", "xcomp", "acl") && v.hasCase(k, prep) && !v.is(k, "time") {
			if n, ok := v.filler(k, words); ok {
				return n, true
			}
		}
	}
	return text.NoHead, false
}
