package column

import (
	"time"

	"readout"
)

// A Unit is how long a bar of a histogram is.
type Unit string

// The units. Weeks begin on Monday.
const (
	Day   Unit = "day"
	Week  Unit = "week"
	Month Unit = "month"
	Year  Unit = "year"
)

// A Bar is a stretch of days.
type Bar struct {
	From, To readout.Day
	Sure     int // statements of which all days that come into question lie in the bar
	Possible int // statements of which some do: they count in several bars
}

// All is how many statements a search for the days of the bar finds.
func (b Bar) All() int { return b.Sure + b.Possible }

// A Histogram is how statements lie in time. Bars follow each other without gaps.
type Histogram struct {
	Unit    Unit
	Bars    []Bar
	Earlier int // dated statements before the first bar, where they reach too far back for bars
}

// Limits of a histogram: how long a time is still shown in a unit, and at all.
const (
	maxDays, maxWeeks, maxMonths, maxYears = 92, 104 * 7, 12 * 366, 150
)

// histogram lays out counts of intervals, in the unit that suits how much time they take.
func histogram(intervals []readout.Interval, known []bool, counts []int) Histogram {
	var first, last readout.Day
	for i, v := range intervals {
		if counts[i] == 0 || !known[i] {
			continue
		}
		if first == "" || v.Earliest < first {
			first = v.Earliest
		}
		last = max(last, v.Latest)
	}
	if first == "" {
		return Histogram{}
	}
	h := Histogram{Unit: unitFor(span(first, last))}
	if year := time.Date(date(last).Year()-maxYears, 1, 1, 0, 0, 0, 0, time.UTC); date(first).Before(year) {
		first = readout.DayOf(year)
	}
	h.Bars = bars(first, last, h.Unit)
	h.Earlier = fill(h.Bars, intervals, known, counts)
	return h
}

func unitFor(days int) Unit {
	switch {
	case days <= maxDays:
		return Day
	case days <= maxWeeks:
		return Week
	case days <= maxMonths:
		return Month
	}
	return Year
}

// span counts the days from first to last, both included.
func span(first, last readout.Day) int { return int(date(last).Sub(date(first)).Hours()/24) + 1 }

func date(d readout.Day) time.Time {
	t, _ := time.Parse(time.DateOnly, string(d)) // known days only come here
	return t
}

// bars returns the empty bars that hold all days from first to last.
func bars(first, last readout.Day, unit Unit) []Bar {
	var out []Bar
	for at := begin(date(first), unit); !at.After(date(last)) && at.Year() <= 9999; {
		next := after(at, unit)
		to := readout.DayOf(next.AddDate(0, 0, -1))
		if next.Year() > 9999 {
			to = "9999-12-31"
		}
		out = append(out, Bar{From: readout.DayOf(at), To: to})
		at = next
	}
	return out
}

func begin(t time.Time, unit Unit) time.Time {
	switch unit {
	case Week:
		back := t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
		if back.Year() < 1 {
			return t
		}
		return back
	case Month:
		return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	case Year:
		return time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return t
}

func after(t time.Time, unit Unit) time.Time {
	switch unit {
	case Week:
		return t.AddDate(0, 0, 7)
	case Month:
		return t.AddDate(0, 1, 0)
	case Year:
		return t.AddDate(1, 0, 0)
	}
	return t.AddDate(0, 0, 1)
}

// fill counts intervals into bars and returns how many lie before the first one.
func fill(list []Bar, intervals []readout.Interval, known []bool, counts []int) (earlier int) {
	begins := make([]int, len(list)+1) // of those in several bars: where they begin, less where they have ended
	for i, v := range intervals {
		if counts[i] == 0 || !known[i] || len(list) == 0 || v.Earliest > list[len(list)-1].To {
			continue
		}
		if v.Latest < list[0].From {
			earlier += counts[i]
			continue
		}
		from, to := barOf(list, v.Earliest), barOf(list, v.Latest)
		if from == to && v.Earliest >= list[0].From && v.Latest <= list[len(list)-1].To {
			list[from].Sure += counts[i]
			continue
		}
		begins[from] += counts[i]
		begins[to+1] -= counts[i]
	}
	for i, open := 0, 0; i < len(list); i++ {
		open += begins[i]
		list[i].Possible = open
	}
	return earlier
}

// barOf returns the place of the bar that holds a day, or of the nearest one.
func barOf(list []Bar, d readout.Day) int {
	low, high := 0, len(list)-1
	for low < high {
		if mid := (low + high) / 2; list[mid].To < d {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}
