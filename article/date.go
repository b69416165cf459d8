package article

import (
	"readout"
)

// A dateHit is a date as it stands in a text.
type dateHit struct {
	start, end int // bytes of the text
	// earliest and latest are the day, or where the text leaves it open the first and
	// the last day it can mean. Both are "" where no year is printed.
	earliest, latest readout.Day
	// either says that only earliest and latest themselves are meant, not the days
	// between: 03/04/2023 is 3 April or 4 March.
	either     bool
	month, day int // as printed, where no year is
	shape      dateShape
}

// A dateShape is the way a date is written, as far as it says something about others
// written alike on the same page.
type dateShape uint8

const (
	namedShape  dateShape = iota // 1 May 2023
	isoShape                     // 2023-05-01
	dottedShape                  // 01.05.2023
	slashShape                   // 01/05/2023
	dashShape                    // 01-05-2023
	monthShape                   // May 2023, 2023-05
	barePart                     // 1 May
)

// A dateOrder says whether day or month comes first in a numeric date.
type dateOrder uint8

const (
	orderUnknown dateOrder = iota
	dayFirst
	monthFirst
)

// The years that a date is believed to be in; anything else is a number of another
// kind.
const (
	firstYear = 1900
	lastYear  = 2100
)

func (h dateHit) interval() readout.Interval {
	return readout.Interval{Earliest: h.earliest, Latest: h.latest}
}

// full reports whether the date names a year, month and day.
func (h dateHit) full() bool {
	return h.earliest != "" && h.shape != monthShape
}

// parseDate reads a string that is a date and nothing else but its weekday, time of day
// and zone. The interval is a single day unless the order of day and month is open or
// only a month is given; its basis is left empty.
func parseDate(s string) (readout.Interval, bool) {
	h, ok := wholeDate(s, orderUnknown)
	if !ok {
		return readout.Interval{}, false
	}
	return h.interval(), true
}

// findDate returns the first date with a year, month and day in a short line.
func findDate(s string) (dateHit, bool) {
	for _, h := range datesIn(s, orderUnknown) {
		if h.full() {
			return h, true
		}
	}
	return dateHit{}, false
}

// wholeDate is parseDate with the order of day and month, if known.
func wholeDate(s string, order dateOrder) (dateHit, bool) {
	if len(s) > maxDateLine/4 {
		return dateHit{}, false
	}
	t := tokenise(s)
	hits := t.dates(order)
	if len(hits) != 1 || hits[0].shape == barePart || !t.onlyClock(hits[0]) {
		return dateHit{}, false
	}
	return hits[0], true
}

// datesIn returns the dates of a line in order, at most maxDateHits of them. Text beyond
// maxDateLine bytes is not read.
func datesIn(s string, order dateOrder) []dateHit {
	return tokenise(s).dates(order)
}

func (t *dateText) dates(order dateOrder) []dateHit {
	var hits []dateHit
	for i := 0; i < len(t.tokens) && len(hits) < maxDateHits; {
		h, next, ok := t.dateAt(i, order)
		if !ok {
			i++
			continue
		}
		h.start, h.end = t.tokens[i].start, t.tokens[next-1].end
		hits = append(hits, h)
		i = next
	}
	return hits
}

// dateAt reads the date that starts at token i and returns the token after it.
func (t *dateText) dateAt(i int, order dateOrder) (dateHit, int, bool) {
	tok := t.tokens[i]
	if tok.months != 0 {
		return t.monthFirstDate(i)
	}
	if !tok.number() || t.chained(i) {
		return dateHit{}, 0, false
	}
	switch {
	case tok.width == 8 || tok.width == 14 || tok.width == 12:
		return t.compactDate(i)
	case tok.year() != 0:
		if h, next, ok := t.yearFirstDate(i); ok {
			return h, next, true
		}
	case tok.width <= 2:
		if h, next, ok := t.numericDate(i, order); ok {
			return h, next, true
		}
		return t.dayFirstDate(i)
	}
	return dateHit{}, 0, false
}

// chained reports whether the number at i goes on from one before it, as in a version
// or an address: 1.2.03.04.2023 has no date.
func (t *dateText) chained(i int) bool {
	if i == 0 || !t.tokens[i-1].number() {
		return false
	}
	switch t.gap(i - 1) {
	case ".", "/", "-":
		return true
	}
	return false
}

// continued reports whether a number or word is glued to the end of the date that ends
// before token i.
func (t *dateText) continued(i int) bool {
	if i >= len(t.tokens) || !t.tokens[i].number() {
		return false
	}
	switch t.gap(i - 1) {
	case ".", "/", "":
		return true
	case "-": // 2023-05-01-14:30 and 01-05-2023-10 go on, 01.05.2023-03.05.2023 does too
		return t.gap(i) != ":"
	}
	return false
}

// numericDate reads 30.04.2023, 30/04/23 and 6-08-2022.
func (t *dateText) numericDate(i int, order dateOrder) (dateHit, int, bool) {
	if i+2 >= len(t.tokens) || !t.tokens[i+1].number() || !t.tokens[i+2].number() || t.tokens[i+1].width > 2 {
		return dateHit{}, 0, false
	}
	shape, ok := numericShape(t.gap(i), t.gap(i+1))
	year := t.tokens[i+2].year()
	if t.clockAt(i + 2) { // 30.04.2312:09 is a short year glued to a time, or no date
		return dateHit{}, 0, false
	}
	if year == 0 && t.tokens[i+2].width == 2 && (shape != isoShape) {
		year = century(t.tokens[i+2].value)
	}
	if !ok || year == 0 || t.continued(i+3) {
		return dateHit{}, 0, false
	}
	a, b := t.tokens[i].value, t.tokens[i+1].value
	h, ok := ordered(year, a, b, shape, order)
	return h, i + 3, ok
}

func numericShape(first, second string) (dateShape, bool) {
	switch {
	case first == "." && (second == "." || second == ". "), first == ". " && second == ". ":
		return dottedShape, true
	case first == "/" && second == "/", first == " / " && second == " / ":
		return slashShape, true
	case first == "-" && second == "-", first == "–" && second == "–", first == " - " && second == " - ":
		return dashShape, true
	}
	return 0, false
}

// ordered makes a date of two numbers of which one is the day and one the month.
func ordered(year, a, b int, shape dateShape, order dateOrder) (dateHit, bool) {
	byDay, byMonth := readout.MakeDay(year, b, a), readout.MakeDay(year, a, b)
	h := dateHit{shape: shape}
	switch {
	case byDay == "" && byMonth == "":
		return h, false
	case byMonth == "", byDay == byMonth, byDay != "" && (shape == dottedShape || order == dayFirst):
		h.earliest, h.latest = byDay, byDay
	case byDay == "", order == monthFirst:
		h.earliest, h.latest = byMonth, byMonth
	default:
		h.earliest, h.latest, h.either = min(byDay, byMonth), max(byDay, byMonth), true
	}
	return h, true
}

// compactDate reads 20230430 and 20230430123000.
func (t *dateText) compactDate(i int) (dateHit, int, bool) {
	s := t.s[t.tokens[i].start:t.tokens[i].end]
	year, month, day := number(s[:4]), number(s[4:6]), number(s[6:8])
	d := readout.MakeDay(year, month, day)
	if d == "" || year < 1990 || year > lastYear || t.continued(i+1) {
		return dateHit{}, 0, false
	}
	return dateHit{earliest: d, latest: d, shape: isoShape}, i + 1, true
}

// yearFirstDate reads 2023-04-30, 2023. 4. 30., 2023年4月30日, 2023 April 30,
// 2023թ. մայիսի 1, 2023-cü il 30 aprel and the month alone, 2023-04.
func (t *dateText) yearFirstDate(i int) (dateHit, int, bool) {
	year := t.tokens[i].year()
	if h, next, ok := t.isoDate(i, year); ok {
		return h, next, true
	}
	j := t.skip(i+1, yearWords, 2)
	if !t.loose(j-1) || j >= len(t.tokens) {
		return dateHit{}, 0, false
	}
	if t.tokens[j].months != 0 { // month, day
		k := j + 1
		if k < len(t.tokens) && t.loose(k-1) && t.tokens[k].day() != 0 && !t.clockAt(k) {
			h, ok := named(year, t.tokens[j].months, t.tokens[k].day())
			return h, t.skip(k+1, ordinals, 1), ok
		}
		return dateHit{}, 0, false
	}
	if k := t.skip(j+1, dayWords, 2); t.tokens[j].day() != 0 && k < len(t.tokens) && t.tokens[k].months != 0 && t.loose(k-1) {
		h, ok := named(year, t.tokens[k].months, t.tokens[j].day())
		return h, k + 1, ok
	}
	return dateHit{}, 0, false
}

func (t *dateText) isoDate(i, year int) (dateHit, int, bool) {
	if i+1 >= len(t.tokens) {
		return dateHit{}, 0, false
	}
	if h, next, ok := t.cjkDate(i, year); ok {
		return h, next, true
	}
	gap := t.gap(i)
	if !t.tokens[i+1].number() || t.tokens[i+1].width > 2 || !oneOf(gap, "-", "/", ".", ". ", "–") {
		return dateHit{}, 0, false
	}
	if i+2 < len(t.tokens) && t.tokens[i+2].number() && t.gap(i+1) == gap {
		d := readout.MakeDay(year, t.tokens[i+1].value, t.tokens[i+2].value)
		if d == "" || t.tokens[i+2].width > 2 || t.continued(i+3) {
			return dateHit{}, 0, false
		}
		return dateHit{earliest: d, latest: d, shape: isoShape}, i + 3, true
	}
	if t.tokens[i+1].width != 2 || gap == "." || gap == ". " || gap == "–" || t.continued(i+2) {
		return dateHit{}, 0, false
	}
	h, ok := wholeMonth(year, t.tokens[i+1].value)
	return h, i + 2, ok
}

// cjkDate reads 2023年4月30日 and 2023년 4월 30일.
func (t *dateText) cjkDate(i, year int) (dateHit, int, bool) {
	if i+4 >= len(t.tokens) || !t.marked(i+1, "年", "년") || !t.marked(i+3, "月", "월") {
		return dateHit{}, 0, false
	}
	if !t.tokens[i+2].number() || t.tokens[i+4].day() == 0 {
		return dateHit{}, 0, false
	}
	d := readout.MakeDay(year, t.tokens[i+2].value, t.tokens[i+4].value)
	return dateHit{earliest: d, latest: d, shape: isoShape}, i + 5, d != ""
}

// dayFirstDate reads 30 April 2023, 11.Mar.2026, 1er mai 2023, 1 de mayo de 2023 and,
// with no year, 30 April.
func (t *dateText) dayFirstDate(i int) (dateHit, int, bool) {
	day := t.tokens[i].day()
	m := t.skip(i+1, dayWords, 2)
	if day == 0 || m >= len(t.tokens) || t.tokens[m].months == 0 || !t.loose(m-1) || t.clockEnd(i) {
		return dateHit{}, 0, false
	}
	y := t.skip(m+1, monthWords, 2)
	if year := t.yearAt(y, t.gap(m-1)); year != 0 {
		h, ok := named(year, t.tokens[m].months, day)
		return h, y + 1, ok
	}
	return bare(t.tokens[m].months, day), m + 1, true
}

// monthFirstDate reads May 1, 2023, May 1st 2023, Mar 21 21:06:00 +0000 2023, the month
// alone, May 2023, and with no year May 1.
func (t *dateText) monthFirstDate(i int) (dateHit, int, bool) {
	d := i + 1
	if d >= len(t.tokens) || !t.loose(i) {
		return dateHit{}, 0, false
	}
	day := t.tokens[d].day()
	if day == 0 || t.clockAt(d) {
		return t.monthOnly(i)
	}
	y := t.skip(d+1, ordinals, 2)
	if year := t.yearAt(y, t.gap(i)); year != 0 {
		h, ok := named(year, t.tokens[i].months, day)
		return h, y + 1, ok
	}
	if t.clockAt(d + 1) { // the form of ctime and of HTTP's ancestors
		for y := d + 3; y < min(d+7, len(t.tokens)); y++ {
			if year := t.tokens[y].year(); year != 0 && t.gap(y-1) == " " {
				h, ok := named(year, t.tokens[i].months, day)
				return h, y + 1, ok
			}
		}
	}
	return bare(t.tokens[i].months, day), d + 1, true
}

func (t *dateText) monthOnly(i int) (dateHit, int, bool) {
	y := t.skip(i+1, monthWords, 2)
	if y >= len(t.tokens) || t.tokens[y].year() == 0 || !t.loose(y-1) {
		return dateHit{}, 0, false
	}
	h, ok := wholeMonth(t.tokens[y].year(), firstMonth(t.tokens[i].months))
	return h, y + 1, ok
}

// yearAt returns the year at token i, or 0. Two digits are a year only behind an
// apostrophe or in the tight forms 30-Apr-23 and 30.Apr.23; the separator before the
// month tells.
func (t *dateText) yearAt(i int, sep string) int {
	if i >= len(t.tokens) || i == 0 || !t.loose(i-1) {
		return 0
	}
	tok, gap := t.tokens[i], t.gap(i-1)
	if y := tok.year(); y != 0 {
		return y
	}
	if tok.width != 2 || !tok.number() || t.clockAt(i) {
		return 0
	}
	if gap == " '" || gap == " ’" || gap == sep && oneOf(sep, "-", ".", "/") {
		return century(tok.value)
	}
	return 0
}

// named makes a date of a month's name, which in some languages stands for two months.
func named(year int, months monthSet, day int) (dateHit, bool) {
	var h dateHit
	for m := 1; m <= 12; m++ {
		if months&(1<<m) == 0 {
			continue
		}
		d := readout.MakeDay(year, m, day)
		if d == "" {
			continue
		}
		if h.earliest == "" {
			h.earliest = d
		}
		h.either = h.latest != ""
		h.latest = d
	}
	return h, h.earliest != ""
}

func bare(months monthSet, day int) dateHit {
	return dateHit{month: firstMonth(months), day: day, shape: barePart}
}

// inYear completes a date that has no year.
func (h dateHit) inYear(year int) readout.Day { return readout.MakeDay(year, h.month, h.day) }

func wholeMonth(year, month int) (dateHit, bool) {
	first := readout.MakeDay(year, month, 1)
	next := readout.MakeDay(year+month/12, month%12+1, 1)
	if first == "" || next == "" {
		return dateHit{}, false
	}
	return dateHit{earliest: first, latest: next.Add(-1), shape: monthShape}, true
}

// century gives a two-digit year its first two digits.
func century(yy int) int {
	if yy >= 70 {
		return 1900 + yy
	}
	return 2000 + yy
}
