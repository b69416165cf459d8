package text

import (
	"strings"
	"unicode"
)

var (
	months = set(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec`)
	weekdays = set(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun`)
	seasons  = set("spring summer autumn fall winter")
	// dayparts stand after a day: "Monday morning".
	dayparts = set("morning afternoon evening night noon midnight")
	pointers = set("today yesterday tomorrow tonight overnight")
	// relative words stand before a time: "last week", "this May".
	relative = set("last next this past coming previous following early mid late the")
	spans    = set(`second seconds minute minutes hour hours day days week weeks weekend month months quarter year years
		decade decades century centuries fortnight`)
)

func among(list map[string]bool, form string) bool {
	return len(form) < 20 && list[strings.TrimSuffix(strings.ToLower(form), ".")]
}

// date reads a day, month, year or time: "Monday, 3 May 2024", "May 3-5", "the 1990s",
// "last week", "10:30 a.m.".
func date(words []Word, i int) int {
	for _, read := range [...]func([]Word, int) int{clock, weekday, dayMonth, monthDay, isoDate, year, relativeDate, pointer} {
		if end := read(words, i); end > i {
			return end
		}
	}
	return i
}

// weekday reads a day of the week with what follows it.
func weekday(words []Word, i int) int {
	at := i
	if among(relative, words[at].Form) && !among(weekdays, words[at].Form) {
		at++
	}
	if at == len(words) || !among(weekdays, words[at].Form) || !capitalised(words[at].Form) || shortNotDay(words, at) {
		return i
	}
	at++
	if at < len(words) && among(dayparts, words[at].Form) {
		at++
	}
	next := at
	if next < len(words) && words[next].Form == "," {
		next++
	}
	if next < len(words) {
		for _, read := range [...]func([]Word, int) int{dayMonth, monthDay} {
			if end := read(words, next); end > next {
				return end
			}
		}
	}
	return at
}

// shortNotDay reports whether a word such as "Sun" or "Mon" stands for something else: days
// cut short stand before a day of the month or with a full stop.
func shortNotDay(words []Word, i int) bool {
	form := words[i].Form
	return len(form) < 6 && !strings.HasSuffix(form, ".") && (i+1 == len(words) || !digits(words[i+1].Form) && words[i+1].Form != ",")
}

func capitalised(form string) bool {
	for _, r := range form {
		return unicode.IsUpper(r)
	}
	return false
}

// month reads the name of a month, which is none where "may" and "march" are verbs.
func month(words []Word, i int) int {
	if i == len(words) || !among(months, words[i].Form) || !capitalised(words[i].Form) || words[i].UPOS == "AUX" || words[i].UPOS == "VERB" {
		return i
	}
	return i + 1
}

// day reads "3", "3rd", "the 3rd of", "3-5".
func day(words []Word, i int) int {
	at := i
	if at < len(words) && strings.EqualFold(words[at].Form, "the") {
		at++
	}
	if at == len(words) || !dayNumber(words[at].Form) {
		return i
	}
	at++
	if at+1 < len(words) && (joint(words[at].Form) || words[at].Form == "and") && dayNumber(words[at+1].Form) {
		at += 2
	}
	return at
}

func dayNumber(form string) bool {
	n, at := 0, 0
	for at < len(form) && at < 2 && form[at] >= '0' && form[at] <= '9' {
		n = 10*n + int(form[at]-'0')
		at++
	}
	if at == 0 || n < 1 || n > 31 {
		return false
	}
	switch strings.ToLower(form[at:]) {
	case "", "st", "nd", "rd", "th":
		return true
	}
	return false
}

// dayMonth reads "3 May 2024", "3rd of May".
func dayMonth(words []Word, i int) int {
	at := day(words, i)
	if at == i {
		return i
	}
	if at < len(words) && words[at].Form == "of" {
		at++
	}
	end := month(words, at)
	if end == at {
		return i
	}
	return withYear(words, end)
}

// monthDay reads "May", "May 3", "May 3-5, 2024", "early May 2024".
func monthDay(words []Word, i int) int {
	at := i
	if among(relative, words[at].Form) {
		at++
		if at < len(words) && words[at].Form == "-" { // "mid-May"
			at++
		}
	}
	end := month(words, at)
	if end == at {
		return i
	}
	alone := end
	if d := day(words, end); d > end {
		end = d
	}
	end = withYear(words, end)
	// "May" and "March" alone may be people.
	if end == alone && at == i && len(words[at].Form) < 6 && !before(words, i, "in", "since", "until", "till", "by", "of", "from", "to", "and", "during") {
		return i
	}
	return end
}

// before reports whether the word before word i is one of the list.
func before(words []Word, i int, list ...string) bool {
	if i == 0 {
		return false
	}
	for _, s := range list {
		if strings.EqualFold(words[i-1].Form, s) {
			return true
		}
	}
	return false
}

// withYear reads a year after a day or month that ends at i: ", 2024", "of 2024".
func withYear(words []Word, i int) int {
	at := i
	if at+1 < len(words) && (words[at].Form == "," || words[at].Form == "of") {
		at++
	}
	if at < len(words) && yearNumber(words[at].Form) {
		return at + 1
	}
	return i
}

func yearNumber(form string) bool {
	return len(form) == 4 && digits(form) && (form[0] == '1' && form[1] >= '5' || form[0] == '2' && form[1] == '0')
}

// year reads "2024" after a word that a year follows, "1990s", "2014-2016", "(2024)".
func year(words []Word, i int) int {
	at := i
	form := words[at].Form
	if strings.EqualFold(form, "the") && at+1 < len(words) && decade(words[at+1].Form) {
		return at + 2
	}
	if decade(form) {
		return at + 1
	}
	if !yearNumber(form) || !before(words, i, "in", "since", "until", "till", "by", "of", "from", "before", "after", "during", "early", "late",
		"mid", "between", "(", "and", "to", "the", "year") && !alone(words, i) {
		return i
	}
	if at+1 < len(words) && countable(words[at+1]) {
		return i // "from 2000 soldiers"
	}
	if at+2 < len(words) && joint(words[at+1].Form) && (yearNumber(words[at+2].Form) || dayNumber(words[at+2].Form)) {
		return at + 3
	}
	return at + 1
}

func countable(w Word) bool { return w.XPOS == "NNS" || units[strings.ToLower(w.Form)] }

// alone reports whether a year modifies what follows it: "the 2024 accord".
func alone(words []Word, i int) bool {
	return before(words, i, "its", "their", "his", "her", "a", "this") && i+1 < len(words) && words[i+1].UPOS == "NOUN" && !countable(words[i+1])
}

func decade(form string) bool {
	n := len(form)
	return n >= 5 && n <= 7 && yearNumber(form[:4]) && strings.HasSuffix(form, "s") && form[3] == '0'
}

// isoDate reads "2024-05-03" and "3/5/2024", in one word or in three with their marks.
func isoDate(words []Word, i int) int {
	if strings.Count(words[i].Form, "/") == 2 || strings.Count(words[i].Form, "-") == 2 {
		parts := strings.FieldsFunc(words[i].Form, func(r rune) bool { return r == '/' || r == '-' })
		if len(parts) == 3 && (yearNumber(parts[0]) || yearNumber(parts[2]) || len(parts[2]) == 2) && dayNumber(parts[1]) && digits(parts[0]) && digits(parts[2]) {
			return i + 1
		}
	}
	if i+4 < len(words) && (words[i+1].Form == "-" || words[i+1].Form == "/") && words[i+3].Form == words[i+1].Form && dayNumber(words[i+2].Form) &&
		(yearNumber(words[i].Form) && dayNumber(words[i+4].Form) || dayNumber(words[i].Form) && yearNumber(words[i+4].Form)) {
		return i + 5
	}
	return i
}

// clock reads "10:30", "10 a.m.", "noon".
func clock(words []Word, i int) int {
	form := words[i].Form
	hours, minutes, colon := strings.Cut(form, ":")
	switch {
	case colon && len(hours) < 3 && digits(hours) && len(minutes) == 2 && digits(minutes):
	case form == "noon" || form == "midnight":
		return i + 1
	case i+1 < len(words) && len(form) < 6 && digits(form) && half(words[i+1].Form):
	default:
		if n := len(form); n > 2 && n < 8 && half(form[n-2:]) && (digits(form[:n-2]) || colon && digits(hours)) {
			return i + 1 // "10am"
		}
		return i
	}
	end := i + 1
	if end < len(words) && half(words[end].Form) {
		end++
	}
	if end < len(words) && (words[end].Form == "GMT" || words[end].Form == "UTC") {
		end++
	}
	return end
}

func half(form string) bool {
	switch strings.ToLower(form) {
	case "am", "a.m.", "a.m", "pm", "p.m.", "p.m":
		return true
	}
	return false
}

// relativeDate reads "last week", "the past three years", "this morning", "next spring".
func relativeDate(words []Word, i int) int {
	at := i
	if strings.EqualFold(words[at].Form, "the") {
		at++
	}
	if at == len(words) || !among(relative, words[at].Form) || strings.EqualFold(words[at].Form, "the") {
		return i
	}
	exact := among(set0, words[at].Form)
	at++
	if end := number(words, at); at < len(words) && end > at {
		at = end
	}
	if at == len(words) {
		return i
	}
	if form := words[at].Form; among(spans, form) || exact && (among(dayparts, form) || among(seasons, form)) {
		return at + 1
	}
	return i
}

// set0 are the relative words that part of a day follows.
var set0 = set("last next this")

// pointer reads "today", "tomorrow night".
func pointer(words []Word, i int) int {
	if !among(pointers, words[i].Form) {
		return i
	}
	if i+1 < len(words) && among(dayparts, words[i+1].Form) {
		return i + 2
	}
	return i + 1
}

// span reads a length of time, and what it is counted from: "two weeks ago", "five days
// later", "a year ago".
func span(words []Word, i int) int {
	at := number(words, i)
	counted := at > i
	if !counted {
		if form := strings.ToLower(words[i].Form); form != "a" && form != "an" && form != "one" {
			return i
		}
		at, counted = i+1, strings.EqualFold(words[i].Form, "one")
	}
	if at < len(words) && words[at].Form == "-" { // "a two-week truce"
		at++
	}
	if at == len(words) || !among(spans, words[at].Form) {
		return i
	}
	at++
	if at < len(words) {
		switch strings.ToLower(words[at].Form) {
		case "ago", "later", "earlier":
			return at + 1
		}
	}
	if !counted {
		return i
	}
	return at
}
