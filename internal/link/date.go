package link

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"readout"
)

// overlap returns the days that both intervals permit, and whether there are any.
func overlap(a, b readout.Interval) (readout.Interval, bool) {
	out := a
	if b.Earliest > out.Earliest {
		out.Earliest = b.Earliest
	}
	if b.Latest != "" && (out.Latest == "" || b.Latest < out.Latest) {
		out.Latest = b.Latest
	}
	if out.Earliest == b.Earliest && out.Latest == b.Latest {
		out.Basis = b.Basis
	}
	return out, out.Earliest == "" || out.Latest == "" || out.Earliest <= out.Latest
}

// unknownDays is the length of an interval that is open or not of this calendar.
const unknownDays = 1 << 30

// days is how many days an interval has.
func days(i readout.Interval) int {
	a, err := time.Parse(time.DateOnly, string(i.Earliest))
	if err != nil {
		return unknownDays
	}
	b, err := time.Parse(time.DateOnly, string(i.Latest))
	if err != nil || b.Before(a) {
		return unknownDays
	}
	return int(b.Sub(a).Hours()/24) + 1
}

// maxWindow is the longest interval, in days, that counts as knowing when: those on its
// days are compared.
const maxWindow = 10

// known reports whether an item's days are few enough to compare all that was on them.
func (it *Item) known() bool { return days(it.Event.Date.Interval) <= maxWindow }

// exact reports whether an item's day is known.
func (it *Item) exact() bool { return it.Event.Date.Day() != "" }

// interval words an interval for a reason.
func interval(i readout.Interval) string {
	switch {
	case i.Earliest == "" && i.Latest == "":
		return "no known day"
	case i.Day() != "":
		return string(i.Day())
	case i.Earliest == "":
		return "by " + string(i.Latest)
	case i.Latest == "":
		return "since " + string(i.Earliest)
	}
	return string(i.Earliest) + ".." + string(i.Latest)
}

// yearDay returns the day of an event without its year, "05-12", where the day is known or
// its words name one: pages print "On May 12" and no year.
func yearDay(t readout.Time) []string {
	if d := string(t.Day()); len(d) == len("2006-01-02") {
		return []string{d[len("2006-"):]}
	}
	month, day := 0, 0
	for _, w := range wordsOf(string(t.Text)) {
		if n, err := strconv.Atoi(w.fold); err == nil && n >= 1 && n <= 31 && day == 0 {
			day = n
		}
		for m := time.January; m <= time.December && month == 0; m++ {
			if name := strings.ToLower(m.String()); w.fold == name || len(w.fold) >= 3 && len(w.fold) <= 4 && strings.HasPrefix(name, w.fold) {
				month = int(m)
			}
		}
	}
	if month == 0 || day == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%02d-%02d", month, day)}
}
