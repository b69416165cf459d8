package article

import (
	"slices"
	"strings"

	"readout"
)

// Limits of the search for dates.
const (
	maxClues        = 40   // pieces of evidence kept of a page
	maxDateText     = 160  // bytes of a line that may be there for its date
	maxDateValue    = 100  // bytes of a value kept as evidence
	maxDatePart     = 24   // bytes of a part of a date that is split over lines
	nearHeadline    = 1500 // bytes of text between headline and a date that goes with it
	farFromHeadline = 1 << 30
	maxScanned      = 64 << 10 // bytes of unreadable JSON-LD searched for its dates
)

// A clue is one sign of the day of publication, on its way to an Evidence.
type clue struct {
	source string // as in readout.Evidence
	kind   clueKind
	value  string
	hit    dateHit
	hour   int         // of a time given in UTC, else -1
	local  readout.Day // the day of a time in UTC by the page's own clock, where that is known
	// distance is how much text, in bytes, lies between the end of the headline and the
	// date; negative before the headline.
	distance int
	apart    int  // how far above the headline stands what holds both, in elements
	trust    int  // how far to believe it, as weighed by trustAll
	shown    bool // whether it was read from what readers see, not from an attribute
	used     bool
	note     string
}

// A clueKind says what a date on a page is the date of.
type clueKind uint8

const (
	publishing clueKind = iota // says it is the day of publication
	hinting                    // a date that stands where publication dates stand
	updating                   // the day of the last change: not before publication
	saving                     // the day the page was saved or served
	beside                     // the date of something else on the page
)

func (c *clue) evidence() readout.Evidence {
	return readout.Evidence{
		Source: c.source, Value: clip(c.value, maxDateValue), Used: c.used, Note: readout.Opt(c.note),
		Earliest: c.hit.earliest, Latest: c.hit.latest,
	}
}

// allows reports whether the clue may mean day d, and exactly whether it says d itself.
// A time given in UTC may belong to the day before or after where the page was written.
func (c *clue) allows(d readout.Day) (ok, exactly bool) {
	h := c.hit
	switch {
	case d == "":
		return false, false
	case h.shape == barePart:
		return h.inYear(number(string(d[:4]))) == d, false
	case h.either:
		return d == h.earliest || d == h.latest, false
	case h.earliest != h.latest:
		return h.earliest <= d && d <= h.latest, false
	case c.local != "":
		return d == c.local, false
	case d == h.earliest:
		return true, true
	case c.hour >= 10 && d == h.earliest.Add(1), c.hour >= 0 && c.hour < 12 && d == h.earliest.Add(-1):
		return true, false
	}
	return false, false
}

// clues collects the evidence of a page.
func (p *page) clues() []clue {
	c := &clueCollector{page: p, order: p.localeOrder(), walk: newDateWalk(p), taken: map[int]bool{}}
	c.address()
	c.told()
	if p.in.Form == Body {
		c.dateline()
		c.settleOrder()
		return c.clues
	}
	c.metas()
	c.linkedData()
	c.elements()
	c.dateline()
	c.saved()
	c.lines()
	c.rail()
	c.settleOrder()
	return c.clues
}

type clueCollector struct {
	page  *page
	order dateOrder
	walk  *dateWalk
	clues []clue
	taken map[int]bool // blocks whose date is known to be another than the article's
}

// maxTold bounds how much of what others say of a page's day is read.
const maxTold = 8

// told reads what others say of the page's day.
func (c *clueCollector) told() {
	for _, t := range c.page.in.Told[:min(len(c.page.in.Told), maxTold)] {
		kind := publishing
		switch {
		case t.Updated:
			kind = updating
		case t.Source == "listing":
			kind = hinting
		}
		c.add(clue{source: t.Source, kind: kind}, t.Value)
	}
}

// ParseDate reads the date of an attribute or element that holds one in any of the forms
// that pages use, with a time of day or without: the day as it is written, in the time zone
// in which it is written. Where the order of day and month is open, or no day is given, it is
// an interval. It reports false for what is no date.
func ParseDate(s string) (readout.Interval, bool) {
	h, ok := markupDate(fold(clip(s, maxDateLine/4)), orderUnknown)
	return h.interval(), ok
}

// add reads a date value and keeps it as evidence, once.
func (c *clueCollector) add(cl clue, value string) bool {
	value = fold(clip(value, maxDateLine/4))
	h, ok := markupDate(value, c.order)
	if !ok {
		return false
	}
	cl.value, cl.hit, cl.hour = value, h, utcHour(value[h.end:])
	c.keep(cl)
	return true
}

func (c *clueCollector) keep(cl clue) {
	if len(c.clues) >= maxClues {
		return
	}
	same := func(o clue) bool {
		return o.source == cl.source && o.kind == cl.kind && o.hit.earliest == cl.hit.earliest && o.hit.latest == cl.hit.latest
	}
	if !slices.ContainsFunc(c.clues, same) {
		c.clues = append(c.clues, cl)
	}
}

// markupDate reads the date of an attribute, where nothing but a date is expected
// though more may stand around it.
func markupDate(s string, order dateOrder) (dateHit, bool) {
	if h, ok := unixTime(s); ok {
		return h, true
	}
	hits := slices.DeleteFunc(datesIn(s, order), func(h dateHit) bool { return h.shape == barePart })
	if len(hits) == 0 || len(hits) > 2 {
		return dateHit{}, false
	}
	if len(hits) == 2 && hits[0].interval() != hits[1].interval() {
		return dateHit{}, false
	}
	return hits[0], true
}

// utcHour returns the hour of a time in UTC that stands behind a date, or -1. Midnight
// itself is how machines write a day without a time.
func utcHour(s string) int {
	s = strings.TrimLeft(s, "Tt ,")
	if len(s) < 5 || s[2] != ':' || !digits(s[:2]) || !digits(s[3:5]) {
		return -1
	}
	hour := number(s[:2])
	zone := strings.TrimLeft(s[5:], ":.0123456789")
	zone = strings.TrimLeft(zone, " ")
	for _, name := range [...]string{"UTC", "GMT"} {
		if rest, ok := strings.CutPrefix(zone, name); ok && (rest == "" || rest[0] == ' ') {
			zone = "Z"
		} else if ok {
			zone = rest
		}
	}
	midnight := strings.Trim(s[:5], "0:") == "" && strings.Trim(leadingTime(s), "0:.") == ""
	for _, utc := range [...]string{"Z", "z", "+0000", "+00:00", "-00:00"} {
		if strings.HasPrefix(zone, utc) && !midnight && hour < 24 {
			return hour
		}
	}
	return -1
}

func leadingTime(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, ":.0123456789"))]
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
