package account

import (
	"math"
	"slices"
)

// Of a pair of statements, what tells whether they are about one matter.
const (
	always     = iota
	sharing    // share of the weight of their words that both have
	shared     // weight of these words
	covering   // how far each is covered by words like its own: the mean of both,
	leastCover // the less,
	mostCover  // and the more
	closest    // the two words that are most alike, by their weight
	secondary  // the next two
	middle     // cosine of the means of their words' vectors
	sameIssue
	otherIssue   // both have an issue, and not the same
	sameName     // a name that both have
	otherName    // both have names, and not the same
	ofManner     // both say how the talks were, or whose something is
	sameMeasure  // both count the same: minutes, crowns
	pointed      // one says that it has no part in it, or that it was not spoken of
	doing        // how alike their verbs are
	short        // the fewer words, the more
	leastLead    // how far the pair is ahead of the next best of the one whose it is less,
	mostLead     // and of the other
	meaning      // share of the weight of their words that both have, or words of one meaning
	leastMeaning // of the one that has less of it
	sameField    // the weight of words of one meaning that are not the same
	sameNumber   // a number that both have: 40, "forty"
	otherNumber  // both have numbers, and not the same
	sameDate     // a month or weekday that both have
	otherDate    // both have months or weekdays, and not the same
	onePage      // both stand on one page of one account, which says a thing once
	features
)

var featureNames = [features]string{"always", "sharing", "shared", "covering", "least cover", "most cover", "closest", "secondary", "middle",
	"same issue", "other issue", "same name", "other name", "of manner", "same measure", "pointed", "doing", "short", "least lead", "most lead",
	"meaning", "least meaning", "same field", "same number", "other number", "same date", "other date", "one page"}

// A Features is what is known of a pair of statements.
type Features [features]float64

// featuresOf compares two statements; the leads are left to [lead].
func (c *comparer) featuresOf(a, b *unit) Features {
	var x Features
	x[always] = 1
	ab, ba := coverOf(a.marks, b.marks), coverOf(b.marks, a.marks)
	x[sharing], x[shared] = (ab.same+ba.same)/2, min(2, ab.weight)
	x[covering], x[leastCover], x[mostCover] = (ab.like+ba.like)/2, min(ab.like, ba.like), max(ab.like, ba.like)
	am, bm := meantBy(a.marks, b.marks), meantBy(b.marks, a.marks)
	x[meaning], x[leastMeaning], x[sameField] = (am.same+bm.same)/2, min(am.same, bm.same), min(2, am.like)
	number, numbers := commonTo(a.numbers, b.numbers)
	x[sameNumber], x[otherNumber] = bit(number), bit(numbers && !number)
	date, dates := commonTo(a.dates, b.dates)
	x[sameDate], x[otherDate] = bit(date), bit(dates && !date)
	x[closest], x[secondary] = closestTwo(a.marks, b.marks)
	x[middle] = middles(a.marks, b.marks)
	issue, issues := issuesOf(a, b)
	x[sameIssue], x[otherIssue] = bit(issue), bit(issues && !issue)
	name, names := namesOf(a.marks, b.marks)
	x[sameName], x[otherName] = bit(name), bit(names && !name)
	x[ofManner] = bit(alikeInTalks(a, b) || claimed(a, b))
	x[sameMeasure] = bit(measured(a, b))
	x[pointed] = bit(part(a, b) != "" || silence(a, b) != "")
	if a.verb != nil && b.verb != nil {
		x[doing] = alike(a.verb, b.verb)
	}
	x[onePage] = bit(a.cell.Page == b.cell.Page && a.voice == b.voice)
	x[short] = 1 / math.Sqrt(1+float64(min(len(a.marks), len(b.marks))))
	return x
}

// measured reports whether two statements count the same: "30 minutes", "more than an hour".
func measured(a, b *unit) bool {
	return slices.ContainsFunc(a.mind.counts, func(x count) bool {
		return slices.ContainsFunc(b.mind.counts, func(y count) bool { return x.of == y.of })
	})
}

func bit(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// A cover is how far the words of one statement are those of another.
type cover struct{ same, like, weight float64 }

func coverOf(a, b []mark) cover {
	var out cover
	all := 0.0
	for i := range a {
		best := 0.0
		for j := range b {
			best = max(best, matched(&a[i], &b[j]))
		}
		if a[i].spare && best == 0 {
			continue
		}
		all += a[i].weight
		out.like += a[i].weight * best
		if best >= sameStem {
			out.weight += a[i].weight
		}
	}
	if all > 0 {
		out.same, out.like = out.weight/all, out.like/all
	}
	return out
}

// meantBy is how far the words of one statement are those of another or of one meaning with one:
// same is their share of the weight, like the weight of those that are of one meaning only.
func meantBy(a, b []mark) cover {
	var out cover
	all := 0.0
	for i := range a {
		same, meant := false, false
		for j := range b {
			same = same || matched(&a[i], &b[j]) >= sameStem
			meant = meant || oneMeaning(&a[i], &b[j])
		}
		if a[i].spare && !same {
			continue
		}
		all += a[i].weight
		if same || meant {
			out.weight += a[i].weight
		}
		if meant && !same {
			out.like += a[i].weight
		}
	}
	if all > 0 {
		out.same = out.weight / all
	}
	return out
}

// oneMeaning reports whether two words stand in one line of meaning.tsv.
func oneMeaning(a, b *mark) bool {
	if a.name || b.name || a.spare || b.spare {
		return false
	}
	return slices.ContainsFunc(a.lines, func(n int) bool { return slices.Contains(b.lines, n) })
}

// commonTo reports whether two lists have something in common, and whether both have anything.
func commonTo[T comparable](a, b []T) (same, both bool) {
	return slices.ContainsFunc(a, func(x T) bool { return slices.Contains(b, x) }), len(a) > 0 && len(b) > 0
}

// matched is how alike two words are, those that stand before a statement only where they are
// nearly the same as one of the other.
func matched(a, b *mark) float64 {
	like := alike(a, b)
	if (a.spare || b.spare) && (like < sameRoot || a.spare && b.spare) {
		return 0
	}
	return like
}

// closestTwo returns the likeness, by weight, of the two words that are most alike, and of the
// next two.
func closestTwo(a, b []mark) (one, two float64) {
	for i := range a {
		best := 0.0
		for j := range b {
			best = max(best, matched(&a[i], &b[j])*math.Sqrt(a[i].weight*b[j].weight))
		}
		if best > one {
			one, two = best, one
		} else {
			two = max(two, best)
		}
	}
	return one, two
}

// unknownMiddle stands for the likeness of statements of whose words no vector is known.
const unknownMiddle = 0.3

func middles(a, b []mark) float64 {
	x, y := middleOf(a), middleOf(b)
	if x == nil || y == nil {
		return unknownMiddle
	}
	return dot(x, y) / math.Sqrt(dot(x, x)*dot(y, y))
}

func middleOf(list []mark) []float64 {
	var out []float64
	for _, m := range list {
		if m.vec == nil || m.name || m.spare {
			continue
		}
		if out == nil {
			out = make([]float64, len(m.vec))
		}
		for i, v := range m.vec {
			out[i] += m.weight * v
		}
	}
	return out
}

// namesOf reports whether two statements share a name, and whether both have one.
func namesOf(a, b []mark) (same, both bool) {
	inA, inB := false, false
	for i := range a {
		inA = inA || a[i].name
		for j := range b {
			same = same || a[i].name && b[j].name && a[i].lemma == b[j].lemma
		}
	}
	for j := range b {
		inB = inB || b[j].name
	}
	return same, inA && inB
}

// A pair is two statements of those that are compared, by their places.
type pair struct {
	i, j int
	x    Features
}

// pairs returns all pairs of statements, the first side's before the second's, with what is
// known of them.
func (c *comparer) pairs() []pair {
	units := append(append([]*unit{}, c.a...), c.b...)
	var out []pair
	for i := range units {
		for j := i + 1; j < len(units); j++ {
			out = append(out, pair{i, j, c.featuresOf(units[i], units[j])})
		}
	}
	c.lead(out)
	return out
}

// unrivalled is what a pair is measured by whose statements have no other to go with.
const unrivalled = 0.8

// akin is the share of words from which on two statements of one side say the same: no rivals.
const akin = 0.35

// lead sets how far each pair is ahead of the best of the other pairs of two sides that have
// one of its statements. A statement that says what the pair's own does is no rival to it. It takes
// time that grows with the third power of the statements, of which there are at most [MaxStatements]
// of a side.
func (c *comparer) lead(list []pair) {
	n := len(c.a) + len(c.b)
	near, kin := make([]float64, n*n), make([]bool, n*n)
	for k := range list {
		p := &list[k]
		at, back := p.i*n+p.j, p.j*n+p.i
		near[at] = p.x[covering] + p.x[closest]
		near[back] = near[at]
		kin[at] = !c.across(p) && p.x[sharing] >= akin
		kin[back] = kin[at]
	}
	ahead := func(i, j int) float64 {
		from, to := 0, len(c.a)
		if i < len(c.a) {
			from, to = len(c.a), n
		}
		rival := unrivalled
		for o := from; o < to; o++ {
			if o != j && !kin[j*n+o] {
				rival = max(rival, near[i*n+o])
			}
		}
		return near[i*n+j] - rival
	}
	for k := range list {
		p := &list[k]
		x, y := ahead(p.i, p.j), ahead(p.j, p.i)
		p.x[leastLead], p.x[mostLead] = min(x, y), max(x, y)
	}
}

// across reports whether a pair is of two sides.
func (c *comparer) across(p *pair) bool { return p.i < len(c.a) && p.j >= len(c.a) }
