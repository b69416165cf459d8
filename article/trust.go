package article

import (
	"cmp"
	"slices"

	"readout"
)

// firstPrintedYear is the first year that an unlabelled printed date is taken for the
// page's: there were no web pages before.
const firstPrintedYear = "1994"

// trustAll says of each clue how far it is to be believed.
func trustAll(clues []clue) {
	for i := range clues {
		clues[i].trust = clues[i].alone()
	}
	unlist(clues)
	contest(clues)
	localise(clues)
}

// localise gives the times in UTC the day that the page states by its own clock: one a
// day off that they allow, where nothing but such times names theirs.
func localise(clues []clue) {
	var own readout.Day
	for i := range clues {
		c := &clues[i]
		d := c.hit.interval().Day()
		if c.hour >= 0 || d == "" || c.trust < someTrust {
			continue
		}
		if own != "" && own != d {
			return
		}
		own = d
	}
	for i := range clues {
		c := &clues[i]
		if ok, exactly := c.allows(own); c.hour >= 0 && c.trust > 0 && ok && !exactly {
			c.local, c.note = own, "a time in UTC; another day by the page's own clock"
		}
	}
}

// A list of dated items has three days or more within little text, where an article's
// date has the article behind it.
const (
	listDays = 3
	listText = 1000
)

// unlist sets aside the dates of a page that lists dated items, as sections, archives
// and blogs do: which of them is the page's own nobody can tell.
func unlist(clues []clue) {
	var rows []*clue
	for i := range clues {
		c := &clues[i]
		if c.family() == fromPrint && c.kind == hinting && c.hit.full() && -nearHeadline < c.distance && c.distance < farFromHeadline {
			rows = append(rows, c)
		}
	}
	slices.SortStableFunc(rows, func(a, b *clue) int { return cmp.Compare(a.distance, b.distance) })
	for i := range rows {
		days := map[readout.Day]bool{}
		for _, c := range rows[i:] {
			if c.distance-rows[i].distance > listText {
				break
			}
			if days[c.hit.earliest] = true; len(days) >= listDays && rows[i].distance < nearHeadline/4 {
				for _, c := range rows {
					c.trust, c.note = 0, "one of several dated items in a row"
				}
				return
			}
		}
	}
}

// alone is how far a clue is to be believed where nothing else is known: about ten times
// the natural logarithm of its odds of being right, as measured on annotated pages.
func (c *clue) alone() int {
	if c.kind == updating || c.kind == saving || c.kind == beside {
		return 0
	}
	sure := c.kind == publishing
	switch c.source {
	case "url":
		return pick(sure, 33, 15)
	case "dateline":
		return pick(c.hit.full(), 33, 20)
	case "meta":
		return pick(sure, 27, 15)
	case "json-ld":
		return 25
	case "microdata":
		return pick(sure, 27, 10)
	case "feed", "sitemap":
		return 27
	case "listing":
		return 15
	}
	return c.printedTrust(sure)
}

// printedTrust is the trust of a date that readers see, which falls with its distance
// from the headline.
func (c *clue) printedTrust(sure bool) int {
	if !sure && c.hit.latest < firstPrintedYear {
		return 0
	}
	together := c.apart <= 2
	switch d := c.distance; {
	case d < -nearHeadline:
		return 0
	case d < 0 && together: // a line over the headline
		return 28
	case d < 0 && c.apart == 3:
		return 20
	case d < 0: // a date in the page's head is a clock more often than not
		return pick(sure || c.source == "time", 15, 0)
	case d <= 400:
		return pick(sure, 33, pick(together, 28, 22))
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

// contest lets the printed dates of different days vie with each other: the one that
// stands best by the headline is the article's, further ones are dates in the text or of
// other articles.
func contest(clues []clue) {
	var first *clue
	days := map[readout.Day]bool{}
	for i := range clues {
		c := &clues[i]
		if c.family() != fromPrint || c.kind != hinting && c.kind != publishing || !c.hit.full() {
			continue
		}
		days[c.hit.earliest] = true
		if c.trust > 0 && (first == nil || c.beats(first)) {
			first = c
		}
	}
	if first == nil {
		return
	}
	if len(days) == 1 && first.kind == publishing && first.distance >= 0 {
		first.trust = max(first.trust, enoughTrust) // the only date on the page, and labelled
	}
	for i := range clues {
		c := &clues[i]
		if c.family() != fromPrint || c.kind != hinting || c.hit.earliest == first.hit.earliest {
			continue
		}
		if len(days) > 2 {
			c.trust = 0
		}
		c.trust /= 3
	}
}

// beats reports whether c is more likely the article's date than another printed one. Of
// a date over the headline and an earlier one behind it, the former is a clock.
func (c *clue) beats(other *clue) bool {
	switch {
	case other.distance < 0 && 0 <= c.distance && c.distance <= 400 && c.hit.latest < other.hit.earliest:
		return true
	case c.distance < 0 && 0 <= other.distance && other.distance <= 400 && other.hit.latest < c.hit.earliest:
		return false
	case c.trust != other.trust:
		return c.trust > other.trust
	}
	return max(c.distance, -c.distance) < max(other.distance, -other.distance)
}
