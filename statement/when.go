package statement

import (
	"time"

	"readout"
)

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6, "jul.": 7,
	"aug.": 8, "sep.": 9, "sept.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
}

var weekdays = map[string]time.Weekday{
	"sunday": 0, "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
	"sun.": 0, "mon.": 1, "tue.": 2, "wed.": 3, "thu.": 4, "fri.": 5, "sat.": 6,
}

// when reads the time words near a statement's cue.
func (f *frame) when(fd *found, published readout.Interval, src string) *readout.Time {
	from, to := f.around(fd)
	from = f.timeBefore(fd, from)
	for k := from; k < to; k++ {
		if within(fd.content, k) || f.items[k].class != clock || k > 0 && f.items[k-1].class == clitic {
			continue
		}
		if k+1 < len(f.items) && f.items[k+1].class == clitic {
			continue // "Monday's meeting" is not when it was said
		}
		low := f.items[k].low
		_, isMonth := months[low]
		if _, isDay := weekdays[low]; !isDay && !isMonth && low != "today" && low != "yesterday" && low != "tomorrow" {
			continue
		}
		start, end := k, f.times(k, to)
		if start > from && f.items[start-1].class == number && isMonth {
			start--
		}
		if start > from && (f.items[start-1].low == "on" || f.items[start-1].low == "in") {
			start--
		}
		if start > from && f.items[start-1].class == adv && (f.items[start-1].low == "earlier" || f.items[start-1].low == "late" || f.items[start-1].low == "early") {
			start--
		}
		t := &readout.Time{Text: readout.Opt(squeeze(src[f.items[start].start:f.items[end-1].end]))}
		t.Interval = day(f.items[start:end], published)
		return t
	}
	return nil
}

// timeBefore returns where a time right before the source begins, "On Monday, | Lim said",
// or where the source or cue does.
func (f *frame) timeBefore(fd *found, from int) int {
	k := fd.cue.from
	if !fd.source.empty() {
		k = min(k, fd.source.from)
	}
	first := k
	if k > from && f.items[k-1].class == comma {
		k--
	}
	for k > from && (f.items[k-1].class == clock || f.items[k-1].class == number) {
		k--
	}
	switch {
	case k == first || f.items[k].class == comma:
		return first
	case k > 0 && (f.items[k-1].low == "on" || f.items[k-1].low == "in") && (k == 1 || f.items[k-2].class == comma || f.items[k-2].class == conj || f.items[k-2].class == adv):
		return k - 1
	case k == 0:
		return 0
	}
	return first
}

// day turns time words into an interval. Without a known day of publication only its
// bound is known.
func day(items []item, published readout.Interval) readout.Interval {
	words := make([]string, len(items))
	for i := range items {
		words[i] = items[i].low
	}
	if days, ok := Days(words, published, false); ok {
		return days
	}
	return Bound(published, false)
}
