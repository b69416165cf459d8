// Package quote tells whether words that somebody is said to have said stand in the record:
// exactly, nearly, in somebody else's mouth, in a paraphrase only, or not at all.
//
// [Parse] reads a quotation, [Candidates] asks the record's index for statements that
// could hold it, so that the cost does not grow with every page, and [Judge] compares them
// word by word. Case, spaces, quotation marks, brackets and signs do not count; an ellipsis
// stands for words left out. A paraphrase is never given as somebody's words.
package quote

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"readout"
)

// A Word is a word of a text, in a form that can be compared.
type Word struct {
	Key        string // in small letters, without accents and signs
	Start, End int    // bytes of the text
}

func (w Word) key() string { return w.Key }

// Words returns the words of s: letters and digits with the apostrophes inside them.
func Words(s string) []Word {
	var out []Word
	start := -1
	end := func(at int) {
		if start >= 0 {
			out = append(out, Word{Key: keyOf(s[start:at]), Start: start, End: at})
			start = -1
		}
	}
	for i, r := range s {
		switch {
		case inWord(r):
			if start < 0 {
				start = i
			}
		case start >= 0 && (r == '\'' || r == '’') && letterFollows(s[i+len(string(r)):]):
		default:
			end(i)
		}
	}
	end(len(s))
	return out
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) }

func letterFollows(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}

func keyOf(s string) string {
	plain := true
	for i := range len(s) {
		plain = plain && s[i] >= 'a' && s[i] <= 'z'
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
}

// A Quote is what is asked for.
type Quote struct {
	Text  string
	words []asked
}

// An asked word is one of a quotation.
type asked struct {
	Word
	added  bool // in brackets: an editor's, that need not have been said
	border bool // words may have been left out before it
}

// MaxWords bounds the words of a quotation: the time to compare grows with it.
const MaxWords = 300

// Parse reads a quotation, with or without its quotation marks.
func Parse(s string) (Quote, error) {
	q := Quote{Text: strings.TrimSpace(s)}
	at, depth := 0, 0
	for _, w := range Words(q.Text) {
		between := q.Text[at:w.Start]
		depth = max(0, depth+strings.Count(between, "[")-strings.Count(between, "]"))
		border := len(q.words) > 0 && (strings.Contains(between, "...") || strings.Contains(between, "…") || strings.Contains(between, ". . ."))
		q.words = append(q.words, asked{Word: w, added: depth > 0, border: border})
		at = w.End
	}
	switch said := slices.ContainsFunc(q.words, func(w asked) bool { return !w.added }); {
	case !said:
		return q, fmt.Errorf("nothing to look for in %q: expected letters or digits: %w", s, readout.ErrInvalid)
	case len(q.words) > MaxWords:
		return q, fmt.Errorf("the quotation has %d words, more than %d: %w", len(q.words), MaxWords, readout.ErrInvalid)
	}
	return q, nil
}

// pieces returns the runs of words between ellipses, without those in brackets.
func (q *Quote) pieces(of func(asked) string) []string {
	var out []string
	for _, w := range q.words {
		switch {
		case w.added:
		case len(out) == 0 || w.border:
			out = append(out, of(w))
		default:
			out[len(out)-1] += " " + of(w)
		}
	}
	return out
}

// printed returns a word as the quotation has it.
func (q *Quote) printed(w asked) string { return q.Text[w.Start:w.End] }
