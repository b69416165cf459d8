package statement

import "strings"

// titleWithin notes the roles that are part of the name as the article has it: "Major
// General Ana Lim".
func (c *cast) titleWithin(s *sighting) {
	for w := range strings.FieldsSeq(c.a.doc.Text[s.start:s.end]) {
		w = strings.ToLower(w)
		if n, _ := nounOf(w); n&role != 0 && !honorific[w] {
			s.figure.roles[w] = true
		}
	}
}

// titleApart reads the title before the comma of "Ruvia's foreign minister, Ana Lim,", "the
// Secretary-General of the Council, Ana Lim".
func (c *cast) titleApart(f *frame, k int, s *sighting) {
	if k < 3 || f.items[k-1].class != comma || s.figure.titles != "" || !strings.Contains(c.a.doc.Text[s.start:s.end], " ") {
		return
	}
	end := k
	for end < len(f.items) && f.items[end].start < s.end {
		end++
	}
	if end < len(f.items) && (f.items[end].class == conj || f.items[end].class == clitic) {
		return // one of a list: "the minister, Ana Lim and others"
	}
	from := k - 1
	for from > 0 && k-from < 14 {
		it := &f.items[from-1]
		if it.class != name && it.class != other && it.class != clitic && it.low != "of" && it.low != "for" && it.class != det && it.class != poss {
			break
		}
		if p := c.sightingAt(it.start); p != nil && p.figure.person {
			break
		}
		if _, says := f.cueAt(from - 1); says {
			break
		}
		from--
		if it.class == det || it.class == poss {
			if from > 0 && (f.items[from-1].low == "of" || f.items[from-1].low == "for") {
				continue
			}
			break
		}
	}
	c.appositive(f, from, k-1, s)
}

// appositive notes the noun phrase [from, to) as a person's title where its head is a role.
func (c *cast) appositive(f *frame, from, to int, s *sighting) {
	for from < to && f.items[from].class == det {
		from++
	}
	head := from
	for head < to && f.items[head].low != "of" && f.items[head].low != "for" {
		head++
	}
	if head == from {
		return
	}
	n, plural := nounOf(f.items[head-1].low)
	if hyphened := head-from > 2 && f.items[head-2].low == "-"; hyphened {
		n, plural = nounOf(f.items[head-3].low + "-" + f.items[head-1].low)
	}
	if n&role == 0 || plural {
		return
	}
	title := c.a.doc.Text[f.items[from].start:f.items[to-1].end]
	s.figure.roles[f.items[head-1].low] = true
	s.figure.gender |= n & (male | female)
	if len(title) <= longTitle {
		s.figure.titles = title
	}
}

// longTitle bounds the bytes of a title that a comma parts from the name.
const longTitle = 100
