package account

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"readout"
	"readout/text"
)

// judge says how the two sides of a row stand to each other, and why.
func (c *comparer) judge(r *row) (Verdict, string) {
	answersA, answersB := answers(r.a), answers(r.b)
	switch {
	case len(answersB) == 0:
		return OnlyA, c.absent(r.b, &c.out.B)
	case len(answersA) == 0:
		return OnlyB, c.absent(r.a, &c.out.A)
	}
	jd := c.in.Judge
	if jd == nil {
		jd = shippedJudge()
	}
	if verdict, why := jd.verdictBy(c.evidenceOf(answersA, answersB)); why != "" {
		return verdict, why
	}
	return Both, "both speak of it, and neither against the other"
}

// refused reports whether a statement only refuses to speak of a matter; that it did not arise is an
// answer.
func refused(u *unit) bool {
	return u.cell.Statement.Kind == readout.Refusal && u.mind.silent == ""
}

// absent words what is not there as the scope in which it was looked for.
func (c *comparer) absent(refusals []*unit, s *Side) string {
	if len(refusals) > 0 {
		return "asked, and did not answer"
	}
	if len(s.Accounts) == 0 {
		return fmt.Sprintf("no account of this side in %s", plural(len(c.out.Pages), "page"))
	}
	where := "this account"
	if len(s.Accounts) > 1 {
		where = fmt.Sprintf("these %d accounts", len(s.Accounts))
	}
	return join("", "not in ", where, c.relays(s), fmt.Sprintf("; %s, %s", plural(c.out.Accounts, "account"), plural(len(c.out.Pages), "page")))
}

// relays names who carried the accounts of a side to the reader.
func (c *comparer) relays(s *Side) string {
	var names []string
	for _, a := range s.Accounts {
		for _, name := range a.Relays {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	if len(names) == 0 {
		return ""
	}
	return ", as relayed by " + strings.Join(names, " and ")
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// numbers finds two numbers of one thing that differ, or two months of one.
func numbers(a, b *unit) string {
	for _, x := range a.mind.counts {
		for _, y := range b.mind.counts {
			if x.of == y.of && x.value != y.value && (x.kind == y.kind || x.kind == "" || y.kind == "") {
				return fmt.Sprintf("numbers differ: A: %s; B: %s", x.shown, y.shown)
			}
		}
	}
	return otherMonths(a, b)
}

// otherMonths finds two months in which one thing is to be: "the next round will be held in June".
func otherMonths(a, b *unit) string {
	x, y := monthsOf(a), monthsOf(b)
	if len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(m string) bool { return slices.Contains(y, m) }) {
		return ""
	}
	n, m := a.doc.Child(a.head(), "nsubj", "nsubj:pass"), b.doc.Child(b.head(), "nsubj", "nsubj:pass")
	if n == text.NoHead || m == text.NoHead || a.doc.Words[n].UPOS != "NOUN" || lemmaOf(&a.doc.Words[n]) != lemmaOf(&b.doc.Words[m]) {
		return ""
	}
	return fmt.Sprintf("months differ: A: %s; B: %s", x[0], y[0])
}

func monthsOf(u *unit) []string {
	return slices.DeleteFunc(slices.Clone(u.dates), func(d string) bool { return !months[d] })
}

var months = setOf("january february march april may june july august september october november december")

// denial finds what one side says and the other says not to be so, and words of which
// only one can hold.
func (c *comparer) denial(a, b *unit) string {
	for _, x := range a.mind.preds {
		for _, y := range b.mind.preds {
			opposite := opposites(x.lemma, y.lemma)
			same := x.lemma == y.lemma || derived(x.lemma, y.lemma) || share(words().meanings, x.lemma, y.lemma)
			if same && x.negated != y.negated || opposite && x.negated == y.negated {
				return fmt.Sprintf("A: %s; B: %s", a.said(x), b.said(y))
			}
		}
	}
	if x, y := c.denied(a, b); x != nil {
		return fmt.Sprintf("A: %s; B: %s", a.said(*x), b.form(y))
	}
	if y, x := c.denied(b, a); y != nil {
		return fmt.Sprintf("A: %s; B: %s", a.form(x), b.said(*y))
	}
	return ""
}

// part finds a side that says it has no part in what the other lays at its door.
func part(a, b *unit) string { return oneHas(a.mind.disowns, b.mind.disowns, a, b) }

// silence finds a side that says a matter was not spoken of, of which the other tells.
func silence(a, b *unit) string { return oneHas(a.mind.silent, b.mind.silent, a, b) }

func oneHas(x, y string, a, b *unit) string {
	switch {
	case x != "" && y == "":
		return fmt.Sprintf("A: %s; B: %s", x, cueOf(b))
	case y != "" && x == "":
		return fmt.Sprintf("A: %s; B: %s", cueOf(a), y)
	}
	return ""
}

// fulfilled finds what one side asks for and the other says has been done.
func fulfilled(a, b *unit) string {
	if x, y := askedAndDone(a, b); x != "" {
		return fmt.Sprintf("A: asks for it: %s; B: done: %s", x, y)
	}
	if y, x := askedAndDone(b, a); y != "" {
		return fmt.Sprintf("A: done: %s; B: asks for it: %s", x, y)
	}
	return ""
}

// there are the verbs that say that a thing that may be asked for is there: "observers have
// access".
var there = setOf("have enjoy get receive")

func askedAndDone(asks, did *unit) (x, y string) {
	if !asks.mind.asks || did.mind.asks {
		return "", ""
	}
	for _, p := range did.mind.preds {
		if p.negated || !there[p.lemma] && (!p.done || words().class[p.lemma]&light != 0) {
			continue
		}
		for _, i := range asks.words {
			w := &asks.doc.Words[i]
			if low := lemmaOf(w); there[p.lemma] {
				if n := did.doc.Child(p.word, "obj", "nsubj"); w.UPOS == "NOUN" && n != text.NoHead && lemmaOf(&did.doc.Words[n]) == low {
					return w.Form, did.doc.Words[p.word].Form
				}
			} else if (w.UPOS == "VERB" && w.XPOS != "VBD" || w.UPOS == "NOUN") && (low == p.lemma || derived(low, p.lemma)) {
				return w.Form, did.doc.Words[p.word].Form
			}
		}
	}
	return "", ""
}

// unpledged finds what one side says will be and the other never agreed to.
func unpledged(a, b *unit) string {
	if x, y := a.noPledge(), b.announces(); x != "" && y != "" {
		return fmt.Sprintf("A: not: %s; B: %s", x, y)
	}
	if x, y := a.announces(), b.noPledge(); x != "" && y != "" {
		return fmt.Sprintf("A: %s; B: not: %s", x, y)
	}
	return ""
}

// noPledge returns the word by which a statement says that nothing was agreed or promised.
func (u *unit) noPledge() string {
	for _, p := range u.mind.preds {
		if p.negated && words().class[p.lemma]&pledge != 0 {
			return u.doc.Words[p.word].Form
		}
	}
	return ""
}

// announces returns the verb by which a statement says that something will be done.
func (u *unit) announces() string {
	if u.mind.asks || u.mind.conditional != "" {
		return ""
	}
	for _, p := range u.mind.preds {
		if c := u.doc.Child(p.word, "aux"); !p.negated && c != text.NoHead && (formOf(&u.doc.Words[c]) == "will" || formOf(&u.doc.Words[c]) == "would") {
			return u.doc.Words[p.word].Form
		}
	}
	return ""
}

// talked finds two accounts of how the talks were held that cannot both hold.
func talked(a, b *unit) string {
	for _, scale := range []string{"form", "pace"} {
		x, inA := a.mind.steps[scale]
		y, inB := b.mind.steps[scale]
		if inA && inB && x.at != y.at {
			return fmt.Sprintf("A: %s; B: %s", x.word, y.word)
		}
	}
	return ""
}

// refusal finds a side that rejects or rules out what the other is not against.
func refusal(a, b *unit) string {
	agree := func(x, y *stance) bool { return x.denies && !x.undoes && (y.lean() < 0 || y.forbids) }
	if a.mind.denies == b.mind.denies || agree(&a.mind, &b.mind) || agree(&b.mind, &a.mind) {
		return ""
	}
	return fmt.Sprintf("A: %s; B: %s", cueOf(a), cueOf(b))
}

// ownership finds what each side says is another's: who asked for the call.
func ownership(a, b *unit) string {
	for _, what := range slices.Sorted(maps.Keys(a.mind.whose)) {
		for other, side := range b.mind.whose {
			if side != a.mind.whose[what] && sameClaim(what, other) {
				return fmt.Sprintf("A: %s: %s; B: %s: %s", what, a.mind.whose[what], other, side)
			}
		}
	}
	return ""
}

// denied finds a thing that a says is not so and that b speaks of as a thing that is: "owes
// nothing", "the debt".
func (c *comparer) denied(a, b *unit) (*predicate, *term) {
	for i := range a.mind.preds {
		p := &a.mind.preds[i]
		for j := range b.terms {
			t := &b.terms[j]
			if p.negated && t.noun && !t.name && c.likeTerm(&term{lemma: p.lemma}, t) >= sameRoot && !b.negates(t) {
				return p, t
			}
		}
	}
	return nil, nil
}

// negates reports whether a unit denies a predicate at a term.
func (u *unit) negates(t *term) bool {
	return u.mind.denies || slices.ContainsFunc(u.mind.preds, func(p predicate) bool { return p.negated && (p.lemma == t.lemma || p.word == u.doc.Words[t.word].Head) })
}

func (u *unit) form(t *term) string { return u.doc.Words[t.word].Form }

// said words a predicate with its negation.
func (u *unit) said(p predicate) string {
	if p.negated {
		return "not: " + u.doc.Words[p.word].Form
	}
	return u.doc.Words[p.word].Form
}

// against finds two sides of which one is for the matter and the other against it, or
// wants it to end and the other to stay.
func against(a, b *unit) string {
	x, y := a.mind.lean(), b.mind.lean()
	if x*y >= 0 {
		return ""
	}
	return fmt.Sprintf("A: %s; B: %s", reasons(a, x), reasons(b, y))
}

// lean is how a statement stands to a matter, or else whether it wants it to end or to stay.
func (s *stance) lean() int {
	if s.value != 0 {
		return s.value
	}
	return s.wish
}

// reasons are the words that show how a statement stands, the first few.
func reasons(u *unit, lean int) string {
	var out []string
	for _, w := range u.mind.why {
		if w.value*lean >= 0 && len(out) < 3 && !slices.Contains(out, w.words) {
			out = append(out, w.words)
		}
	}
	if len(out) == 0 {
		return cueOf(u)
	}
	return strings.Join(out, ", ")
}

func cueOf(u *unit) string {
	if len(u.cell.Statement.Cue) > 0 {
		return u.cell.Statement.Cue[0].Text
	}
	return string(u.cell.Statement.Act)
}

// graduated finds a difference of degree.
func graduated(a, b *unit, scale string) string {
	x, inA := a.mind.steps[scale]
	y, inB := b.mind.steps[scale]
	if !inA || !inB || x.at == y.at {
		return ""
	}
	return fmt.Sprintf("%s: A: %q; B: %q", scale, x.word, y.word)
}

// conditions finds a condition that only one side sets.
func conditions(a, b *unit) string {
	switch x, y := a.mind.conditional, b.mind.conditional; {
	case x != "" && y == "":
		return fmt.Sprintf("only A sets a condition (%q)", x)
	case y != "" && x == "":
		return fmt.Sprintf("only B sets a condition (%q)", y)
	}
	return ""
}
