package account

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"readout/text"
)

// A term is a word that says what a statement is about.
type term struct {
	lemma  string
	name   bool // a proper name, which is like no other
	noun   bool
	tone   bool // says how the talks were: "frank"
	spare  bool // counts only where the other side has it too
	stand  bool // says how somebody stands to a matter
	weight float64
	raw    float64 // the weight before it is lessened by how many statements have the word
	word   int     // of the document
}

// maxTerms bounds the terms of a statement; later ones are left out.
const maxTerms = 60

// worth is what parts of speech tell of a matter.
var worth = map[string]float64{"NOUN": 1, "PROPN": 0.9, "VERB": 0.5, "ADJ": 0.4}

const (
	worthLight     = 0.12 // of "importance", "process"
	worthSide      = 0.10 // of the names of those who speak
	worthGeneric   = 0.50 // of "agreement", "law": there are many
	worthCompound  = 0.60 // of "border" in "border guards"
	worthCondition = 0.30 // of what a condition names
	worthCounted   = 0.40 // of what is counted: "300 people"
	worthStand     = 0.50 // of words that say how somebody stands to a matter
)

// termsOf returns the terms of words of a document, each lemma once.
func termsOf(d *text.Document, list []int, common map[string]bool) []term {
	var out []term
	seen := make(map[string]bool)
	inName := namesIn(d, list)
	for _, i := range list {
		w := &d.Words[i]
		lemma := lemmaOf(w)
		weight := worth[w.UPOS]
		if weight == 0 || seen[lemma] || !unicode.IsLetter(first(lemma)) || len(out) == maxTerms {
			continue
		}
		seen[lemma] = true
		stand := words().class[lemma]&(minus|plus|turn) != 0
		switch {
		case common[lemma]:
			weight *= worthSide
		case words().class[lemma]&(light|whose) != 0 || calendar[lemma]:
			weight *= worthLight
		case stand:
			weight *= worthStand
		case words().class[lemma]&generic != 0:
			weight *= worthGeneric
		case w.Rel() == "compound":
			weight *= worthCompound
		}
		if w.UPOS == "NOUN" && d.Child(i, "nummod") != text.NoHead {
			weight = max(weight, worthCounted)
		}
		if n := inName[i]; n > 0 {
			weight /= n
		}
		if conditional(d, i) {
			weight *= worthCondition
		}
		out = append(out, term{lemma: lemma, name: w.UPOS == "PROPN", noun: w.UPOS == "NOUN" || w.UPOS == "PROPN", stand: stand, tone: slices.Contains(manners, words().steps[lemma].scale) || slices.Contains(manners, words().steps[formOf(w)].scale), weight: weight, raw: weight, word: i})
	}
	return out
}

// conditional reports whether a word stands in a clause that sets a condition: "as soon as
// the army had left".
func conditional(d *text.Document, i int) bool {
	n := 0
	for h := i; n < maxClimb; n++ {
		w := &d.Words[h]
		if w.Rel() == "advcl" {
			for c := range d.Children(h) {
				x := formOf(&d.Words[c])
				if words().class[x]&condition != 0 || waiting[x] || x == "as" && d.Words[c].Rel() == "mark" {
					return true
				}
			}
			return false
		}
		if w.Head == text.NoHead {
			return false
		}
		h = w.Head
	}
	return false
}

// namesIn gives for each word that stands in a name the number of the name's words, which
// share its weight.
func namesIn(d *text.Document, list []int) map[int]float64 {
	out := make(map[int]float64)
	if len(list) == 0 {
		return out
	}
	for _, n := range d.Names {
		if n.Last <= list[0] || n.First > list[len(list)-1] {
			continue
		}
		for i := n.First; i < n.Last; i++ {
			out[i] = float64(n.Last - n.First)
		}
	}
	return out
}

func lemmaOf(w *text.Word) string {
	if w.Lemma == "" {
		return strings.ToLower(w.Form)
	}
	return strings.ToLower(w.Lemma)
}

func formOf(w *text.Word) string { return strings.ToLower(w.Form) }

func first(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// calendar is when and not what.
var calendar = setOf(`january february march april may june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter morning evening afternoon`)

// leastRare bounds how much the weight of a word is lessened.
const leastRare = 0.5

// rarer lessens the weight of words that many sayings on the event share.
func rarer(groups []*group) {
	df := make(map[string]float64)
	for _, g := range groups {
		seen := make(map[string]bool)
		for _, u := range g.units {
			for _, t := range u.terms {
				if !seen[t.lemma] {
					seen[t.lemma] = true
					df[t.lemma]++
				}
			}
		}
	}
	n := float64(len(groups))
	for _, g := range groups {
		for _, u := range g.units {
			for i := range u.terms {
				t := &u.terms[i]
				t.weight *= max(leastRare, math.Log(1+n/df[t.lemma])/math.Log(1+n))
			}
		}
	}
}

// ofTalks is the likeness of statements that only say how the talks were.
const ofTalks = 0.5

// ofTalks reports whether a statement says how the talks were, and nothing else: "frank".
func (u *unit) ofTalks() bool {
	return slices.ContainsFunc(manners, func(scale string) bool { _, has := u.mind.steps[scale]; return has }) &&
		hollow(slices.DeleteFunc(slices.Clone(u.terms), func(t term) bool { return minutes[t.lemma] > 0 || spirit[t.lemma] }))
}

// manners are the scales of how talks were held.
var manners = []string{"tone", "form"}

// spirit are the words beside those that say how talks were.
var spirit = setOf("atmosphere mood tone spirit manner exchange discussion climate face person intermediary mediator")

// alikeInTalks reports whether two statements say how the talks were in the same respect.
func alikeInTalks(a, b *unit) bool {
	return a.ofTalks() && b.ofTalks() && slices.ContainsFunc(manners, func(scale string) bool {
		_, x := a.mind.steps[scale]
		_, y := b.mind.steps[scale]
		return x && y
	})
}

// claimed reports whether two statements say of one thing whose it is: whose initiative
// the call was.
func claimed(a, b *unit) bool {
	for x := range a.mind.whose {
		for y := range b.mind.whose {
			if sameClaim(x, y) && hollow(a.terms) && hollow(b.terms) {
				return true
			}
		}
	}
	return false
}

// lopsided bounds the likeness of a short statement to a long one that has all of its
// words: the long one may be about much else.
const lopsided = 2.2

// likeness says how much two statements are about the same matter, 0 to 1: the mean of
// how far each is covered by the other.
func (c *comparer) likeness(a, b *unit) float64 {
	if a.plain == b.plain {
		return 1
	}
	if alikeInTalks(a, b) || claimed(a, b) {
		return ofTalks
	}
	x, y := c.cover(a.terms, b.terms), c.cover(b.terms, a.terms)
	s := min((x+y)/2, lopsided*min(x, y))
	switch shared, both := issuesOf(a, b); {
	case shared:
		return min(1, s+0.05)
	case both:
		return s * 0.9
	}
	return s
}

// leastShared is the weight that words of a matter must share before it counts how both
// stand to it.
const leastShared = 0.1

// cover returns the share of the weight of a that b has too.
func (c *comparer) cover(a, b []term) float64 {
	var got, all, stands float64
	for i := range a {
		best := 0.0
		for j := range b {
			best = max(best, c.likeTerm(&a[i], &b[j]))
		}
		if a[i].spare && best == 0 {
			continue
		}
		all += a[i].weight
		if a[i].stand {
			stands += a[i].weight * best
		} else {
			got += a[i].weight * best
		}
	}
	if got < leastShared { // to be for both is to share no matter
		return 0
	}
	return (got + stands) / max(all, leastShared)
}

func (c *comparer) likeTerm(a, b *term) float64 {
	if a.lemma == b.lemma {
		return 1
	}
	if a.name || b.name {
		if derived(a.lemma, b.lemma) {
			return sameStem
		}
		return 0
	}
	key := [2]string{a.lemma, b.lemma}
	v, known := c.near[key]
	if !known {
		v = c.in.Words.like(a.lemma, b.lemma)
		c.near[key] = v
	}
	return v
}

// issuesOf reports whether two statements share an issue, and whether both have one.
func issuesOf(a, b *unit) (shared, both bool) {
	x, y := a.cell.Statement.Issues, b.cell.Statement.Issues
	for _, i := range x {
		for _, j := range y {
			shared = shared || i == j
		}
	}
	return shared, len(x) > 0 && len(y) > 0
}
