package readout

import "time"

// A Day is a calendar day as "2006-01-02", or "" where it is not known. Days compare in
// order of time with <.
type Day string

// DayOf returns the day of t in t's own time zone.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// MakeDay returns the day, or "" where there is no such day in the calendar.
func MakeDay(year, month, day int) Day {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1 || year > 9999 || t.Month() != time.Month(month) || t.Day() != day {
		return ""
	}
	return DayOf(t)
}

// Valid reports whether d is a day of the calendar.
func (d Day) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}

// Add returns the day n days later, or "" for an unknown day.
func (d Day) Add(n int) Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return ""
	}
	return DayOf(t.AddDate(0, 0, n))
}

// On returns the interval of the single day d.
func On(d Day, basis Basis) Interval { return Interval{Earliest: d, Latest: d, Basis: basis} }

// Day returns the interval's day where it is a single one, else "".
func (i Interval) Day() Day {
	if i.Earliest != i.Latest {
		return ""
	}
	return i.Earliest
}

// Overlaps reports whether some day may be in both intervals.
func (i Interval) Overlaps(j Interval) bool {
	return (i.Latest == "" || j.Earliest <= i.Latest) && (j.Latest == "" || i.Earliest <= j.Latest)
}

// String words the interval's days shortly: "2024-03-04", "2024-03-04..2024-03-06", "since
// 2024-03-04", "by 2024-03-06", or "" where both ends are open.
func (i Interval) String() string {
	switch {
	case i.Earliest == "" && i.Latest == "":
		return ""
	case i.Day() != "":
		return string(i.Day())
	case i.Earliest == "":
		return "by " + string(i.Latest)
	case i.Latest == "":
		return "since " + string(i.Earliest)
	}
	return string(i.Earliest) + ".." + string(i.Latest)
}
