package link

import (
	"bytes"
	"cmp"
	"encoding/binary"
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
	minBlock     = 12                   // words of a paragraph that may find others
	minText      = 30                   // words of a text that is compared
	maxTextWords = 20_000               // what follows is not compared
	sketchLen    = 4 * bands * bandRows // bytes of a signature
	leastSame    = 5                    // values of two sketches
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

// A Signature is the sketch and the blocks of a page as they are kept: the sketch's values with
// four bytes each, then the blocks with eight, lowest byte first. It is empty for short texts.
type Signature []byte

// Signature returns the sketch and the blocks of a page.
func (p *Page) Signature() Signature {
	var out Signature
	for _, v := range p.Sketch {
		out = binary.LittleEndian.AppendUint32(out, v)
	}
	for _, b := range p.Blocks {
		out = binary.LittleEndian.AppendUint64(out, b)
	}
	return out
}

// SetSignature sets the sketch and the blocks of a page.
func (p *Page) SetSignature(s Signature) {
	p.Sketch, p.Blocks = nil, nil
	if len(s) < sketchLen {
		return
	}
	for v := range slices.Chunk(s[:sketchLen], 4) {
		p.Sketch = append(p.Sketch, binary.LittleEndian.Uint32(v))
	}
	p.Blocks = s.blocks()
}

func (s Signature) blocks() []uint64 {
	var out []uint64
	for b := range slices.Chunk(s[min(len(s), sketchLen):], 8) {
		if len(b) == 8 {
			out = append(out, binary.LittleEndian.Uint64(b))
		}
	}
	return out
}

// Resembles reports whether two texts are so alike by their signatures that they are worth
// comparing: they share a block, or leastSame values of their sketches. Of two texts that share
// a share j of their shingles and one band, values in all are shared by 2+30j: of 1,000 pairs
// at j = 0.3 two are lost, of those at 0.02 978.
func (s Signature) Resembles(other Signature) bool {
	if len(s) < sketchLen || len(other) < sketchLen {
		return false
	}
	same := 0
	for i := 0; i < sketchLen; i += 4 {
		if bytes.Equal(s[i:i+4], other[i:i+4]) {
			same++
		}
	}
	theirs := other.blocks()
	return same >= leastSame || slices.ContainsFunc(s.blocks(), func(b uint64) bool { return slices.Contains(theirs, b) })
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
