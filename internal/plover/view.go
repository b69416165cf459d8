package plover

import (
	"slices"
	"sort"
	"strings"

	"readout/actor"
	"readout/text"
)

// A view is a sentence with what is asked of it again and again. Words are numbered as
// in the document.
type view struct {
	doc    *text.Document
	lex    *lexicon
	roster *actor.Roster

	first, last int
	kids        [][]int          // children of word first+i, in text order
	lemmas      []string         // in small letters
	known       []*actor.Mention // the roster's name that word first+i stands in
	lies        []string         // of a place or people within a state: the state
	subjects    []int            // of word first+i, once looked for; unasked before
	objects     []int            // in the same way
	around      [][]int          // what beside found, in the same way
	verbless    bool             // a whole sentence with a noun at its root: a mistake of the tree
	sole        string           // the one country that the sentence names
	soleKnown   bool
}

// unasked is what stands for an answer that has not been looked for.
const unasked = -2

func newView(doc *text.Document, s int, roster *actor.Roster) *view {
	sent := doc.Sentences[s]
	v := &view{doc: doc, lex: lexical(), roster: roster, first: sent.First, last: sent.Last}
	n := v.last - v.first
	v.kids = make([][]int, n)
	v.lemmas = make([]string, n)
	v.subjects, v.objects, v.around = make([]int, n), make([]int, n), make([][]int, n)
	for i := v.first; i < v.last; i++ {
		w := &doc.Words[i]
		v.lemmas[i-v.first] = lemmaOf(w)
		if i >= v.first+2 && doc.Words[i-1].Form == "-" && doc.Words[i-2].End == doc.Words[i-1].Start && doc.Words[i-1].End == w.Start && w.UPOS == "VERB" && hyphened[v.lemma(i-2)] {
			v.lemmas[i-v.first] = v.lemma(i-2) + "-" + v.lemma(i)
		}
		v.subjects[i-v.first], v.objects[i-v.first] = unasked, unasked
		if w.Head >= v.first && w.Head < v.last && w.Head != i {
			v.kids[w.Head-v.first] = append(v.kids[w.Head-v.first], i)
		}
	}
	if root := doc.Root(s); v.lemma(v.last-1) == "." && v.word(root).UPOS != "VERB" && v.word(root).UPOS != "AUX" {
		v.verbless = v.child(root, "cop", "nsubj", "csubj", "aux") == text.NoHead
	}
	return v
}

// hyphened are the words that make one verb with the next: "test-fired".
var hyphened = map[string]bool{"test": true, "flight": true, "carpet": true, "tear": true, "court": true}

func lemmaOf(w *text.Word) string {
	l := strings.ToLower(w.Lemma)
	switch l {
	case "":
		return strings.ToLower(w.Form)
	case "fre":
		return "free"
	case "supplies":
		return "supply"
	}
	return l
}

// names finds the roster's names, once.
func (v *view) names() {
	if v.known != nil {
		return
	}
	v.known = make([]*actor.Mention, v.last-v.first)
	v.lies = make([]string, v.last-v.first)
	if v.roster == nil {
		return
	}
	start := v.word(v.first).Start
	found := v.roster.Find(v.doc.Text[start:v.word(v.last-1).End])
	i := v.first
	for k := range found {
		m := &found[k]
		for ; i < v.last && v.word(i).Start-start < m.End; i++ {
			if v.word(i).End-start > m.Start {
				v.known[i-v.first] = m
			}
		}
	}
	v.locate()
}

// maxPlace is how many words the name of a place may have.
const maxPlace = 3

// locate looks up the capitalised words that are no actor's name.
func (v *view) locate() {
	for i := v.first; i < v.last; i++ {
		if c := v.word(i).Form; v.known[i-v.first] != nil || c == "" || c[0] < 'A' || c[0] > 'Z' {
			continue
		}
		if i-2 >= v.first && v.is(i-2, "waters") && v.lemma(i-1) == "of" {
			continue
		}
		for n := min(maxPlace, v.last-i); n > 0; n-- {
			id := v.roster.StateOf(v.doc.Text[v.word(i).Start:v.word(i+n-1).End])
			if id == "" {
				continue
			}
			for k := i; k < i+n; k++ {
				v.lies[k-v.first] = StateCode(id)
			}
			i += n - 1
			break
		}
	}
}

func (v *view) word(i int) *text.Word      { return &v.doc.Words[i] }
func (v *view) children(i int) []int       { return v.kids[i-v.first] }
func (v *view) lemma(i int) string         { return v.lemmas[i-v.first] }
func (v *view) inside(i int) bool          { return i >= v.first && i < v.last }
func (v *view) is(i int, list string) bool { return v.lex.in(list, v.lemma(i)) }

// child returns the first child with one of the relations, or NoHead.
func (v *view) child(i int, rels ...string) int {
	for _, c := range v.children(i) {
		if isRel(v.word(c), rels...) {
			return c
		}
	}
	return text.NoHead
}

func isRel(w *text.Word, rels ...string) bool {
	for _, r := range rels {
		if w.DepRel == r || w.Rel() == r {
			return true
		}
	}
	return false
}

// cases returns the prepositions of a noun or the mark of a clause, in text order.
func (v *view) cases(i int) []string {
	var out []string
	for _, c := range v.children(i) {
		if isRel(v.word(c), "case", "mark") {
			out = append(out, v.lemma(c))
			for _, f := range v.children(c) {
				if isRel(v.word(f), "fixed") {
					out = append(out, v.lemma(f))
				}
			}
		}
	}
	if out == nil { // "between the army and rebels", the preposition hung on the rebels
		for _, k := range v.children(i) {
			if !isRel(v.word(k), "conj") {
				continue
			}
			for _, c := range v.children(k) {
				if isRel(v.word(c), "case") && c < i {
					out = append(out, v.lemma(c))
				}
			}
		}
	}
	return out
}

func (v *view) hasCase(i int, prep string) bool { return slices.Contains(v.cases(i), prep) }

func nominal(w *text.Word) bool {
	return w.UPOS == "NOUN" || w.UPOS == "PROPN" || w.UPOS == "PRON" || w.UPOS == "NUM" || w.UPOS == "ADJ" || w.UPOS == "DET" || w.UPOS == "X"
}

// passive reports whether the subject of verb i is acted upon.
func (v *view) passive(i int) bool {
	w := v.word(i)
	if v.by(i) != text.NoHead && !(v.afterHave(i) && v.child(i, "aux:pass") == text.NoHead) {
		return w.XPOS == "VBN" || w.XPOS == "VBD" || w.UPOS == "ADJ"
	}
	if v.narrated(i) {
		return false
	}
	if v.is(i, "stative") || w.XPOS != "VBN" && w.XPOS != "VBD" && w.UPOS != "ADJ" {
		return false
	}
	if v.child(i, "aux:pass") != text.NoHead {
		return true
	}
	if v.afterHave(i) {
		return false
	}
	// "Two soldiers killed in Ruvia": what cannot do without an object has it before it.
	if v.is(i, "transitive") && v.child(i, "obj", "xcomp", "ccomp", "aux") == text.NoHead && v.child(i, "nsubj") != text.NoHead {
		return true
	}
	if w.XPOS == "VBD" && v.child(i, "nsubj") != text.NoHead {
		return false
	}
	// A participle with an object or infinitive of its own is a past tense: "Ruvia, which
	// promised to help".
	active := v.child(i, "obj", "xcomp", "ccomp") != text.NoHead
	if v.child(i, "nsubj:pass") != text.NoHead {
		// Nor does the verb of a whole sentence do without "was": "the minister called on Ruvia".
		return !active && !(w.DepRel == "root" && v.lemma(v.last-1) == ".")
	}
	if v.child(i, "nsubj", "aux") != text.NoHead {
		return false
	}
	if isRel(w, "acl", "root", "ccomp", "parataxis") && active || isRel(w, "acl") && v.finite(i) {
		return false
	}
	return isRel(w, "acl", "amod", "root", "parataxis", "ccomp") && !isRel(w, "acl:relcl") ||
		isRel(w, "conj") && v.inside(w.Head) && v.passive(w.Head)
}

// narrated reports whether word i is the past tense of who the tree takes for a second
// subject of a verb of saying: "troops crossed into Ruvia and attacked a camp, witnesses
// said".
func (v *view) narrated(i int) bool {
	w := v.word(i)
	if isRel(w, "conj") && v.inside(w.Head) && v.word(w.Head).XPOS == "VBD" {
		w = v.word(w.Head)
	}
	if w.DepRel != "acl" || w.XPOS != "VBD" || !v.inside(w.Head) || !isRel(v.word(w.Head), "nsubj") {
		return false
	}
	n := 0
	top := v.word(w.Head).Head
	if !v.inside(top) || !v.is(top, "saying") {
		return false
	}
	for _, k := range v.children(top) {
		if isRel(v.word(k), "nsubj") {
			n++
		}
	}
	return n > 1
}

// finite reports whether participle i must be the verb of its sentence, which has a noun
// at its root and ends like a sentence, not like a headline.
func (v *view) finite(i int) bool {
	w := v.word(i)
	if !v.verbless || w.XPOS == "VBG" || !isRel(w, "acl", "amod") || !v.inside(w.Head) {
		return false
	}
	n := v.word(w.Head)
	if isRel(n, "nmod") && v.hasCase(w.Head, "of") && v.inside(n.Head) { // "a team of doctors left"
		n = v.word(n.Head)
	}
	return n.DepRel == "root"
}

// afterHave reports whether a participle follows a form of "have".
func (v *view) afterHave(i int) bool {
	for k := i - 1; k >= v.first && k >= i-3; k-- {
		if v.lemma(k) == "have" {
			return true
		}
		if v.word(k).UPOS != "ADV" && v.word(k).UPOS != "PART" {
			return false
		}
	}
	return false
}

// repaired returns the subject and object of a past tense that the tree has taken for a
// participle before a noun: "Ruvia mobilized army reservists".
func (v *view) repaired(i int) (subject, object int) {
	w := v.word(i)
	n := w.Head
	if !isRel(w, "amod") || !v.inside(n) || n < i || !strings.HasSuffix(w.Form, "ed") || v.child(i, "obl", "advmod") != text.NoHead {
		return text.NoHead, text.NoHead
	}
	if top := v.word(n).Head; isRel(v.word(n), "nmod", "appos", "conj", "dep") && v.inside(top) && top < i && len(v.cases(n)) == 0 && !v.determined(n, i) {
		return top, n
	}
	if l := i - 1; l >= v.first && (v.word(l).Head == n || v.word(l).Head == i) {
		if v.word(l).UPOS == "PROPN" && v.word(l).Head == n && isRel(v.word(n), "root", "nsubj", "ccomp") ||
			v.verbless && v.word(n).DepRel == "root" && (nominal(v.word(l)) && v.word(l).UPOS != "DET") {
			return l, n
		}
	}
	return text.NoHead, text.NoHead
}

// shot reports whether a noun is the verb of "gunmen shot dead two soldiers".
func (v *view) shot(i int) bool {
	return v.word(i).Form == "shot" && v.word(i).UPOS == "NOUN" && i+1 < v.last && v.lemma(i+1) == "dead"
}

// determined reports whether a noun has an article or possessor before word i.
func (v *view) determined(n, i int) bool {
	for _, k := range v.children(n) {
		if k < i && isRel(v.word(k), "det", "nmod:poss", "punct", "cc") {
			return true
		}
	}
	return false
}

// by returns the agent of a passive, or NoHead.
func (v *view) by(i int) int {
	for _, c := range v.children(i) {
		w := v.word(c)
		if w.DepRel == "obl:agent" || isRel(w, "obl", "nmod") && nominal(w) && v.hasCase(c, "by") && !v.is(c, "time") && !v.is(c, "means") {
			return c
		}
	}
	return text.NoHead
}

// maxClimb bounds how far subjects are looked for through clauses.
const maxClimb = 6

// subject returns the noun that does verb i, and undergoer the one it is done to, or
// NoHead.
func (v *view) subject(i int) int {
	if v.subjects[i-v.first] == unasked {
		v.subjects[i-v.first] = v.findSubject(i)
	}
	return v.subjects[i-v.first]
}

func (v *view) findSubject(i int) int {
	if s, _ := v.repaired(i); s != text.NoHead {
		return s
	}
	if v.shot(i) {
		return v.child(i, "compound", "nsubj", "amod")
	}
	if v.passive(i) {
		return v.by(i)
	}
	return v.grammatical(i, maxClimb)
}

func (v *view) object(i int) int {
	if v.objects[i-v.first] == unasked {
		v.objects[i-v.first] = v.findObject(i)
	}
	return v.objects[i-v.first]
}

func (v *view) findObject(i int) int {
	if _, o := v.repaired(i); o != text.NoHead {
		return o
	}
	if v.shot(i) {
		return v.child(i, "appos", "obj", "conj", "obl", "parataxis", "list")
	}
	if v.passive(i) {
		if isRel(v.word(i), "acl", "amod") && v.child(i, "nsubj", "nsubj:pass") == text.NoHead {
			return v.word(i).Head
		}
		return v.grammatical(i, maxClimb)
	}
	if o := v.child(i, "obj"); o != text.NoHead {
		return v.antecedent(o)
	}
	if o := v.child(i, "iobj"); o != text.NoHead {
		return v.antecedent(o)
	}
	// "resumed shelling the town": the tree may hang the object on the first verb.
	if h := v.word(i).Head; isRel(v.word(i), "xcomp") && v.inside(h) && v.is(h, "phase") {
		if o := v.child(h, "obj"); o > i {
			return v.antecedent(o)
		}
	}
	// "shot and killed two men": the object stands with the last verb.
	for _, c := range v.children(i) {
		w := v.word(c)
		if isRel(w, "conj") && w.UPOS == "VERB" && v.child(c, "nsubj", "aux") == text.NoHead && c-i <= 3 {
			if o := v.child(c, "obj"); o != text.NoHead {
				return o
			}
		}
	}
	// An object after "up to 16" or a figure is sometimes taken for an adjunct.
	for _, c := range v.children(i) {
		if w := v.word(c); w.DepRel == "obl" && c > i && c < i+8 && len(v.cases(c)) == 0 && !v.is(c, "time") && nominal(w) {
			return c
		}
	}
	if isRel(v.word(i), "acl:relcl") && v.grammatical(i, 1) != v.word(i).Head && v.child(i, "nsubj") != text.NoHead && v.gap(i) {
		return v.word(i).Head
	}
	return v.loose(i)
}

// loose returns the noun right after verb i that the tree has hung nowhere: a sentence has
// one root.
func (v *view) loose(i int) int {
	if v.word(i).DepRel != "root" {
		return text.NoHead
	}
	for k := i + 1; k < v.last && k < i+8; k++ {
		w := v.word(k)
		if w.DepRel == "root" && nominal(w) {
			return k
		}
		if w.UPOS == "ADP" || w.UPOS == "VERB" || w.UPOS == "PUNCT" || w.UPOS == "SCONJ" {
			break
		}
	}
	return text.NoHead
}

// gap reports whether a relative clause lacks an object: "the men they arrested".
func (v *view) gap(i int) bool {
	for _, c := range v.children(i) {
		if w := v.word(c); isRel(w, "obj", "obl", "ccomp", "xcomp") {
			return false
		}
	}
	return true
}

// grammatical returns the subject of verb i as grammar has it, looking through at most
// depth clauses around it.
func (v *view) grammatical(i, depth int) int { return v.subjectFor(i, i, depth) }

// subjectFor is grammatical for the sake of word ref, which stands under word i: of
// several subjects that the tree gives a verb, the one nearest before ref counts.
func (v *view) subjectFor(i, ref, depth int) int {
	w := v.word(i)
	if s := v.nearest(i, ref, "nsubj", "nsubj:pass"); s != text.NoHead {
		return v.antecedent(s)
	}
	if o := v.child(i, "obj"); o != text.NoHead && v.child(o, "nsubj") != text.NoHead && v.child(o, "nsubj") < i {
		return v.child(o, "nsubj")
	}
	told := w.DepRel == "ccomp" && w.XPOS == "VBD" && v.inside(w.Head) && v.is(w.Head, "saying")
	if w.DepRel == "root" || told {
		// What stands bare before the verb is its subject by another name.
		for _, k := range v.children(i) {
			if k < i && isRel(v.word(k), "obl", "dislocated", "compound", "dep", "nmod") && len(v.cases(k)) == 0 && nominal(v.word(k)) && !v.is(k, "time") && v.word(k).UPOS != "ADJ" {
				return k
			}
		}
	}
	h := w.Head
	if it := v.child(i, "expl"); it != text.NoHead {
		if v.speaker(it) != text.NoHead && v.lemma(it) == "it" {
			return it
		}
		return text.NoHead
	}
	if depth == 0 || !v.inside(h) || told { // who tells of it has not done it
		return text.NoHead
	}
	if v.announced(i) {
		return h
	}
	switch {
	case isRel(w, "acl"):
		if nominal(v.word(h)) && w.DepRel != "acl:relcl" && w.XPOS != "VB" {
			return h
		}
		if nominal(v.word(h)) && w.XPOS == "VB" {
			return v.owner(h, depth-1)
		}
		return h
	case isRel(w, "xcomp"):
		if o := v.child(h, "obj", "iobj"); o != text.NoHead && !v.is(h, "phase") {
			return v.antecedent(o)
		}
		if v.passive(h) || nominal(v.word(h)) || v.word(h).UPOS == "VERB" {
			return v.subjectFor(h, ref, depth-1)
		}
	case isRel(w, "conj", "advcl", "parataxis", "ccomp"):
		if v.word(h).UPOS == "VERB" || v.word(h).UPOS == "ADJ" || v.word(h).UPOS == "AUX" {
			if isRel(w, "advcl") && (v.is(h, "objectcontrol")) {
				if o := v.object(h); o != text.NoHead {
					return o
				}
			}
			return v.subjectFor(h, ref, depth-1)
		}
		if isRel(w, "advcl", "conj") {
			return v.subjectFor(h, ref, depth-1)
		}
	}
	return text.NoHead
}

// nearest returns the last child of word i with one of the relations before word ref,
// else the first after it, or NoHead.
func (v *view) nearest(i, ref int, rels ...string) int {
	found := text.NoHead
	for _, k := range v.children(i) {
		if isRel(v.word(k), rels...) && (k < ref || found == text.NoHead) {
			found = k
		}
	}
	return found
}

// announced reports whether word i is the infinitive of a headline: "Ruvia to send envoy".
func (v *view) announced(i int) bool {
	w := v.word(i)
	return w.XPOS == "VB" && isRel(w, "advcl", "acl") && v.hasCase(i, "to") && v.inside(w.Head) && w.Head < i &&
		v.word(w.Head).DepRel == "root" && v.word(w.Head).UPOS != "VERB" && v.word(w.Head).UPOS != "AUX" && v.lemma(v.last-1) != "."
}

// owner returns who is behind a noun with an infinitive, "Ruvia's threat to attack".
func (v *view) owner(noun, depth int) int {
	if p := v.child(noun, "nmod:poss", "amod", "compound"); p != text.NoHead && v.child(noun, "nmod:poss") != text.NoHead {
		return v.child(noun, "nmod:poss")
	}
	h := v.word(noun).Head
	if v.inside(h) && v.word(h).UPOS == "VERB" && isRel(v.word(noun), "obj", "obl") {
		return v.grammatical(h, depth)
	}
	return noun
}

// antecedent returns the noun that a relative pronoun stands for, or the word itself.
func (v *view) antecedent(i int) int {
	switch v.lemma(i) {
	case "who", "which", "that", "whom", "whose":
	default:
		return i
	}
	if v.word(i).UPOS != "PRON" && v.word(i).UPOS != "DET" {
		return i
	}
	for h, n := v.word(i).Head, 0; v.inside(h) && n < maxClimb; h, n = v.word(h).Head, n+1 {
		if v.word(h).DepRel == "acl:relcl" {
			return v.word(h).Head
		}
	}
	return i
}

// mention returns the document's mention headed by word i, or nil.
func (v *view) mention(i int) *text.Mention {
	ms := v.doc.Mentions
	s := v.word(i).Sentence
	k := sort.Search(len(ms), func(k int) bool { return v.doc.Words[ms[k].Head].Sentence >= s })
	for ; k < len(ms) && v.doc.Words[ms[k].Head].Sentence == s; k++ {
		if ms[k].Head == i && ms[k].Kind != text.GroupMention {
			return &ms[k]
		}
	}
	return nil
}
