package wikidata

import (
	"strings"

	"readout"
)

// The precisions of Wikidata's times that an actor file can say. Those below are decades,
// centuries and so on.
const (
	byYear  = 9
	byMonth = 10
	byDay   = 11
)

// julian marks days of the old calendar.
const julian = "Q1985786"

// date returns a time as an actor file writes it: "2003-10-31", "2003-10", "2003", or ""
// for what is coarser, before the year 1000, or no day. Of a day in the old calendar the
// year alone is sure.
func date(time string, precision int, calendar string) string {
	time = strings.TrimPrefix(time, "+")
	if len(time) < len("2006-01-02") || time[4] != '-' || precision < byYear {
		return ""
	}
	text := time[:len("2006-01-02")]
	year, month := text[:4], text[:7]
	if strings.HasSuffix(calendar, julian) {
		precision = byYear
	}
	if precision >= byDay && readout.Day(text).Valid() {
		return text
	}
	if precision >= byMonth && readout.Day(month+"-01").Valid() {
		return month
	}
	if readout.Day(year+"-01-01").Valid() && year >= "1000" {
		return year
	}
	return ""
}

// span returns the first and last day that a date can mean, and "" where it is open.
func span(s string) (first, last string) {
	switch len(s) {
	case len("2006"):
		return s + "-01-01", s + "-12-31"
	case len("2006-01"):
		next := readout.Day(s + "-01").Add(31)
		return s + "-01", string((next[:len("2006-01")] + "-01").Add(-1))
	}
	return s, s
}

// text writes an interval as an actor file does.
func text(i readout.Interval) string {
	a, b := string(i.Earliest), string(i.Latest)
	if len(a) < len("2006-01-02") {
		return ""
	}
	for _, s := range []string{a, a[:7], a[:4]} {
		if first, last := span(s); first == a && last == b {
			return s
		}
	}
	return ""
}

// A tenure is the time in which somebody held an office.
type tenure struct {
	Office    string // its id
	From, To  string // as an actor file writes them
	Acting    bool
	preferred bool
}

// overlaps reports whether two tenures of one office may be the same one. Where one begins
// as the other ends they are two.
func (t *tenure) overlaps(o *tenure) bool {
	return t.Office == o.Office && before(t, o) && before(o, t)
}

// before reports whether a begins before b has ended.
func before(a, b *tenure) bool {
	from, _ := span(a.From)
	_, to := span(b.To)
	return b.To == "" || a.From == "" || from < to || a.From == a.To && from <= to || a.From == b.From
}

// add puts a tenure among others. One that may be there already replaces it, but does not
// take away a day that it does not know itself.
func add(list []tenure, t tenure, replace bool) []tenure {
	for i := range list {
		old := &list[i]
		if !old.overlaps(&t) {
			continue
		}
		if old.preferred != t.preferred {
			replace = t.preferred
		}
		keep, other := *old, t
		if replace {
			keep, other = t, *old
		}
		if keep.From == "" {
			keep.From = other.From
		}
		if keep.To == "" && !replace {
			keep.To = other.To
		}
		if keep.sound() {
			*old = keep
		}
		return list
	}
	return append(list, t)
}

// sound reports whether a tenure does not end before it begins.
func (t *tenure) sound() bool {
	from, _ := span(t.From)
	_, to := span(t.To)
	return t.To == "" || t.From == "" || from <= to
}
