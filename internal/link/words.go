package link

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A word is a run of letters and digits of a text, with what joins them inside.
type word struct {
	start, end int    // bytes
	fold       string // lower case, without marks
}

// wordsOf cuts a text into words. What it gives is in order and inside the text, for any
// bytes.
func wordsOf(s string) []word {
	var out []word
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !inWord(r) {
			i += n
			continue
		}
		start := i
		for i < len(s) {
			r, n := utf8.DecodeRuneInString(s[i:])
			if !inWord(r) && !joined(s, i, r, n) {
				break
			}
			i += n
		}
		out = append(out, word{start: start, end: i, fold: foldWord(s[start:i])})
	}
	return out
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r)
}

// joined reports whether the sign r at s[i] stands inside a word, as in "o'clock", "well-known"
// and "1.5".
func joined(s string, i int, r rune, n int) bool {
	if r != '\'' && r != '’' && r != '-' && r != '.' && r != ',' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+n:])
	if r == '.' || r == ',' {
		return unicode.IsNumber(before) && unicode.IsNumber(after)
	}
	return inWord(before) && inWord(after)
}

// foldWord makes spellings of a word the same: case, marks, and the possessive ending.
func foldWord(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] < utf8.RuneSelf
	}
	if plain {
		s = strings.ToLower(s)
	} else {
		s = strings.ToLower(strings.Map(unmarked, norm.NFKD.String(strings.ReplaceAll(s, "’", "'"))))
	}
	return strings.TrimSuffix(s, "'s")
}

func unmarked(r rune) rune {
	if unicode.Is(unicode.M, r) {
		return -1
	}
	return r
}

// foldText is the folded words of s with one space between them.
func foldText(s string) string {
	var parts []string
	for _, w := range wordsOf(s) {
		parts = append(parts, w.fold)
	}
	return strings.Join(parts, " ")
}

// isCapital reports whether a word as written begins with a capital letter.
func isCapital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// hash64 is FNV-1a, mixed: it must give the same for ever, as hashes are kept.
func hash64(parts ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range parts {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return mix(h)
}

// mix is the finisher of splitmix64.
func mix(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
