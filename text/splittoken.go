package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokenize appends the tokens of the line [start, end).
func (d *Layout) tokenize(start, end int) {
	for i := start; i < end; {
		r, size := utf8.DecodeRuneInString(d.Source[i:end])
		if blank(r) {
			i += size
			continue
		}
		next := d.token(i, end, r, size)
		d.Tokens = append(d.Tokens, Piece{i, next})
		d.splitClitic()
		i = next
	}
}

// blank reports whether r parts tokens: white space, and marks that cannot be seen.
func blank(r rune) bool {
	switch r {
	case '\u200b', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u200f':
		return true
	}
	return unicode.IsSpace(r) || r != utf8.RuneError && unicode.IsControl(r)
}

// token returns the end of the token that starts at i with the rune r.
func (d *Layout) token(i, end int, r rune, size int) int {
	s := d.Source[:end]
	switch {
	case letter(r) || unicode.IsDigit(r):
		if n := address(s[i:]); n > 0 {
			return i + n
		}
		return word(s, i)
	case r == '.':
		return ellipsis(s, i)
	case r == '@' || r == '#':
		if n := handle(s[i+1:]); n > 0 {
			return i + 1 + n
		}
	case r == '\'' || r == '’':
		return apostrophe(s, i, size)
	case r == '`' || r == '-':
		return i + run(s[i:], byte(r))
	}
	return i + size
}

// run returns how often the mark c stands at the start of s, at most three times: "“",
// "--" and "---" are one token.
func run(s string, c byte) int {
	n := 1
	for n < len(s) && n < 3 && s[n] == c {
		n++
	}
	return n
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) }

// ellipsis returns the end of a run of full stops.
func ellipsis(s string, i int) int {
	for i < len(s) && s[i] == '.' {
		i++
	}
	return i
}

// apostrophe returns the end of the token at i, which is a single quotation mark: two of
// them are one mark, and one before a clitic belongs to it ("'s" after a split word).
func apostrophe(s string, i, size int) int {
	if s[i] == '\'' && strings.HasPrefix(s[i+1:], "'") {
		return i + 2
	}
	rest := s[i+size:]
	n := asciiLetters(rest)
	if n > 0 && n <= 2 && clitics[strings.ToLower(rest[:n])] && !wordStart(rest[n:]) {
		if before, _ := utf8.DecodeLastRuneInString(s[:i]); letter(before) || unicode.IsDigit(before) || before == '.' {
			return i + size + n
		}
	}
	return i + size
}

func asciiLetters(s string) int {
	n := 0
	for n < len(s) && n < 4 && (s[n]|0x20) >= 'a' && (s[n]|0x20) <= 'z' {
		n++
	}
	return n
}

func wordStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return letter(r) || unicode.IsDigit(r)
}

var clitics = map[string]bool{"s": true, "re": true, "ve": true, "ll": true, "d": true, "m": true}

// address returns the length of the web or mail address at the start of s, or 0.
func address(s string) int {
	web := hasPrefixFold(s, "http://") || hasPrefixFold(s, "https://") || hasPrefixFold(s, "www.")
	end, at, dot := 0, -1, false
	limit := min(len(s), 128)
	if web {
		limit = min(len(s), 4096)
	}
	for end < limit && s[end] > ' ' && s[end] < utf8.RuneSelf && strings.IndexByte(`"<>()[]{},;`, s[end]) < 0 {
		switch {
		case s[end] == '@' && at < 0:
			at = end
		case s[end] == '.' && at >= 0:
			dot = true
		}
		end++
	}
	if !web && (at < 1 || !dot) {
		return 0
	}
	for end > 0 && strings.IndexByte(".!?:'", s[end-1]) >= 0 {
		end--
	}
	return end
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// handle returns the length of a user name or hashtag at the start of s.
func handle(s string) int {
	for i, r := range s {
		if !letter(r) && !unicode.IsDigit(r) && r != '_' {
			return i
		}
	}
	return len(s)
}

// word returns the end of the word or number that starts at i.
func word(s string, i int) int {
	start := i
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if letter(r) || unicode.IsDigit(r) || r == '_' {
			i += size
			continue
		}
		if !joins(s, start, i, r, size) {
			break
		}
		i += size
	}
	return i
}

// joins reports whether the mark r at i belongs to the word that starts at start.
func joins(s string, start, i int, r rune, size int) bool {
	after, _ := utf8.DecodeRuneInString(s[i+size:])
	before, _ := utf8.DecodeLastRuneInString(s[start:i])
	switch r {
	case '.':
		if unicode.IsDigit(before) && unicode.IsDigit(after) {
			return true
		}
		return abbreviation(s[start:i], after)
	case ',', ':':
		return unicode.IsDigit(before) && unicode.IsDigit(after)
	case '\'', '’':
		return letter(before) && letter(after) // a clitic is split off afterwards
	case '-', '‐', '‑':
		return i-start <= 6 && letter(after) && prefixes[strings.ToLower(s[start:i])]
	case '&':
		return unicode.IsUpper(before) && unicode.IsUpper(after) && i-start == 1
	}
	return false
}

// prefixes stay joined to their word by a hyphen, as in the treebanks; other parts of
// hyphenated words are tokens of their own.
var prefixes = set(`anti bi co e ex inter mid mini multi non over post pre pro quasi re semi sub
	super trans ultra un under vice al el op x`)

// splitClitic cuts "n't" or "'s" off the last token.
func (d *Layout) splitClitic() {
	last := len(d.Tokens) - 1
	t := d.Tokens[last]
	s := d.Source[t.Start:t.End]
	cut := cliticAt(s)
	if cut <= 0 || cut >= len(s) {
		return
	}
	d.Tokens[last].End = t.Start + cut
	d.Tokens = append(d.Tokens, Piece{t.Start + cut, t.End})
}

func cliticAt(s string) int {
	if len(s) > 40 {
		return 0
	}
	if strings.EqualFold(s, "cannot") {
		return 3
	}
	at := strings.LastIndexAny(s, "'’")
	if at <= 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	switch tail := strings.ToLower(s[at+size:]); {
	case tail == "t" && at > 1 && (s[at-1]|0x20) == 'n':
		return at - 1
	case clitics[tail]:
		return at
	}
	return 0
}

// set makes a set of the words of a list.
func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
