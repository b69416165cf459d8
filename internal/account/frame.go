package account

import (
	"slices"
	"strings"

	"readout"
	"readout/text"
)

// framing are the verbs of sentences of a readout that only bring in what follows: "The
// minister stressed the value of ...".
var framing = setOf(`discuss raise address touch exchange review underline underscore stress emphasise emphasize note reaffirm reiterate
	express convey mention highlight point make draw pay recall add say state tell seek focus`)

// frame returns the words with which a sentence brings in its matter: who says it, and the
// verb of saying. They tell nothing of the matter.
func (u *unit) frame() []int {
	h := u.head()
	if w := &u.doc.Words[h]; w.UPOS != "VERB" || !framing[lemmaOf(w)] {
		return nil
	}
	out := []int{h}
	n := u.doc.Child(h, "nsubj", "nsubj:pass")
	if n == text.NoHead || u.doc.Words[h].XPOS == "VBN" && u.doc.Words[n].Rel() != "nsubj" || !tellers[lemmaOf(&u.doc.Words[n])] && u.doc.Words[n].UPOS != "PROPN" {
		return out
	}
	first, last := u.doc.Subtree(n)
	for i := first; i < last; i++ {
		out = append(out, i)
	}
	return out
}

// matterWords are the words of a unit without its frame.
func (u *unit) matterWords() []int {
	frame := u.frame()
	list := slices.DeleteFunc(slices.Clone(u.words), func(i int) bool { return slices.Contains(frame, i) })
	if len(list) == 0 {
		return u.words
	}
	return list
}

// listing are the verbs whose objects are the matters of a meeting, one by one.
var listing = setOf("discuss review address exchange consider examine")

// listed parts a statement that tells of several matters in a row, "discussed energy and
// the fight against corruption", into one for each.
func (u *unit) listed(whole *readout.Text) []*unit {
	if len(u.cell.Statement.Content) != 1 {
		return []*unit{u}
	}
	first := u.firstMatter()
	if first == text.NoHead {
		return []*unit{u}
	}
	cuts := []int{}
	for k, i := range u.words {
		w := &u.doc.Words[i]
		if w.Rel() != "conj" || w.UPOS != "NOUN" && w.UPOS != "PROPN" || !u.nextMatter(i, first) {
			continue
		}
		from, _ := u.doc.Subtree(i)
		at := k
		for at > 0 && u.words[at] > from {
			at--
		}
		cuts = append(cuts, at)
	}
	var out []*unit
	at := 0
	for _, to := range append(cuts, len(u.words)) {
		list := u.words[at:to]
		for len(list) > 0 && edge(u.doc, list[len(list)-1]) {
			list = list[:len(list)-1]
		}
		for len(list) > 0 && edge(u.doc, list[0]) {
			list = list[1:]
		}
		if len(list) > 0 && to > at {
			part := *u
			part.words = list
			part.cut(whole)
			out = append(out, &part)
		}
		at = max(at, to)
	}
	return out
}

// nextMatter reports whether a noun joined to another is a further matter of a list, not of
// what the other says: it is joined to the first matter, or to a name ("the dam in Ruvia and
// trade"), or begins anew, "and the prospects for ...".
func (u *unit) nextMatter(i, first int) bool {
	h := u.doc.Words[i].Head
	if h == first || u.doc.Words[h].UPOS == "PROPN" && u.doc.Words[i].UPOS == "NOUN" {
		return true
	}
	det := u.doc.Child(i, "det")
	return u.doc.Under(h, first) && det != text.NoHead && formOf(&u.doc.Words[det]) == "the" && u.doc.Child(i, "nmod") > i
}

// again reports whether a noun is joined to a further one with its preposition said again:
// "committed to cooperation and to a larger exercise".
func (u *unit) again(i int) bool {
	if i == text.NoHead || u.doc.Child(i, "case") == text.NoHead {
		return false
	}
	for j := range u.doc.Children(i) {
		if w := &u.doc.Words[j]; w.Rel() == "conj" && w.UPOS == "NOUN" && u.doc.Child(j, "case") != text.NoHead &&
			formOf(&u.doc.Words[u.doc.Child(j, "case")]) == formOf(&u.doc.Words[u.doc.Child(i, "case")]) {
			return true
		}
	}
	return false
}

func edge(d *text.Document, i int) bool {
	return d.Words[i].UPOS == "PUNCT" || d.Words[i].UPOS == "CCONJ"
}

// firstMatter returns the first of the nouns that a statement lists as matters, or
// [text.NoHead]: "views on energy and on the loan" lists what hangs on "views".
func (u *unit) firstMatter() int {
	h := u.head()
	w := &u.doc.Words[h]
	switch {
	case w.UPOS == "VERB" && listing[lemmaOf(w)]:
		h = u.doc.Child(h, "obj", "obl", "nsubj:pass")
	case u.again(u.doc.Child(h, "obl")):
		return u.doc.Child(h, "obl")
	case u.cell.Statement.Act != "discuss" || w.UPOS != "NOUN" && w.UPOS != "PROPN" && w.XPOS != "VBG":
		return text.NoHead
	}
	if h != text.NoHead && (lemmaOf(&u.doc.Words[h]) == "view" || lemmaOf(&u.doc.Words[h]) == "opinion") {
		h = u.doc.Child(h, "nmod")
	}
	return h
}

// openSpace are the places that belong to nobody, intruding the words for who went where he
// must not, in small letters.
var (
	openSpace = []string{"international airspace", "international waters", "high seas", "neutral waters", "open sea", "in its own waters", "in its own airspace"}
	intruding = []string{"violated", "violation of", "intruded", "intrusion", "entered", "strayed", "crossed into", "illegally crossed", "territorial waters", "territorial sea"}
)

// elsewhere finds what was in nobody's waters for the one and in somebody's for the other.
func elsewhere(a, b *unit) string {
	if x, y := phraseIn(a.plain, openSpace), phraseIn(b.plain, intruding); x != "" && y != "" {
		return "A: " + x + "; B: " + y
	}
	if x, y := phraseIn(a.plain, intruding), phraseIn(b.plain, openSpace); x != "" && y != "" {
		return "A: " + x + "; B: " + y
	}
	return ""
}

// forSide reports whether words tell in the present what the side of the one who spoke last,
// in the same paragraph, wants or does: "Ruvia is ready to work with Ostland".
func forSide(p Page, last *unit, run []int, calls func(words []string, side string) bool) bool {
	d := p.Document
	at := last.words[len(last.words)-1]
	if at >= run[0] || strings.Contains(d.Text[d.Words[at].End:d.Words[run[0]].Start], "\n") {
		return false
	}
	root := text.NoHead
	for _, i := range run {
		if d.Words[i].Head == text.NoHead {
			root = i
		}
	}
	if root == text.NoHead {
		return false
	}
	subject := d.Child(root, "nsubj")
	if subject == text.NoHead || subject > root || !calls([]string{strings.ToLower(d.Words[subject].Form)}, last.voice.side) {
		return false
	}
	verb := root
	if c := d.Child(root, "cop"); c != text.NoHead {
		verb = c
	}
	if c := d.Child(root, "aux"); c != text.NoHead {
		verb = c
	}
	tag := d.Words[verb].XPOS
	return tag == "VBZ" || tag == "VBP" || tag == "MD"
}
