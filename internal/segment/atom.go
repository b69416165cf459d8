package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The white space before an atom.
const (
	none      = iota
	blank     // no line break
	line      // one line break
	emptyLine // more than one
)

// The kinds of atoms.
const (
	letters = iota
	digits
	mark    // a mark, or a run of the same mark
	address // of the web or of mail
)

// An atom is a piece of text that is cut no further.
type atom struct {
	start, end int
	hash       uint32 // of the form in lower case
	space      uint8  // white space before it
	kind       uint8
	inner      bool // what lies before it belongs to the same run of letters
	shape      uint8
}

// The shapes of runs of letters.
const (
	lower    = iota + 1
	capital  // first letter only
	allCaps  // more than one letter
	oneUpper // a single capital letter
	mixed
)

// atomize cuts s into atoms. Runs of letters found in inner, in lower case, are cut at
// the place it gives.
func atomize(s string, inner map[string]int) []atom {
	atoms := make([]atom, 0, len(s)/4+4)
	space := uint8(emptyLine)
	var broken byte // the last line break, to count "\r\n" once
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if invisible(r) {
			space, broken = spaceAfter(space, broken, r)
			i += size
			continue
		}
		a := atom{start: i, space: space}
		a.end, a.kind = atomEnd(s, i, r, size)
		space, broken = none, 0
		i = a.end
		a.finish(s)
		if cut := innerCut(s, &a, inner); cut > 0 {
			b := a
			a.end, b.start, b.space, b.inner = a.start+cut, a.start+cut, none, true
			a.finish(s)
			b.finish(s)
			atoms = append(atoms, a, b)
			continue
		}
		atoms = append(atoms, a)
	}
	return atoms
}

// invisible reports whether r parts atoms: white space, and marks that cannot be seen.
func invisible(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == 0x7f
	}
	switch r {
	case '\u200b', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u200f':
		return true
	case utf8.RuneError:
		return false
	}
	return unicode.IsSpace(r) || unicode.IsControl(r)
}

// spaceAfter returns the kind of white space that ends with r.
func spaceAfter(space uint8, broken byte, r rune) (uint8, byte) {
	switch {
	case r == '\u2029':
		return emptyLine, 0
	case r == '\n' && broken == '\r':
		return space, '\n'
	case r == '\n' || r == '\r' || r == '\u2028' || r == '\u0085':
		if space >= line {
			return emptyLine, byte(r)
		}
		return line, byte(r)
	}
	if space == none {
		return blank, 0
	}
	return space, 0
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return (r|0x20) >= 'a' && (r|0x20) <= 'z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

func digit(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9'
	}
	return unicode.IsNumber(r)
}

// atomEnd returns the end and kind of the atom at i, which starts with the rune r.
func atomEnd(s string, i int, r rune, size int) (end int, kind uint8) {
	switch {
	case letter(r):
		if n := addressLen(s[i:]); n > 0 {
			return i + n, address
		}
		return run(s, i+size, letter), letters
	case digit(r):
		if n := addressLen(s[i:]); n > 0 {
			return i + n, address
		}
		return run(s, i+size, digit), digits
	case r == '!' || r == '?':
		return run(s, i+1, func(r rune) bool { return r == '!' || r == '?' }), mark
	case r == utf8.RuneError || strings.ContainsRune(`()[]{}"“”‘’'«»<>,;:`, r):
		return i + size, mark
	}
	for end = i + size; strings.HasPrefix(s[end:], s[i:i+size]); {
		end += size
	}
	return end, mark
}

func run(s string, i int, is func(rune) bool) int {
	for i < len(s) {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if !is(r) {
			break
		}
		i += size
	}
	return i
}

// finish sets what follows from the atom's bytes.
func (a *atom) finish(s string) {
	form := s[a.start:a.end]
	a.hash = hashFold(form)
	a.shape = 0
	if a.kind == letters {
		a.shape = shapeOf(form)
	}
}

func shapeOf(form string) uint8 {
	upper, n, first := 0, 0, false
	for _, r := range form {
		up := r >= 'A' && r <= 'Z' || r >= utf8.RuneSelf && unicode.IsUpper(r)
		if up {
			upper++
			first = first || n == 0
		}
		n++
	}
	switch {
	case upper == 0:
		return lower
	case n == 1:
		return oneUpper
	case upper == n:
		return allCaps
	case first && upper == 1:
		return capital
	}
	return mixed
}

// hashFold returns a hash of s that is the same whatever the case of its ASCII letters.
func hashFold(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		b := s[i]
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// longestInner is the longest run of letters, in bytes, that is looked up.
const longestInner = 16

// innerCut returns where the run of letters a may be cut in two: before "n't", and where
// the treebanks do, or 0.
func innerCut(s string, a *atom, inner map[string]int) int {
	if a.kind != letters {
		return 0
	}
	n := a.end - a.start
	if n > 1 && (s[a.end-1]|0x20) == 'n' && negation(s[a.end:]) {
		return n - 1
	}
	if n > longestInner || inner == nil || a.shape == allCaps && n < 4 {
		return 0
	}
	var low [longestInner]byte
	for i := range n {
		b := s[a.start+i]
		if b >= 'A' && b <= 'Z' {
			b |= 0x20
		}
		low[i] = b
	}
	return inner[string(low[:n])]
}

// negation reports whether s goes on as "n't" does after its n.
func negation(s string) bool {
	if s == "" || s[0] != '\'' && s[0] != '`' && !strings.HasPrefix(s, "’") && !strings.HasPrefix(s, "‘") && !strings.HasPrefix(s, "´") {
		return false
	}
	_, size := utf8.DecodeRuneInString(s)
	s = s[size:]
	if s == "" || s[0]|0x20 != 't' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[1:])
	return !letter(r) && !digit(r)
}

// addressLen returns the length of the web address, mail address or file name at the start
// of s, or 0.
func addressLen(s string) int {
	if s[0]|0x20 == 'h' && (prefixFold(s, "http://") || prefixFold(s, "https://")) || s[0]|0x20 == 'w' && prefixFold(s, "www.") {
		return trimStops(s[:webEnd(s, 0)])
	}
	n := addressRun(s)
	dot := strings.LastIndexByte(s[:n], '.')
	if dot < 1 {
		return 0
	}
	switch strings.Count(s[:n], "@") {
	case 0:
		if !domains[strings.ToLower(s[dot+1:n])] {
			return 0
		}
	case 1:
		if strings.IndexByte(s[:n], '@') > dot {
			return 0
		}
	default:
		return 0
	}
	if n < len(s) && s[n] == '/' {
		n = trimStops(s[:webEnd(s, n)])
	}
	return n
}

// addressRun returns the length of what at the start of s may be a host, a file name or a
// mail address.
func addressRun(s string) int {
	n := 0
	for limit := min(len(s), 96); n < limit; n++ {
		b := s[n]
		if b >= utf8.RuneSelf || !letter(rune(b)) && !digit(rune(b)) && strings.IndexByte(".-_+@", b) < 0 {
			break
		}
	}
	return trimStops(s[:n])
}

// webEnd returns where the web address that has come to i ends.
func webEnd(s string, i int) int {
	limit := min(len(s), 4096)
	for i < limit && s[i] > ' ' && s[i] < utf8.RuneSelf && !addressStop[s[i]] {
		i++
	}
	return i
}

// trimStops returns the length of s without the marks that end sentences.
func trimStops(s string) int {
	n := len(s)
	for n > 0 && strings.IndexByte(".!?:'", s[n-1]) >= 0 {
		n--
	}
	return n
}

// domains are the ends of web addresses and file names that are no English words.
var domains = set(`com org net gov edu mil int info uk eu ru ua de fr cn jp pl br az kz ge tr ch nl au nz za html htm php
	pdf doc docx xls xlsx ppt txt csv jpg jpeg png gif zip exe mp3`)

// addressStop are the characters that end an address.
var addressStop = [128]bool{'"': true, '<': true, '>': true, '(': true, ')': true, '[': true, ']': true,
	'{': true, '}': true, ',': true, ';': true}

func prefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
