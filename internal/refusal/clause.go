package refusal

import (
	"unicode"
	"unicode/utf8"

	"readout/text"
)

// A Clause is one that may tell of a refusal. Spans are words of the document.
type Clause struct {
	Head     int // its predicate
	Features []uint32
	Cue      Span
	Source   Span // empty where none is named
	Matter   Span // what was asked about, or else what stands behind the cue; empty where nothing stands there
}

// A Span is the words [First, Last) of a document.
type Span struct{ First, Last int }

// Empty reports whether a span has no words.
func (s Span) Empty() bool { return s.First >= s.Last }

// maxWords bounds the words of a sentence that is read.
const maxWords = 120

// A tree is a sentence with what is known of each word. Words are indices into it.
type tree struct {
	words []text.Word
	first int
	nodes [maxWords]node
}

// A node is a word of a tree. Its dependents are a list in the order of the text.
type node struct {
	meaning
	rel   string // relation to its head, without a subtype
	child int16  // first dependent, or none
	next  int16  // next dependent of its head, or none
}

// none ends a list of dependents.
const none = -1

// read sets t to a sentence. It reports false for one that has no word that hints at a
// refusal, or is too long.
func (t *tree) read(d *text.Document, sentence int) bool {
	s := d.Sentences[sentence]
	if s.Last-s.First > maxWords {
		return false
	}
	t.words, t.first = d.Words[s.First:s.Last], s.First
	hinted := false
	for i := range t.words {
		m := meanings()[t.words[i].Lemma]
		t.nodes[i] = node{meaning: m, child: none, next: none}
		hinted = hinted || m.hints()
	}
	if !hinted {
		return false
	}
	for i := len(t.words) - 1; i >= 0; i-- {
		w := &t.words[i]
		t.nodes[i].rel = w.Rel()
		if h := w.Head - s.First; h >= 0 && h < len(t.words) && h != i {
			t.nodes[i].next, t.nodes[h].child = t.nodes[h].child, int16(i)
		}
	}
	return true
}

// below returns the first dependent of word i, and beside the next of the same head, or none.
func (t *tree) below(i int) int  { return int(t.nodes[i].child) }
func (t *tree) beside(i int) int { return int(t.nodes[i].next) }

// Clauses returns the clauses of a sentence that may tell of a refusal: of any whose verb or
// noun, to a depth of two, is denied or a word of answering, asking, silence or referral.
// Those with skip of their predicate true are left out. A sentence without a tree has none.
func Clauses(d *text.Document, sentence int, skip func(word int) bool) []Clause {
	t := new(tree)
	if !t.read(d, sentence) {
		return nil
	}
	var out []Clause
	for i := range t.words {
		if t.tries(i, skip) {
			out = append(out, t.clause(i, t.features(make([]uint32, 0, 96), i)))
		}
	}
	return out
}

// tries reports whether word i is the predicate of a clause that may tell of a refusal.
func (t *tree) tries(i int, skip func(word int) bool) bool {
	return t.predicate(i) && t.hints(i, 2) && !skip(t.first+i)
}

// clause returns the clause of word i.
func (t *tree) clause(i int, features []uint32) Clause {
	c := Clause{Head: t.first + i, Features: features}
	t.spans(i, &c)
	return c
}

// predicate reports whether word i is the head of a clause, and no part of a longer verb.
func (t *tree) predicate(i int) bool {
	w := &t.words[i]
	switch w.UPOS {
	case "VERB", "ADJ", "NOUN", "AUX", "ADV", "PROPN":
	default:
		return false
	}
	switch r := t.nodes[i].rel; r {
	case "root", "conj", "ccomp", "advcl", "parataxis", "acl":
		return w.UPOS == "VERB" || r == "root" || t.dep(i, "cop") >= 0 || t.dep(i, "nsubj") >= 0
	}
	return false
}

// hints reports whether word i or a word below it is denied or a word of interest.
func (t *tree) hints(i, depth int) bool {
	if t.nodes[i].meaning.hints() {
		return true
	}
	if depth == 0 {
		return false
	}
	for k := t.below(i); k != none; k = t.beside(k) {
		if t.hints(k, depth-1) {
			return true
		}
	}
	return false
}

// dep returns the first dependent of word i with a relation, or -1.
func (t *tree) dep(i int, rel string) int {
	for k := t.below(i); k != none; k = t.beside(k) {
		if t.nodes[k].rel == rel {
			return k
		}
	}
	return -1
}

// subject returns the subject of word i, or that of the one it is joined to; -1 without.
func (t *tree) subject(i int) int {
	for range 4 {
		if k := t.dep(i, "nsubj"); k >= 0 {
			return k
		}
		w := &t.words[i]
		h := w.Head - t.first
		if h < 0 || h >= len(t.words) {
			return -1
		}
		if r := t.nodes[i].rel; r != "conj" && r != "advcl" && r != "xcomp" {
			if r == "acl" {
				return h
			}
			return -1
		}
		i = h
	}
	return -1
}

// class returns the class of a word's lemma, or of its part of speech.
func (t *tree) class(i int) string {
	if c := t.nodes[i].class; c != "" {
		return c
	}
	return t.words[i].UPOS
}

// who returns what kind of subject a word is.
func (t *tree) who(i int) string {
	if i < 0 {
		return "none"
	}
	w := &t.words[i]
	if t.nodes[i].denies || t.denied(i) {
		return "nobody"
	}
	if c := t.nodes[i].class; c != "" {
		return c
	}
	if w.UPOS == "PRON" {
		return w.Lemma
	}
	if r, _ := utf8.DecodeRuneInString(w.Form); w.UPOS == "PROPN" || unicode.IsUpper(r) {
		return "PROPN"
	}
	return w.UPOS
}

// denied reports whether a word that denies hangs on word i.
func (t *tree) denied(i int) bool {
	for k := t.below(i); k != none; k = t.beside(k) {
		if !t.nodes[k].denies {
			continue
		}
		switch t.nodes[k].rel {
		case "advmod", "det", "cc", "aux":
			return true
		}
	}
	return false
}

// asks reports whether the clause of word k is a question.
func (t *tree) asks(k int) bool {
	for j := t.below(k); j != none; j = t.beside(j) {
		if t.nodes[j].asks {
			return true
		}
	}
	return t.nodes[k].asks
}
