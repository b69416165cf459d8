package link

import (
	"cmp"
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
	return out, a.Overlaps(b)
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

// Known reports whether the days of an interval are few enough to compare all that was on
// them.
func Known(i readout.Interval) bool { return days(i) <= maxWindow }

// Known reports whether an item's days are known, see [Known].
func (it *Item) Known() bool { return Known(it.Event.Date.Interval) }

// exact reports whether an item's day is known.
func (it *Item) exact() bool { return it.Event.Date.Day() != "" }

// interval words an interval for a reason.
func interval(i readout.Interval) string { return cmp.Or(i.String(), "no known day") }
