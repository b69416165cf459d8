package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An author is a person whose name can be taken apart, or anybody else under a literal
// name.
type author struct {
	family, given, suffix string
	literal               string
}

// full is the name in its usual order.
func (a author) full() string {
	if a.literal != "" {
		return a.literal
	}
	name := a.given + " " + a.family
	if a.suffix != "" {
		name += " " + a.suffix
	}
	return name
}

// inverted is the name as lists sort it: "Lim, Ana".
func (a author) inverted() string {
	if a.literal != "" {
		return a.literal
	}
	name := a.family + ", " + a.given
	if a.suffix != "" {
		name += ", " + a.suffix
	}
	return name
}

// initials is the name with its given names shortened: "Lim, A.-M. J.".
func (a author) initials() string {
	if a.literal != "" {
		return a.literal
	}
	var short []string
	for given := range strings.FieldsSeq(a.given) {
		parts := strings.Split(given, "-")
		for i, p := range parts {
			if r, _ := utf8.DecodeRuneInString(p); p != "" {
				parts[i] = string(unicode.ToUpper(r)) + "."
			}
		}
		short = append(short, strings.Join(parts, "-"))
	}
	name := a.family + ", " + strings.Join(short, " ")
	if a.suffix != "" {
		name += ", " + a.suffix
	}
	return name
}

// maxNameWords is how many words a person's name may have to be taken apart.
const maxNameWords = 5

// authorOf takes a name of a byline apart where it is plainly that of a person in Latin
// letters with the family name last, and keeps it whole where it may not be.
func authorOf(name string) author {
	words := strings.Fields(name)
	var suffix string
	if n := len(words); n > 2 && nameSuffix(words[n-1]) {
		suffix, words = words[n-1], words[:n-1]
		words[n-2] = strings.TrimSuffix(words[n-2], ",")
	}
	if len(words) < 2 || len(words) > maxNameWords {
		return author{literal: name}
	}
	for i, w := range words {
		if !nameWord(w) && !(i > 0 && i < len(words)-1 && particle(w)) {
			return author{literal: name}
		}
	}
	at := len(words) - 1
	for at > 1 && particle(words[at-1]) {
		at--
	}
	return author{family: strings.Join(words[at:], " "), given: strings.Join(words[:at], " "), suffix: suffix}
}

func nameSuffix(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "Jr", "Sr", "II", "III", "IV":
		return true
	}
	return false
}

// particle reports whether a word belongs to the family name after it.
func particle(w string) bool {
	switch w {
	case "van", "von", "de", "del", "della", "di", "da", "dos", "du", "der", "den", "ter", "ten", "la", "le", "bin", "bint", "ibn", "al", "el", "abu":
		return true
	}
	return false
}

// nameWord reports whether a word can be part of a person's name. Words of desks and
// trades can not, though they are written like names.
func nameWord(w string) bool {
	first, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(first) || utf8.RuneCountInString(w) > 2 && w == strings.ToUpper(w) {
		return false
	}
	for _, r := range w {
		if !unicode.Is(unicode.Latin, r) && !strings.ContainsRune(".-'’", r) {
			return false
		}
	}
	switch strings.ToLower(strings.Trim(w, ".")) {
	case "staff", "desk", "news", "newsroom", "team", "bureau", "agency", "agencies", "press", "service", "media", "radio", "tv", "times", "post",
		"correspondent", "correspondents", "reporter", "reporters", "writer", "writers", "editor", "editors", "editorial", "board", "office", "ministry", "embassy", "the", "by", "and", "our", "dr", "mr", "mrs", "ms", "prof", "sir":
		return false
	}
	return true
}
