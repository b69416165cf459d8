package link

import (
	"cmp"
	"fmt"
	"slices"

	"readout"
)

// A Group is items that are one event, as numbers of the list given to Cluster, in order.
type Group struct {
	Items    []int
	Links    []Verdict // one fewer than items: those that brought them together
	Refusals []Verdict
}

// Cluster brings the verdicts on pairs of items together: the surest link first, and each
// only where every item of the one side may be one with every item of the other. An item
// whose day is not known and that fits two events equally well joins neither. The result
// does not depend on the order of the lists. Verdicts on other items are left out.
func Cluster(items []Item, verdicts []Verdict) []Group {
	c := clusterer{items: items, at: make(map[Ref]int), apart: make(map[[2]Ref]Verdict)}
	for i := range items {
		c.at[items[i].Ref] = i
		c.groups = append(c.groups, newGroup(i, &items[i]))
		c.of = append(c.of, i)
	}
	verdicts = c.sorted(verdicts)
	torn := c.torn(verdicts)
	for _, v := range verdicts {
		switch why := torn[v.A]; {
		case !v.Same:
			if v.Person {
				c.apart[[2]Ref{v.A, v.B}], c.apart[[2]Ref{v.B, v.A}] = v, v
			}
			c.refused = append(c.refused, v)
		case !v.Person && (why != "" || torn[v.B] != ""):
			c.refused = append(c.refused, v.refuse(cmp.Or(why, torn[v.B])))
		default:
			c.take(v)
		}
	}
	return c.result()
}

type clusterer struct {
	items   []Item
	at      map[Ref]int
	groups  []*group
	of      []int // item to group
	refused []Verdict
	apart   map[[2]Ref]Verdict // what a person keeps apart
}

// group is a Group in the making.
type group struct {
	Group
	pages map[readout.PageID]bool
	date  readout.Interval
	kinds []int // items that differ in what Conflict looks at, dates aside
}

func newGroup(i int, it *Item) *group {
	return &group{Group: Group{Items: []int{i}}, kinds: []int{i}, pages: map[readout.PageID]bool{it.Page: true}, date: it.Event.Date.Interval}
}

// sorted puts what persons say first, then links, the surest first, then refusals. It leaves
// out links to other items
// and what is about none.
func (c *clusterer) sorted(verdicts []Verdict) []Verdict {
	out := slices.DeleteFunc(slices.Clone(verdicts), func(v Verdict) bool {
		_, a := c.at[v.A]
		_, b := c.at[v.B]
		return !a && !b || v.Same && !(a && b)
	})
	slices.SortFunc(out, func(a, b Verdict) int {
		return cmp.Or(cmp.Compare(turn(a), turn(b)), cmp.Compare(b.Score, a.Score), compareRefs(a.A, b.A), compareRefs(a.B, b.B))
	})
	return out
}

// turn is when a verdict is looked at: what persons keep apart before what they bring
// together, then the other links, then the other refusals.
func turn(v Verdict) int {
	switch {
	case v.Person && !v.Same:
		return 0
	case v.Person:
		return 1
	case v.Same:
		return 2
	}
	return 3
}

// torn returns the items without a known day whose two surest links are equally sure and
// lead to what cannot be one event, each with the reason.
func (c *clusterer) torn(verdicts []Verdict) map[Ref]string {
	best := make(map[Ref]Verdict)
	out := make(map[Ref]string)
	see := func(me, other Ref, v Verdict) {
		was, ok := best[me]
		if !ok {
			best[me] = v
			return
		}
		if c.items[c.at[me]].Known() || was.Score-v.Score > 0.1 || out[me] != "" {
			return
		}
		before := was.A
		if before == me {
			before = was.B
		}
		if why := Conflict(&c.items[c.at[before]], &c.items[c.at[other]]); why != "" {
			out[me] = "fits two events equally well: " + why
		}
	}
	for _, v := range verdicts {
		if v.Same {
			see(v.A, v.B, v)
			see(v.B, v.A, v)
		}
	}
	return out
}

func (c *clusterer) take(v Verdict) {
	a, b := c.of[c.at[v.A]], c.of[c.at[v.B]]
	if a == b {
		return
	}
	if why := c.keptApart(c.groups[a], c.groups[b]); why != "" {
		c.refused = append(c.refused, v.refuse(why))
		return
	}
	if why := c.clash(c.groups[a], c.groups[b]); why != "" && !v.Person {
		c.refused = append(c.refused, v.refuse("alike, but not all pages that tell of it permit it: "+why))
		return
	}
	if len(c.groups[a].Items) < len(c.groups[b].Items) {
		a, b = b, a
	}
	to, from := c.groups[a], c.groups[b]
	if both, ok := overlap(to.date, from.date); ok {
		to.date = both
	}
	to.Links = append(append(to.Links, from.Links...), v)
	for _, i := range from.Items {
		c.of[i] = a
		to.pages[c.items[i].Page] = true
	}
	to.Items = append(to.Items, from.Items...)
	for _, i := range from.kinds {
		if !slices.ContainsFunc(to.kinds, func(j int) bool { return c.alike(i, j) }) {
			to.kinds = append(to.kinds, i)
		}
	}
	c.groups[b] = nil
}

// alike reports whether a look at one of two items does for both.
func (c *clusterer) alike(i, j int) bool {
	a, b := &c.items[i], &c.items[j]
	return a.Kind == b.Kind && a.Event.Date.Text == b.Event.Date.Text && a.Event.Place == b.Event.Place && a.Event.Status == b.Event.Status && a.exact() == b.exact() && slices.Equal(a.Parties, b.Parties)
}

// clash returns why two groups cannot be one event, or "". Dates that overlap two by two
// have a day in common, so the days that a whole group permits stand for all of them.
func (c *clusterer) clash(a, b *group) string {
	if len(a.pages) > len(b.pages) {
		a, b = b, a
	}
	for page := range a.pages {
		if b.pages[page] {
			return "one page tells of both"
		}
	}
	if _, ok := overlap(a.date, b.date); !ok {
		return fmt.Sprintf("different days: %s and %s", interval(a.date), interval(b.date))
	}
	for _, i := range a.kinds {
		for _, j := range b.kinds {
			if why := Conflict(&c.items[i], &c.items[j]); why != "" {
				return why
			}
		}
	}
	return ""
}

// keptApart returns why a person keeps two groups apart, or "".
func (c *clusterer) keptApart(a, b *group) string {
	if len(c.apart) == 0 {
		return ""
	}
	for _, i := range a.Items {
		for _, j := range b.Items {
			if v, ok := c.apart[[2]Ref{c.items[i].Ref, c.items[j].Ref}]; ok {
				return v.Reasons[0]
			}
		}
	}
	return ""
}

// maxRefusals is how many refusals are told of one event.
const maxRefusals = 20

func (c *clusterer) result() []Group {
	for _, v := range c.refused {
		a, b := c.groupOf(v.A), c.groupOf(v.B)
		if a == b { // others brought them together
			continue
		}
		for _, g := range []*group{a, b} {
			if g != nil {
				g.Refusals = append(g.Refusals, v)
			}
		}
	}
	var out []Group
	for _, g := range c.groups {
		if g == nil {
			continue
		}
		slices.SortFunc(g.Items, func(i, j int) int { return compareItems(&c.items[i], &c.items[j]) })
		slices.SortFunc(g.Links, compareVerdicts)
		slices.SortFunc(g.Refusals, compareVerdicts)
		g.Refusals = c.tellOnce(g)
		out = append(out, g.Group)
	}
	slices.SortFunc(out, func(a, b Group) int { return compareItems(&c.items[a.Items[0]], &c.items[b.Items[0]]) })
	return out
}

// tellOnce keeps one refusal of each event of another page.
func (c *clusterer) tellOnce(g *group) []Verdict {
	seen := make(map[Ref]bool)
	return slices.DeleteFunc(g.Refusals, func(v Verdict) bool {
		other := v.A
		if c.groupOf(v.A) == g {
			other = v.B
		}
		if seen[other] || len(seen) == maxRefusals {
			return true
		}
		seen[other] = true
		return false
	})
}

func (c *clusterer) groupOf(r Ref) *group {
	i, ok := c.at[r]
	if !ok {
		return nil
	}
	return c.groups[c.of[i]]
}

func compareVerdicts(a, b Verdict) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), compareRefs(a.A, b.A), compareRefs(a.B, b.B))
}

// compareItems puts items in the order of the days of their pages, where these are known,
// then of their own.
func compareItems(a, b *Item) int {
	return cmp.Or(compareDays(a.Published.Day(), b.Published.Day()), compareDays(a.Published.Earliest, b.Published.Earliest), compareDays(a.Published.Latest, b.Published.Latest),
		compareDays(a.Event.Date.Earliest, b.Event.Date.Earliest), compareRefs(a.Ref, b.Ref))
}
