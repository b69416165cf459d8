package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold makes words comparable: without case, marks and signs, one space before, between
// and after them. It gives " " for a text without letters and digits.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte(' ')
	spaced := true
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r):
			b.WriteRune(unicode.ToLower(r))
			spaced = false
		case unicode.Is(unicode.M, r):
		case !spaced:
			b.WriteByte(' ')
			spaced = true
		}
	}
	if !spaced {
		b.WriteByte(' ')
	}
	return b.String()
}

// Key is fold for a value that is compared as a whole.
func Key(s string) string { return strings.TrimSpace(fold(s)) }

// Needle is what a folded text must hold so that the words of s stand in it. The ends
// of words are borders only where the script puts spaces between words.
func Needle(s string, prefix bool) string {
	f := fold(s)
	trimmed := strings.TrimSpace(f)
	first, _ := utf8.DecodeRuneInString(trimmed)
	last, _ := utf8.DecodeLastRuneInString(trimmed)
	if unspaced(first) {
		f = strings.TrimPrefix(f, " ")
	}
	if prefix || unspaced(last) {
		f = strings.TrimSuffix(f, " ")
	}
	return f
}

// unspaced reports whether r is of a script that is written without spaces between
// words, or, for Hangul, with endings that stick to them.
func unspaced(r rune) bool {
	if r < 0x0E00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// A segmenter writes text as the words that the index holds: those of spaced scripts as
// they are, and of a run of unspaced ones every two letters that stand together.
type segmenter struct {
	b     strings.Builder
	run   []string // letters of the run so far, with their marks
	whole bool     // for the index: the last letter of a run is a word too
}

// indexed returns the words of s for the index. The last letter of a run stands alone
// besides, so that every single letter begins some word.
func indexed(s string) string {
	if ascii(s) {
		return s
	}
	g := segmenter{whole: true}
	g.text(s)
	return g.b.String()
}

// phrase returns the words of s to look for as a phrase, and whether the last one is to
// be taken as the beginning of a word, since it is a single letter of a run.
func phrase(s string) (words string, prefix bool) {
	if ascii(s) {
		return wordsOnly(s), false
	}
	var g segmenter
	g.text(s)
	words = strings.TrimSpace(g.b.String())
	i := strings.LastIndexByte(words, ' ') + 1
	r, size := utf8.DecodeRuneInString(words[i:])
	return words, unspaced(r) && strings.IndexFunc(words[i+size:], notMark) < 0
}

func notMark(r rune) bool { return !unicode.Is(unicode.M, r) }

func (g *segmenter) text(s string) {
	for _, r := range norm.NFKC.String(s) {
		switch {
		case unicode.Is(unicode.M, r) && len(g.run) > 0:
			g.run[len(g.run)-1] += string(r)
		case unspaced(r) && unicode.IsLetter(r):
			g.run = append(g.run, string(r))
			g.pair()
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.Is(unicode.M, r), unicode.Is(unicode.Co, r):
			g.end(true)
			g.b.WriteRune(r)
		default:
			g.end(true)
			g.b.WriteByte(' ')
		}
	}
	g.end(false)
}

// pair writes the two letters before the last one, which may still get marks.
func (g *segmenter) pair() {
	if len(g.run) == 3 {
		g.b.WriteString(" " + g.run[0] + g.run[1])
		g.run = append(g.run[:0], g.run[1:]...)
	}
}

// end ends a run. More says whether text follows it: then a phrase, too, must step over
// the word that the last letter makes.
func (g *segmenter) end(more bool) {
	n := len(g.run)
	if n == 0 {
		return
	}
	if n == 2 {
		g.b.WriteString(" " + g.run[0] + g.run[1])
	}
	if n == 1 || g.whole || more {
		g.b.WriteString(" " + g.run[n-1])
	}
	g.b.WriteByte(' ')
	g.run = g.run[:0]
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// wordsOnly takes out what is neither letter nor digit, so that nothing in a phrase can be
// read as an operator of the index.
func wordsOnly(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r) {
			return r
		}
		return ' '
	}, s))
}
