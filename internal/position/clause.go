package position

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/internal/quote"
	"readout/text"
)

// A clause is what is said of something: "a peace agreement is within reach".
type clause struct {
	topic     []string // lemmas of what it is said of, the noun first: agreement, peace
	predicate []string // lemmas of what is said: within, reach; not for a negation
	verb      string   // lemma of the verb; "be" where something is only said to be so, "" for a noun alone
	mood      string   // "may" or "must" where a modal verb says so; "will" and "would" do not count
	span      readout.Span
	verbatim  bool
}

// clauses returns the clauses of a statement that speak of the issue.
func (a *Ask) clauses(c *Cite) []clause {
	var out []clause
	for _, sp := range c.Spans {
		d := a.Annotate(sp.Text)
		marked := a.marked(d)
		t := newTree(d)
		marks, tx := quote.ReadMarks(c.Kind, sp.Text), readout.NewText(sp.Text)
		for i := range d.Words {
			if !t.head(i) {
				continue
			}
			cl, words := t.clause(i)
			if len(cl.predicate) == 0 || marked != nil && !slices.ContainsFunc(words, func(w int) bool { return marked[w] }) {
				continue
			}
			from, to := d.Words[words[0]].Start, d.Words[words[len(words)-1]].End
			cl.verbatim = marks.Verbatim(c.Kind, from, to)
			cl.span = tx.Span(marks.Whole(from, to))
			cl.span.Start, cl.span.End = cl.span.Start+sp.Start, cl.span.End+sp.Start
			out = append(out, cl)
		}
	}
	return out
}

// marked returns the words of a document that are the issue's, nil where all are.
func (a *Ask) marked(d *text.Document) map[int]bool {
	if a.Issue == "" || a.Issues == nil {
		return nil
	}
	out := make(map[int]bool)
	for _, h := range a.Issues.Find(d) {
		if h.Issue == a.Issue {
			out[h.First], out[h.Last-1] = true, true
		}
	}
	return out
}

// A tree is a document's words with their children.
type tree struct {
	d        *text.Document
	children [][]int
	aside    []bool // told of a noun by the way: "the corridor, which it has closed"
}

func newTree(d *text.Document) *tree {
	t := &tree{d: d, children: make([][]int, len(d.Words))}
	for i := range d.Words {
		if h := d.Words[i].Head; h != text.NoHead {
			t.children[h] = append(t.children[h], i)
		}
	}
	t.aside = make([]bool, len(d.Words))
	var todo []int
	for i := range d.Words {
		if d.Words[i].Rel() == "acl" {
			todo = append(todo, i)
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		if todo = todo[:len(todo)-1]; !t.aside[i] {
			t.aside[i] = true
			todo = append(todo, t.children[i]...)
		}
	}
	return t
}

// head reports whether word i is what a clause hangs on: it has a subject or a copula, or
// it is a verb that stands for a clause; or it is the noun that content without a clause
// consists of.
func (t *tree) head(i int) bool {
	w := &t.d.Words[i]
	if t.aside[i] {
		return false
	}
	switch w.Rel() {
	case "nsubj", "csubj", "obj", "iobj", "obl", "nmod", "appos", "compound", "amod", "det", "case", "flat":
		return false // a part of another one, whatever it is made of
	}
	if w.Head == text.NoHead && (w.UPOS == "NOUN" || w.UPOS == "PROPN") {
		return true
	}
	for _, c := range t.children[i] {
		switch t.d.Words[c].Rel() {
		case "nsubj", "csubj", "cop":
			return true
		}
	}
	if w.UPOS != "VERB" {
		return false
	}
	switch w.Rel() {
	case "root", "ccomp", "xcomp", "conj", "parataxis", "advcl":
		return true
	}
	return false
}

// maxLemmas bounds the lemmas by which clauses are compared.
const maxLemmas = 24

// clause returns the clause that hangs on word i, and its words in text order, without
// the clauses within it.
func (t *tree) clause(i int) (clause, []int) {
	var c clause
	words := []int{i}
	w := &t.d.Words[i]
	copula := false
	for _, k := range t.children[i] {
		kid := &t.d.Words[k]
		switch kid.Rel() {
		case "nsubj", "csubj":
			if len(c.topic) == 0 {
				c.topic = t.about(k)
			}
			if t.none(k) {
				c.predicate = append(c.predicate, "not")
			}
			words = append(words, t.under(k)...)
		case "cop":
			copula = true
			words = append(words, k)
		case "aux", "expl":
			c.mood = cmp.Or(c.mood, mood(lemma(kid)))
			words = append(words, k)
		case "punct", "ccomp", "advcl", "parataxis", "conj", "cc", "acl", "mark", "discourse", "vocative":
		case "xcomp":
			if t.head(k) && t.d.Words[k].UPOS == "VERB" {
				continue
			}
			fallthrough
		default:
			sub := t.under(k)
			c.predicate = append(c.predicate, t.lemmas(sub)...)
			words = append(words, sub...)
		}
	}
	switch {
	case copula:
		c.verb = "be"
	case w.UPOS == "VERB":
		c.verb = lemma(w)
		if len(c.predicate) == 0 && len(c.topic) == 0 {
			return c, words // "to host": says too little
		}
	}
	c.predicate = append(c.predicate, lemma(w))
	if len(c.topic) == 0 && c.verb != "" { // "to reopen the corridor": of the corridor
		for _, k := range t.children[i] {
			if t.d.Words[k].Rel() == "obj" {
				c.topic = t.about(k)
			}
		}
	}
	slices.Sort(words)
	slices.Sort(c.predicate)
	c.predicate = slices.Compact(c.predicate)
	c.predicate, c.topic = c.predicate[:min(len(c.predicate), maxLemmas)], c.topic[:min(len(c.topic), maxLemmas)]
	return c, words
}

// none reports whether a subject is denied: "no side", "neither of them".
func (t *tree) none(i int) bool {
	denied := func(w int) bool {
		switch lemma(&t.d.Words[w]) {
		case "no", "none", "nobody", "nothing", "neither":
			return true
		}
		return false
	}
	return denied(i) || slices.ContainsFunc(t.children[i], denied)
}

// mood returns what a modal verb does to what is said.
func mood(lemma string) string {
	switch lemma {
	case "can", "could", "may", "might":
		return "may"
	case "must", "should", "shall", "ought":
		return "must"
	}
	return ""
}

// maxPhrase bounds the words of a phrase.
const maxPhrase = 120

// under returns the words of the phrase that hangs on word i, without clauses within it.
func (t *tree) under(i int) []int {
	out := []int{i}
	for at := 0; at < len(out) && len(out) < maxPhrase; at++ {
		for _, k := range t.children[out[at]] {
			switch t.d.Words[k].Rel() {
			case "acl", "advcl", "ccomp", "parataxis", "punct":
			default:
				out = append(out, k)
			}
		}
	}
	return out
}

// about returns the lemmas of what a phrase speaks of: of the noun that it hangs on and of
// those that tell which one ("peace agreement", "agreement on peace").
func (t *tree) about(i int) []string {
	var out []string
	for _, k := range append([]int{i}, t.children[i]...) {
		w := &t.d.Words[k]
		switch w.UPOS {
		case "NOUN", "PROPN", "ADJ", "VERB":
		default:
			continue
		}
		if rel := w.Rel(); k == i || rel == "compound" || rel == "amod" || rel == "nmod" && w.DepRel != "nmod:poss" {
			out = append(out, lemma(w))
		}
	}
	return out
}

// lemmas returns the lemmas of words that say something, with negations and prepositions.
func (t *tree) lemmas(words []int) []string {
	var out []string
	for _, i := range words {
		w := &t.d.Words[i]
		l := lemma(w)
		switch w.UPOS {
		case "NOUN", "PROPN", "ADJ", "VERB", "NUM":
		case "ADP", "ADV", "PART":
			if l == "'s" || l == "to" {
				continue
			}
		default:
			if l != "no" {
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

func lemma(w *text.Word) string {
	l := strings.ToLower(cmp.Or(w.Lemma, w.Form))
	if l == "n't" || l == "never" {
		return "not"
	}
	return l
}
