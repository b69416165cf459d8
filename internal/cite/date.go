package cite

import (
	"strconv"
	"time"

	"readout"
)

// stretch is an interval as far as a calendar has a word for it.
type stretch int

const (
	unknown  stretch = iota // neither end
	day                     // one day
	month                   // one whole month
	year                    // one whole year
	between                 // some day from one to another
	byLatest                // not after a day
	since                   // not before a day
)

// stretchOf tells what an interval is, and its ends where they are known.
func stretchOf(i readout.Interval) (s stretch, from, to time.Time) {
	from, errFrom := time.Parse(time.DateOnly, string(i.Earliest))
	to, errTo := time.Parse(time.DateOnly, string(i.Latest))
	switch {
	case errFrom != nil && errTo != nil:
		return unknown, from, to
	case errFrom != nil:
		return byLatest, from, to
	case errTo != nil:
		return since, from, to
	case from.Equal(to):
		return day, from, to
	case from.Day() == 1 && to.Equal(from.AddDate(0, 1, -1)):
		return month, from, to
	case from.YearDay() == 1 && to.Equal(from.AddDate(1, 0, -1)):
		return year, from, to
	}
	return between, from, to
}

const (
	longDay   = "January 2, 2006"
	longMonth = "January 2006"
)

// When words an interval: "April 30, 2023", "April 2023", "2023", "between April 28 and
// May 2, 2023", "by May 2, 2023", "on or after April 28, 2023", or "" for what is not
// known.
func When(i readout.Interval) string {
	s, from, to := stretchOf(i)
	switch s {
	case day:
		return from.Format(longDay)
	case month:
		return from.Format(longMonth)
	case year:
		return strconv.Itoa(from.Year())
	case between:
		if from.Year() == to.Year() {
			return "between " + from.Format("January 2") + " and " + to.Format(longDay)
		}
		return "between " + from.Format(longDay) + ", and " + to.Format(longDay)
	case byLatest:
		return "by " + to.Format(longDay)
	case since:
		return "on or after " + from.Format(longDay)
	}
	return ""
}

// dated reports whether a bibliography can give the interval as a date, if a wide one.
func dated(i readout.Interval) bool {
	s, _, _ := stretchOf(i)
	return s != unknown && s != byLatest && s != since
}

// said words when a statement was made where that is known and not the article's day.
func said(said, published readout.Interval) string {
	said = known(said)
	if said.Earliest == published.Earliest && said.Latest == published.Latest {
		return ""
	}
	return When(said)
}

func longDate(d readout.Day) string { return When(readout.On(d, "")) }
