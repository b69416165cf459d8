package link

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"readout"
)

var weekdays = strings.Fields("sunday monday tuesday wednesday thursday friday saturday")

// months are the names of the months and their short forms, twelve of each; May has no
// short one.
var months = strings.Fields("january february march april may june july august september october november december jan feb mar apr may jun jul aug sep oct nov dec")

// calendar reports whether a folded word is a day of the week or a month.
func calendar(w string) bool {
	return w == "sept" || slices.Contains(weekdays, w) || slices.Contains(months, w)
}

// saidDay is what the words of a date say of the day by themselves; -1 and 0 are for what
// they do not say.
type saidDay struct {
	weekday time.Weekday
	month   time.Month
	day     int
}

// readDay reads words such as "on Sunday" and "March 3".
func readDay(text string) saidDay {
	d := saidDay{weekday: -1}
	words := strings.Fields(foldText(text))
	for i, w := range words {
		if k := slices.Index(weekdays, w); k >= 0 && d.weekday < 0 {
			d.weekday = time.Weekday(k)
		}
		k := slices.Index(months, w)
		if w == "sept" {
			k = 8
		}
		if k < 0 || d.month > 0 {
			continue
		}
		d.month = time.Month(k%12 + 1)
		for _, j := range []int{i + 1, i - 1} {
			if j >= 0 && j < len(words) && d.day == 0 {
				d.day = dayNumber(words[j])
			}
		}
	}
	return d
}

// SaysDay reports whether words such as "OLVIK, May 13" name a day of a month, which a given day is.
func SaysDay(text string, on readout.Day) bool {
	d := readDay(text)
	return d.day > 0 && d.month > 0 && d.fits(on)
}

// dayNumber reads "3", "3rd" and "03" as a day of a month, and anything else as 0.
func dayNumber(w string) int {
	n, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// fits reports whether a known day may be the one that is said.
func (d saidDay) fits(on readout.Day) bool {
	t, err := time.Parse(time.DateOnly, string(on))
	return err != nil || (d.weekday < 0 || t.Weekday() == d.weekday) && (d.month == 0 || t.Month() == d.month) && (d.day == 0 || t.Day() == d.day)
}

// weekdaySpan is the longest interval, in days, in which a day of the week may decide.
const weekdaySpan = 31

// sayable returns how a page may say the day of an event that it does not know, as a
// feature: "on March 3", or "on Sunday" where the days it can be are few.
func (it *Item) sayable() (Feature, bool) {
	said := readDay(string(it.Event.Date.Text))
	switch {
	case said.day > 0 && said.month > 0:
		return monthDay(said.month, said.day), true
	case said.weekday >= 0 && days(it.Event.Date.Interval) <= weekdaySpan:
		return Feature{"weekday", said.weekday.String()}, true
	}
	return Feature{}, false
}

// sayings are the ways in which a page without a year may say the day of an item, or the one
// in which its own page says it.
func (it *Item) sayings() []Feature {
	on, err := time.Parse(time.DateOnly, string(it.Event.Date.Day()))
	if err == nil {
		return append(newsOf(it.Event.Date.Day(), newsDays), monthDay(on.Month(), on.Day()), Feature{"weekday", on.Weekday().String()})
	}
	if f, ok := it.sayable(); ok {
		return []Feature{f}
	}
	return it.news()
}

// newsDays is how many days after an event, its own included, a page that opens with it
// tells of it as news.
const newsDays = 3

// news are the features of the days whose news an event without a day of its own is: that
// of its page, and the next.
func (it *Item) news() []Feature {
	on := it.Published.Day()
	if !it.News || on == "" {
		return nil
	}
	return newsOf(on, 2)
}

func newsOf(on readout.Day, n int) []Feature {
	out := make([]Feature, n)
	for i := range out {
		out[i] = Feature{"news", string(on.Add(i))}
	}
	return out
}

func monthDay(m time.Month, day int) Feature {
	return Feature{"day", m.String() + " " + strconv.Itoa(day)}
}
