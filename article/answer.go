package article

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"readout"
)

// The trust that an answer needs, the lead that it needs over the next best day, and the
// trust of days that an interval is made of where there is no such lead.
const (
	enoughTrust = 25
	enoughLead  = 18
	someTrust   = 20
	confirming  = 10 // the least trust of a source that confirms another of its family
)

// readDate collects the evidence for the day of publication and answers from it: with
// the day on which the evidence agrees, else with the interval it leaves open, else
// with what the day of capture says.
func (p *page) readDate() {
	clues := p.clues()
	trustAll(clues)
	p.capturedBy(clues)
	p.boundByCapture(clues)
	p.result.Article.Published = p.publication(clues)
	explain(clues, p.result.Article.Published.Basis)
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
		if c.hit.either && c.hit.earliest <= saved && saved < c.hit.latest {
			c.hit.latest, c.hit.either, c.note = c.hit.earliest, false, "the other reading is after the page was saved"
		}
		if c.kind == saving || c.kind == beside || c.hit.earliest <= saved {
			continue
		}
		if ok, _ := c.allows(saved); !ok {
			c.kind, c.trust, c.note = beside, 0, "after the page was saved"
		} else if c.hour >= 0 {
			c.local = saved
		}
	}
}

// publication answers from the clues and marks those that the answer rests on.
func (p *page) publication(clues []clue) readout.Interval {
	days := weigh(clues)
	if saved := p.result.Captured; saved != "" {
		days = slices.DeleteFunc(days, func(c candidate) bool { return c.day > saved })
	}
	answer := readout.Interval{Basis: readout.None}
	switch {
	case p.isFront():
		setAside(clues, "the page is a site's front page")
	case len(days) > 0 && days[0].trust >= enoughTrust && (len(days) == 1 || days[0].trust-days[1].trust >= enoughLead):
		return settle(clues, inLocalTime(clues, days[0].day))
	case len(days) > 1 && days[1].trust >= someTrust:
		answer = readout.On(days[0].day, readout.Metadata)
		answer.Earliest, answer.Latest = min(days[0].day, days[1].day), max(days[0].day, days[1].day)
		answer = settle(clues, answer)
	case len(days) == 0:
		answer = openInterval(clues)
	}
	return p.upToCapture(answer)
}

// upToCapture closes an interval that is open at its end with the day of capture.
func (p *page) upToCapture(answer readout.Interval) readout.Interval {
	if saved := p.result.Captured; saved != "" && (answer.Latest == "" || answer.Latest > saved) {
		answer.Latest = saved
		if answer.Basis == readout.None {
			answer.Basis = readout.Capture
		}
	}
	return answer
}

// inLocalTime is the answer for a day that the evidence names: the day, or where all of
// it are times in UTC near midnight, two days, for where the page was written the clock
// may have shown the other.
func inLocalTime(clues []clue, day readout.Day) readout.Interval {
	answer := readout.On(day, readout.Metadata)
	before, next, named := true, true, false
	for i := range clues {
		c := &clues[i]
		if ok, exactly := c.allows(day); c.trust > 0 && ok && exactly {
			named = true
			before = before && 0 <= c.hour && c.hour < 3
			next = next && c.hour >= 22
		}
	}
	switch {
	case !named:
	case before:
		answer.Earliest = day.Add(-1)
	case next:
		answer.Latest = day.Add(1)
	}
	return answer
}

// elsewhere reports whether the clue does not come from the page.
func (c *clue) elsewhere() bool {
	return c.source == "feed" || c.source == "sitemap" || c.source == "listing"
}

func (c *clue) fitsAny(i readout.Interval) bool {
	first, _ := c.allows(i.Earliest)
	last, _ := c.allows(i.Latest)
	return first || last
}

// openInterval answers from evidence that names no single day: a month, two readings of
// a date, or only the day of the last change, which is an upper bound.
func openInterval(clues []clue) readout.Interval {
	for i := range clues {
		c := &clues[i]
		if c.trust >= enoughTrust && c.hit.earliest != "" {
			return settle(clues, readout.Interval{Earliest: c.hit.earliest, Latest: c.hit.latest, Basis: readout.Metadata})
		}
	}
	last := readout.Interval{Basis: readout.None}
	for i := range clues {
		c := &clues[i]
		if c.kind == updating && c.hit.full() && c.hit.latest > last.Latest {
			last = readout.Interval{Latest: c.hit.latest, Basis: readout.Metadata}
			if c.printed() {
				last.Basis = readout.Stated
			}
		}
	}
	for i := range clues {
		if c := &clues[i]; c.kind == updating && c.hit.latest == last.Latest {
			c.used, c.note = true, "the last change: published then or before"
		}
	}
	return last
}

// settle marks the clues that fit an answer as used and gives it its basis.
func settle(clues []clue, answer readout.Interval) readout.Interval {
	if !slices.ContainsFunc(clues, func(c clue) bool { return c.trust > 0 && !c.elsewhere() && c.fitsAny(answer) }) {
		answer.Basis = readout.Feed
	}
	for i := range clues {
		c := &clues[i]
		fits := c.fitsAny(answer)
		c.used = fits && c.trust > 0
		if c.used && c.printed() {
			answer.Basis = readout.Stated
		}
		if !fits && c.trust > 0 && c.note == "" {
			c.note = "other evidence is stronger"
		}
	}
	return answer
}

// explain notes why clues were not used, where nothing has been noted yet, and marks the
// save date where the answer rests on nothing else.
func explain(clues []clue, basis readout.Basis) {
	for i := range clues {
		c := &clues[i]
		switch {
		case c.kind == saving:
			c.used = c.used || basis == readout.Capture
		case c.used || c.note != "":
		case c.kind == updating:
			c.note = "the day of the last change"
		case c.trust == 0:
			c.note = "not by the headline: the date of something else"
		default:
			c.note = "not enough alone"
		}
	}
}

func setAside(clues []clue, why string) {
	for i := range clues {
		if c := &clues[i]; c.note == "" {
			c.note = why
		}
	}
}

// isFront reports whether the page is the front page of its site or of one of the site's
// languages, where no article is published.
func (p *page) isFront() bool {
	u, err := url.Parse(p.address())
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	path := strings.ToLower(strings.Trim(u.Path, "/"))
	if lang, rest, _ := strings.Cut(path, "/"); len(lang) == 2 && isASCIILetter(lang[0]) && isASCIILetter(lang[1]) {
		path = rest
	}
	switch name, _, _ := strings.Cut(path, "."); name {
	case "", "index", "home", "default":
		return !strings.Contains(path, "/")
	}
	return false
}

// printed reports whether a reader of the page sees the date.
func (c *clue) printed() bool {
	return c.shown || c.source == "dateline"
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
		if d := cmp.Or(c.local, c.hit.interval().Day()); d != "" && c.trust > 0 {
			named[d] = true
		}
	}
	addYears(clues, named)
	var days []candidate
	for _, d := range slices.Sorted(maps.Keys(named)) {
		days = append(days, candidate{day: d, trust: trustIn(d, clues)})
	}
	slices.SortStableFunc(days, func(a, b candidate) int { return cmp.Compare(b.trust, a.trust) })
	return days
}

// addYears names the days that dates printed without a year can mean, in the years that
// other evidence gives.
func addYears(clues []clue, named map[readout.Day]bool) {
	for i := range clues {
		if clues[i].hit.shape != barePart {
			continue
		}
		for j := range clues {
			other := &clues[j]
			if other.trust == 0 || len(other.hit.earliest) < 4 {
				continue
			}
			d := clues[i].hit.inYear(number(string(other.hit.earliest[:4])))
			if ok, _ := other.allows(d); ok && d != "" {
				named[d] = true
			}
		}
	}
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
	switch {
	case c.source == "url":
		return fromAddress
	case c.source == "dateline":
		return fromDateline
	case c.shown:
		return fromPrint
	}
	return fromMarkup
}

// trustIn adds up what speaks for a day: the best clue of each family, and a little for
// each further source within it.
func trustIn(d readout.Day, clues []clue) int {
	var best [families]int
	var sources [families]map[string]bool
	against := 0
	for i := range clues {
		c := &clues[i]
		trust, f := c.trust, c.family()
		ok, exactly := c.allows(d)
		switch {
		case trust <= 0:
		case ok:
			if !exactly && c.hit.earliest != c.hit.latest {
				trust /= 2
			}
			best[f] = max(best[f], trust)
			if trust < confirming {
				break
			}
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
