package statement

import (
	"cmp"
	"slices"
	"strings"

	"readout"
	"readout/actor"
)

// A figure is somebody the article names: a person, body, state or outlet.
type figure struct {
	party  readout.Party
	actor  *actor.Actor
	person bool
	roles  map[string]bool // nouns it is called by: "spokesperson"
	gender nounClass       // male, female or 0
	titles string          // the fullest title printed with it
	held   []string        // see rolesOf
	first  int             // byte after that where it is named first, 0 where it is not
	among  []*figure       // of a name that several have: those who have it
}

// A sighting is a place where a figure is named.
type sighting struct {
	start, end int // bytes
	figure     *figure
	title      string // printed before the name, here
	mention    *actor.Mention
}

// A cast is the figures of an article in the order in which they are named.
type cast struct {
	in        Input
	a         *analysis
	mentions  []actor.Mention
	seen      []sighting
	byKey     map[string]*figure
	surnames  map[string][]*figure
	named     map[string]bool         // see sides
	ministers map[string]*actor.Actor // see ministerOf
	house     string                  // see home
	housed    bool
}

// casting reads the article's figures: first those of the roster, then names that it
// does not know.
func casting(in Input, a *analysis) *cast {
	c := &cast{in: in, a: a, byKey: map[string]*figure{}, surnames: map[string][]*figure{}}
	if in.Roster != nil {
		c.mentions = in.Roster.Find(a.doc.Text)
	}
	var strangers []sighting
	for i := range a.frames {
		strangers = append(strangers, c.strangers(&a.frames[i])...)
		strangers = append(strangers, c.firstNames(&a.frames[i])...)
	}
	slices.SortStableFunc(strangers, func(x, y sighting) int { return cmp.Compare(x.start, y.start) })
	c.known(strangers)
	c.seen = append(c.seen, strangers...)
	for i := len(c.seen) - 1; i >= 0; i-- {
		if s := &c.seen[i]; s.figure.first == 0 || s.start < s.figure.first-1 {
			s.figure.first = s.start + 1
		}
	}
	c.surnamed()
	slices.SortStableFunc(c.seen, func(x, y sighting) int { return cmp.Compare(x.start, y.start) })
	for i := range a.frames {
		c.titles(&a.frames[i])
	}
	c.genders()
	c.entitleShared()
	return c
}

// known adds the sightings of the roster's figures. A last name alone means the one who
// has it and whose full name stands in the article, if there is one.
func (c *cast) known(strangers []sighting) {
	full := map[*actor.Actor]bool{}
	for _, m := range c.mentions {
		if m.How == actor.ByName && len(m.Actors) == 1 {
			full[m.Actors[0]] = true
		}
	}
	before := map[*actor.Actor]bool{} // named in full so far
	local, others := map[string]bool{}, byLastName(strangers)
	for _, s := range strangers {
		local[lastWord(s.figure.party.Name)] = s.figure.person
	}
	for i := range c.mentions {
		m := &c.mentions[i]
		name := c.a.doc.Text[m.Start:m.End]
		switch {
		case covered(strangers, m.Start):
			continue // the last name of somebody else
		case local[name] && !anyOf(m.Actors, full) && (m.How == actor.BySurname || m.How == actor.ByName && m.Actors[0].Type == actor.Outlet):
			continue // somebody of that name whom the roster does not know
		case m.How == actor.BySurname && !anyOf(m.Actors, full) && !c.likely(m):
			continue
		}
		if m.How == actor.ByName && len(m.Actors) == 1 {
			before[m.Actors[0]] = true
		}
		named := full
		if anyOf(m.Actors, before) {
			named = before
		}
		fig := c.figureOf(m, name, named)
		if m.How == actor.BySurname && fig.actor != nil && fig.person {
			fig = c.namesakes(fig, name, m.Start, others)
		}
		c.seen = append(c.seen, sighting{start: m.Start, end: m.End, figure: fig, mention: m})
	}
}

// covered reports whether byte b lies in one of the sightings, which are in text order.
func covered(list []sighting, b int) bool {
	i, _ := slices.BinarySearchFunc(list, b, func(s sighting, b int) int { return cmp.Compare(s.end, b+1) })
	return i < len(list) && list[i].start <= b
}

// likely reports whether a last name that stands without a first name anywhere in the
// article may be trusted: where its state is named too, or its office before it.
func (c *cast) likely(m *actor.Mention) bool {
	for _, a := range m.Actors {
		if a.Side != "" && (c.sides()[a.Side] || a.Side == c.home()) {
			return true
		}
	}
	return len(m.Actors) == 1 && c.entitled(m)
}

// home returns the side of the outlet that publishes the article, or "".
func (c *cast) home() string {
	if !c.housed {
		c.housed = true
		c.house = (&resolver{cast: c}).outletSide()
	}
	return c.house
}

// entitled reports whether the word before a last name is of the office that the one who
// bears it holds: "President Lim".
func (c *cast) entitled(m *actor.Mention) bool {
	w := strings.ToLower(lastWord(strings.TrimRight(c.a.doc.Text[max(0, m.Start-40):m.Start], " ")))
	if n, _ := nounOf(w); n&role == 0 || honorific[w] {
		return false
	}
	for _, o := range c.in.Roster.OfficesOf(m.Actors[0].ID, c.in.Article.Published) {
		for _, n := range o.Names {
			if hasWords(n, w) {
				return true
			}
		}
	}
	return false
}

// sides are the states and organisations that the article names, other than by a person.
func (c *cast) sides() map[string]bool {
	if c.named == nil {
		c.named = map[string]bool{}
		for i := range c.mentions {
			if m := &c.mentions[i]; len(m.Actors) == 1 && m.Actors[0].Type != actor.Person && m.Actors[0].Type != actor.Outlet {
				c.named[m.Actors[0].Side] = true
			}
		}
	}
	return c.named
}

func anyOf(list []*actor.Actor, set map[*actor.Actor]bool) bool {
	return slices.ContainsFunc(list, func(a *actor.Actor) bool { return set[a] })
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// figureOf returns the figure that a mention means.
func (c *cast) figureOf(m *actor.Mention, name string, full map[*actor.Actor]bool) *figure {
	as := m.Actors
	if len(as) > 1 {
		var some []*actor.Actor
		for _, a := range as {
			if full[a] {
				some = append(some, a)
			}
		}
		if len(some) == 1 {
			as = some
		}
	}
	if len(as) > 1 {
		return c.ambiguous(as, name)
	}
	return c.actorFigure(as[0])
}

// actorFigure returns the figure of an actor of the roster.
func (c *cast) actorFigure(a *actor.Actor) *figure {
	if fig := c.byKey[a.ID]; fig != nil {
		return fig
	}
	fig := &figure{actor: a, person: a.Type == actor.Person, roles: map[string]bool{},
		party: readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: string(a.Type), Side: readout.Opt(a.Side)}}
	switch {
	case a.Male:
		fig.gender = male
	case a.Female:
		fig.gender = female
	}
	c.byKey[a.ID] = fig
	if fig.person {
		last := lastWord(a.Name)
		c.surnames[last] = append(c.surnames[last], fig)
	}
	return fig
}

// ambiguous returns the figure of a name that fits several actors.
func (c *cast) ambiguous(as []*actor.Actor, name string) *figure {
	key := "?" + name
	if fig := c.byKey[key]; fig != nil {
		return fig
	}
	fig := &figure{roles: map[string]bool{}, person: as[0].Type == actor.Person,
		party: readout.Party{Name: name, Type: string(as[0].Type)}}
	side := as[0].Side
	for _, a := range as {
		fig.party.Candidates = append(fig.party.Candidates, a.ID)
		if a.Side != side {
			side = ""
		}
		if string(a.Type) != fig.party.Type {
			fig.party.Type = ""
		}
	}
	fig.party.Side = readout.Opt(side)
	if fig.party.Type == "" {
		fig.party.Type = "person"
		fig.person = true
	}
	for _, a := range as {
		fig.among = append(fig.among, c.actorFigure(a))
	}
	c.byKey[key] = fig
	return fig
}

// titles notes the titles that stand beside the names of a frame.
func (c *cast) titles(f *frame) {
	for k := range f.items {
		it := &f.items[k]
		if it.class == quoted {
			continue
		}
		s := c.sightingAt(it.start)
		if s == nil || !s.figure.person || s.start != it.start {
			continue
		}
		end := k
		for end < len(f.items) && f.items[end].start < s.end {
			end++
		}
		c.titleWithin(s)
		c.titleBefore(f, k, s)
		c.titleApart(f, k, s)
		c.titleAfter(f, end, s)
		if s.figure.gender == 0 && k > 0 {
			s.figure.gender = nouns()[f.items[k-1].low] & (male | female)
		}
	}
}

// sightingAt returns the sighting that covers byte b, or nil.
func (c *cast) sightingAt(b int) *sighting {
	i, found := slices.BinarySearchFunc(c.seen, b, func(s sighting, b int) int { return cmp.Compare(s.start, b) })
	if !found {
		i--
	}
	if i >= 0 && b < c.seen[i].end {
		return &c.seen[i]
	}
	return nil
}

// titleBefore reads "State Department spokesperson" before the name at item k.
func (c *cast) titleBefore(f *frame, k int, s *sighting) {
	from, hit := k, false
	for from > 0 && k-from < 12 {
		it := &f.items[from-1]
		ok := it.class == name || it.class == other || it.class == clitic || it.class == number && !it.capital ||
			it.low == "of" && (hit && from > 1 && nouns()[f.items[from-2].low]&role != 0 || c.mentioned(it.start)) || c.mentioned(it.start) && c.mentionAt(it.start).How == actor.ByTitle
		if _, says := f.cueAt(from - 1); !ok || says && !it.capital {
			break
		}
		if p := c.sightingAt(it.start); p != nil && p.figure.person {
			break
		}
		if n, _ := nounOf(it.low); n&role != 0 {
			hit = true
			s.figure.roles[it.low] = true
			s.figure.gender |= n & (male | female)
		}
		from--
	}
	for from < k && f.items[from].class == clitic {
		from++
	}
	if !hit || from == k {
		return
	}
	title := c.a.doc.Text[f.items[from].start:f.items[k-1].end]
	s.title = title
	if len(title) > len(s.figure.titles) && !honorific[strings.ToLower(title)] {
		s.figure.titles = title
	}
}

var honorific = setOf("mr. mr mrs. mrs ms. ms miss madam sir dame lord lady dr. dr prof. prof")

// titleAfter reads ", the foreign minister of Ruvia," after the name that ends at item k.
func (c *cast) titleAfter(f *frame, k int, s *sighting) {
	if k+1 >= len(f.items) || f.items[k].class != comma {
		return
	}
	from := k + 1
	switch f.items[from].class {
	case det, poss:
		if f.items[from].class == det {
			from++
		}
	case other:
	default:
		return
	}
	end := f.shutBy(from)
	if end-from > 14 || end <= from || f.hasVerb(from, end) {
		return
	}
	hit := false
	for j := from; j < end; j++ {
		if f.items[j].class == prep && !hit {
			return
		}
		if n, plural := nounOf(f.items[j].low); n&role != 0 && !plural && !hit {
			hit = true
			s.figure.roles[f.items[j].low] = true
			s.figure.gender |= n & (male | female)
		}
		if hit && (f.items[j].class == sub || f.items[j].class == rel) {
			return
		}
	}
	rank := strings.HasSuffix(s.figure.titles, ".") && !strings.Contains(s.figure.titles, " ") // "Cmdr." says less
	if hit && (s.figure.titles == "" || rank) {
		s.figure.titles = c.a.doc.Text[f.items[from].start:f.items[end-1].end]
	}
}
