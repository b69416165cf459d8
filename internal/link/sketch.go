package link

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// How texts are sketched. Of two texts that share a share j of their shingles, one band of
// the sketch at least is the same with the chance 1-(1-j²)^16: 0.8 at j = 0.3, 0.04 at 0.05.
// The paragraphs find short pieces of long texts, which have few shingles in common.
const (
	shingleLen   = 4 // words
	bands        = 16
	bandRows     = 2
	maxBlocks    = 12
	minBlock     = 12     // words of a paragraph that may find others
	minText      = 30     // words of a text that is compared
	maxTextWords = 20_000 // what follows is not compared
)

// textOf cuts a text for comparing.
func textOf(s string) []word {
	const longest = 16 * maxTextWords // bytes; no need to cut what will not be read
	words := wordsOf(s[:min(len(s), longest)])
	return words[:min(len(words), maxTextWords)]
}

// sketch fills in the parts of a page that find other carriers of its text.
func (p *Page) sketch(text string) {
	words := textOf(text)
	p.Words = len(words)
	if len(words) < minText {
		return
	}
	least := make([]uint64, bands*bandRows)
	for i := range least {
		least[i] = math.MaxUint64
	}
	for _, h := range shinglesOf(words) {
		for i := range least {
			least[i] = min(least[i], mix(h^uint64(i+1)*0x9e3779b97f4a7c15))
		}
	}
	for _, h := range least {
		p.Sketch = append(p.Sketch, uint32(h>>32))
	}
	for _, par := range paragraphs(text, words) {
		if len(par) >= minBlock {
			p.Blocks = append(p.Blocks, hash64(joinWords(par)))
		}
	}
	slices.SortFunc(p.Blocks, func(a, b uint64) int { return cmp.Compare(mix(a), mix(b)) })
	p.Blocks = slices.Compact(p.Blocks)
	p.Blocks = p.Blocks[:min(len(p.Blocks), maxBlocks)]
}

// Bands are the keys under which carriers of a page's text are found: two that carry the
// same text very probably share one.
func (p *Page) Bands() []int64 {
	var keys []int64
	for i := 0; i+bandRows <= len(p.Sketch); i += bandRows {
		h := uint64(i + 1)
		for _, v := range p.Sketch[i : i+bandRows] {
			h = mix(h*31 ^ uint64(v))
		}
		keys = append(keys, int64(h))
	}
	for _, h := range p.Blocks {
		keys = append(keys, int64(mix(h^0xb10c)))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// shinglesOf returns the hashes of the runs of words of a text, in their order.
func shinglesOf(words []word) []uint64 {
	if len(words) < shingleLen {
		return nil
	}
	folds := make([]uint64, len(words))
	for i := range words {
		folds[i] = hash64(words[i].fold)
	}
	out := make([]uint64, len(words)-shingleLen+1)
	for i := range out {
		h := uint64(0)
		for _, f := range folds[i : i+shingleLen] {
			h = h*1099511628211 + f
		}
		out[i] = mix(h)
	}
	return out
}

// paragraphs cuts the words of a text where it begins a line.
func paragraphs(text string, words []word) [][]word { return cut(text, words, "\n") }

// sentences cuts the words of a text where it begins a line, and after full stops and the
// like. Cuts too many, after abbreviations, do no harm here.
func sentences(text string, words []word) [][]word { return cut(text, words, "\n.!?") }

// cut cuts words where one of the signs stands between them.
func cut(text string, words []word, signs string) [][]word {
	var out [][]word
	first := 0
	for i := 1; i <= len(words); i++ {
		if i == len(words) || strings.ContainsAny(text[words[i-1].end:words[i].start], signs) {
			out = append(out, words[first:i])
			first = i
		}
	}
	return out
}
