package statement

import (
	"cmp"
	"slices"

	"readout/text"
)

// This file asks the tree whether somebody named is whom a sentence is about, and finds whom a
// relative "who" means.

// isSubject reports whether the words [start, end), a name, are the subject of a main clause: not an
// object, "avoided criticism of Lim", nor the subject of a condition or of what somebody says. A
// name that hangs on nothing, as in a headline, is one.
func (a *analysis) isSubject(start, end int) bool {
	i, ok := slices.BinarySearchFunc(a.doc.Words, start, func(w text.Word, b int) int { return cmp.Compare(w.Start, b) })
	if !ok {
		return true
	}
	apposed := false // "Ruvia's envoy to Ostland, Ana Lim, came": the name may hang on Ostland
	for range maxName {
		w := &a.doc.Words[i]
		if w.Head == text.NoHead {
			return true
		}
		apposed = apposed || w.Rel() == "appos"
		inside := a.doc.Words[w.Head].Start >= start && a.doc.Words[w.Head].End <= end
		switch rel := w.Rel(); {
		case inside, rel == "flat", rel == "compound" && a.doc.Words[w.Head].UPOS == "PROPN", rel == "appos", rel == "flat:foreign":
		case rel == "nsubj", rel == "nsubj:pass":
			return a.isMain(w.Head)
		case rel == "conj", rel == "nmod" && apposed:
		case rel == "obj", rel == "iobj", rel == "obl", rel == "nmod", rel == "nmod:poss", rel == "compound", rel == "obl:agent":
			return false
		default:
			return true
		}
		i = w.Head
	}
	return true
}

// maxName bounds the steps from a name's first word to the one it hangs on.
const maxName = 8

// isMain reports whether the clause of word i is neither a condition nor what somebody says.
func (a *analysis) isMain(i int) bool {
	for range maxName {
		w := &a.doc.Words[i]
		switch {
		case w.Head == text.NoHead:
			return true
		case w.Rel() == "conj":
			i = w.Head
		case w.Rel() == "ccomp" && w.Head > i:
			return true // "Lim found it cold, | she said"
		default:
			return w.Rel() != "ccomp" && w.Rel() != "advcl" && w.Rel() != "acl" && w.Rel() != "acl:relcl" && w.Rel() != "xcomp" && w.Rel() != "csubj"
		}
	}
	return true
}

// whoBefore returns the person that "who" behind the phrase p means: the one named at its end, "a
// blow to Lim, who", at its beginning, "Lim of Lurra, who", or before a phrase that says who he is,
// "Lim, Liberal of Lurra, who". Where nobody is named it returns the part of the phrase that is
// somebody: "a reversal for | the Lurra Liberal".
func (r *resolver) whoBefore(f *frame, p stretch) (*figure, stretch) {
	if p.empty() {
		return nil, p
	}
	head := r.head(f, p)
	described := head.to < p.to && f.somebody(head.to-1) // "a former adviser to Brun, who"
	if sg := r.sightingAt(f.items[p.to-1].start); sg != nil && sg.figure.person && !described {
		return sg.figure, p
	}
	if sg := r.sightingAt(f.items[p.from].start); sg != nil && sg.figure.person && sg.start == f.items[p.from].start && f.hasClass(p.from, p.to, prep) {
		return sg.figure, p
	}
	if p.from > 1 && f.items[p.from-1].class == comma && (described || f.items[p.from].class != det) {
		if sg := r.sightingAt(f.items[p.from-2].start); sg != nil && sg.figure.person && sg.end == f.items[p.from-2].end {
			return sg.figure, p
		}
	}
	if described || !f.somebody(p.to-1) {
		return nil, p
	}
	for k := p.to - 2; k > p.from; k-- {
		before := f.items[k-1].class
		if c := f.items[k].class; (c == det || c == poss) && (before == prep || before == to) {
			return nil, stretch{k, p.to}
		}
	}
	return nil, p
}

// somebody reports whether the item at i is a noun for one person.
func (f *frame) somebody(i int) bool {
	n, plural := nounOf(f.items[i].low)
	return n&(role|male|female) != 0 && !plural
}
