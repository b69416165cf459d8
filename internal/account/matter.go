package account

import (
	"slices"
	"strings"

	"readout/text"
)

// evaluative words name a matter only where nothing else does: "the release of the crew"
// is about the crew.
const worthEvaluative = 0.3

// matter names what a row is about: the noun phrase that its statements share, or the one
// that stands out where one side alone speaks of it, in the words of the first statement.
func (c *comparer) matter(r *row) string {
	a, b := r.a, r.b
	if len(a) == 0 {
		a, b = b, nil
	}
	var best *term
	var in *unit
	most := 0.0
	for _, x := range a {
		nouns := 0.0
		for i := range x.terms {
			t := &x.terms[i]
			if !t.noun {
				continue
			}
			// What a statement is about stands early in it.
			if w := c.telling(t, a, b) / (1 + 0.15*nouns); w > most+1e-9 {
				best, in, most = t, x, w
			}
			nouns++
		}
	}
	if best == nil {
		return plainly(a)
	}
	return phrase(in.doc, done(in.doc, best.word, in.words), in.words)
}

// doings are the endings of nouns that mean an act: the matter is what it is done to.
var doings = []string{"ment", "tion", "sion", "ing", "ance", "ence", "al"}

// done returns the thing that an act is done to, "the establishment of a checkpoint", or
// the noun itself.
func done(d *text.Document, i int, in []int) int {
	lemma := lemmaOf(&d.Words[i])
	if d.Words[i].UPOS != "NOUN" || !slices.ContainsFunc(doings, func(s string) bool { return strings.HasSuffix(lemma, s) }) {
		return i
	}
	for j := range d.Children(i) {
		w := &d.Words[j]
		of := d.Child(j, "case")
		if w.Rel() == "nmod" && w.UPOS == "NOUN" && of >= 0 && d.Words[of].Form == "of" && slices.Contains(in, j) && words().class[lemmaOf(w)]&light == 0 {
			return j
		}
	}
	return i
}

// telling is how well a term names a row.
func (c *comparer) telling(t *term, a, b []*unit) float64 {
	w := t.weight
	if len(b) > 0 {
		like := c.shared(t, b)
		w *= like * like
	}
	if words().class[t.lemma]&(minus|plus|turn|change|stay) != 0 {
		w *= worthEvaluative
	}
	n := 0
	for _, u := range slices.Concat(a, b) {
		for _, i := range u.words {
			if lemmaOf(&u.doc.Words[i]) == t.lemma {
				n++
			}
		}
	}
	return w * (1 + 0.1*float64(min(n, 10)))
}

func (c *comparer) shared(t *term, units []*unit) float64 {
	best := 0.0
	for _, u := range units {
		for i := range u.terms {
			best = max(best, c.likeTerm(t, &u.terms[i]))
		}
	}
	return best
}

// plainly names a row without nouns by the first words of its first statement.
func plainly(units []*unit) string {
	if len(units) == 0 || len(units[0].cell.Statement.Content) == 0 {
		return ""
	}
	const words = 6
	f := strings.Fields(units[0].cell.Statement.Content[0].Text)
	return strings.Join(f[:min(words, len(f))], " ")
}

// inPhrase are the relations of words before a noun that are part of what it names.
var inPhrase = setOf("compound amod flat")

// phrase returns the noun phrase that a noun stands in, without what hangs on it behind
// and without articles.
func phrase(d *text.Document, i int, in []int) string {
	for range 4 {
		w := &d.Words[i]
		if w.Head <= i || !slices.Contains(in, w.Head) || !inPhrase[w.Rel()] {
			break
		}
		i = w.Head
	}
	from, to := i, i
	for from > in[0] && inPhrase[d.Words[from-1].Rel()] && d.Words[from-1].UPOS != "PUNCT" && d.Words[from-1].Head >= from && d.Words[from-1].Head <= i {
		from--
	}
	for to < in[len(in)-1] && d.Words[to+1].Rel() == "flat" && d.Words[to+1].Head == i {
		to++
	}
	return d.Text[d.Words[from].Start:d.Words[to].End]
}

// issuesIn returns the issues that both sides of a row are tagged with, or those of the one
// side there is.
func issuesIn(r *row) []string {
	a, b := tagged(r.a), tagged(r.b)
	switch {
	case len(r.a) == 0:
		return b
	case len(r.b) == 0:
		return a
	}
	return slices.DeleteFunc(a, func(s string) bool { return !slices.Contains(b, s) })
}

func tagged(units []*unit) []string {
	var out []string
	for _, u := range units {
		for _, s := range u.cell.Statement.Issues {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}
