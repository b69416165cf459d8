package wikidata

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean returns a name on one line, without what cannot be seen.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if s = strings.Join(strings.Fields(s), " "); len(s) > maxName {
		return ""
	}
	return s
}

// unique returns the names once each, without empty ones, in their order.
func unique(names []string) []string {
	out := names[:0]
	for _, n := range names {
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// maxWords is how many words a name of an actor file may have, less those that the program
// itself puts before it.
const maxWords = 12

// fit reports whether a name may be looked for in texts: it has few words, and a capital
// letter where its script has them. "us" and "government" are words like all others.
func fit(name string) bool {
	words, capital, cased := 0, false, false
	inside := false
	for _, r := range name {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if word && !inside {
			words++
		}
		inside = word
		capital = capital || unicode.IsUpper(r)
		cased = cased || unicode.IsLower(r)
	}
	return words > 0 && words <= maxWords && (capital || !cased) && len([]rune(name)) > 1
}

// fitPerson is fit for a name of somebody: a single word would be taken for the last name.
func fitPerson(name string) bool {
	return fit(name) && (strings.ContainsRune(name, ' ') || !latin(name))
}

func latin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// fold returns a name as names are compared: in small letters and without accents.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// slug returns a name as a part of an id: "ana-lim"; "" where it has no Latin letter.
func slug(s string) string {
	var b strings.Builder
	for _, r := range fold(s) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b.WriteRune(r)
		case r == '\'' || r == '’':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	out := strings.Trim(b.String(), "-")
	if !strings.ContainsFunc(out, func(r rune) bool { return 'a' <= r && r <= 'z' }) {
		return ""
	}
	return out[:min(len(out), 80)]
}

// title takes from the name of an office or body whose it is: "Prime Minister of Kestria"
// and "Kestrian Prime Minister" give "Prime Minister".
func title(name string, whose []string) string {
	for _, w := range whose {
		for _, link := range []string{" of the ", " of ", " for the ", " for ", " in ", ", "} {
			if rest, ok := cutFold(name, link+w, false); ok {
				return rest
			}
		}
	}
	for _, w := range whose {
		for _, link := range []string{"'s ", "’s ", " "} {
			if rest, ok := cutFold(name, w+link, true); ok {
				return rest
			}
		}
	}
	return name
}

// cutFold takes a beginning or end off a name, whatever its capitals.
func cutFold(name, part string, begins bool) (string, bool) {
	cut := len(name) - len(part)
	if cut <= 0 {
		return "", false
	}
	if begins {
		return strings.TrimSpace(name[len(part):]), strings.EqualFold(name[:len(part)], part)
	}
	return strings.TrimSpace(name[:cut]), strings.EqualFold(name[cut:], part)
}
