package issue

import "strings"

// A role is what a pattern does for its issue.
type role uint8

const (
	strong  role = iota // marks it
	weak                // marks it beside another
	near                // stands beside a weak one
	not                 // what lies within does not count
	ignored             // nor for any issue
)

// everything is the issue of patterns that are about all of them.
const everything = -1

// An index holds compiled patterns by their first words.
type index struct {
	words    map[string]int32  // every word of the patterns, to a number
	first    map[int32][]int32 // by the number of a first word: places in list
	prefixes map[string][]int32
	list     []compiled
}

type compiled struct {
	*pattern
	issue int
	role  role
	atoms []numbered
}

type numbered struct {
	alts []numberedAlt
	gap  bool
}

type numberedAlt struct {
	alternative
	id int32
}

func newIndex() *index {
	return &index{words: make(map[string]int32), first: make(map[int32][]int32), prefixes: make(map[string][]int32)}
}

func (x *index) number(word string) int32 {
	id, ok := x.words[word]
	if !ok {
		id = int32(len(x.words))
		x.words[word] = id
	}
	return id
}

func (x *index) add(p *pattern, issue int, r role) {
	c := compiled{pattern: p, issue: issue, role: r}
	for _, a := range p.atoms {
		n := numbered{gap: a.gap}
		for _, alt := range a.alts {
			na := numberedAlt{alternative: alt, id: none}
			if !alt.prefix {
				na.id = x.number(alt.word)
			}
			n.alts = append(n.alts, na)
		}
		c.atoms = append(c.atoms, n)
	}
	at := int32(len(x.list))
	x.list = append(x.list, c)
	for _, alt := range c.atoms[0].alts {
		if alt.prefix {
			k := alt.word[:minPrefix]
			x.prefixes[k] = append(x.prefixes[k], at)
		} else {
			x.first[alt.id] = append(x.first[alt.id], at)
		}
	}
}

// none is the number of a word that no pattern has.
const none = -1

// lookup returns the number of a word, or none.
func (x *index) lookup(word string) int32 {
	if id, ok := x.words[word]; ok {
		return id
	}
	return none
}

// A token is a word of the text as patterns see it.
type token struct {
	word     int    // index into Document.Words
	low      string // in small letters
	form     int32  // number of the word as written
	base     int32  // number of its lemma, or none
	tag      string
	capitals bool
	sentence int
}

// matches reports whether a token is one of the alternatives.
func (n *numbered) matches(t *token) bool {
	for i := range n.alts {
		a := &n.alts[i]
		switch {
		case a.capitals && !t.capitals || a.tag != "" && t.tag != "" && a.tag != t.tag:
		case a.prefix:
			if strings.HasPrefix(t.low, a.word) {
				return true
			}
		case a.id == t.form || a.id == t.base && !a.written && !a.capitals:
			return true
		}
	}
	return false
}

// match returns the number of tokens that the pattern takes at the start of ts, or 0.
// Where gaps leave a choice, it is the shortest.
func (c *compiled) match(ts []token) int {
	return c.matchFrom(ts, 0, 0)
}

func (c *compiled) matchFrom(ts []token, i, at int) int {
	for ; i < len(c.atoms); i++ {
		a := &c.atoms[i]
		if a.gap {
			for skip := 0; skip <= maxGap && within(ts, at+skip); skip++ {
				if a.matches(&ts[at+skip]) {
					if n := c.matchFrom(ts, i+1, at+skip+1); n > 0 {
						return n
					}
				}
			}
			return 0
		}
		if !within(ts, at) || !a.matches(&ts[at]) {
			return 0
		}
		at++
	}
	return at
}

// within reports whether token i is of the sentence of the first one.
func within(ts []token, i int) bool { return i < len(ts) && ts[i].sentence == ts[0].sentence }
