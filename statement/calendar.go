package statement

import (
	"strconv"
	"strings"
	"time"

	"readout"
)

// Days turns the words of a date into the days that they mean, in an article of the given
// publication. ahead tells that what they date was still to come. Words that mean no day,
// "ten days", have none. Where the day of publication is not known but lies between two
// days, so does the answer; where only its bound is known, as by the day of saving, no
// more than that is known of the answer.
func Days(words []string, published readout.Interval, ahead bool) (readout.Interval, bool) {
	d, ok := readDate(words)
	if !ok {
		return readout.Interval{}, false
	}
	if iv, ok := d.absolute(); ok {
		return iv, true
	}
	if published.Earliest == "" || published.Latest == "" {
		return d.bound(published, ahead), true
	}
	from, ok := d.near(published.Earliest, ahead)
	to, ok2 := d.near(published.Latest, ahead)
	if !ok || !ok2 || from.Earliest > to.Latest {
		return d.bound(published, ahead), true
	}
	basis := readout.Relative
	if published.Day() == "" {
		basis = published.Basis
	}
	return readout.Interval{Earliest: from.Earliest, Latest: to.Latest, Basis: basis}, true
}

// Bound is what an article's publication alone tells of when something was: before it,
// or after it where that was still to come.
func Bound(published readout.Interval, ahead bool) readout.Interval {
	out := readout.Interval{Latest: published.Latest, Basis: published.Basis}
	if ahead {
		out = readout.Interval{Earliest: published.Earliest, Basis: published.Basis}
	}
	if out.Earliest == "" && out.Latest == "" || out.Basis == "" {
		out.Basis = readout.None
	}
	return out
}

// A date is what the words of one say.
type date struct {
	year       int
	month      time.Month
	first      int // day of the month
	last       int // of "3-5"
	weekday    int // -1 for none
	which      int // -1 last, 0 this, 1 next
	said       bool
	unit       string // "week", "month", "year", "weekend"
	offset     int    // days from the day of publication
	pointer    bool   // offset counts
	counted    int    // "three days ago"
	ago, other bool
}

func readDate(words []string) (date, bool) {
	d := date{weekday: -1}
	for _, w := range words {
		d.word(strings.ToLower(w))
	}
	ok := d.year != 0 || d.month != 0 || d.weekday >= 0 || d.pointer || d.unit != "" && (d.said || d.ago && d.counted > 0)
	return d, ok && !d.other
}

var pointers = map[string]int{"today": 0, "tonight": 0, "yesterday": -1, "overnight": 0, "tomorrow": 1}

var units = map[string]string{
	"day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month", "year": "year", "years": "year",
	"weekend": "weekend", "morning": "part", "afternoon": "part", "evening": "part", "night": "part",
}

var counts = map[string]int{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

func (d *date) word(w string) {
	if m, ok := months[w]; ok {
		d.month = m
		return
	}
	if wd, ok := weekdays[w]; ok {
		d.weekday = int(wd)
		return
	}
	if n, ok := pointers[w]; ok {
		d.offset, d.pointer = n, true
		return
	}
	if u, ok := units[w]; ok {
		if d.unit == "" {
			d.unit = u
		}
		return
	}
	switch w {
	case "last", "past", "previous":
		d.which, d.said = -1, true
		return
	case "this":
		d.which, d.said = 0, true
		return
	case "next", "coming", "following":
		d.which, d.said = 1, true
		return
	case "ago":
		d.ago = true
		return
	case "later", "earlier":
		d.other = d.other || d.counted > 0 // "two days later": counted from another day
		return
	}
	if n, ok := counts[w]; ok {
		d.counted = n
		return
	}
	d.number(w)
}

func (d *date) number(w string) {
	if len(w) == len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, w); err == nil {
			d.year, d.month, d.first = t.Year(), t.Month(), t.Day()
			return
		}
	}
	n, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
	switch {
	case err != nil || n < 1:
	case n <= 31 && d.first == 0:
		d.first, d.counted = n, n
	case n <= 31 && d.first < n:
		d.last = n
	case len(w) == 4 && n > 1000 && n < 2200:
		d.year = n
	}
}

// absolute returns the days of a date that says its year.
func (d *date) absolute() (readout.Interval, bool) {
	switch {
	case d.year == 0:
		return readout.Interval{}, false
	case d.month == 0:
		return readout.Interval{Earliest: readout.MakeDay(d.year, 1, 1), Latest: readout.MakeDay(d.year, 12, 31), Basis: readout.Stated}, true
	case d.first == 0:
		first := readout.MakeDay(d.year, int(d.month), 1)
		return readout.Interval{Earliest: first, Latest: lastOf(d.year, d.month), Basis: readout.Stated}, first != ""
	}
	from := readout.MakeDay(d.year, int(d.month), d.first)
	to := from
	if d.last > d.first {
		to = readout.MakeDay(d.year, int(d.month), d.last)
	}
	return readout.Interval{Earliest: from, Latest: to, Basis: readout.Stated}, from != "" && to != ""
}

func lastOf(year int, m time.Month) readout.Day {
	return readout.DayOf(time.Date(year, m+1, 0, 0, 0, 0, 0, time.UTC))
}

// bound is what is known of a date that is counted from an unknown day.
func (d *date) bound(published readout.Interval, ahead bool) readout.Interval {
	if d.pointer && d.offset <= 0 {
		ahead = false
	}
	return Bound(published, ahead)
}

// near returns the days that the words mean on a day. For a later day they are later ones,
// or the same.
func (d *date) near(day readout.Day, ahead bool) (readout.Interval, bool) {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return readout.Interval{}, false
	}
	on := func(n int) (readout.Interval, bool) { return readout.On(day.Add(n), readout.Relative), true }
	switch {
	case d.pointer:
		return on(d.offset)
	case d.month != 0 && d.first != 0:
		return d.dayOfMonth(t, ahead)
	case d.month != 0:
		return d.wholeMonth(t, ahead)
	case d.weekday >= 0:
		return on(d.toWeekday(t, ahead))
	case d.ago && d.unit == "day":
		return on(-d.counted)
	case d.ago || d.counted > 0:
		return readout.Interval{}, false
	}
	return d.span(t, ahead)
}

// toWeekday returns the days to the last or next such day of the week.
func (d *date) toWeekday(t time.Time, ahead bool) int {
	back := (int(t.Weekday()) - d.weekday + 7) % 7
	switch {
	case d.said && d.which < 0 && d.unit != "week" && back == 0:
		return -7
	case d.said && d.which > 0 || ahead:
		n := (7 - back) % 7
		if n == 0 && d.said && d.which > 0 {
			n = 7
		}
		return n
	}
	return -back
}

func (d *date) dayOfMonth(t time.Time, ahead bool) (readout.Interval, bool) {
	year := t.Year()
	base := readout.DayOf(t)
	at := func(year, day int) readout.Day { return readout.MakeDay(year, int(d.month), day) }
	switch got := at(year, d.first); {
	case got > base && !ahead:
		year--
	case got < base && ahead:
		year++
	}
	iv := readout.On(at(year, d.first), readout.Relative)
	if d.last > d.first {
		iv.Latest = at(year, d.last)
	}
	return iv, iv.Earliest != "" && iv.Latest != ""
}

func (d *date) wholeMonth(t time.Time, ahead bool) (readout.Interval, bool) {
	year := t.Year()
	switch {
	case d.month > t.Month() && !ahead:
		year--
	case d.month < t.Month() && ahead:
		year++
	}
	iv := readout.Interval{Earliest: readout.MakeDay(year, int(d.month), 1), Latest: lastOf(year, d.month), Basis: readout.Relative}
	return clip(iv, readout.DayOf(t), ahead), true
}

// clip cuts a stretch of time that the day lies in to what lies before or after it.
func clip(iv readout.Interval, day readout.Day, ahead bool) readout.Interval {
	if iv.Earliest <= day && day <= iv.Latest {
		if ahead {
			iv.Earliest = day
		} else {
			iv.Latest = day
		}
	}
	return iv
}

// span returns the days of "this morning", "last week", "next month".
func (d *date) span(t time.Time, ahead bool) (readout.Interval, bool) {
	day := readout.DayOf(t)
	from, to := day, day
	switch d.unit {
	case "part":
		if d.which < 0 {
			from, to = day.Add(-1), day
		}
		return readout.Interval{Earliest: from, Latest: to, Basis: readout.Relative}, d.which <= 0
	case "week":
		from = day.Add(-(int(t.Weekday())+6)%7 + 7*d.which)
		to = from.Add(6)
	case "weekend":
		sunday := (7 - int(t.Weekday())) % 7
		if d.which < 0 || !ahead && d.which == 0 && sunday > 1 {
			sunday -= 7
		}
		from, to = day.Add(sunday-1), day.Add(sunday)
	case "month":
		first := time.Date(t.Year(), t.Month()+time.Month(d.which), 1, 0, 0, 0, 0, time.UTC)
		from, to = readout.DayOf(first), lastOf(first.Year(), first.Month())
	case "year":
		from, to = readout.MakeDay(t.Year()+d.which, 1, 1), readout.MakeDay(t.Year()+d.which, 12, 31)
	default:
		return readout.Interval{}, false
	}
	return clip(readout.Interval{Earliest: from, Latest: to, Basis: readout.Relative}, day, ahead), from != "" && to != ""
}
