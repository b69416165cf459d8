package account

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed judge.tsv
var judgeTable string

// What of two statements of one matter shows how they stand to each other. The first are the
// conflicts of verdict.go, in their order; the rest show less, each for itself.
const (
	ofNumbers = iota
	ofOwnership
	ofPlace
	ofDenial
	ofPart
	ofSilence
	ofFulfilment
	ofPledge
	ofRefusal
	ofStance
	ofForm
	onLikelihood
	onTone
	onFeeling
	onCondition
	antonymous   // words of which only one can hold
	negating     // one side alone negates
	refusingOne  // one side alone refuses
	keeping      // one asks for something, the other says that it goes on
	lawfully     // unlawful for the one, lawful for the other
	otherNumbers // each has numbers, and not the same
	otherDates
	agreeingOne // one side agrees or thanks
	agreeingBoth
	picturingOne // one side describes or explains
	picturingBoth
	demandingOne
	demandingBoth
	evidences
	beforehand = evidences // what is known before any word is read
	judgings   = evidences + 1
)

var evidenceNames = [judgings]string{"numbers", "ownership", "place", "denial", "part", "silence", "fulfilment", "pledge", "refusal", "stance", "form",
	"likelihood", "tone", "feeling", "condition", "antonyms", "negating", "refusing", "keeping", "lawful", "other numbers", "other dates",
	"agreeing one", "agreeing both", "picturing one", "picturing both", "demanding one", "demanding both", "always"}

// Evidence is which of these two statements have, 1 or 0.
type Evidence [judgings]float64

// A Judge says which verdict evidence speaks for, as logarithms of odds against "both".
type Judge struct{ Opposed, Worded Evidence }

var shippedJudge = sync.OnceValue(func() *Judge {
	j := new(Judge)
	rows(judgeTable, func(f []string) {
		if i := slices.Index(evidenceNames[:], f[0]); i >= 0 && len(f) > 2 {
			j.Opposed[i], _ = strconv.ParseFloat(f[1], 64)
			j.Worded[i], _ = strconv.ParseFloat(f[2], 64)
		}
	})
	return j
})

// String is the judge as it is stored: a line a kind of evidence.
func (j *Judge) String() string {
	var b strings.Builder
	b.WriteString("# What speaks for opposed, and for differently worded, against both; see judge.go. Made by readout-train -part accounts.\n")
	for i, name := range evidenceNames {
		fmt.Fprintf(&b, "%s\t%.3f\t%.3f\n", name, j.Opposed[i], j.Worded[i])
	}
	return b.String()
}

// weighed is evidence with the words it rests on.
type weighed struct {
	x   Evidence
	why [judgings]string
}

func (e *weighed) note(i int, why string) {
	if why != "" && e.x[i] == 0 {
		e.x[i], e.why[i] = 1, why
	}
}

// evidenceOf reads what shows how the statements of two sides stand to each other.
func (c *comparer) evidenceOf(as, bs []*unit) *weighed {
	e := new(weighed)
	e.x[beforehand] = 1
	conflicts := []func(a, b *unit) string{numbers, ownership, elsewhere, c.denial, part, silence, fulfilled, unpledged, refusal, against, talked}
	for _, a := range as {
		for _, b := range bs {
			for i, tell := range conflicts {
				if e.x[i] == 0 {
					e.note(i, tell(a, b))
				}
			}
			for i, scale := range degrees {
				e.note(onLikelihood+i, graduated(a, b, scale))
			}
			e.note(onCondition, conditions(a, b))
		}
	}
	c.closestOf(as, bs).bear(e)
	return e
}

// twain is a statement of each side.
type twain struct{ a, b *unit }

// closestOf returns the statements of two sides that are likeliest about one matter.
func (c *comparer) closestOf(as, bs []*unit) twain {
	best, of := math.Inf(-1), twain{as[0], bs[0]}
	for _, a := range as {
		for _, b := range bs {
			x := c.featuresOf(a, b)
			if s := dot(shipped().Across[:], x[:]); s > best {
				best, of = s, twain{a, b}
			}
		}
	}
	return of
}

// bear notes the evidence that shows less, of two statements alone.
func (t twain) bear(e *weighed) {
	a, b := t.a, t.b
	e.note(antonymous, antonyms(a, b))
	e.note(otherNumbers, others("numbers", a.numbers, b.numbers))
	e.note(otherDates, others("days", a.dates, b.dates))
	e.note(lawfully, facing(a.bears[unlawful], b.bears[lawful]))
	e.note(lawfully, facing(a.bears[lawful], b.bears[unlawful]))
	e.note(keeping, facing(a.bears[demanding], b.bears[lasting]))
	e.note(keeping, facing(a.bears[lasting], b.bears[demanding]))
	for _, k := range bearings {
		x, y := a.bears[k.of], b.bears[k.of]
		switch {
		case x != "" && y != "" && k.both >= 0:
			e.note(k.both, facing(x, y))
		case x != "" && y == "":
			e.note(k.one, "A: "+x)
		case y != "" && x == "":
			e.note(k.one, "B: "+y)
		}
	}
}

// bearings are the classes of words that one side has or both have.
var bearings = []struct {
	of        class
	one, both int
}{{negative, negating, -1}, {refusing, refusingOne, -1}, {assenting, agreeingOne, agreeingBoth}, {picturing, picturingOne, picturingBoth},
	{demanding, demandingOne, demandingBoth}}

// degrees are the scales of which a difference is one of wording.
var degrees = []string{"likelihood", "tone", "feeling"}

func facing(x, y string) string {
	if x == "" || y == "" {
		return ""
	}
	return fmt.Sprintf("A: %s; B: %s", x, y)
}

// others words that two statements have numbers or days, and none that is the same.
func others[T comparable](what string, a, b []T) string {
	if same, both := commonTo(a, b); same || !both {
		return ""
	}
	return fmt.Sprintf("%s differ: A: %v; B: %v", what, a[0], b[0])
}

// antonyms finds words of two statements of which only one can hold, where neither side negates.
func antonyms(a, b *unit) string {
	if (a.bears[negative] == "") != (b.bears[negative] == "") {
		return ""
	}
	for i := range a.marks {
		for j := range b.marks {
			if opposites(a.marks[i].lemma, b.marks[j].lemma) {
				return facing(a.marks[i].lemma, b.marks[j].lemma)
			}
		}
	}
	return ""
}

// bearsOf returns the first word of each class of bearing.tsv that a unit has, with the words that
// say it, and its first negation.
func bearsOf(u *unit) map[class]string {
	out := make(map[class]string)
	l := words()
	list := slices.Concat(u.cue, u.words)
	for k := range list {
		for n := min(l.longest, len(list)-k); n > 0; n-- {
			key, shown := "", ""
			for _, i := range list[k : k+n] {
				key, shown = key+"_"+lemmaOf(&u.doc.Words[i]), shown+" "+u.doc.Words[i].Form
			}
			for bit, has := class(refusing), l.bearing[key[1:]]; bit <= lasting; bit <<= 1 {
				if has&bit != 0 && out[bit] == "" {
					out[bit] = shown[1:]
				}
			}
			if n == 1 && out[negative] == "" && l.class[key[1:]]&negative != 0 {
				out[negative] = shown[1:]
			}
		}
	}
	return out
}

// margin is how much likelier than "both" a verdict must be that rests on nothing but bearings.
const margin = 0.5

// verdictBy returns the likeliest verdict, and the words that speak for it most; evidence without
// words is none.
func (j *Judge) verdictBy(e *weighed) (Verdict, string) {
	for i := range antonymous {
		if e.x[i] == 0 {
			continue
		}
		if i < onLikelihood {
			return Opposed, e.why[i]
		}
		return Worded, e.why[i]
	}
	opposed, worded := dot(j.Opposed[:], e.x[:]), dot(j.Worded[:], e.x[:])
	if opposed > max(0, worded)+margin {
		if why := strongest(&j.Opposed, e); why != "" {
			return Opposed, why
		}
	}
	if worded > margin {
		if why := strongest(&j.Worded, e); why != "" {
			return Worded, why
		}
	}
	return Both, ""
}

// strongest returns the words of the evidence that speaks most for a verdict, or "".
func strongest(w *Evidence, e *weighed) string {
	best, why := 0.0, ""
	for i := range evidences {
		if v := w[i] * e.x[i]; v > best {
			best, why = v, e.why[i]
		}
	}
	return why
}

// A Judged is a row and what shows how its sides stand to each other, for [LearnJudge].
type Judged struct {
	Row Row
	X   Evidence
}

// Judgings returns the rows of a comparison that both sides speak of.
func Judgings(in Input) []Judged {
	c := prepared(in)
	var out []Judged
	for _, r := range c.align() {
		if a, b := answers(r.a), answers(r.b); len(a) > 0 && len(b) > 0 {
			out = append(out, Judged{Row{A: cells(a), B: cells(b)}, c.evidenceOf(a, b).x})
		}
	}
	return out
}

func answers(list []*unit) []*unit { return slices.DeleteFunc(slices.Clone(list), refused) }

// Together is an aligner that brings all statements together.
func Together() *Aligner {
	const surely = 100
	al := new(Aligner)
	al.Across[always], al.Within[always] = surely, surely
	return al
}

// A Ruling is evidence and the verdict that a careful reader gives.
type Ruling struct {
	X    Evidence
	Want Verdict
}

// LearnJudge learns a judge by logistic regression of three classes. The same rulings in the same
// order give the same judge.
func LearnJudge(list []Ruling) *Judge {
	const rounds, step, pull = 2000, 0.5, 1.0
	j := new(Judge)
	for range rounds {
		var forOpposed, forWorded Evidence
		for k := range list {
			x := &list[k].X
			o, w := math.Exp(dot(j.Opposed[:], x[:])), math.Exp(dot(j.Worded[:], x[:]))
			all := 1 + o + w
			for i, v := range x {
				forOpposed[i] += v * (o/all - bit(list[k].Want == Opposed))
				forWorded[i] += v * (w/all - bit(list[k].Want == Worded))
			}
		}
		n := float64(max(1, len(list)))
		for i := range forOpposed {
			free := bit(i < evidences) // what is known before any word is not pulled to zero
			j.Opposed[i] -= step * (forOpposed[i] + free*pull*j.Opposed[i]) / n * 3
			j.Worded[i] -= step * (forWorded[i] + free*pull*j.Worded[i]) / n * 3
		}
	}
	return j
}
