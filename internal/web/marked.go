package web

import (
	"cmp"
	"slices"

	"readout"
	"readout/internal/store"
)

// A piece is a part of a sentence: what was said, or what stands around it.
type piece struct {
	Text string
	Said bool
}

// marked cuts the sentence of a hit into pieces, by the spans of what was said.
func marked(h store.Hit) []piece { return cutAt(h.Sentence, h.Statement.Content) }

// cutAt cuts a sentence into pieces by spans of its article's text.
func cutAt(sentence readout.Span, said []readout.Span) []piece {
	text := []rune(sentence.Text)
	spans := slices.SortedFunc(slices.Values(said), func(a, b readout.Span) int { return cmp.Compare(a.Start, b.Start) })
	var out []piece
	put := func(from, to int, said bool) {
		if from < to {
			out = append(out, piece{string(text[from:to]), said})
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
