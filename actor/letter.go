package actor

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A letter is what a code point is within a word.
type letter struct {
	kind   kind
	folded string // in small letters and without accents
}

type kind uint8

const (
	noLetter    kind = iota
	smallLetter      // "a"
	bigLetter        // "A"
	otherLetter      // a digit, or a letter of a script without capitals
	mark             // an accent, or what cannot be seen, such as a soft hyphen
)

// letters has the letters of the Latin, Greek, Cyrillic and Armenian scripts.
var letters = makeLetters()

func makeLetters() (table [0x590]letter) {
	for r := range table {
		table[r] = makeLetter(rune(r))
	}
	return table
}

func letterOf(r rune) letter {
	if int(r) < len(letters) {
		return letters[r]
	}
	return makeLetter(r)
}

func makeLetter(r rune) letter {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Cf):
		return letter{kind: mark}
	case unicode.IsUpper(r):
		return letter{bigLetter, fold(r)}
	case unicode.IsLower(r):
		return letter{smallLetter, fold(r)}
	case unicode.In(r, unicode.L, unicode.Nd):
		return letter{otherLetter, fold(r)}
	}
	return letter{}
}

// written has the letters that are no accented Latin letters but have a usual form in
// English.
var written = map[rune]string{
	'ı': "i", 'ə': "a", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'ħ': "h", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th",
}

func fold(r rune) string {
	r = unicode.ToLower(r)
	if s, ok := written[r]; ok {
		return s
	}
	for _, first := range norm.NFD.String(string(r)) {
		return string(unicode.ToLower(first))
	}
	return ""
}
