package issue

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pattern is words that follow each other: see docs/issues.md for how it is written.
type pattern struct {
	text  string
	atoms []atom
}

// An atom is one word of a pattern in any of its alternatives.
type atom struct {
	alts []alternative
	gap  bool // up to maxGap other words may stand before it
}

// An alternative is what a single word must be.
type alternative struct {
	word     string // in small letters
	tag      string // "NOUN", or "" for any
	prefix   bool   // the word may go on
	written  bool   // as it is written here: no other form of it
	capitals bool   // in capitals only
}

// Bounds of a pattern and of the words between two of its words. The time to try a pattern
// at a place is at most maxGap+1 to the power of its gaps.
const (
	maxAtoms  = 8
	maxGaps   = 2
	maxGap    = 4
	minPrefix = 3
)

// parse reads a pattern such as `withdraw|withdrawal .. troop|force*`.
func parse(s string) (*pattern, error) {
	p := &pattern{text: s}
	if !utf8.ValidString(s) {
		return nil, fmt.Errorf("bad phrase %q: not valid UTF-8", s)
	}
	gaps, gap := 0, false
	for word := range strings.FieldsSeq(hyphensApart(s)) {
		if word == ".." {
			if gap || len(p.atoms) == 0 {
				return nil, fmt.Errorf("bad phrase %q: .. stands between two words", s)
			}
			gap = true
			gaps++
			continue
		}
		a := atom{gap: gap}
		for alt := range strings.SplitSeq(word, "|") {
			one, err := parseAlternative(alt)
			if err != nil {
				return nil, fmt.Errorf("bad phrase %q: %w", s, err)
			}
			a.alts = append(a.alts, one)
		}
		p.atoms, gap = append(p.atoms, a), false
	}
	switch {
	case len(p.atoms) == 0:
		return nil, fmt.Errorf("empty phrase %q", s)
	case gap:
		return nil, fmt.Errorf("bad phrase %q: .. stands between two words", s)
	case len(p.atoms) > maxAtoms:
		return nil, fmt.Errorf("bad phrase %q: more than %d words", s, maxAtoms)
	case gaps > maxGaps:
		return nil, fmt.Errorf("bad phrase %q: .. stands more than %d times", s, maxGaps)
	}
	return p, nil
}

// hyphensApart writes "cease-fire" as the text's words have it: in two.
func hyphensApart(s string) string { return strings.ReplaceAll(s, "-", " ") }

func parseAlternative(s string) (alternative, error) {
	var a alternative
	s, a.written = strings.CutPrefix(s, "=")
	s, a.tag, _ = strings.Cut(s, "/")
	s, a.prefix = strings.CutSuffix(s, "*")
	a.word = strings.ToLower(s)
	a.capitals = utf8.RuneCountInString(s) > 1 && strings.ToUpper(s) == s && a.word != s
	notLetter := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '\'' && r != '.'
	}
	switch {
	case s == "" || strings.IndexFunc(s, notLetter) >= 0:
		return a, fmt.Errorf("%q is no word", s)
	case a.prefix && utf8.RuneCountInString(s) < minPrefix:
		return a, fmt.Errorf("%q is too short for the beginning of a word: want %d letters", s, minPrefix)
	case a.tag != "" && a.tag != "NOUN" && a.tag != "VERB" && a.tag != "ADJ" && a.tag != "PROPN":
		return a, fmt.Errorf("unknown part of speech %q: want NOUN, VERB, ADJ or PROPN", a.tag)
	}
	return a, nil
}
