package account

import (
	"strings"

	"readout/text"
)

// A stance is how a statement stands to what it is about.
type stance struct {
	value       int     // below 0 against it, above 0 for it
	wish        int     // below 0: it is to end; above 0: it is to stay
	denies      bool    // what it says is said not to be so
	disowns     string  // "nothing to do with": the words by which it says that it has no part in it
	silent      string  // "did not arise": the words by which it says that it was no subject
	forbids     bool    // it wants something not to be done
	asks        bool    // it wants something done
	undoes      bool    // it speaks of an end of something: "the withdrawal"
	why         []shown // the words that show it, in text order
	preds       []predicate
	counts      []count
	steps       map[string]graded
	whose       map[string]string // sides by what is said to be theirs: "initiative"
	conditional string            // "provided that", where it sets a condition
}

// A shown is words of a statement that show how it stands to a matter.
type shown struct {
	value int // below 0 against it, above 0 for it; 0: whether it is to stay
	words string
}

// A graded is a word on a scale.
type graded struct {
	at   int
	word string
}

// A predicate is what a statement says of something, or denies of it.
type predicate struct {
	lemma   string
	negated bool
	word    int
	done    bool // told as a thing that was done: "were handed over in May"
}

// acts are how the words that say a statement stand to it.
var acts = map[string]int{"accuse": -1, "condemn": -1, "praise": 1, "thank": 1, "welcome": 1, "defend": 1, "regret": -1}

// asking are the acts of those who want something changed.
var asking = setOf("urge demand order")

// stanceOf reads the stance of a unit from its words and the tree.
func stanceOf(u *unit) stance {
	r := &reading{u: u, d: u.doc, in: make(map[int]bool, len(u.words))}
	for _, i := range u.words {
		r.in[i] = true
	}
	return r.stance()
}

type reading struct {
	u  *unit
	d  *text.Document
	in map[int]bool // the words of the content
	s  stance
}

func (r *reading) stance() stance {
	r.s.steps = make(map[string]graded)
	cue := r.cue()
	r.phrases()
	asked := asking[string(r.u.cell.Statement.Act)] || r.has(r.u.cue, ask) || r.has(r.u.words, ask)
	r.s.asks = asked
	sum, wish, after := 0, 0, 0
	for k, i := range r.u.words {
		c, n := r.class(r.u.words[k:])
		if k < after { // within a phrase
			c = 0
		} else if n > 1 {
			after = k + n
		}
		r.word(i, n, c)
		r.s.undoes = r.s.undoes || c&change != 0
		r.s.denies = r.s.denies || c&untrue != 0 && (r.says(i) || n > 1 && r.says(r.u.words[k+n-1])) && !r.negated(i)
		v := sign(c)
		if v != 0 && r.negated(i) {
			v = -v
		}
		if v != 0 && !r.governed(i) {
			sum += v
		}
		switch {
		case asked && c&change != 0:
			wish--
		case c&stay != 0 && !r.negated(i):
			wish++
		case v == 0:
			continue
		}
		r.s.why = append(r.s.why, shown{v, r.shown(i, n)})
	}
	r.s.value, r.s.wish = sum, wish
	r.s.forbids = asked && r.negated(r.u.head())
	r.s.counts = countsOf(r.d, r.u.words)
	r.apply(cue)
	return r.s
}

// apply brings in how the words that say it stand to it: they govern all that is said.
func (r *reading) apply(cue int) {
	switch {
	case r.s.denies && r.s.value != 0:
		r.s.value = -r.s.value
	case r.s.denies:
		r.s.value = -1
	case cue != 0:
		r.s.value = cue
	}
	if r.s.denies {
		for i := range r.s.preds {
			r.s.preds[i].negated = !r.s.preds[i].negated
		}
	}
}

// cue reads the words that say a statement, and the act they do.
func (r *reading) cue() int {
	st := &r.u.cell.Statement
	value := acts[string(st.Act)]
	switch st.Act {
	case "deny", "reject":
		r.s.denies = true
	}
	for k, i := range r.u.cue {
		c, n := r.class(r.u.cue[k:])
		if c&turn != 0 {
			r.s.denies = true
		}
		if v := sign(c); v != 0 {
			value = v
		}
		if w := &r.d.Words[i]; c&pledge != 0 && w.UPOS == "VERB" {
			r.s.preds = append(r.s.preds, predicate{lemmaOf(w), false, i, false})
		}
		if c&(turn|minus|plus) != 0 {
			r.s.why = append(r.s.why, shown{sign(c), r.shown(i, n)})
		}
	}
	if r.s.denies {
		return 0
	}
	return value
}

// disowning and silencing are phrases, in small letters, that say that somebody has no part
// in a thing and that a thing was not spoken of.
var (
	disowning = []string{"nothing to do with", "no part in", "no role in", "no hand in", "no involvement in", "not involved in", "not behind", "no connection to", "no connection with",
		"not responsible for", "no knowledge of"}
	silencing = []string{"not discussed", "not raised", "not mentioned", "not touched upon", "not brought up", "not a subject", "not a topic", "not come up", "not arise",
		"not figure in", "never came up", "never arose", "never discussed", "never raised", "not asked", "no mention of", "not discuss", "not raise", "not mention", "no talk of"}
)

// denying are phrases of whole sentences that say that a thing is not so.
var denying = []string{"not correspond to", "does not match", "not true", "no truth in", "far from the truth", "not the case", "never happened",
	"without any basis", "without foundation", "no need for", "no need of"}

// phrases reads phrases that stand for a denial of the whole.
func (r *reading) phrases() {
	if p := phraseIn(r.u.plain, disowning); p != "" {
		r.s.disowns = p
	}
	r.s.silent = phraseIn(r.u.plain, silencing)
	if phraseIn(r.u.plain, denying) != "" {
		r.s.denies = true
	}
}

// says reports whether a word is what is said of something: the head of what is said, or what
// something is called.
func (r *reading) says(i int) bool {
	w := &r.d.Words[i]
	if w.Head == text.NoHead || !r.in[w.Head] {
		return true
	}
	return r.d.Child(i, "cop") != text.NoHead || w.Rel() == "xcomp" || w.Rel() == "acl" || w.Rel() == "parataxis" || w.Rel() == "ccomp"
}

func phraseIn(plain string, list []string) string {
	for _, p := range list {
		if strings.Contains(plain, p+" ") {
			return p
		}
	}
	return ""
}

// past reports whether a verb tells of a thing that was done.
func (r *reading) past(i int) bool {
	w := &r.d.Words[i]
	if w.XPOS == "VBD" {
		return true
	}
	if w.XPOS != "VBN" {
		return false
	}
	for j := range r.d.Children(i) {
		if a := &r.d.Words[j]; a.Rel() == "aux" {
			switch formOf(a) {
			case "was", "were", "has", "have", "had":
				return !r.modal(i)
			}
		}
	}
	return false
}

// modal reports whether a verb has an auxiliary that leaves open whether it is so.
func (r *reading) modal(i int) bool {
	for j := range r.d.Children(i) {
		if a := &r.d.Words[j]; a.Rel() == "aux" && (a.XPOS == "MD" || ahead[formOf(a)]) {
			return true
		}
	}
	return false
}

func sign(c class) int {
	switch {
	case c&minus != 0:
		return -1
	case c&plus != 0:
		return 1
	}
	return 0
}

func (r *reading) has(list []int, c class) bool {
	for _, i := range list {
		if words().class[lemmaOf(&r.d.Words[i])]&c != 0 {
			return true
		}
	}
	return false
}

// class returns the classes of the phrase that list begins with, the longest that is
// known, and its number of words.
func (r *reading) class(list []int) (class, int) {
	l := words()
	for n := min(l.longest, len(list)); n > 0; n-- {
		if c, ok := l.class[r.key(list[:n], lemmaOf)]; ok {
			return c, n
		}
	}
	if len(list) > 0 {
		return l.class[formOf(&r.d.Words[list[0]])], 1 // lemmas go wrong with tags
	}
	return 0, 1
}

// step returns the place on a scale of the phrase that list begins with.
func (r *reading) step(list []int) (step, string, bool) {
	l := words()
	for n := min(l.longest, len(list)); n > 0; n-- {
		for _, spelt := range []func(*text.Word) string{lemmaOf, formOf} {
			if st, ok := l.steps[r.key(list[:n], spelt)]; ok {
				return st, strings.ReplaceAll(r.key(list[:n], formOf), "_", " "), true
			}
		}
	}
	return step{}, "", false
}

func (r *reading) key(list []int, spelt func(*text.Word) string) string {
	var b strings.Builder
	for k, i := range list {
		if k > 0 {
			b.WriteByte('_')
		}
		b.WriteString(spelt(&r.d.Words[i]))
	}
	return b.String()
}

// maxShown bounds what is shown between a negation and what it negates, in words.
const maxShown = 6

// shown returns a phrase as it stands, from the word that negates it on.
func (r *reading) shown(i, n int) string {
	from, last := i, min(i+n, len(r.d.Words))-1
	if no := r.negator(i); no >= 0 && no < i && i-no <= maxShown {
		from = no
		for j := range r.d.Children(r.d.Words[no].Head) {
			if r.in[j] && r.d.Words[j].Rel() == "aux" && j == no-1 {
				from = j
			}
		}
	} else if no >= 0 {
		return "not: " + r.d.Text[r.d.Words[i].Start:r.d.Words[last].End]
	}
	return r.d.Text[r.d.Words[from].Start:r.d.Words[last].End]
}

// word notes what a word says besides: a predicate, a step on a scale, a condition.
func (r *reading) word(i, n int, c class) {
	w := &r.d.Words[i]
	lemma := lemmaOf(w)
	if form := strings.ToLower(w.Form); r.s.conditional == "" && (words().class[form]&condition != 0 && r.marks(i) || waiting[form] && r.waits(i)) {
		r.s.conditional = w.Form
	}
	if r.s.conditional == "" && formOf(w) == "soon" && i > 0 && i+1 < len(r.d.Words) && formOf(&r.d.Words[i-1]) == "as" && formOf(&r.d.Words[i+1]) == "as" && (i+2 == len(r.d.Words) || r.d.Words[i+2].UPOS != "ADJ") {
		r.s.conditional = "as soon as"
	}
	if c&pledge != 0 && w.UPOS == "NOUN" && r.negated(i) {
		r.s.preds = append(r.s.preds, predicate{lemma, true, i, false})
	}
	direct := r.child(i, negative)
	if !r.describes(i) && w.UPOS == "VERB" && (c&light == 0 || c&(change|stay) != 0 || there[lemma]) || r.d.Child(i, "cop") >= 0 || direct && w.UPOS != "AUX" {
		r.s.preds = append(r.s.preds, predicate{lemma, r.negated(i), i, r.past(i)})
	}
	st, word, ok := r.step(r.u.words[indexOf(r.u.words, i):])
	if _, old := r.s.steps[st.scale]; ok && !old && !r.negated(i) {
		r.s.steps[st.scale] = graded{st.at, word}
	}
}

// describes reports whether a participle only says of what thing the talk is: "the road, closed since May".
func (r *reading) describes(i int) bool {
	w := &r.d.Words[i]
	return w.XPOS == "VBN" && (w.Rel() == "acl" || w.Rel() == "amod") && r.d.Child(i, "aux", "nsubj", "nsubj:pass", "mark") == text.NoHead
}

func indexOf(list []int, i int) int {
	lo, hi := 0, len(list)
	for lo < hi {
		if mid := (lo + hi) / 2; list[mid] < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// marks reports whether a word opens a clause that sets a condition.
func (r *reading) marks(i int) bool {
	w := &r.d.Words[i]
	that := i+1 < len(r.d.Words) && strings.EqualFold(r.d.Words[i+1].Form, "that")
	return w.Rel() == "mark" || w.UPOS == "SCONJ" || w.UPOS == "VERB" && that
}

// waiting are the words that make one thing wait for another.
var waiting = setOf("when once after until")

// ahead are the words that speak of what is not yet.
var ahead = setOf("will would can could may might shall possible ready willing prepared")

// waits reports whether a word opens a clause that something not yet done waits for: "would
// be let in when the inquiry ends".
func (r *reading) waits(i int) bool {
	w := &r.d.Words[i]
	if w.Head == text.NoHead || r.d.Words[w.Head].Rel() != "advcl" {
		return false
	}
	h := r.d.Words[w.Head].Head
	if !r.in[h] {
		return false
	}
	if ahead[lemmaOf(&r.d.Words[h])] {
		return true
	}
	for c := range r.d.Children(h) {
		if r.d.Words[c].Rel() == "aux" && ahead[formOf(&r.d.Words[c])] {
			return true
		}
	}
	return false
}

// clause are the relations by which a word hangs on a word of its own clause.
var clause = setOf("obj iobj nsubj obl nmod amod xcomp compound det case advmod nummod flat fixed appos expl aux cop")

// negated reports whether a word or what it hangs on in its clause is negated.
func (r *reading) negated(i int) bool { return r.negator(i) >= 0 }

// negator returns the word that negates a word or what it hangs on in its clause, or -1.
func (r *reading) negator(i int) int {
	below := "" // how the word came to the one that is looked at
	for range maxClimb {
		if j := r.childOf(i, negative); j >= 0 && !(below == "nmod" && r.d.Words[j].Rel() == "det") { // "no end to the crisis" has a crisis
			return j
		}
		if j := r.noneOf(i); j >= 0 && below == "" {
			return j
		}
		w := &r.d.Words[i]
		if w.Head == text.NoHead || !clause[w.Rel()] || !r.in[w.Head] {
			return -1
		}
		below = w.Rel()
		i = w.Head
	}
	return -1
}

// noneOf returns the "no" of a verb's subject or object, or -1: "found no trace", "no soldier
// crossed".
func (r *reading) noneOf(i int) int {
	if r.d.Words[i].UPOS != "VERB" {
		return -1
	}
	for j := range r.d.Children(i) {
		if rel := r.d.Words[j].Rel(); rel != "obj" && rel != "nsubj" || !r.in[j] {
			continue
		}
		for k := range r.d.Children(j) {
			if w := &r.d.Words[k]; w.Rel() == "det" && formOf(w) == "no" {
				return k
			}
		}
	}
	return -1
}

// maxClimb bounds the way up a tree.
const maxClimb = 12

func (r *reading) child(i int, c class) bool { return r.childOf(i, c) >= 0 }

// childOf returns the first word of a class that hangs on word i, or -1.
func (r *reading) childOf(i int, c class) int {
	for j := range r.d.Children(i) {
		if r.in[j] && words().class[lemmaOf(&r.d.Words[j])]&c != 0 {
			return j
		}
	}
	return -1
}

// governed reports whether a word hangs on another that says how somebody stands to it:
// in "undermines confidence" it is the verb that counts.
func (r *reading) governed(i int) bool {
	n := 0
	for h := range r.d.Up(i) {
		if !r.in[h] || n > maxClimb {
			return false
		}
		if rel := r.d.Words[i].Rel(); rel == "conj" || rel == "parataxis" {
			return false
		}
		if c, _ := r.class([]int{h}); sign(c) != 0 {
			return true
		}
		i = h
		n++
	}
	return false
}
