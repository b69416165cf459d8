package account

import (
	"strconv"
	"strings"

	"readout/text"
)

// A count is a number of something: 300,000 tonnes.
type count struct {
	value float64
	of    string // lemma
	kind  string // what stands between them, in small letters: "rail" of "four rail workers"
	shown string
}

var multiples = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12}

var numerals = map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
	"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
	"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

// minutes are units of time. What is counted in days is another thing than what is counted in
// minutes: a term, and how long a call was.
var minutes = map[string]float64{"minute": 1, "hour": 60, "day": aDay, "week": 7 * aDay}

const aDay = 24 * 60 // minutes

// reckoned reports whether a counted noun only says when something was: "two days ago".
func reckoned(d *text.Document, noun int) bool {
	if noun+1 == len(d.Words) || minutes[lemmaOf(&d.Words[noun])] == 0 {
		return false
	}
	switch formOf(&d.Words[noun+1]) {
	case "ago", "later", "earlier", "before", "after":
		return true
	}
	return false
}

// countsOf returns the counted things among words of a document. Years and days of months
// count nothing.
func countsOf(d *text.Document, list []int) []count {
	var out []count
	for k := 0; k < len(list); k++ {
		v, n := number(d, list[k:])
		if n == 0 && k+1 < len(list) && (formOf(&d.Words[list[k]]) == "an" || formOf(&d.Words[list[k]]) == "a") && minutes[lemmaOf(&d.Words[list[k+1]])] > 0 {
			v, n = 1, 1 // "an hour"
		}
		if n == 0 {
			continue
		}
		next, of, kind := counted(d, list, k+n)
		if of >= 0 {
			w := &d.Words[of]
			c := count{v, lemmaOf(w), kind, d.Text[d.Words[list[k]].Start:w.End]}
			switch m := minutes[c.of]; {
			case m >= aDay:
				c.value, c.of = v*m, "day"
			case m > 0:
				c.value, c.of = v*m, "minute"
			}
			if !reckoned(d, of) {
				out = append(out, c)
			}
		}
		k = next - 1
	}
	return out
}

// counted returns the noun that is counted by the number before list[k], -1 where there is
// none, the words between them, and where to read on.
func counted(d *text.Document, list []int, k int) (next, noun int, kind string) {
	const between = 3
	var words []string
	for n := k; n < len(list) && n <= k+between; n++ {
		switch w := &d.Words[list[n]]; {
		case w.UPOS == "NOUN" && w.Rel() != "compound", w.Form == "%":
			return n, list[n], strings.Join(words, " ")
		case w.UPOS != "ADJ" && w.UPOS != "PROPN" && w.UPOS != "NOUN":
			return k, -1, ""
		default:
			words = append(words, strings.ToLower(w.Form))
		}
	}
	return k, -1, ""
}

// number reads the number that list begins with and how many words it takes.
func number(d *text.Document, list []int) (value float64, n int) {
	for ; n < len(list); n++ {
		low := strings.ToLower(d.Words[list[n]].Form)
		switch m, v := multiples[low], numerals[low]; {
		case m > 0 && n > 0:
			value *= m
		case v > 0 && n == 0:
			value = v
		case n == 0:
			f, err := strconv.ParseFloat(strings.ReplaceAll(low, ",", ""), 64)
			if err != nil || f != f || f > 1e15 || f < -1e15 {
				return 0, 0
			}
			value = f
		default:
			return value, n
		}
	}
	return value, n
}

// ordinals are the words and forms of days of a month.
var ordinals = map[string]float64{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "1st": 1, "2nd": 2, "3rd": 3}

// leastNumber is the least number that tells anything: there is "one" of everything.
const leastNumber = 3

// numbersIn returns the numbers that words name, however they are written: "12,000", "twelve
// thousand", "four dozen", "thirty-one", "ninth". What is a unit of time counts in minutes.
func numbersIn(d *text.Document, list []int) []float64 {
	var out []float64
	for k := 0; k < len(list); k++ {
		v, n := number(d, list[k:])
		if n == 0 {
			v, n = spelt(formOf(&d.Words[list[k]])), 1
		}
		if k+n < len(list) {
			if m := minutes[lemmaOf(&d.Words[list[k+n]])]; m > 0 {
				v *= m
			}
		}
		if v >= leastNumber {
			out = append(out, v)
		}
		k += n - 1
	}
	return out
}

// spelt is the value of a number of two words or of a day, 0 for other words.
func spelt(low string) float64 {
	tens, ones, two := strings.Cut(low, "-")
	if v := numerals[tens] + max(numerals[ones], ordinals[ones]); two && numerals[tens] >= 20 && v > numerals[tens] {
		return v
	}
	if v, err := strconv.Atoi(strings.TrimSuffix(low, "th")); err == nil && strings.HasSuffix(low, "th") && v < 1e3 {
		return float64(v)
	}
	return ordinals[low]
}

// datesIn returns the months and weekdays among words.
func datesIn(d *text.Document, list []int) []string {
	var out []string
	for _, i := range list {
		if low := lemmaOf(&d.Words[i]); calendar[low] && (low != "march" && low != "may" || d.Words[i].UPOS == "PROPN") {
			out = append(out, low)
		}
	}
	return out
}
