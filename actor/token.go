package actor

import (
	"unicode/utf8"
)

// A token is a word of a text: a run of letters, digits and what belongs to them. A
// dotted acronym ("U.S.") is one token with its dots.
type token struct {
	start, end int
	word       int32 // the word's number in the vocabulary, or -1
	shape      shape
	gap        gap // what stands before it
}

// A shape is how a word is capitalised.
type shape uint8

const (
	lower  shape = iota // "minister", "2023"
	capped              // "Minister", "A"
	upper               // "NATO"
	mixed               // "eSwatini"
)

// A gap is what stands between two words.
type gap uint8

const (
	cut     gap = iota // anything over which no name goes on
	space              // blanks, at most one line break among them
	hyphen             // "-", with no blanks
	apos               // "'", with no blanks
	possess            // "' ", after a plural
	dot                // ".", with or without blanks after it
	amp                // "&", with or without blanks
	slash              // "/", with no blanks
)

// maxGap is how many bytes a gap within a name may have.
const maxGap = 16

// A scanner cuts a text into tokens, one at a time.
type scanner struct {
	text  string
	at    int
	vocab map[string]int32
	buf   []byte // the folded word
}

// next returns the next token, and false at the end of the text.
func (s *scanner) next() (token, bool) {
	from := s.at
	for s.at < len(s.text) && !startsWord(s.text[s.at:]) {
		s.at += runeLen(s.text[s.at:])
	}
	if s.at == len(s.text) {
		return token{}, false
	}
	t := token{start: s.at, gap: gapOf(s.text[from:s.at]), word: -1}
	if s.plain() {
		if n, ok := s.vocab[s.text[t.start:s.at]]; ok {
			t.word = n
		}
	} else {
		t.shape = s.word()
		if n, ok := s.vocab[string(s.buf)]; ok {
			t.word = n
		}
	}
	t.end = s.at
	return t, true
}

// plain moves over a word of small letters of English, which is its own folded form. It
// leaves other words where they are, and reports which it was.
func (s *scanner) plain() bool {
	i := s.at
	for i < len(s.text) && 'a' <= s.text[i] && s.text[i] <= 'z' {
		i++
	}
	if i == s.at || i < len(s.text) && (s.text[i] >= utf8.RuneSelf || s.text[i] == '+' || startsWord(s.text[i:])) {
		return false
	}
	s.buf = s.buf[:0]
	s.at = i
	return true
}

// folded returns the folded form of the word t, which must be the last one.
func (s *scanner) folded(t token) string {
	if len(s.buf) == 0 {
		return s.text[t.start:t.end]
	}
	return string(s.buf)
}

// word moves over a word, leaves its folded form in buf and returns its shape.
func (s *scanner) word() shape {
	s.buf = s.buf[:0]
	if s.dotted() {
		return upper
	}
	first, uppers, lowers := false, 0, 0
	for start := s.at; s.at < len(s.text); {
		c := s.text[s.at]
		n := 1
		switch {
		case 'a' <= c && c <= 'z':
			s.buf = append(s.buf, c)
			lowers++
		case 'A' <= c && c <= 'Z':
			s.buf = append(s.buf, c|0x20)
			first = first || s.at == start
			uppers++
		case '0' <= c && c <= '9', c == '+':
			s.buf = append(s.buf, c)
		case c < utf8.RuneSelf:
			return shapeOf(first, uppers, lowers)
		default:
			var r rune
			r, n = utf8.DecodeRuneInString(s.text[s.at:])
			l := letterOf(r)
			switch l.kind {
			case noLetter:
				return shapeOf(first, uppers, lowers)
			case bigLetter:
				first = first || s.at == start
				uppers++
			case smallLetter:
				lowers++
			}
			s.buf = append(s.buf, l.folded...)
		}
		s.at += n
	}
	return shapeOf(first, uppers, lowers)
}

// dotted moves over an acronym with dots: two capitals or more, each with a dot after
// it; the last dot may be missing.
func (s *scanner) dotted() bool {
	end, n := s.at, 0
	for i := s.at; i < len(s.text) && isUpper(s.text[i]); i += 2 {
		if i+1 < len(s.text) && s.text[i+1] == '.' {
			end, n = i+2, n+1
			continue
		}
		if n > 0 && (i+1 == len(s.text) || !startsWord(s.text[i+1:])) {
			end, n = i+1, n+1
		}
		break
	}
	if n < 2 {
		return false
	}
	for i := s.at; i < end; i += 2 {
		s.buf = append(s.buf, s.text[i]|0x20)
	}
	s.at = end
	return true
}

func shapeOf(first bool, uppers, lowers int) shape {
	switch {
	case uppers == 0:
		return lower
	case uppers > 1 && lowers == 0:
		return upper
	case first:
		return capped
	}
	return mixed
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func startsWord(s string) bool {
	c := s[0]
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || isUpper(c) || '0' <= c && c <= '9'
	}
	r, _ := utf8.DecodeRuneInString(s)
	switch letterOf(r).kind {
	case smallLetter, bigLetter, otherLetter:
		return true
	}
	return false
}

func runeLen(s string) int {
	if s[0] < utf8.RuneSelf {
		return 1
	}
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// gapOf says what kind of gap s is.
func gapOf(s string) gap {
	if s == " " {
		return space
	}
	if s == "" || len(s) > maxGap {
		return cut
	}
	blanks, lines, sign, signs, leading := 0, 0, cut, 0, false
	for _, r := range s {
		switch r {
		case ' ', '\t', '\r', '\u00a0', '\u2009', '\u202f':
			blanks++
			continue
		case '\n':
			lines++
			continue
		}
		leading = blanks+lines > 0
		sign = signOf(r)
		if signs++; sign == cut || signs > 1 {
			return cut
		}
	}
	switch spaced := blanks+lines > 0; {
	case lines > 1:
		return cut
	case signs == 0:
		return space
	case !spaced || sign == amp:
		return sign
	case leading:
		return cut
	case sign == dot:
		return dot
	case sign == apos:
		return possess
	}
	return cut
}

func signOf(r rune) gap {
	switch r {
	case '-', '\u2010', '\u2011', '\u2013':
		return hyphen
	case '\'', '\u2019', '\u2018', '\u02bc', '\u02bb', '`', '\u00b4', '\u2032':
		return apos
	case '.':
		return dot
	case '&':
		return amp
	case '/':
		return slash
	}
	return cut
}

// foldName returns a name in the form in which last names are compared: folded words
// with a blank between them.
func foldName(name string) string {
	s := scanner{text: name}
	if s.plain() && s.at == len(name) {
		return name
	}
	s.at = 0
	var out []byte
	for t, ok := s.next(); ok; t, ok = s.next() {
		if t.start > 0 && len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, s.folded(t)...)
	}
	return string(out)
}
