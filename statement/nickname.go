package statement

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// withoutNicknames parts the quotations of a text from the nicknames inside names: `Ana “Nan”
// Lim`.
func withoutNicknames(s string, list []quote) (quotes, nicks []quote) {
	for _, q := range list {
		if nickname(s, q) {
			nicks = append(nicks, q)
		} else {
			quotes = append(quotes, q)
		}
	}
	return quotes, nicks
}

// nickname reports whether a quotation is one word of a name, between two others.
func nickname(s string, q quote) bool {
	if !q.shut || q.end-q.start > 24 {
		return false
	}
	word := bare(s[q.start:q.end])
	if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		return false
	}
	before := s[max(0, q.start-40):q.start]
	after, more := strings.CutPrefix(s[q.end:], " ")
	given, spaced := strings.CutSuffix(before, " ")
	if next, _ := utf8.DecodeRuneInString(after); !more || !spaced || !unicode.IsUpper(next) {
		return false
	}
	given = given[strings.LastIndexAny(given, " \n")+1:]
	first, _ := utf8.DecodeRuneInString(given)
	low := strings.ToLower(given)
	_, listed := words().class[low]
	return unicode.IsUpper(first) && !listed && len(words().verbs[low]) == 0 && !strings.HasSuffix(given, ",") && (!strings.HasSuffix(given, ".") || len(given) == 2)
}

// nicknamed reports whether byte b lies in a nickname.
func (a *analysis) nicknamed(b int) bool {
	i, _ := slices.BinarySearchFunc(a.nicks, b, func(q quote, b int) int { return cmp.Compare(q.end, b+1) })
	return i < len(a.nicks) && a.nicks[i].start <= b
}

// nicknameIn returns the first nickname in the bytes [b, e), without its marks, or "".
func (a *analysis) nicknameIn(b, e int) string {
	for _, q := range a.nicks {
		if q.start > b && q.end < e {
			return bare(a.doc.Text[q.start:q.end])
		}
	}
	return ""
}

func bare(quoted string) string { return strings.Trim(quoted, `"'“”‘’`) }
