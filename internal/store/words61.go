package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// words61 writes the words of a text as FTS5's tokenizer unicode61 makes them of it with the
// settings of the migration 0001: letters, digits, marks, without case and diacritics. One
// space stands before, between and after them.
func words61(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte(' ')
	spaced := true
	for _, r := range s {
		switch {
		case r < 0x80 && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9'):
			b.WriteRune(r)
			spaced = false
		case r < 0x80 && r >= 'A' && r <= 'Z':
			b.WriteRune(r + 'a' - 'A')
			spaced = false
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.Is(unicode.M, r), unicode.Is(unicode.Co, r):
			for _, d := range norm.NFD.String(string(unicode.ToLower(r))) {
				if !unicode.Is(unicode.Mn, d) {
					b.WriteRune(d)
					spaced = false
				}
			}
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
