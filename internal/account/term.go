package account

import (
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
	weight float64
	word   int // of the document
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
func termsOf(d *text.Document, list []int, known map[string]bool) []term {
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
		switch {
		case known[lemma]:
			weight *= worthSide
		case words().class[lemma]&(light|whose) != 0 || calendar[lemma]:
			weight *= worthLight
		case words().class[lemma]&(minus|plus|turn) != 0:
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
		out = append(out, term{lemma: lemma, name: w.UPOS == "PROPN", noun: w.UPOS == "NOUN" || w.UPOS == "PROPN", tone: slices.Contains(manners, words().steps[lemma].scale) || slices.Contains(manners, words().steps[formOf(w)].scale), weight: weight, word: i})
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
