package eval

import (
	"fmt"
	"strings"
	"unicode"

	"readout"
	"readout/text"
)

// udSpan is a range of characters, white space left out, so that it is the same in two
// documents of one text however they are cut.
type udSpan struct{ start, end int }

// udView is a document as the scorer sees it.
type udView struct {
	doc       *text.Document
	chars     []rune
	sentences []udSpan
	tokens    []udSpan
	words     []udSpan // of a word in a multiword token: the token's
	multi     []bool   // by word: its token has several
}

func newUDView(d *text.Document) *udView {
	v := &udView{doc: d}
	for _, t := range d.Tokens {
		span := udSpan{start: len(v.chars)}
		for _, r := range d.Form(t) {
			if !unicode.Is(unicode.Zs, r) {
				v.chars = append(v.chars, r)
			}
		}
		span.end = len(v.chars)
		v.tokens = append(v.tokens, span)
		for range t.Last - t.First {
			v.words = append(v.words, span)
			v.multi = append(v.multi, t.Last-t.First > 1)
		}
	}
	for _, s := range d.Sentences {
		v.sentences = append(v.sentences, udSpan{v.words[s.First].start, v.words[s.Last-1].end})
	}
	return v
}

// head returns the word's head, or text.NoHead.
func (v *udView) head(i int) int { return v.doc.Words[i].Head }

// udAlign aligns the words of two documents as the CoNLL 2018 shared task does: words
// that are tokens by their characters, words within multiword tokens by the longest
// common subsequence of their forms. It returns for each system word the gold word, or -1.
func udAlign(gold, system *udView) ([]int, error) {
	if at := charsDiffer(gold.chars, system.chars); at >= 0 {
		return nil, fmt.Errorf("%w: the texts differ at character %d: %q, gold %q", readout.ErrInvalid, at,
			around(system.chars, at), around(gold.chars, at))
	}
	a := &udAligner{gold: gold, system: system, match: make([]int, len(system.words))}
	for i := range a.match {
		a.match[i] = -1
	}
	for a.g < len(gold.words) && a.s < len(system.words) {
		g, s := gold.words[a.g], system.words[a.s]
		switch {
		case gold.multi[a.g] || system.multi[a.s]:
			a.multiword()
		case g == s:
			a.match[a.s] = a.g
			a.g, a.s = a.g+1, a.s+1
		case g.start <= s.start:
			a.g++
		default:
			a.s++
		}
	}
	return a.match, nil
}

func charsDiffer(a, b []rune) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) != len(b) {
		return min(len(a), len(b))
	}
	return -1
}

func around(chars []rune, at int) string { return string(chars[at:min(at+20, len(chars))]) }

type udAligner struct {
	gold, system *udView
	g, s         int // the next words
	match        []int
}

// multiword aligns the words of overlapping multiword tokens, of which at least one
// starts at the next words.
func (a *udAligner) multiword() {
	end := 0
	if a.gold.multi[a.g] {
		end = a.gold.words[a.g].end
		if !a.system.multi[a.s] && a.system.words[a.s].start < a.gold.words[a.g].start {
			a.s++
		}
	} else {
		end = a.system.words[a.s].end
		if !a.gold.multi[a.g] && a.gold.words[a.g].start < a.system.words[a.s].start {
			a.g++
		}
	}
	g, s := a.g, a.s
	for !a.gold.beyond(a.g, end) || !a.system.beyond(a.s, end) {
		if a.g < len(a.gold.words) && (a.s >= len(a.system.words) || a.gold.words[a.g].start <= a.system.words[a.s].start) {
			end = a.gold.extend(a.g, end)
			a.g++
		} else {
			end = a.system.extend(a.s, end)
			a.s++
		}
	}
	a.common(g, s)
}

// beyond reports whether word i lies behind the character end.
func (v *udView) beyond(i, end int) bool {
	if i >= len(v.words) {
		return true
	}
	if v.multi[i] {
		return v.words[i].start >= end
	}
	return v.words[i].end > end
}

func (v *udView) extend(i, end int) int {
	if v.multi[i] {
		return max(end, v.words[i].end)
	}
	return end
}

// common aligns gold words [g, a.g) and system words [s, a.s) by their forms.
func (a *udAligner) common(g, s int) {
	gold, system := foldedForms(a.gold, g, a.g), foldedForms(a.system, s, a.s)
	length := make([][]int, len(gold)+1) // of the longest common subsequence of what follows
	length[len(gold)] = make([]int, len(system)+1)
	for i := len(gold) - 1; i >= 0; i-- {
		length[i] = make([]int, len(system)+1)
		for j := len(system) - 1; j >= 0; j-- {
			if gold[i] == system[j] {
				length[i][j] = 1 + length[i+1][j+1]
			}
			length[i][j] = max(length[i][j], length[i+1][j], length[i][j+1])
		}
	}
	for i, j := 0, 0; i < len(gold) && j < len(system); {
		switch {
		case gold[i] == system[j]:
			a.match[s+j] = g + i
			i, j = i+1, j+1
		case length[i][j] == length[i+1][j]:
			i++
		default:
			j++
		}
	}
}

func foldedForms(v *udView, from, to int) []string {
	var forms []string
	for i := from; i < to; i++ {
		forms = append(forms, strings.ToLower(v.doc.Words[i].Form))
	}
	return forms
}
