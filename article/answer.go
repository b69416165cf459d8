package article

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"readout"
)

// The trust that an answer needs, in the unit of clue.trust, and the lead that it needs
// over the next best day.
const (
	enoughTrust = 25
	enoughLead  = 18
)

// readDate collects the evidence for the day of publication and answers from it: with
// the day on which the evidence agrees, else with the interval it leaves open, else
// with what the day of capture says.
func (p *page) readDate() {
	clues := p.clues()
	p.boundByCapture(clues)
	p.result.Article.Published = p.publication(clues)
	for i := range clues {
		p.result.Article.Evidence = append(p.result.Article.Evidence, clues[i].evidence())
	}
}

// boundByCapture sets aside the evidence for days after the page was saved.
func (p *page) boundByCapture(clues []clue) {
	saved := p.result.Captured
	if saved == "" {
		return
	}
	for i := range clues {
		c := &clues[i]
		if c.kind == saving || c.hit.earliest <= saved {
			continue
		}
		if ok, _ := c.allows(saved); !ok {
			c.kind, c.note = beside, "after the page was saved"
		}
	}
}

// publication answers from the clues and marks those that the answer rests on.
func (p *page) publication(clues []clue) readout.Interval {
	days := weigh(clues)
	switch {
	case len(days) > 0 && days[0].trust >= enoughTrust && (len(days) == 1 || days[0].trust-days[1].trust >= enoughLead):
		return settle(clues, readout.On(days[0].day, readout.Metadata))
	case len(days) > 1:
		return readout.Interval{Basis: readout.None}
	}
	return readout.Interval{Basis: readout.None}
}

// settle marks the clues that allow the whole of an answer as used and gives it its
// basis.
func settle(clues []clue, answer readout.Interval) readout.Interval {
	for i := range clues {
		c := &clues[i]
		if c.kind == beside || c.kind == saving {
			continue
		}
		ok, exactly := c.allows(answer.Earliest)
		c.used = ok && c.kind != updating
		if ok && !exactly && c.hour >= 0 && c.note == "" {
			c.note = "the time is in UTC; the day is the one printed"
		}
		if c.used && c.printed() {
			answer.Basis = readout.Stated
		}
	}
	return answer
}

// printed reports whether a reader of the page sees the date.
func (c *clue) printed() bool {
	switch c.source {
	case "visible", "dateline", "time", "class":
		return true
	}
	return false
}

// A candidate is a day that some evidence names, with the trust it has.
type candidate struct {
	day   readout.Day
	trust int
}

// weigh returns the days that the clues name, the most trusted first.
func weigh(clues []clue) []candidate {
	named := map[readout.Day]bool{}
	for i := range clues {
		c := &clues[i]
		if d := c.hit.interval().Day(); d != "" && c.trust() > 0 {
			named[d] = true
		}
	}
	var days []candidate
	for _, d := range slices.Sorted(maps.Keys(named)) {
		days = append(days, candidate{day: d, trust: trustIn(d, clues)})
	}
	slices.SortStableFunc(days, func(a, b candidate) int { return cmp.Compare(b.trust, a.trust) })
	return days
}

// A family is a group of sources that a site fills from one place, so that their
// agreement adds little.
type family uint8

const (
	fromAddress family = iota
	fromMarkup
	fromPrint
	fromDateline
	families
)

func (c *clue) family() family {
	switch c.source {
	case "url":
		return fromAddress
	case "dateline":
		return fromDateline
	case "meta", "json-ld", "microdata":
		return fromMarkup
	}
	return fromPrint
}

// trustIn adds up what speaks for a day: the best clue of each family, and a little for
// each further source within it.
func trustIn(d readout.Day, clues []clue) int {
	var best [families]int
	var sources [families]map[string]bool
	against := 0
	for i := range clues {
		c := &clues[i]
		trust, f := c.trust(), c.family()
		ok, exactly := c.allows(d)
		switch {
		case trust <= 0:
		case ok:
			if !exactly && c.hit.earliest != c.hit.latest {
				trust /= 2
			}
			best[f] = max(best[f], trust)
			if sources[f] == nil {
				sources[f] = map[string]bool{}
			}
			sources[f][c.source] = true
		case c.hit.earliest != c.hit.latest: // a month or two readings that rule the day out
			against = max(against, trust/2)
		}
	}
	sum := -against
	for f := range best {
		sum += best[f]
		if n := len(sources[f]); n > 1 {
			sum += 5 * (n - 1)
		}
	}
	return sum
}

// trust is how far a clue is to be believed, about ten times the natural logarithm of
// its odds of being right, as measured on annotated pages.
func (c *clue) trust() int {
	if c.kind == updating || c.kind == saving || c.kind == beside {
		return 0
	}
	sure := c.kind == publishing
	switch c.source {
	case "url":
		return pick(sure, 33, 15)
	case "dateline":
		return 33
	case "meta":
		return pick(sure, 27, 15)
	case "json-ld":
		return 25
	case "microdata":
		return pick(sure, 27, 10)
	}
	switch d := c.distance; {
	case d < -400:
		return pick(sure, 12, 8)
	case d < 0:
		return pick(sure, 20, 12)
	case d <= 400:
		return pick(sure, 33, 28)
	case d <= nearHeadline:
		return pick(sure, 15, 3)
	}
	return pick(sure, 5, 0)
}

func pick(sure bool, yes, no int) int {
	if sure {
		return yes
	}
	return no
}

// localeOrder is the order of day and month that the page's declared language implies.
func (p *page) localeOrder() dateOrder {
	lang := strings.ToLower(p.signs().lang)
	if l := strings.ToLower(p.meta("og:locale", "content-language", "language")); lang == "" || lang == "en" && strings.HasPrefix(l, "en") {
		lang = l
	}
	lang = strings.ReplaceAll(lang, "_", "-")
	switch {
	case lang == "en-us":
		return monthFirst
	case lang == "" || lang == "en":
		return orderUnknown
	}
	return dayFirst
}
