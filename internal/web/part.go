package web

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A part is a piece of a long text that one page shows.
type part struct {
	From, To    int // code points
	start, end  int // bytes
	First, Last int // statements [First, Last) of the record that begin in it, or some more
}

// What a page costs to show, in bytes: the size of its HTML, about.
const (
	partCost      = 64 << 10
	statementCost = 900
	eventCost     = 450
	paragraphCost = 120
)

// split cuts a text into parts that cost at most a given sum to show, at the borders of
// paragraphs, else at spaces, else anywhere. Starts and events are the code points at
// which statements, in the order of the record, and what else costs something begin. There
// is one part at least; the time is linear in the text.
func split(text string, starts, events []int, most int) []part {
	c := cutter{text: text, most: most, starts: slices.Sorted(slices.Values(starts)), events: slices.Sorted(slices.Values(events))}
	parts := c.cut()
	for n, at := range starts {
		i, _ := slices.BinarySearchFunc(parts, at, func(p part, at int) int {
			if p.To <= at {
				return -1
			}
			return 1
		})
		p := &parts[min(i, len(parts)-1)]
		if p.Last == 0 || n < p.First {
			p.First = n
		}
		p.Last = max(p.Last, n+1)
	}
	return parts
}

type cutter struct {
	text           string
	most           int
	starts, events []int
	parts          []part
	now            part
	cost           int
	paragraph, gap place // where the part could end
}

// A place is a border in a text, with what the part has cost up to it.
type place struct{ byte, point, cost int }

func (c *cutter) cut() []part {
	point, s, e := 0, 0, 0
	for at := 0; at < len(c.text); {
		for ; s < len(c.starts) && c.starts[s] <= point; s++ {
			c.cost += statementCost
		}
		for ; e < len(c.events) && c.events[e] <= point; e++ {
			c.cost += eventCost
		}
		first := c.text[at]
		size := 1
		if first >= utf8.RuneSelf {
			_, size = utf8.DecodeRuneInString(c.text[at:])
		}
		c.cost += cost(first, size)
		at += size
		point++
		if first == ' ' || first == '\n' {
			c.border(at, point)
		}
		if c.cost >= c.most {
			if c.gap.point <= c.now.From && c.paragraph.point <= c.now.From {
				c.gap = place{at, point, c.cost} // one word as long as a page
			}
			c.end()
		}
	}
	c.now.To, c.now.end = point, len(c.text)
	if c.now.To > c.now.From || len(c.parts) == 0 {
		c.parts = append(c.parts, c.now)
	}
	return c.parts
}

// border notes a place after a blank or the end of a line.
func (c *cutter) border(at, point int) {
	if !strings.HasSuffix(c.text[:at], "\n\n") {
		c.gap = place{at, point, c.cost}
		return
	}
	c.cost += paragraphCost
	c.paragraph = place{at, point, c.cost}
}

// cost is what a character costs: those that HTML has signs for cost more.
func cost(first byte, size int) int {
	switch first {
	case '"', '\'', '&', '<', '>', '+':
		return 5
	}
	return size
}

// end closes the part at the last paragraph, where that is not much too short, else at the
// last gap.
func (c *cutter) end() {
	at := c.gap
	if c.paragraph.point > c.now.From && (c.paragraph.cost > c.most/2 || at.point <= c.now.From) {
		at = c.paragraph
	}
	if at.point <= c.now.From {
		return
	}
	c.now.To, c.now.end = at.point, at.byte
	c.parts = append(c.parts, c.now)
	c.now = part{From: at.point, start: at.byte}
	c.cost -= at.cost
	c.paragraph.cost -= at.cost
	c.gap.cost -= at.cost
}

// partAt returns which of the parts holds a code point.
func partAt(parts []part, at int) int {
	for i := range parts {
		if at < parts[i].To {
			return i
		}
	}
	return len(parts) - 1
}
