package lemma

import "strings"

// stem returns the lemma of an inflected word that was not seen in training, given a
// guess by its last letters: a known lemma that the word can be a form of, where the guess
// is none.
func (m *Model) stem(w Word, guess string) string {
	if !open(w.UPOS) || m.known[known(guess)] {
		return guess
	}
	low := strings.ToLower(w.Form)
	if (w.XPOS == "VBD" || w.XPOS == "VBN") && !strings.HasSuffix(low, "ed") && m.known[known(low)] {
		return low // "let", "cut"
	}
	for _, s := range endings[w.XPOS] {
		base, ok := strings.CutSuffix(low, s.drop)
		if !ok || len(base) < 2 {
			continue
		}
		if s.twin {
			n := len(base)
			if base[n-1] != base[n-2] {
				continue
			}
			base = base[:n-1]
		}
		if base += s.add; m.known[known(base)] {
			return base
		}
	}
	return guess
}

// open reports whether words of this tag are inflected and new ones come up.
func open(upos string) bool {
	return upos == "VERB" || upos == "NOUN" || upos == "ADJ" || upos == "ADV"
}

// known returns the hash by which a lemma is known.
func known(lemma string) uint32 { return finish(hash(basis^9, lemma)) }

// An ending is one way in which a form differs from its lemma; twin says that the lemma's
// last letter is doubled.
type ending struct {
	drop, add string
	twin      bool
}

// endings are the regular forms of English by tag, the likelier first.
var endings = map[string][]ending{
	"VBD": past, "VBN": past,
	"VBG": {{"ing", "e", false}, {"ing", "", false}, {"ing", "", true}, {"ying", "ie", false}},
	"VBZ": plural, "NNS": plural,
	"JJR": {{"ier", "y", false}, {"er", "e", false}, {"er", "", false}, {"er", "", true}},
	"RBR": {{"ier", "y", false}, {"er", "e", false}, {"er", "", false}},
	"JJS": {{"iest", "y", false}, {"est", "e", false}, {"est", "", false}, {"est", "", true}},
	"RBS": {{"iest", "y", false}, {"est", "e", false}, {"est", "", false}},
}

var past = []ending{{"ied", "y", false}, {"ed", "e", false}, {"ed", "", false}, {"ed", "", true}}

var plural = []ending{{"ies", "y", false}, {"s", "", false}, {"es", "", false}, {"ves", "f", false}, {"ves", "fe", false}, {"men", "man", false}}
