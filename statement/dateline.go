package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDateline bounds the bytes of a dateline.
const maxDateline = 120

// datelineEnd returns the number of bytes at the start of a text that are its dateline,
// with the marks and blanks after it, or 0. printed is what the article is known to have
// there.
func datelineEnd(s, printed string) int {
	n := 0
	if printed != "" && strings.HasPrefix(s, printed) {
		n = len(printed)
	} else if n = max(datelineShape(s), sourceShape(s)); n == 0 {
		return 0
	}
	rest := strings.TrimLeft(s[n:], " \u00a0\t-–—―:/.,")
	if rest == "" || rest[0] == '\n' {
		return 0
	}
	return len(s) - len(rest)
}

// sourceShape returns the length of a source in capitals and brackets with which a text begins,
// "(LWN)President Lim" or "(LWN) The road", or 0.
func sourceShape(s string) int {
	end := strings.IndexByte(s[:min(len(s), maxSourceName)], ')')
	if end < 3 || s[0] != '(' {
		return 0
	}
	for _, r := range s[1:end] {
		if !unicode.IsUpper(r) {
			return 0
		}
	}
	return end + 1
}

// maxSourceName bounds the bytes of a source in brackets.
const maxSourceName = 12

// stampEnd returns the number of bytes at the start of a paragraph that are the time of day
// under which a live page has it, with the marks and blanks after it, or 0: "14:05 ",
// "9.30am GMT: ".
func stampEnd(s string) int {
	n := digits(s)
	if n == 0 || n > 2 || n >= len(s) || s[n] != ':' && s[n] != '.' || digits(s[n+1:]) != 2 {
		return 0
	}
	n += 3
	for _, unit := range []string{"am", "pm", " am", " pm", " a.m.", " p.m.", "h"} {
		if strings.HasPrefix(s[n:], unit) {
			n += len(unit)
			break
		}
	}
	if zone, _, _ := strings.Cut(strings.TrimLeft(s[n:], " "), " "); len(zone) <= 5 && zones[strings.Trim(zone, ":-–—,")] {
		n += strings.Index(s[n:], zone) + len(zone)
	}
	rest := strings.TrimLeft(s[n:], " \u00a0\t-–—|:,")
	if len(rest) == len(s[n:]) && rest != "" || rest != "" && unicode.IsLower(runeAt(rest, 0)) {
		return 0 // "10.30 is too late"
	}
	return len(s) - len(rest)
}

// zones are abbreviations of time zones.
var zones = setOf("GMT UTC BST CET CEST EET EEST EST EDT PST PDT IST MSK AEST")

// digits returns how many digits a string begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// datelineShape returns the length of what looks like a dateline: "BAKU, May 3 (TURAN) —",
// "Geneva (Lakewire) -", "LURRA —". It has nothing but a place, a day and a source.
func datelineShape(s string) int {
	line := s[:min(len(s), maxDateline)]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	end, width := -1, 0
	for _, mark := range []string{" — ", " – ", " -- ", " - ", "— ", "– "} {
		if i := strings.Index(line, mark); i > 0 && (end < 0 || i < end) {
			end, width = i, len(mark)
		}
	}
	if end < 0 {
		return 0
	}
	place := line[:end]
	bracket := strings.IndexByte(place, '(')
	if bracket > 0 && strings.HasSuffix(strings.TrimRight(place, " "), ")") {
		place = place[:bracket]
	} else {
		bracket = -1
	}
	words := strings.FieldsFunc(place, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '.' || r == '/' })
	if len(words) == 0 || len(words) > 9 {
		return 0
	}
	capitals := true
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		low := strings.ToLower(w)
		_, month := months[low]
		_, short := months[low+"."]
		_, day := weekdays[low]
		switch {
		case unicode.IsDigit(r), month, short, day:
		case !unicode.IsUpper(r):
			return 0
		case i == 0 || w != strings.ToUpper(w):
			capitals = capitals && (w == strings.ToUpper(w) && len(w) > 2 || i > 0)
		}
	}
	if !capitals && bracket < 0 {
		return 0
	}
	return end + width
}
