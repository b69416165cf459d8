// Package segment cuts a text into paragraphs, sentences, tokens and words, as the English
// Universal Dependencies treebanks do.
//
// A text is first cut into atoms: runs of letters, runs of digits, single marks, web
// addresses. Between two atoms that touch, rules propose and a small classifier decides
// whether one word goes on, a word of the same token starts ("do|n't") or a token does.
// Between two tokens that white space parts, or a mark, the same is done for sentences.
// Without a model the rules decide alone. Time is linear in the length of the text.
package segment

import "readout/internal/linear"

// A Range is a half-open range: of bytes for words, of words for tokens and sentences, of
// sentences for paragraphs.
type Range struct{ First, Last int }

// A Result is a text's parts in text order. Nothing but blanks and marks that cannot be
// seen lies between words.
type Result struct {
	Words      []Range // bytes of the text
	Tokens     []Range // words
	Sentences  []Range // words; tokens are not cut
	Paragraphs []Range // sentences
}

// A Model is what was learnt from treebanks. It is safe for concurrent use.
type Model struct {
	token    *linear.Model  // of borders between atoms: joined, word, token
	sentence *linear.Model  // of gaps between tokens: 0 goes on, 1 ends
	inner    map[string]int // by lower-case form of a run of letters, where it may be cut: "cannot" 3
}

// The three kinds of border between atoms that touch.
const (
	joined = iota // one word goes on
	word          // another word of the same token starts
	token         // another token starts
)

// Cut returns the parts of s. A nil model is rules alone. A line break starts a paragraph
// unless the text is cut at a margin; then an empty line does.
func Cut(s string, m *Model) Result {
	if m == nil {
		m = &Model{inner: alwaysCut}
	}
	atoms := atomize(s, m.inner)
	if !wrapped(s) {
		for i := range atoms {
			if atoms[i].space == line {
				atoms[i].space = emptyLine
			}
		}
	}
	c := &cutter{text: s, model: m, atoms: atoms}
	c.words()
	c.sentences()
	return c.out
}

// A cutter holds the state of one Cut.
type cutter struct {
	text     string
	model    *Model
	atoms    []atom
	features []uint32
	out      Result

	// Of sentences only: by word.
	views []view
	style uint32 // how the last sentence ended
}

// words joins atoms to words and words to tokens.
func (c *cutter) words() {
	n := len(c.atoms)
	c.out.Words = make([]Range, 0, n)
	c.out.Tokens = make([]Range, 0, n)
	b := borders{text: c.text, atoms: c.atoms}
	for i := range c.atoms {
		a := &c.atoms[i]
		switch c.border(&b, i) {
		case joined:
			c.out.Words[len(c.out.Words)-1].Last = a.end
		case word:
			c.out.Tokens[len(c.out.Tokens)-1].Last++
			c.out.Words = append(c.out.Words, Range{a.start, a.end})
			b.wordStart = i
		default:
			k := len(c.out.Words)
			c.out.Tokens = append(c.out.Tokens, Range{k, k + 1})
			c.out.Words = append(c.out.Words, Range{a.start, a.end})
			b.wordStart, b.tokenStart = i, i
		}
	}
}

// border decides about the border before atom i.
func (c *cutter) border(b *borders, i int) int {
	if i == 0 || c.atoms[i].space != none {
		return token
	}
	rule, sure := b.rule(i)
	if sure || c.model.token == nil {
		return rule
	}
	c.features = b.features(c.features[:0], i, rule)
	return c.model.token.Best(c.features)
}
