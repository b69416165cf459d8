package pipeline

import (
	"sort"
	"unicode/utf8"

	"readout"
	"readout/text"
)

// How far the parts of a statement may lie apart to be shown together, and how much of a
// sentence is shown before and after it, in bytes. Pages come without a full stop.
const (
	maxApart  = 500
	maxAround = 600
)

// Sentences returns, for each statement, the sentences that it stands in, cut short
// where they are very long.
func Sentences(rec *readout.Record) []readout.Span {
	if len(rec.Statements) == 0 {
		return nil
	}
	src := readout.NewText(rec.Article.Text)
	doc := text.Annotate(nil, rec.Article.Text)
	out := make([]readout.Span, len(rec.Statements))
	for i := range rec.Statements {
		start, end := extent(src, &rec.Statements[i])
		if start < 0 {
			continue
		}
		start, end = widen(doc, start, end)
		out[i] = src.Span(start, end)
	}
	return out
}

// extent returns the bytes from the first to the last word of a statement, with its cue
// and source where they are near, or -1, -1 for one without words.
func extent(src *readout.Text, st *readout.Statement) (start, end int) {
	start, end = -1, -1
	for _, list := range [][]readout.Span{st.Content, st.Cue, st.Source} {
		for _, sp := range list {
			s, e := src.Bytes(sp)
			switch {
			case s < 0:
			case start < 0:
				start, end = s, e
			case s < end+maxApart && e > start-maxApart:
				start, end = min(start, s), max(end, e)
			}
		}
	}
	return start, end
}

// widen moves the ends outwards to the borders of sentences.
func widen(doc *text.Document, start, end int) (from, to int) {
	n := len(doc.Sentences)
	first := sort.Search(n, func(i int) bool { return sentenceEnd(doc, i) > start })
	last := sort.Search(n, func(i int) bool { return sentenceEnd(doc, i) >= end })
	from, to = start, end
	if first < n {
		from = min(start, doc.Words[doc.Sentences[first].First].Start)
	}
	if last < n {
		to = max(end, sentenceEnd(doc, last))
	}
	return cutBefore(doc.Text, from, start), cutAfter(doc.Text, to, end)
}

func sentenceEnd(doc *text.Document, i int) int { return doc.Words[doc.Sentences[i].Last-1].End }

func cutBefore(s string, from, start int) int {
	if start-from <= maxAround {
		return from
	}
	from = start - maxAround
	for !utf8.RuneStart(s[from]) {
		from++
	}
	return from
}

func cutAfter(s string, to, end int) int {
	if to-end <= maxAround {
		return to
	}
	to = end + maxAround
	for !utf8.RuneStart(s[to]) {
		to--
	}
	return to
}
