package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"readout"
)

// maxTopBlocks is how far from the top of a page its clock is looked for.
const maxTopBlocks = 40

// dateline reads the dateline of the article's text.
func (c *clueCollector) dateline() {
	n, sep := 0, "\n\n"
	if c.page.in.Form == Body { // its paragraphs may be lines
		sep = "\n"
	}
	for para := range strings.SplitSeq(clip(c.page.result.Article.Text, maxDateText*20), sep) {
		if para = strings.TrimSpace(para); para == "" {
			continue
		}
		if n++; n > 2 {
			return
		}
		d, ok := findDateline(para, c.order)
		if !ok {
			continue
		}
		c.page.result.Article.Dateline = readout.Opt(d.text)
		if !d.dated {
			return
		}
		cl := clue{source: "dateline", kind: publishing, value: d.text, hit: d.hit, hour: -1}
		if d.hit.shape == barePart {
			cl.note = "no year is printed"
		}
		c.keep(cl)
		return
	}
}

// saved reads the dates that a page bears because it was served or saved on that day: a
// clock, by the weather or in the page's head, and the last line of a saved text.
func (c *clueCollector) saved() {
	for i, b := range c.page.blocks {
		if len(b.text) > maxDateText || b.role == headline {
			continue
		}
		if i < maxTopBlocks && c.topClock(i) {
			c.savedLine("clock", i, "the day the page was served")
		}
	}
	c.lastLine()
}

// topClock reports whether the block is a bare date above the headline of a page that
// has no markup to say what it is, or one that its markup calls a clock.
func (c *clueCollector) topClock(i int) bool {
	b := c.page.blocks[i]
	if !c.beforeHeadline(i) {
		return false
	}
	if strings.Contains(b.text, "°") {
		return true
	}
	if b.node != nil {
		for n, up := b.node, 0; n != nil && up < 3; n, up = n.Parent, up+1 {
			if c.walk.notes(n).clock && c.walk.around[n] == 0 {
				return true
			}
		}
		return false
	}
	_, ok := wholeDate(b.text, c.order)
	return ok && !isRelease(c.page.blocks)
}

func (c *clueCollector) beforeHeadline(i int) bool {
	for _, b := range c.page.blocks[i:] {
		if b.role == headline {
			return true
		}
	}
	return false
}

func (c *clueCollector) savedLine(source string, i int, note string) {
	text := c.page.blocks[i].text
	for _, h := range datesIn(text, c.order) {
		if h.full() {
			c.taken[i] = true
			c.keep(clue{source: source, kind: saving, value: text, hit: h, hour: -1, note: note})
			return
		}
	}
}

// lastLine reads the save date that ends a saved page: a bare date that goes with
// nothing before it.
func (c *clueCollector) lastLine() {
	last := len(c.page.blocks) - 1
	if last < 1 {
		return
	}
	b := c.page.blocks[last]
	h, ok := wholeDate(b.text, c.order)
	if !ok || !h.full() || b.role == headline || b.node != nil && (b.tag == atom.Time || c.walk.inBeside(b.node)) {
		return
	}
	if !b.gap && c.endsRail(last) {
		c.taken[last] = true
		return
	}
	c.savedLine("saved", last, "the last line of the page: the day it was saved")
}

// endsRail reports whether a date line is the last of a list of dated items: others of
// its form stand before it, one of them not right before it.
func (c *clueCollector) endsRail(last int) bool {
	form := lineForm(c.page.blocks[last].text)
	if lineForm(c.page.blocks[last-1].text) == form {
		return false
	}
	for _, b := range c.page.blocks[max(0, last-6) : last-1] {
		if lineForm(b.text) == form {
			return true
		}
	}
	return false
}

// lineForm is a short line with its digits and letters made alike.
func lineForm(s string) string {
	if len(s) > maxDateValue {
		return ""
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '9'
		case unicode.IsLetter(r):
			return 'a'
		}
		return r
	}, s)
}

// rail keeps the newest date of the related items, to show that it was not used.
func (c *clueCollector) rail() {
	newest := readout.Day("")
	for _, r := range c.page.result.Article.Related {
		newest = max(newest, r.Date)
	}
	if newest != "" {
		hit := dateHit{earliest: newest, latest: newest}
		c.keep(clue{source: "rail", kind: beside, value: string(newest), hit: hit, hour: -1, note: "the date of another article"})
	}
}

// capturedBy settles what the save dates say of the day of capture. One that is earlier
// than sound evidence of publication is no save date.
func (p *page) capturedBy(clues []clue) {
	for i := range clues {
		c := &clues[i]
		day := c.hit.interval().Day()
		if c.kind != saving || day == "" {
			continue
		}
		if later, same := soundEvidence(day, clues); later {
			c.kind, c.note = beside, "other evidence is later"
			continue
		} else if same && c.source == "saved" {
			c.kind, c.note = beside, "the day of publication once more"
			continue
		}
		if p.result.Captured == "" || day < p.result.Captured {
			p.result.Captured = day
		}
	}
}

// soundEvidence reports whether sound evidence of publication is later than a day, or is
// that day.
func soundEvidence(day readout.Day, clues []clue) (later, same bool) {
	for i := range clues {
		c := &clues[i]
		if c.trust < enoughTrust || c.hit.earliest == "" {
			continue
		}
		ok, exactly := c.allows(day)
		same = same || exactly
		later = later || !ok && c.hit.earliest > day
	}
	return later, same
}
