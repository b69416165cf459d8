package web

import (
	"cmp"
	"slices"

	"readout"
	"readout/internal/quote"
	"readout/internal/store"
)

// A piece is a part of a sentence: what was said, or what stands around it.
type piece struct {
	Text string
	Said bool
	Kind readout.Kind // of what was said: direct for the speaker's own words
}

// marked cuts the sentence of a hit into pieces, by the spans of what was said. What is only
// partly verbatim is cut further: into the speaker's own words and the others.
func marked(h store.Hit) []piece {
	var out []piece
	for _, p := range cutAt(h.Sentence, h.Statement.Content) {
		p.Kind = h.Statement.Kind
		if !p.Said || p.Kind != readout.Mixed {
			out = append(out, p)
			continue
		}
		marks := quote.ReadMarks(p.Kind, p.Text)
		at := 0
		for _, own := range marks.Own() {
			out = append(out, piece{p.Text[at:own[0]], true, readout.Indirect}, piece{p.Text[own[0]:own[1]], true, readout.Direct})
			at = own[1]
		}
		out = append(out, piece{p.Text[at:], true, readout.Indirect})
	}
	return slices.DeleteFunc(out, func(p piece) bool { return p.Text == "" })
}

// cutAt cuts a sentence into pieces by spans of its article's text.
func cutAt(sentence readout.Span, said []readout.Span) []piece {
	text := []rune(sentence.Text)
	spans := slices.SortedFunc(slices.Values(said), func(a, b readout.Span) int { return cmp.Compare(a.Start, b.Start) })
	var out []piece
	put := func(from, to int, said bool) {
		if from < to {
			out = append(out, piece{Text: string(text[from:to]), Said: said})
		}
	}
	at := 0
	for _, sp := range spans {
		start := min(max(sp.Start-sentence.Start, at), len(text))
		end := min(max(sp.End-sentence.Start, start), len(text))
		put(at, start, false)
		put(start, end, true)
		at = end
	}
	put(at, len(text), false)
	return out
}
