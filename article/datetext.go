package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxDateLine = 2048 // bytes of a line in which dates are looked for
	maxDateHits = 16   // dates kept of one line
)

// A dateText is a line cut into the numbers and words that dates are made of. What lies
// between two of them is read through gap.
type dateText struct {
	s      string
	tokens []dateToken
}

type dateToken struct {
	start, end int
	value      int      // of a number
	width      int      // digits of a number, 0 for a word
	word       string   // a word, folded
	months     monthSet // the months that a word names
}

func tokenise(s string) *dateText {
	if len(s) > maxDateLine {
		s = s[:maxDateLine]
	}
	t := &dateText{s: s}
	if !strings.ContainsAny(s, "0123456789") {
		return t // nothing is a date without a number
	}
	t.tokens = make([]dateToken, 0, len(s)/6+4)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			j := i + 1
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			t.tokens = append(t.tokens, dateToken{start: i, end: j, value: number(s[i:j]), width: j - i})
			i = j
		case unicode.IsLetter(r):
			j := i + wordLen(s[i:])
			w := foldWord(s[i:j])
			t.tokens = append(t.tokens, dateToken{start: i, end: j, word: w, months: monthNames[w]})
			i = j
		default:
			i += size
		}
	}
	return t
}

func wordLen(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			return i
		}
	}
	return len(s)
}

// number is the value of a run of digits; a long one has none that matters here.
func number(s string) int {
	if len(s) > 9 {
		return -1
	}
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func (tok dateToken) number() bool { return tok.width > 0 }

// year returns a four-digit year, or 0.
func (tok dateToken) year() int {
	if tok.width != 4 || tok.value < firstYear || tok.value > lastYear {
		return 0
	}
	return tok.value
}

// day returns a day of the month, or 0.
func (tok dateToken) day() int {
	if tok.width == 0 || tok.width > 2 || tok.value > 31 {
		return 0
	}
	return tok.value
}

// gap is what stands between token i and the next.
func (t *dateText) gap(i int) string {
	if i < 0 || i+1 >= len(t.tokens) {
		return ""
	}
	return t.s[t.tokens[i].end:t.tokens[i+1].start]
}

// loose reports whether the gap after token i is one that may stand inside a date
// written with a month's name.
func (t *dateText) loose(i int) bool {
	gap := t.gap(i)
	if len(gap) > 5 {
		return false
	}
	for _, r := range gap {
		if !slices.Contains(looseRunes, r) {
			return false
		}
	}
	return true
}

var looseRunes = []rune{' ', '\u00a0', '\u202f', '.', ',', '-', '/', '\'', '’', 'º', 'ª', '°', '\t', '\n', '\r', '،', '‑', '–'}

// skip returns the index behind at most n words of the set that follow token i-1.
func (t *dateText) skip(i int, set wordSet, n int) int {
	for ; n > 0 && i < len(t.tokens) && set[t.tokens[i].word] && t.loose(i-1); n-- {
		i++
	}
	return i
}

// marked reports whether token i is a word that starts with one of the marks, right
// behind its number.
func (t *dateText) marked(i int, marks ...string) bool {
	// As printed: folding takes Hangul apart.
	word := t.s[t.tokens[i].start:t.tokens[i].end]
	return t.gap(i-1) == "" && slices.ContainsFunc(marks, func(m string) bool { return strings.HasPrefix(word, m) })
}

// clockAt reports whether a time of day starts at token i: 21:06.
func (t *dateText) clockAt(i int) bool {
	return i+1 < len(t.tokens) && t.tokens[i].number() && t.tokens[i+1].number() && t.gap(i) == ":"
}

// clockEnd reports whether token i ends a time of day.
func (t *dateText) clockEnd(i int) bool { return i > 0 && t.clockAt(i-1) }

// onlyClock reports whether nothing but weekdays, times and zones stands around a date.
func (t *dateText) onlyClock(h dateHit) bool {
	for i, tok := range t.tokens {
		switch {
		case tok.start >= h.start && tok.end <= h.end:
		case tok.number():
			if !t.clockPart(i) {
				return false
			}
		case !clockWords[tok.word] && !ordinals[tok.word]:
			return false
		}
	}
	return true
}

// clockPart reports whether the number at i belongs to a time of day: 21:06:30, 9 pm,
// 21h06, 14.30 Uhr, 21.06, +0400.
func (t *dateText) clockPart(i int) bool {
	tok := t.tokens[i]
	before, after := "", ""
	if i > 0 {
		before = t.gap(i - 1)
	}
	if i+1 < len(t.tokens) {
		after = t.gap(i)
	}
	switch {
	case tok.width <= 2 && (after == ":" || before == ":" || after == "." || before == "."):
		return true
	case tok.width <= 2 && i+1 < len(t.tokens) && clockWords[t.tokens[i+1].word],
		tok.width <= 2 && i > 0 && clockWords[t.tokens[i-1].word]:
		return true
	case before == ".": // parts of a second
		return true
	case tok.start > 0 && (t.s[tok.start-1] == '+' || t.s[tok.start-1] == '-'):
		return tok.width == 2 || tok.width == 4
	}
	return false
}

func oneOf(s string, set ...string) bool { return slices.Contains(set, s) }
