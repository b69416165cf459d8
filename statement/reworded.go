package statement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readout"
)

// Bounds of the comparison of quotations: quotations of an article that are compared, words
// of one, how much longer than the shorter one the place in the longer may be, and how many
// such places are looked at.
const (
	maxQuoted   = 60
	maxCompared = 40
	maxLoose    = 3
	maxAnchors  = 3
)

// A verbatim is a quotation that somebody is given for.
type verbatim struct {
	words []string
	span  readout.Span
	key   string
}

// reworded compares the quotations of each speaker with one another: where two have almost
// the same words, they may be one saying, and not both can be verbatim. One that is part of
// the other is an excerpt.
func reworded(a *analysis, tx *readout.Text, found []readout.Statement) []readout.Check {
	said := verbatims(a, tx, found)
	var out []readout.Check
	for i := range said {
		for j := range i {
			p, q := &said[j], &said[i]
			if p.key != q.key || !variant(p.words, q.words) {
				continue
			}
			note := fmt.Sprintf("the same speaker has these words in marks in another wording, %s; it may be one saying, and then not both are verbatim", beginning(p.span.Text))
			out = append(out, readout.Check{Kind: "quote-reworded", Span: &q.span, Note: note})
			break
		}
		if len(out) == maxStray {
			break
		}
	}
	return out
}

// verbatims returns the first quotations of an article that have a speaker, in text order.
func verbatims(a *analysis, tx *readout.Text, found []readout.Statement) []verbatim {
	var out []verbatim
	for i := range found {
		s := &found[i]
		key := keyOf(s.Speaker)
		if key == "" || s.Kind != readout.Direct && s.Kind != readout.Mixed && s.Kind != readout.Refusal {
			continue
		}
		for _, sp := range s.Content {
			start, end := tx.Bytes(sp)
			k, _ := slices.BinarySearchFunc(a.quotes, start, func(q quote, b int) int { return cmp.Compare(q.start, b) })
			for ; k < len(a.quotes) && a.quotes[k].end <= end; k++ {
				q := &a.quotes[k]
				text := a.doc.Text[q.start:q.end]
				ws := wordsOf(text)
				if len(ws) > maxCompared || strings.Contains(text, "...") || strings.Contains(text, "…") || strings.Contains(text, "[") {
					continue
				}
				if out = append(out, verbatim{ws, tx.Span(q.start, q.end), key}); len(out) == maxQuoted {
					return out
				}
			}
		}
	}
	return out
}

// variant reports whether two quotations have almost the same words in the same order, but
// neither is part of the other: all of the shorter one's four or more words, or seven in
// eight of eight or more, close together in the longer.
func variant(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || contains(b, a) {
		return false
	}
	same, anchors := 0, 0
	for from := range b {
		if b[from] != a[0] && b[from] != a[1] || anchors == maxAnchors {
			continue
		}
		anchors++
		same = max(same, common(a, b[from:min(len(b), from+len(a)+maxLoose)]))
	}
	return same == len(a) || len(a) >= 8 && same*8 >= len(a)*7
}

// common returns the length of the longest common subsequence of two lists of words.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, w := range a {
		diagonal := 0
		for j, v := range b {
			above := row[j+1]
			switch {
			case w == v:
				row[j+1] = diagonal + 1
			case row[j] > above:
				row[j+1] = row[j]
			}
			diagonal = above
		}
	}
	return row[len(b)]
}
