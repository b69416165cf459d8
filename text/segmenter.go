package text

import (
	"fmt"

	"readout/internal/segment"
)

// A Segmenter cuts texts into sentences and words. It is safe for concurrent use. The nil
// Segmenter cuts by rules alone, somewhat worse.
type Segmenter struct{ model *segment.Model }

// LoadSegmenter makes a segmenter of the bytes of its weights.
func LoadSegmenter(data []byte) (*Segmenter, error) {
	m, err := segment.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("load the segmenter: %w", err)
	}
	return &Segmenter{m}, nil
}

// Cut returns s with its paragraphs, sentences, tokens and words, without tags. A line
// break starts a paragraph, in texts whose lines are cut at a margin an empty line; no sentence has more than 400 words, or as many as a longer
// token has.
func (g *Segmenter) Cut(s string) *Document {
	var m *segment.Model
	if g != nil {
		m = g.model
	}
	r := segment.Cut(s, m)
	d := &Document{
		Text:       s,
		Paragraphs: make([]Paragraph, len(r.Paragraphs)),
		Sentences:  make([]Sentence, len(r.Sentences)),
		Tokens:     make([]Token, len(r.Tokens)),
		Words:      make([]Word, len(r.Words)),
	}
	for i, w := range r.Words {
		d.Words[i] = Word{Start: w.First, End: w.Last, Form: s[w.First:w.Last], Head: NoHead}
	}
	for i, t := range r.Tokens {
		d.Tokens[i] = Token(t)
		for k := t.First; k < t.Last; k++ {
			d.Words[k].Token = i
		}
	}
	for i, t := range r.Sentences {
		d.Sentences[i] = Sentence(t)
		for k := t.First; k < t.Last; k++ {
			d.Words[k].Sentence = i
		}
	}
	for i, p := range r.Paragraphs {
		d.Paragraphs[i] = Paragraph(p)
	}
	return d
}
