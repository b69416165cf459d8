package account

import (
	"cmp"
	"slices"
)

// Bounds of likeness. They were set on gold/compare's first two dossiers and the sample.
const (
	sameSaying = 0.60 // two statements of one side are one saying
	sameMatter = 0.34 // statements of two sides are about one matter
	faintly    = 0.26 // they are where they stand against each other, too
	disowned   = 0.18 // they are where one says that it has no part in it
	follows    = 0.50 // a further statement of one side is about what another of its is
	joins      = 0.36 // a further statement is about the matter of a row
)

// A group is the statements of one side that say one thing, in the order of the pages.
type group struct {
	units []*unit
	row   *row
}

// A row is groups of both sides that speak of one matter.
type row struct {
	a, b []*group
	like float64 // of the pair that made it
}

// pair is two groups of different sides with their likeness.
type pair struct {
	a, b *group
	like float64
}

// grouped brings together the statements of one side that say the same: each joins the
// first group that has one like it.
func (c *comparer) grouped(units []*unit) []*group {
	var out []*group
	var last *group
	for k, u := range units {
		var best *group
		most := sameSaying
		for _, g := range out {
			for _, o := range g.firm() {
				if s := c.likeness(u, o); s >= most && !apart(u, o) {
					best, most = g, s
				}
			}
		}
		if best == nil && len(out) > 0 && u.goesOn(units[k-1]) {
			best = last
		}
		if best == nil {
			best = &group{}
			out = append(out, best)
		}
		best.units, last = append(best.units, u), best
	}
	return out
}

// goesOn reports whether a statement is on the matter of the one before it in its sentence or the one before:
// "called the toll unlawful and urged Ruvia to lift it", "sought its reversal".
func (u *unit) goesOn(before *unit) bool {
	if u.cell.Page != before.cell.Page || u.voice != before.voice || u.words[0] < before.words[0] {
		return false
	}
	apart := u.doc.Words[u.words[0]].Sentence - u.doc.Words[before.words[0]].Sentence
	return apart <= 1 && slices.ContainsFunc(u.words, func(i int) bool {
		w := &u.doc.Words[i]
		object := w.UPOS == "PRON" && w.Rel() == "obj" && w.Head == u.head() && (formOf(w) == "it" || formOf(w) == "them")
		whose := (formOf(w) == "its" || formOf(w) == "their") && w.Head == u.head() && len(u.words) <= briefly // "its reversal"
		return object && apart == 0 || whose
	})
}

// briefly is how many words a statement has at most that is about what "its" means.
const briefly = 6

// head returns the highest of a unit's words, the first of several.
func (u *unit) head() int {
	for _, i := range u.words {
		if h := u.doc.Words[i].Head; slices.Index(u.words, h) < 0 && u.doc.Words[i].UPOS != "PUNCT" {
			return i
		}
	}
	return u.words[0]
}

// apart reports whether two statements of one side are of different kinds, which stay
// different cells: what somebody would not answer is not what he said.
func apart(a, b *unit) bool { return refused(a) != refused(b) }

// align pairs the groups of two sides, the likest first, and then lets further groups join
// the rows they are like.
func (c *comparer) align(as, bs []*group) []*row {
	pairs := c.pairs(as, bs)
	var out []*row
	for _, p := range pairs {
		if p.a.row != nil || p.b.row != nil {
			continue
		}
		r := &row{a: []*group{p.a}, b: []*group{p.b}, like: p.like}
		p.a.row, p.b.row = r, r
		out = append(out, r)
	}
	for _, p := range pairs {
		switch {
		case p.like < joins:
		case p.a.row == nil:
			p.a.row = p.b.row
			p.b.row.a = append(p.b.row.a, p.a)
		case p.b.row == nil:
			p.b.row = p.a.row
			p.a.row.b = append(p.a.row.b, p.b)
		}
	}
	c.follow(as, func(g *group) { g.row.a = append(g.row.a, g) })
	c.follow(bs, func(g *group) { g.row.b = append(g.row.b, g) })
	for _, g := range as {
		if g.row == nil {
			out = append(out, &row{a: []*group{g}})
		}
	}
	for _, g := range bs {
		if g.row == nil {
			out = append(out, &row{b: []*group{g}})
		}
	}
	return out
}

// follow lets groups without a row join that of another group of their side that is about
// the same. They bring no others with them: a sentence on two matters would tie these together.
func (c *comparer) follow(groups []*group, join func(*group)) {
	leaders := slices.DeleteFunc(slices.Clone(groups), func(g *group) bool { return g.row == nil })
	for _, g := range groups {
		if g.row != nil {
			continue
		}
		most := follows
		for _, o := range leaders {
			if s := c.closest(g, o); s >= most {
				g.row, most = o.row, s
			}
		}
		if g.row != nil {
			join(g)
		}
	}
}

// pairs returns the pairs of groups that are about one matter, the likest first.
func (c *comparer) pairs(as, bs []*group) []pair {
	var out []pair
	for _, a := range as {
		for _, b := range bs {
			like := c.closest(a, b)
			if like >= sameMatter || like >= disowned && disowns(a, b) || like >= faintly && (bargain(a, b) || c.conflict(a.units, b.units) != "") {
				out = append(out, pair{a, b, like})
			}
		}
	}
	slices.SortStableFunc(out, func(x, y pair) int { return cmp.Compare(y.like, x.like) })
	return out
}

// disowns reports whether one side says that it has no part in what the other tells.
func disowns(a, b *group) bool {
	for _, x := range a.units {
		for _, y := range b.units {
			if part(x, y) != "" {
				return true
			}
		}
	}
	return false
}

// bargain reports whether one side asks for a thing for which the other sets a condition.
func bargain(a, b *group) bool {
	for _, x := range a.units {
		for _, y := range b.units {
			if x.mind.asks && y.mind.conditional != "" || y.mind.asks && x.mind.conditional != "" {
				return true
			}
		}
	}
	return false
}

// closest returns how much the likest statements of two groups are about one matter.
func (c *comparer) closest(a, b *group) float64 {
	best := 0.0
	for _, x := range a.firm() {
		for _, y := range b.firm() {
			best = max(best, c.likeness(x, y))
		}
	}
	return best
}

// firm are the statements that others are compared with: sentences of long turns, which
// are often on two matters, only where there is nothing else.
func (g *group) firm() []*unit {
	list := slices.DeleteFunc(slices.Clone(g.units), func(u *unit) bool { return u.loose })
	if len(list) == 0 {
		return g.units
	}
	return list
}
