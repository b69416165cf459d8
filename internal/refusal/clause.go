package refusal

import (
	"strings"
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

// A tree is a sentence with the dependents of each word, as indices into words.
type tree struct {
	words []text.Word
	first int
	deps  [][]int
}

// Clauses returns the clauses of a sentence that may tell of a refusal: of any whose verb or
// noun, to a depth of two, is denied or a word of answering, asking, silence or referral.
// Those with skip of their predicate true are left out. A sentence without a tree has none.
func Clauses(d *text.Document, sentence int, skip func(word int) bool) []Clause {
	s := d.Sentences[sentence]
	if s.Last-s.First > maxWords || !hinted(d.Words[s.First:s.Last]) {
		return nil
	}
	t := tree{words: d.Words[s.First:s.Last], first: s.First, deps: make([][]int, s.Last-s.First)}
	for i := range t.words {
		if h := t.words[i].Head - s.First; h >= 0 && h < len(t.words) && h != i {
			t.deps[h] = append(t.deps[h], i)
		}
	}
	var out []Clause
	for i := range t.words {
		if !t.predicate(i) || skip(s.First+i) || !t.hints(i, 2) {
			continue
		}
		c := Clause{Head: s.First + i, Features: t.features(i)}
		t.spans(i, &c)
		out = append(out, c)
	}
	return out
}

// hinted reports whether a sentence has a word that hints at a refusal.
func hinted(words []text.Word) bool {
	for i := range words {
		if denials[words[i].Lemma] || classes()[words[i].Lemma] != "" {
			return true
		}
	}
	return false
}

// predicate reports whether word i is the head of a clause, and no part of a longer verb.
func (t *tree) predicate(i int) bool {
	w := &t.words[i]
	switch w.UPOS {
	case "VERB", "ADJ", "NOUN", "AUX", "ADV", "PROPN":
	default:
		return false
	}
	switch w.Rel() {
	case "root", "conj", "ccomp", "advcl", "parataxis", "acl":
		return w.UPOS == "VERB" || w.Rel() == "root" || t.dep(i, "cop") >= 0 || t.dep(i, "nsubj") >= 0
	}
	return false
}

// hints reports whether word i or a word below it is denied or a word of interest.
func (t *tree) hints(i, depth int) bool {
	if l := t.words[i].Lemma; denials[l] || classes()[l] != "" {
		return true
	}
	if depth == 0 {
		return false
	}
	for _, k := range t.deps[i] {
		if t.hints(k, depth-1) {
			return true
		}
	}
	return false
}

// dep returns the first dependent of word i with a relation, or -1.
func (t *tree) dep(i int, rel string) int {
	for _, k := range t.deps[i] {
		if t.words[k].Rel() == rel {
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
		if r := w.Rel(); r != "conj" && r != "advcl" && r != "xcomp" {
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
	w := &t.words[i]
	if c := classes()[w.Lemma]; c != "" {
		return c
	}
	return w.UPOS
}

// who returns what kind of subject a word is.
func (t *tree) who(i int) string {
	if i < 0 {
		return "none"
	}
	w := &t.words[i]
	if denials[w.Lemma] || t.denied(i) {
		return "nobody"
	}
	if c := classes()[w.Lemma]; c != "" {
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
	for _, k := range t.deps[i] {
		if denials[t.words[k].Lemma] && (t.words[k].Rel() == "advmod" || t.words[k].Rel() == "det" || t.words[k].Rel() == "cc" || t.words[k].Rel() == "aux") {
			return true
		}
	}
	return false
}

// features are the hashes of what is seen of the clause of word i.
func (t *tree) features(i int) []uint32 {
	out := make([]uint32, 0, 96)
	add := func(parts ...string) { out = append(out, hash(parts)) }
	w := &t.words[i]
	not := ""
	if t.denied(i) {
		not = "not"
	}
	modal := ""
	if k := t.dep(i, "aux"); k >= 0 && t.words[k].XPOS == "MD" {
		modal = t.words[k].Lemma
	}
	who := t.who(t.subject(i))
	c := t.class(i)
	voice := ""
	if t.dep(i, "aux") >= 0 && strings.Contains(w.DepRel, "pass") {
		voice = "pass"
	}
	add("bias")
	add("l", w.Lemma)
	add("l", w.Lemma, not)
	add("l", w.Lemma, modal, not)
	add("c", c, not)
	add("c", c, modal, not)
	add("who", who)
	add("lw", w.Lemma, who, not)
	add("cw", c, who, not)
	add("rel", w.Rel(), not)
	add("mood", modal, not, voice)
	if h := w.Head - t.first; h >= 0 && h < len(t.words) {
		add("up", w.Rel(), t.words[h].Lemma)
		add("upc", w.Rel(), t.class(h), not)
	}
	t.below(i, c, not, "", 0, add)
	t.beside(i, not, add)
	return out
}

// below adds the features of the dependents of word i.
func (t *tree) below(i int, c, not, path string, depth int, add func(...string)) {
	for _, k := range t.deps[i] {
		w := &t.words[k]
		r := w.Rel()
		if r == "punct" || r == "det" && !denials[w.Lemma] || r == "case" || r == "conj" && depth == 0 || r == "parataxis" {
			continue
		}
		if r == "nsubj" && depth == 0 {
			r = w.DepRel
		}
		no := ""
		if t.denied(k) {
			no = "no"
		}
		prep := ""
		if p := t.dep(k, "case"); p >= 0 {
			prep = t.words[p].Lemma
		}
		kind := t.class(k)
		add("d", path, r, w.Lemma)
		add("dl", t.words[i].Lemma, r, prep, kind, no)
		add("dc", path, c, not, r, prep, kind, no)
		add("dk", path, r, prep, kind, no)
		if (r == "ccomp" || r == "advcl") && t.asks(k) {
			add("wh", path, c, not, r)
			add("wh2", not)
		}
		if p := t.dep(k, "mark"); p >= 0 {
			add("mark", path, c, t.words[p].Lemma, kind)
		}
		if depth < 2 && (r == "xcomp" || r == "obj" || r == "obl" || r == "ccomp" || r == "nsubj" || r == "nsubj:pass" || r == "advcl" || r == "acl" || r == "nmod") {
			t.below(k, c, not+no, path+r+">", depth+1, add)
		}
	}
}

// asks reports whether the clause of word k is a question.
func (t *tree) asks(k int) bool {
	for _, j := range t.deps[k] {
		if questions[t.words[j].Lemma] {
			return true
		}
	}
	return questions[t.words[k].Lemma]
}

// beside adds the words next to word i.
func (t *tree) beside(i int, not string, add func(...string)) {
	at := func(k int) string {
		if k < 0 || k >= len(t.words) {
			return "-"
		}
		return t.words[k].Lemma
	}
	of := func(k int) string {
		if k < 0 || k >= len(t.words) {
			return "-"
		}
		return t.class(k)
	}
	add("n1", at(i), at(i+1))
	add("n2", at(i), at(i+1), at(i+2))
	add("nc", of(i), of(i+1), of(i+2), not)
	add("p1", at(i-1), at(i))
	for k := range t.words {
		w := &t.words[k]
		switch {
		case k < i && (w.Lemma == "ask" || w.Lemma == "press" || w.Lemma == "question") && w.UPOS == "VERB":
			add("asked")
		case k > i && (w.Lemma == "ask" || w.Lemma == "press" || w.Lemma == "question") && w.UPOS == "VERB":
			add("then asked")
		}
	}
}

// hash is FNV-1a over the parts, a mark after each.
func hash(parts []string) uint32 {
	h := uint32(2166136261)
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * 16777619
		}
		h = (h ^ 31) * 16777619
	}
	return h ^ h>>15
}
