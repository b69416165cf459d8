package actor

import (
	"fmt"
	"slices"
)

// An index is what [Roster.Find] looks names up in: a trie over words for the names, and
// one for the titles and parts ("foreign ministry") that mean somebody only together
// with whom they belong to ("Azerbaijani", "of Azerbaijan").
type index struct {
	vocab map[string]int32
	names trie
	parts trie
	owned map[ownedPart]*Actor

	partNumbers map[string]int32 // as they are spelled in the files and here
}

// An ownedPart is a title or part of an actor.
type ownedPart struct {
	owner *Actor
	part  int32
}

// maxWords is how many words a name may have; it bounds the work at each word of a text.
const maxWords = 16

// A trie holds sequences of words.
type trie struct {
	first []int32 // by word: the node of the sequences that begin with it, or 0
	next  map[step]int32
	nodes []node
	parts int32 // how many numbers are given out
}

type step struct{ node, word int32 }

// A node has what ends there: the same words in different writing.
type node struct{ ends []end }

// An end is a name, as it is to be written, and whom it means. In the trie of parts it
// has no actors and part is the part's number.
type end struct {
	writing writing
	how     How
	actors  []*Actor // none: a phrase in which no name is to be found
	part    int32
}

func newIndex() *index {
	return &index{
		vocab: make(map[string]int32, 1<<14),
		names: trie{next: make(map[step]int32, 1<<15), nodes: make([]node, 1, 1<<15)},
		parts: trie{next: make(map[step]int32, 1<<10), nodes: make([]node, 1, 1<<10)},
		owned: make(map[ownedPart]*Actor, 1<<15),

		partNumbers: make(map[string]int32),
	}
}

// addName makes name mean the actor.
func (x *index) addName(name string, a *Actor, how How) error {
	words, w, err := x.read(name, a != nil && institutional(a))
	if err != nil {
		return err
	}
	x.names.add(words, w, how, a)
	return nil
}

func institutional(a *Actor) bool {
	return a.Type == Office || a.Type == Body || a.Type == Organisation
}

// addPart makes part mean the actor where it belongs to owner.
func (x *index) addPart(part string, owner, a *Actor) error {
	if owner == nil {
		return nil
	}
	n, known := x.partNumbers[part]
	if !known {
		words, w, err := x.read(part, true)
		if err != nil {
			return err
		}
		n = x.parts.number(words, w.anyCase())
		x.partNumbers[part] = n
	}
	key := ownedPart{owner, n}
	if x.owned[key] == nil {
		x.owned[key] = a
	}
	return nil
}

// read cuts a name into words. A leading "the" is left out: it is optional. "The" is a
// part of the name.
func (x *index) read(name string, loose bool) ([]int32, writing, error) {
	var words []int32
	var w writing
	s := scanner{text: name, vocab: x.vocab}
	for t, ok := s.next(); ok; t, ok = s.next() {
		if name[t.start:t.end] == "the" && len(words) == 0 {
			continue
		}
		if len(words) == maxWords {
			return nil, w, fmt.Errorf("name %q has more than %d words", name, maxWords)
		}
		word := s.folded(t)
		w.add(t, word, loose)
		words = append(words, x.number(t.word, word))
	}
	if len(words) == 0 {
		return nil, w, fmt.Errorf("name %q has no letters", name)
	}
	return words, w.finish(), nil
}

// number returns the word's number, a new one where it has none.
func (x *index) number(known int32, word string) int32 {
	if known >= 0 {
		return known
	}
	n := int32(len(x.vocab))
	x.vocab[word] = n
	return n
}

// node returns the node of the words, which it makes where there is none.
func (t *trie) node(words []int32) *node {
	if need := int(words[0]) + 1; need > len(t.first) {
		t.first = append(t.first, make([]int32, need-len(t.first))...)
	}
	at := t.first[words[0]]
	if at == 0 {
		at = t.grow()
		t.first[words[0]] = at
	}
	for _, w := range words[1:] {
		to := t.next[step{at, w}]
		if to == 0 {
			to = t.grow()
			t.next[step{at, w}] = to
		}
		at = to
	}
	return &t.nodes[at]
}

func (t *trie) grow() int32 {
	t.nodes = append(t.nodes, node{})
	return int32(len(t.nodes) - 1)
}

func (t *trie) add(words []int32, w writing, how How, a *Actor) {
	n := t.node(words)
	i := slices.IndexFunc(n.ends, func(e end) bool { return e.writing == w && e.how == how })
	if i < 0 {
		i = len(n.ends)
		n.ends = append(n.ends, end{writing: w, how: how})
	}
	if a != nil && !slices.Contains(n.ends[i].actors, a) {
		n.ends[i].actors = append(n.ends[i].actors, a)
	}
}

// number returns the number of the part with the words.
func (t *trie) number(words []int32, w writing) int32 {
	n := t.node(words)
	i := slices.IndexFunc(n.ends, func(e end) bool { return e.writing == w })
	if i >= 0 {
		return n.ends[i].part
	}
	t.parts++
	n.ends = append(n.ends, end{writing: w, part: t.parts})
	return t.parts
}

// walk calls found for each sequence that the tokens begin with, the shortest first.
func (t *trie) walk(tokens []token, found func(n int, ends []end)) {
	if len(tokens) == 0 || tokens[0].word < 0 || int(tokens[0].word) >= len(t.first) {
		return
	}
	at := t.first[tokens[0].word]
	for n := 1; at != 0; n++ {
		if ends := t.nodes[at].ends; len(ends) > 0 {
			found(n, ends)
		}
		if n == len(tokens) || tokens[n].gap == cut || tokens[n].word < 0 {
			return
		}
		at = t.next[step{at, tokens[n].word}]
	}
}

// A writing is how the words of a name are to be written.
type writing struct {
	cases uint64 // two bits a word: a need
	gaps  uint64 // three bits a word: the gap before it
	words uint8

	strict uint64 // while it is made: cases as the name is written
	chars  uint8  // likewise: its length in bytes

	caps  bool // long enough to be known in capitals
	like  bool // an acronym that is also a word: "US", "WHO"
	alone bool // no name where a capitalised word follows: "The Times", "Paul"
	bare  bool // of nothing but institution words: "Security Council"
}

// A need is how a word is to be capitalised.
type need uint64

const (
	anyCase need = iota
	capital      // "Baku", and "BAKU" in a long name
	acronym      // "NATO" only
	special      // "eSwatini"
)

func (w *writing) add(t token, word string, loose bool) {
	n := [...]need{lower: anyCase, capped: capital, upper: acronym, mixed: special}[t.shape]
	w.strict |= uint64(n) << (2 * w.words)
	if n == capital && loose && institutionWords[word] {
		n = anyCase
		w.bare = true
	}
	w.alone = w.alone || w.words == 0 && word == "the"
	if w.words > 0 {
		w.gaps |= uint64(t.gap) << (3 * w.words)
	}
	w.cases |= uint64(n) << (2 * w.words)
	w.like = n == acronym && commonWords[word]
	w.words++
	w.chars = uint8(min(int(w.chars)+len(word), 255))
}

// finish settles what is known at the last word. A name of nothing but institution words
// ("State Department") must be capitalised, or it could be anybody's.
func (w writing) finish() writing {
	if w.bare = w.bare && w.cases == 0; w.bare {
		w.cases = w.strict
	}
	w.caps = w.chars >= 5
	w.like = w.like && w.words == 1
	w.alone = w.alone && w.words == 2
	w.chars, w.strict = 0, 0
	return w
}

// anyCase lets all words but acronyms be in any case.
func (w writing) anyCase() writing {
	for i := range w.words {
		if need(w.cases>>(2*i)&3) == capital {
			w.cases &^= 3 << (2 * i)
		}
	}
	return w
}

// accepts reports whether the first words of the tokens are written so.
func (w writing) accepts(tokens []token) bool {
	for i := range w.words {
		t := tokens[i]
		if i > 0 && !gap(w.gaps>>(3*i)&7).accepts(t.gap, tokens[i-1]) {
			return false
		}
		if !need(w.cases>>(2*i)&3).accepts(t.shape, w.caps) {
			return false
		}
	}
	return true
}

func (n need) accepts(s shape, caps bool) bool {
	switch n {
	case capital:
		return s == capped || s == upper && caps
	case acronym:
		return s == upper
	case special:
		return s == mixed || s == capped || s == upper && caps
	}
	return true
}

// accepts reports whether the gap got, which stands after the word before, may stand for
// the name's own gap g.
func (g gap) accepts(got gap, before token) bool {
	switch {
	case got == g:
		return got != cut
	case got == space || got == hyphen:
		return g == space || g == hyphen || g == dot && got == space || g == cut
	case got == dot: // "St. Kitts"
		return g == space && before.end-before.start <= 2 && before.shape != upper
	}
	return false
}
