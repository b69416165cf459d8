package nn

import (
	"unicode"
	"unicode/utf8"
)

// Affixes is the number of affix features: the first two and three bytes, the last two,
// three and four, and the word's shape.
const Affixes = 6

// ShapeAffix is the place of the shape among the affixes.
const ShapeAffix = 5

// AffixRows is the number of rows that affixes are hashed into, each kind its own.
const AffixRows = 4096

// Features is what the network sees of a word: keys into the vocabularies and rows of the
// affix tables.
type Features struct {
	Vector, Form uint32 // keys, see [Keys]
	Affix        [Affixes]uint16
}

// Read sets f to the features of a word. Buf is scratch memory; Read returns it, grown.
func (f *Features) Read(word string, buf []byte) []byte {
	buf = lower(buf[:0], word)
	f.Vector = key(buf)
	for i, c := range buf {
		if c >= '0' && c <= '9' {
			buf[i] = '0'
		}
	}
	f.Form = key(buf)
	n := len(buf)
	f.Affix = [Affixes]uint16{
		affix(0, buf[:min(n, 2)]), affix(1, buf[:min(n, 3)]),
		affix(2, buf[max(n-2, 0):]), affix(3, buf[max(n-3, 0):]), affix(4, buf[max(n-4, 0):]), 0,
	}
	buf = shape(buf[:0], word)
	f.Affix[ShapeAffix] = affix(ShapeAffix, buf)
	return buf
}

// lower appends the word in lower case with plain quotation marks.
func lower(buf []byte, word string) []byte {
	for i := 0; i < len(word); {
		c := word[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			buf = append(buf, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(word[i:])
		i += size
		switch r {
		case '’', '‘', '‛', '´':
			buf = append(buf, '\'')
		case '“', '”', '„':
			buf = append(buf, '"')
		default:
			buf = utf8.AppendRune(buf, unicode.ToLower(r))
		}
	}
	return buf
}

// shape appends the kinds of the word's characters, each at most twice running and 12
// in all: "Xxd" for "McKinsey3".
func shape(buf []byte, word string) []byte {
	var last rune
	run := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			r = 'X'
		case unicode.IsLetter(r):
			r = 'x'
		case unicode.IsDigit(r):
			r = 'd'
		}
		if run++; r != last {
			run, last = 1, r
		}
		if run > 2 {
			continue
		}
		if buf = utf8.AppendRune(buf, r); len(buf) >= 12 {
			break
		}
	}
	return buf
}

// Key returns the key of a lower-case word as the vocabulary of fixed vectors has it.
func Key(word string) uint32 { return key([]byte(word)) }

// LowerKey returns the key of a word however it is written, and the word in lower case in
// buf's memory.
func LowerKey(word string, buf []byte) (uint32, []byte) {
	buf = lower(buf[:0], word)
	return key(buf), buf
}

// key is FNV-1a, 64 bits, mixed and cut to 32.
func key(b []byte) uint32 { return uint32(mix(hash(14695981039346656037, b))) }

func affix(kind int, b []byte) uint16 {
	return uint16(mix(hash(14695981039346656037+uint64(kind)*0x9e3779b97f4a7c15, b)) % AffixRows)
}

func hash(h uint64, b []byte) uint64 {
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

func mix(h uint64) uint64 {
	h = (h ^ h>>32) * 0xd6e8feb86659fd93
	return h ^ h>>32
}
