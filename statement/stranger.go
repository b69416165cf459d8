package statement

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/actor"
	"readout/text"
)

// strangers returns the sightings of full names that the roster does not know.
func (c *cast) strangers(f *frame) []sighting {
	var out []sighting
	for i := 0; i < len(f.items); {
		if !c.partOfRun(f, i) || c.mentioned(f.items[i].start) && !c.firstName(f, i) {
			i++
			continue
		}
		end := i + 1
		for end < len(f.items) && end-i < 10 && c.partOfRun(f, end) && (!c.mentioned(f.items[end].start) || c.lastName(f, end)) {
			end++
			if c.mentioned(f.items[end-1].start) {
				break
			}
		}
		if s, ok := c.stranger(f, i, end); ok {
			out = append(out, s)
		}
		i = end
	}
	return out
}

// firstNames returns the sightings of relatives who are called by a first name alone: "his
// wife, Mira, ...", "Lim's brother Jan".
func (c *cast) firstNames(f *frame) []sighting {
	var out []sighting
	for k := 2; k < len(f.items); k++ {
		it := &f.items[k]
		if !it.capital || it.class != name && it.class != other || c.mentioned(it.start) || k+1 < len(f.items) && c.partOfRun(f, k+1) {
			continue
		}
		j := k - 1
		if f.items[j].class == comma && k+1 < len(f.items) && f.items[k+1].class == comma {
			j--
		}
		g := nouns()[f.items[j].low] & (male | female)
		if !relatives[f.items[j].low] || j == 0 || f.items[j-1].class != poss && f.items[j-1].class != clitic {
			continue
		}
		word := c.a.doc.Text[it.start:it.end]
		if n := c.nameEnding(it.end); n != nil && n.Type != text.Person || len(c.surnames[word]) > 0 {
			continue
		}
		fig := &figure{person: true, gender: g, roles: map[string]bool{f.items[j].low: true}, party: readout.Party{Name: word, Type: "person"}}
		c.byKey["="+word] = fig
		c.surnames[word] = append(c.surnames[word], fig)
		out = append(out, sighting{start: it.start, end: it.end, figure: fig})
	}
	return out
}

// relatives are words for somebody's relatives, who are often called by their first names.
var relatives = setOf("wife husband son daughter mother father sister brother widow partner girlfriend boyfriend fiancee fiance grandmother grandfather aunt uncle niece nephew cousin")

// lastName reports whether the roster's name at item k is here the last name of somebody
// else, "Timothy Brun": a first name that is not that of the one it knows stands before
// it.
func (c *cast) lastName(f *frame, k int) bool {
	m := c.mentionAt(f.items[k].start)
	if m.Start != f.items[k].start || m.End != f.items[k].end || m.How != actor.BySurname && (m.How != actor.ByName || m.Actors[0].Type != actor.Outlet) {
		return false
	}
	before := &f.items[k-1]
	if before.low == "-" {
		return k > 1 && (f.items[k-2].class == name || f.particle(k-2)) // "Lim-Brun", "al-Lim"
	}
	if f.particle(k - 1) {
		return true
	}
	if n, _ := nounOf(before.low); n != 0 || before.class != name || notFirstName[before.low] || len(before.low) < 2 {
		return false
	}
	return true
}

// firstName reports whether the roster's last name at item k is here a first name:
// "Brun Ode".
func (c *cast) firstName(f *frame, k int) bool {
	m := c.mentionAt(f.items[k].start)
	if m.How != actor.BySurname || m.Start != f.items[k].start || m.End != f.items[k].end || k+1 >= len(f.items) {
		return false
	}
	next := &f.items[k+1]
	if f.particle(k+1) || next.low == "-" && c.inPerson(next.start) {
		return true // "Ahmed al-Lim", "Jean-Marc Lim"
	}
	n, _ := nounOf(next.low)
	return c.partOfRun(f, k+1) && next.class == name && n == 0 && len(next.verbs) == 0 && !c.mentioned(next.start)
}

// notFirstName are capitalised words that may stand before a last name and are no first
// name.
var notFirstName = setOf(`former longtime ex pm vp fm team camp operation candidate incumbent embattled pro anti senior top
	acting interim outgoing incoming both like unlike even only today then meanwhile house senate supreme
	fellow ally rival critic late even`)

// partOfRun reports whether item i may be part of a capitalised name.
func (c *cast) partOfRun(f *frame, i int) bool {
	it := &f.items[i]
	if it.class == other && it.low == "-" {
		return i > 0 && i+1 < len(f.items) && (f.items[i-1].capital || f.particle(i-1)) && (f.items[i+1].capital || c.inPerson(f.items[i+1].start))
	}
	if !it.capital && i > 1 && f.items[i-1].low == "-" && f.items[i-2].capital && c.inPerson(it.start) {
		return true // "Lim Jin-soo"
	}
	return f.particle(i) || it.capital && (it.class == name || it.class == other || it.class == passed || it.class == doing || it.class == finite)
}

// particle reports whether item i is a particle inside a name: "Ana van der Lim", "Omar
// al-Lim".
func (f *frame) particle(i int) bool {
	if !f.smallParticle(i) {
		return false
	}
	from, to := i, i+1
	for from > 0 && i-from < 3 && f.smallParticle(from-1) {
		from--
	}
	for to < len(f.items) && to-i < 3 && (f.smallParticle(to) || f.items[to].low == "-") {
		to++
	}
	return from > 0 && f.items[from-1].capital && to < len(f.items) && f.items[to].capital
}

func (f *frame) smallParticle(i int) bool {
	return !f.items[i].capital && actor.Particle(f.items[i].low)
}

// mentioned reports whether byte b lies in a mention of the roster.
func (c *cast) mentioned(b int) bool { return c.mentionAt(b) != nil }

func (c *cast) mentionAt(b int) *actor.Mention {
	i, found := slices.BinarySearchFunc(c.mentions, b, func(m actor.Mention, b int) int { return cmp.Compare(m.Start, b) })
	if !found {
		i--
	}
	if i >= 0 && b < c.mentions[i].End {
		return &c.mentions[i]
	}
	return nil
}

// nameIn returns the name of somebody or something that the language model found around
// the bytes [b, e) and that ends where they do, or nil.
func (c *cast) nameIn(b, e int) *text.Name {
	n := c.nameEnding(e)
	if n == nil || c.a.doc.Words[n.First].Start > b {
		return nil
	}
	return n
}

// inPerson reports whether the language model found a person's name around byte b.
func (c *cast) inPerson(b int) bool {
	d := c.a.doc
	i, _ := slices.BinarySearchFunc(d.Names, b, func(n text.Name, b int) int { return cmp.Compare(d.Words[n.Last-1].End, b+1) })
	return i < len(d.Names) && d.Names[i].Type == text.Person && d.Words[d.Names[i].First].Start <= b
}

// nameEnding returns the name of somebody or something that ends at byte e, or nil.
func (c *cast) nameEnding(e int) *text.Name {
	d := c.a.doc
	i, found := slices.BinarySearchFunc(d.Names, e, func(n text.Name, e int) int { return cmp.Compare(d.Words[n.Last-1].End, e) })
	if !found {
		return nil
	}
	switch n := &d.Names[i]; n.Type {
	case text.Person, text.Organisation, text.Place:
		return n
	}
	return nil
}

// stranger makes a sighting of the capitalised items [from, to): title words first, then
// the name.
func (c *cast) stranger(f *frame, from, to int) (sighting, bool) {
	start := from
	for k := from; k < to; k++ {
		if n, _ := nounOf(f.items[k].low); n&role != 0 || honorific[f.items[k].low] {
			start = k + 1
		}
	}
	if start < to && f.items[start].low == "-" {
		return sighting{}, false // "Spokesman-Review"
	}
	if to-start < 2 || f.hyphened(start) == f.items[to-1].end && !f.items[to-1].capital {
		return sighting{}, false // "Jong-un"
	}
	body := false
	for k := start; k < to; k++ {
		if n, _ := nounOf(f.items[k].low); n&(institution|outletNoun|document|place) != 0 {
			body = true
		}
		if f.items[k].class == passed || f.items[k].class == doing || f.items[k].class == finite {
			return sighting{}, false
		}
	}
	// "Fight for Peace", "Ministry of Truth": a name that goes on is no person's.
	if to < len(f.items) && (f.items[to].low == "of" || f.items[to].low == "&") {
		body = true
	}
	if start == 0 && from == 0 && len(f.items[0].verbs) > 0 {
		return sighting{}, false
	}
	b, e := f.items[start].start, f.items[to-1].end
	if actor.Particle(f.items[start].low) && len(c.surnames[c.a.doc.Text[f.items[to-1].start:e]]) > 0 {
		return sighting{}, false // "Van der Lim", who was named before
	}
	if n := c.nameIn(b, e); n != nil {
		body = n.Type != text.Person
	}
	name := strings.Join(strings.Fields(c.a.doc.Text[b:e]), " ")
	fig := c.byKey["="+name]
	if fig == nil {
		fig = &figure{person: !body, roles: map[string]bool{}, party: readout.Party{Name: name, Type: "person"}}
		if body {
			fig.party.Type = "organisation"
		} else {
			last := lastWord(name)
			c.surnames[last] = append(c.surnames[last], fig)
			if nick := c.a.nicknameIn(b, e); nick != "" {
				c.byKey["="+nick+" "+last] = fig
			}
		}
		c.byKey["="+name] = fig
	}
	return sighting{start: b, end: e, figure: fig}, true
}

// surnamed adds the places where a stranger's last name stands alone.
func (c *cast) surnamed() {
	taken, ended := map[int]bool{}, map[int]bool{}
	for _, s := range c.seen {
		taken[s.start], ended[s.end] = true, true
	}
	for i := range c.a.frames {
		f := &c.a.frames[i]
		for k := range f.items {
			it := &f.items[k]
			if !it.capital && !f.smallParticle(k) || taken[it.start] || it.class == quoted || k > 0 && f.particle(k-1) && ended[it.end] {
				continue
			}
			end := f.hyphened(k)
			figs := c.namedBefore(c.surnames[c.a.doc.Text[it.start:end]], it.start)
			if len(figs) == 0 || c.mentioned(it.start) && figs[0].actor != nil {
				continue
			}
			if k > 0 && f.items[k-1].capital && f.items[k-1].class == name && k > 1 && nouns()[f.items[k-1].low]&role == 0 {
				continue
			}
			c.seen = append(c.seen, sighting{start: it.start, end: end, figure: c.one(figs)})
		}
	}
}

// hyphened returns where the word that begins with item k ends, with what hyphens tie to it:
// "al-Lim".
func (f *frame) hyphened(k int) int {
	for k+2 < len(f.items) && f.items[k+1].low == "-" && f.items[k+1].start == f.items[k].end && f.items[k+2].start == f.items[k+1].end {
		k += 2
	}
	return f.items[k].end
}
