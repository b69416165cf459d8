package text

import "strings"

// A title's words are few; a longer name than this is no full form.
const maxFull = 12

// consistent gives the names of a document that are written alike one type: a last name or
// an acronym takes that of the full form, other names that of most of them. Proper nouns
// that are names elsewhere are names too. Names are in order and stay so.
func consistent(d *Document, names []Name) []Name {
	c := census{d: d, seen: make(map[string]tally), full: make(map[string]string)}
	for _, n := range names {
		c.count(n)
	}
	var out []Name
	at := 0
	for _, n := range names {
		out = c.fill(out, at, n.First)
		if t := c.typeOf(n); t != "" {
			n.Type = t
		}
		out = append(out, n)
		at = n.Last
	}
	return c.fill(out, at, len(d.Words))
}

// A tally counts the types of a name.
type tally struct{ person, place, organisation int }

func (t tally) most() string {
	switch {
	case t.person > t.place && t.person > t.organisation:
		return Person
	case t.place > t.person && t.place > t.organisation:
		return Place
	case t.organisation > t.person && t.organisation > t.place:
		return Organisation
	}
	return ""
}

type census struct {
	d    *Document
	seen map[string]tally  // names as written
	full map[string]string // types of last names and acronyms of full forms
}

// written returns the words of a name as they stand in the text, "" for long ones.
func (c *census) written(n Name) string {
	switch {
	case n.Last-n.First == 1:
		return c.d.Words[n.First].Form
	case n.Last-n.First > maxFull:
		return ""
	}
	var b strings.Builder
	for i := n.First; i < n.Last; i++ {
		b.WriteString(c.d.Words[i].Form)
		b.WriteByte(' ')
	}
	return b.String()
}

func (c *census) count(n Name) {
	s := c.written(n)
	t := c.seen[s]
	switch n.Type {
	case Person:
		t.person++
		if last := c.d.Words[n.Last-1].Form; n.Last-n.First > 1 && len(last) > 2 && capitalised(last) {
			c.full[last] = Person
		}
	case Place:
		t.place++
	case Organisation:
		t.organisation++
		if n.Last-n.First > 1 && n.Last-n.First <= maxFull {
			c.acronym(n)
		}
	default:
		return
	}
	c.seen[s] = t
}

// acronym takes note of the letters in brackets after an organisation that are its
// initials: "Red Council of Ruvia (RCR)".
func (c *census) acronym(n Name) {
	if n.Last+1 >= len(c.d.Words) || c.d.Words[n.Last].Form != "(" {
		return
	}
	short := c.d.Words[n.Last+1].Form
	var all, capitals []byte
	for _, w := range c.d.Words[n.First:n.Last] {
		if w.Form == "" {
			return
		}
		all = append(all, w.Form[0]|0x20)
		if w.Form[0] >= 'A' && w.Form[0] <= 'Z' {
			capitals = append(capitals, w.Form[0]|0x20)
		}
	}
	if lower := strings.ToLower(short); len(short) > 1 && (lower == string(all) || lower == string(capitals)) {
		c.full[short] = Organisation
	}
}

// typeOf returns the type that the document gives a name, or "".
func (c *census) typeOf(n Name) string {
	if n.Type != Person && n.Type != Place && n.Type != Organisation {
		return ""
	}
	s := c.written(n)
	t := c.seen[s]
	if full := c.full[s]; full != "" && (full != Person || t.person > 0 || t.place+t.organisation < 2) {
		return full
	}
	return t.most()
}

// fill appends the runs of proper nouns among the words [from, to) that are names elsewhere.
func (c *census) fill(out []Name, from, to int) []Name {
	for i := from; i < to; i++ {
		if !c.proper(i) {
			continue
		}
		last := i + 1
		for last < to && c.proper(last) && c.d.Words[last].Sentence == c.d.Words[i].Sentence {
			last++
		}
		n := Name{First: i, Last: last}
		i = last - 1
		if c.beside(n.First-1, n.First) || c.beside(n.Last, n.First) {
			continue
		}
		s := c.written(n)
		t, known := c.full[s]
		if !known {
			t = c.seen[s].most()
		}
		if n.Type = t; t != "" && len(s) > 2 {
			out = append(out, n)
		}
	}
	return out
}

// proper reports whether word i may stand in a name by its tag and capital. What is tagged
// a common noun counts too: of names that stand elsewhere only whole ones are taken.
func (c *census) proper(i int) bool {
	switch c.d.Words[i].UPOS {
	case "PROPN", "NOUN", "ADJ", "X":
		return capitalised(c.d.Words[i].Form)
	}
	return false
}

// beside reports whether word i, in a name already, is a proper noun in the sentence of
// word j.
func (c *census) beside(i, j int) bool {
	return i >= 0 && i < len(c.d.Words) && c.d.Words[i].Sentence == c.d.Words[j].Sentence && c.d.Words[i].UPOS == "PROPN"
}
