package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// words61 writes the words of a text, which [indexed] gives, as FTS5's tokenizer unicode61
// makes them of it with the settings of the migration 0001: letters, digits and marks,
// without case and diacritics. One space stands before, between and after them.
func words61(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte(' ')
	spaced := true
	for _, r := range s {
		if !inWord(r) {
			if !spaced {
				b.WriteByte(' ')
				spaced = true
			}
			continue
		}
		if r = fold61(r); r >= 0 {
			b.WriteRune(r)
			spaced = false
		}
	}
	if !spaced {
		b.WriteByte(' ')
	}
	return b.String()
}

func inWord(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.Co, r)
}

// fold61 returns the letter that unicode61 has for another, -1 for none. Its tables are those
// of an older Unicode, and take diacritics off Latin letters alone.
func fold61(r rune) rune {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r >= 0x300 && r <= 0x331 && !kept(r):
		return -1
	case unicode.Is(capital61, r):
		return r
	case r == 'ς':
		return 'σ'
	case r == '\u0345': // the iota below
		return 'ι'
	case whole(r):
		return unicode.ToLower(r)
	case r < 0x250 || r >= 0x1E00 && r < 0x1F00:
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(unicode.ToLower(r))))
		return base
	}
	return unicode.ToLower(r)
}

// kept reports whether a diacritic from U+0300 to U+0331 is a letter like any other.
func kept(r rune) bool {
	return strings.ContainsRune("\u0305\u030d\u030e\u0310\u0312\u0313\u0314\u0315\u0316\u0317\u0318\u0319\u031a\u031c\u031d\u031e\u031f\u0320\u0321\u0322\u0329\u032a\u032b\u032c\u032f", r)
}

// whole reports whether a Latin letter keeps its diacritics.
func whole(r rune) bool { return strings.ContainsRune("ǠǡǢǣǮǯǼǽǾǿ", r) }

// capital61 are capitals that are no other letter's.
var capital61 = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x037F, Hi: 0x037F, Stride: 1},
		{Lo: 0x0528, Hi: 0x052F, Stride: 1},
		{Lo: 0x13A0, Hi: 0x13F5, Stride: 1},
		{Lo: 0x1C90, Hi: 0x1CBF, Stride: 1},
		{Lo: 0x2C2F, Hi: 0x2C2F, Stride: 1},
		{Lo: 0xA698, Hi: 0xA69B, Stride: 1},
		{Lo: 0xA796, Hi: 0xA79F, Stride: 1},
		{Lo: 0xA7AB, Hi: 0xA7F6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x104B0, Hi: 0x104D3, Stride: 1},
		{Lo: 0x10570, Hi: 0x10595, Stride: 1},
		{Lo: 0x10C80, Hi: 0x10CB2, Stride: 1},
		{Lo: 0x118A0, Hi: 0x118BF, Stride: 1},
		{Lo: 0x16E40, Hi: 0x16E5F, Stride: 1},
		{Lo: 0x1E900, Hi: 0x1E921, Stride: 1},
	},
}
