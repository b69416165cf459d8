package text

import (
	"slices"
	"strings"
)

// A role is what a mention does in its clause.
type role uint8

const (
	otherRole role = iota
	subjectRole
	passiveRole
	objectRole
	obliqueRole
	ownerRole
	nounRole // hangs on another noun
	rootRole
	appositionRole
)

// A determiner is how a noun is introduced.
type determiner uint8

const (
	bare determiner = iota
	definite
	indefinite
	demonstrative
	owned
	quantified
)

// mentionFacts is what the resolver knows of a mention beside what it returns.
type mentionFacts struct {
	top      int // the word whose place in the tree is the mention's: of a name, its title's where that is above
	at       int // the word that decides the order: the head, of a group the last part's
	sentence int
	clause   int // the predicate it depends on, or NoHead
	role     role
	det      determiner
	quoted   bool
	joined   bool // a part of a group
	depth    uint8
	is       lexis    // of the head, of a name of its first part and titles
	key      string   // of a name, its words in small letters without titles
	id       string   // of a name, the actor's that it means
	seat     bool     // of a name, it is first of all the place where the actor sits
	office   string   // of a name, the title or role before it, in small letters
	roles    []string // of a name, the person's titles and offices
}

// detect finds the mentions of the document, in the order of their heads.
func (r *resolver) detect() {
	d := r.doc
	r.quoted = quotations(d, r.quoted)
	r.named = growInts(r.named, len(d.Words), -1)
	r.owner = growInts(r.owner, len(d.Words), -1)
	r.left = growInts(r.left, len(d.Words), 0)
	r.right = growInts(r.right, len(d.Words), 0)
	r.subject = growInts(r.subject, len(d.Words), -1)
	r.copula = growBools(r.copula, len(d.Words))
	r.negated = growBools(r.negated, len(d.Words))
	r.cased = growBools(r.cased, len(d.Words))
	r.national = growBools(r.national, len(d.Words))
	r.titled = growBools(r.titled, len(d.Words))
	r.findNames()
	for s := range d.Sentences {
		r.spans(s)
		for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
			r.word(i)
		}
	}
}

func growInts(s []int, n, value int) []int {
	s = slices.Grow(s[:0], n)[:n]
	for i := range s {
		s[i] = value
	}
	return s
}

func growBools(s []bool, n int) []bool {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// word adds the mention whose head is word i, if it is one.
func (r *resolver) word(i int) {
	w := &r.doc.Words[i]
	switch {
	case r.named[i] >= 0:
		if n := r.names[r.named[i]]; n.head == i {
			r.addName(n)
		}
	case pronounOf(w.Form) != noPronoun:
		if w.Rel() != "expl" {
			r.addPronoun(i)
		}
	case isNominal(w):
		r.addNoun(i)
	}
	if r.owner[i] >= 0 {
		r.join(i)
	}
}

// lemma returns the lemma of word i in small letters: "president" for a "President" whose
// tag makes it a name.
func (r *resolver) lemma(i int) string { return strings.ToLower(r.doc.Words[i].Lemma) }

// isNominal reports whether a word that is no part of a name heads a noun phrase.
func isNominal(w *Word) bool {
	switch w.Rel() {
	case "compound", "flat", "fixed", "goeswith", "expl", "punct", "case", "det", "advmod", "mark", "cc":
		return false
	}
	switch w.UPOS {
	case "NOUN", "PROPN":
		return w.DepRel != "nmod:desc" && lexicon()[strings.ToLower(w.Form)]&isTimeName == 0
	case "PRON":
		return w.Feat("PronType") == "Ind" || w.Feat("PronType") == "Tot" || w.Feat("PronType") == "Neg" ||
			w.Feat("PronType") == "Dem"
	}
	return false
}

func (r *resolver) add(m Mention, f mentionFacts) {
	m.Entity, m.Antecedent = len(r.mentions), NoMention
	if m.Kind != GroupMention {
		r.owner[f.at] = len(r.mentions)
	}
	w := &r.doc.Words[m.Head]
	f.sentence, f.quoted = w.Sentence, r.quoted[m.Head]
	f.role, f.clause, f.depth = r.place(f.top)
	r.mentions, r.facts = append(r.mentions, m), append(r.facts, f)
}

func (r *resolver) addPronoun(i int) {
	p := pronounOf(r.doc.Words[i].Form)
	m := Mention{First: i, Last: i + 1, Head: i, Kind: PronounMention, Number: "Sing"}
	switch p.class() {
	case he:
		m.Gender, m.Type = "Masc", Person
	case she:
		m.Gender, m.Type = "Fem", Person
	case it:
		m.Gender = "Neut"
	case they:
		m.Number = "Plur"
	}
	r.add(m, mentionFacts{at: i, top: i})
}

func (r *resolver) addNoun(i int) {
	w := &r.doc.Words[i]
	m := Mention{First: r.left[i], Last: r.right[i], Head: i, Kind: NounMention, Number: w.Feat("Number")}
	f := mentionFacts{at: i, top: i, is: lexicon()[r.lemma(i)], det: r.determiner(i)}
	if f.is&isPersonNoun != 0 {
		m.Type = Person
	}
	m.Gender = genderOf(f.is&isFemaleNoun != 0, f.is&isMaleNoun != 0)
	r.add(m, f)
}

func genderOf(female, male bool) string {
	switch {
	case female && !male:
		return "Fem"
	case male && !female:
		return "Masc"
	}
	return ""
}

// determiner returns how the noun at i is introduced.
func (r *resolver) determiner(i int) determiner {
	for j := r.left[i]; j < i; j++ {
		w := &r.doc.Words[j]
		if w.Head != i {
			continue
		}
		switch w.Rel() {
		case "det":
			return determinerOf(w)
		case "nummod":
			return quantified
		}
		if w.DepRel == "nmod:poss" {
			return owned
		}
	}
	return bare
}

func determinerOf(w *Word) determiner {
	switch w.Lemma {
	case "the":
		return definite
	case "a", "an":
		return indefinite
	case "this", "that", "these", "those":
		return demonstrative
	}
	return quantified
}

// place returns what the phrase of head i does in its clause, the clause's predicate and
// how many nouns it hangs on.
func (r *resolver) place(i int) (what role, clause int, depth uint8) {
	what = roleOf(r.doc.Words[i].DepRel)
	j := i
	for range maxClimb {
		w := &r.doc.Words[j]
		if w.Head == NoHead {
			return what, j, depth
		}
		switch w.Rel() {
		case "conj":
			if j == i || what == otherRole {
				what = roleOf(r.doc.Words[w.Head].DepRel)
			}
		case "nmod", "appos", "compound", "flat", "acl":
			depth++
		case "nsubj", "obj", "iobj", "obl", "csubj", "dislocated", "vocative":
			return what, w.Head, depth
		}
		if isPredicate(w) && j != i {
			return what, j, depth
		}
		j = w.Head
	}
	return what, j, depth
}

// maxClimb bounds the walks up a tree.
const maxClimb = 24

func isPredicate(w *Word) bool {
	switch w.Rel() {
	case "root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj":
		return true
	}
	return w.UPOS == "VERB"
}

func roleOf(rel string) role {
	switch rel {
	case "nsubj", "csubj":
		return subjectRole
	case "nsubj:pass", "nsubj:outer":
		return passiveRole
	case "obj", "iobj":
		return objectRole
	case "nmod:poss":
		return ownerRole
	case "root":
		return rootRole
	case "appos":
		return appositionRole
	}
	switch {
	case strings.HasPrefix(rel, "obl"):
		return obliqueRole
	case strings.HasPrefix(rel, "nmod"), rel == "compound":
		return nounRole
	}
	return otherRole
}

// spans sets left and right for the words of sentence s: the words of a noun's phrase,
// without what joins it to others. Each word is passed once, leaves first; words of
// circles keep themselves alone.
func (r *resolver) spans(s int) {
	d := r.doc
	first, last := d.Sentences[s].First, d.Sentences[s].Last
	r.waiting = growInts(r.waiting, last-first, 0)
	for i := first; i < last; i++ {
		r.left[i], r.right[i] = i, i+1
		if h := d.Words[i].Head; h >= first && h < last {
			r.waiting[h-first]++
		}
	}
	r.queue = r.queue[:0]
	for i := first; i < last; i++ {
		if r.waiting[i-first] == 0 {
			r.queue = append(r.queue, i)
		}
	}
	for k := 0; k < len(r.queue); k++ {
		i := r.queue[k]
		w := &d.Words[i]
		if w.Head < first || w.Head >= last {
			continue
		}
		switch w.Rel() {
		case "nsubj":
			r.subject[w.Head] = i
		case "cop":
			r.copula[w.Head] = true
		case "advmod":
			if w.Lemma == "not" || w.Lemma == "never" {
				r.negated[w.Head] = true
			}
		case "case":
			r.cased[w.Head] = true
		}
		if inPhrase(w.Rel()) {
			r.left[w.Head], r.right[w.Head] = min(r.left[w.Head], r.left[i]), max(r.right[w.Head], r.right[i])
		}
		if r.waiting[w.Head-first]--; r.waiting[w.Head-first] == 0 {
			r.queue = append(r.queue, w.Head)
		}
	}
}

// inPhrase reports whether what hangs on a noun by the relation belongs to its mention.
func inPhrase(rel string) bool {
	switch rel {
	case "det", "amod", "nummod", "compound", "flat", "nmod", "acl", "fixed", "goeswith":
		return true
	}
	return false
}

// join adds the group that ends with the mention of word j, a conjunct with "and": the
// head of the first part and its conjuncts that are mentions.
func (r *resolver) join(j int) {
	head := r.doc.Words[j].Head
	if r.doc.Words[j].Rel() != "conj" || head == NoHead || head >= j || head < j-maxGroup || r.owner[head] < 0 {
		return
	}
	r.facts[r.owner[j]].joined, r.facts[r.owner[head]].joined = true, true
	if !r.joinedByAnd(j) {
		return
	}
	first, last := r.owner[head], r.owner[j]
	m := Mention{First: r.mentions[first].First, Last: r.mentions[last].Last, Head: head, Kind: GroupMention, Number: "Plur"}
	m.Parts = append(m.Parts, first)
	for k := head + 1; k <= j; k++ {
		if r.doc.Words[k].Head == head && r.doc.Words[k].Rel() == "conj" && r.owner[k] >= 0 {
			m.Parts = append(m.Parts, r.owner[k])
		}
	}
	if m.Type = r.mentions[first].Type; r.mentions[last].Type != m.Type {
		m.Type = ""
	}
	r.add(m, mentionFacts{at: j, top: head, is: r.facts[first].is & r.facts[last].is})
}

// maxGroup bounds the words from a group's first head to its last.
const maxGroup = 64

// joinedByAnd reports whether word j, a conjunct, has an "and" of its own: it is the last.
func (r *resolver) joinedByAnd(j int) bool {
	for k := j - 1; k >= r.doc.Sentences[r.doc.Words[j].Sentence].First && k >= j-maxClimb; k-- {
		if w := &r.doc.Words[k]; w.Head == j && w.Rel() == "cc" {
			return w.Lemma == "and" || w.Form == "&"
		}
	}
	return false
}

// quotations tells for each word whether it stands between quotation marks. A paragraph
// that ends inside does not carry on.
func quotations(d *Document, in []bool) []bool {
	in = growBools(in, len(d.Words))
	for _, p := range d.Paragraphs {
		open := false
		for i := d.Sentences[p.First].First; i < d.Sentences[p.Last-1].Last; i++ {
			switch d.Words[i].Form {
			case "“", "``", "„", "«":
				open = true
			case "”", "''", "»":
				open = false
			case `"`:
				open = !open
			default:
				in[i] = open
			}
		}
	}
	return in
}
