package account

import (
	"fmt"
	"slices"
	"strings"

	"readout"
)

// judge says how the two sides of a row stand to each other, and why.
func (c *comparer) judge(r *row) (Verdict, string) {
	a, b := unitsIn(r.a), unitsIn(r.b)
	answersA, answersB := slices.DeleteFunc(slices.Clone(a), refused), slices.DeleteFunc(slices.Clone(b), refused)
	switch {
	case len(answersB) == 0:
		return OnlyA, c.absent(b, &c.out.B)
	case len(answersA) == 0:
		return OnlyB, c.absent(a, &c.out.A)
	}
	for _, tell := range []func(a, b *unit) string{number2, c.denial, against} {
		for _, x := range answersA {
			for _, y := range answersB {
				if why := tell(x, y); why != "" {
					return Opposed, why
				}
			}
		}
	}
	for _, x := range answersA {
		for _, y := range answersB {
			if why := worded(x, y); why != "" {
				return Worded, why
			}
		}
	}
	return Both, "both speak of it, and neither against the other"
}

func unitsIn(groups []*group) []*unit {
	var out []*unit
	for _, g := range groups {
		out = append(out, g.units...)
	}
	return out
}

func refused(u *unit) bool { return u.cell.Statement.Kind == readout.Refusal }

// absent words what is not there as the scope in which it was looked for.
func (c *comparer) absent(refusals []*unit, s *Side) string {
	if len(refusals) > 0 {
		return "asked, and did not answer"
	}
	return "not in " + c.scope(s)
}

// scope names the accounts of a side that were read.
func (c *comparer) scope(s *Side) string {
	switch len(s.Accounts) {
	case 0:
		return fmt.Sprintf("these pages: no account of this side in %s", plural(len(c.out.Pages), "page"))
	case 1:
		return fmt.Sprintf("this account: %s; %s", s.Accounts[0].Channel, plural(len(s.Accounts[0].Pages), "page"))
	}
	var names []string
	pages := make(map[int]bool)
	for _, a := range s.Accounts {
		names = append(names, a.Channel)
		for _, p := range a.Pages {
			pages[p] = true
		}
	}
	return fmt.Sprintf("these %d accounts: %s; %s", len(names), strings.Join(names, "; "), plural(len(pages), "page"))
}

func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// number2 finds two numbers of one thing that differ.
func number2(a, b *unit) string {
	for _, x := range a.mind.counts {
		for _, y := range b.mind.counts {
			if x.of == y.of && x.value != y.value {
				return fmt.Sprintf("numbers differ: A: %s; B: %s", x.shown, y.shown)
			}
		}
	}
	return ""
}

// denial finds what one side says and the other says not to be so, and words of which
// only one can hold.
func (c *comparer) denial(a, b *unit) string {
	for _, x := range a.mind.preds {
		for _, y := range b.mind.preds {
			opposite := words().antonyms[[2]string{x.lemma, y.lemma}]
			same := x.lemma == y.lemma || derived(x.lemma, y.lemma)
			if same && x.negated != y.negated || opposite && x.negated == y.negated {
				return fmt.Sprintf("A: %s; B: %s", a.said(x), b.said(y))
			}
		}
	}
	return ""
}

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
	x, y := a.mind.value, b.mind.value
	if x == 0 {
		x = a.mind.wish
	}
	if y == 0 {
		y = b.mind.wish
	}
	if x*y >= 0 {
		return ""
	}
	return fmt.Sprintf("A %s it (%s); B %s it (%s)", stands(x), reasons(a), stands(y), reasons(b))
}

func stands(v int) string {
	if v < 0 {
		return "against"
	}
	return "for"
}

func reasons(u *unit) string {
	if len(u.mind.why) == 0 {
		return "wants it otherwise"
	}
	return strings.Join(u.mind.why[:min(3, len(u.mind.why))], ", ")
}

// worded finds a difference of degree, or a condition that only one side sets.
func worded(a, b *unit) string {
	for _, scale := range []string{"likelihood", "tone", "feeling"} {
		x, inA := a.mind.steps[scale]
		y, inB := b.mind.steps[scale]
		if inA && inB && x.at != y.at {
			return fmt.Sprintf("%s: A: %q; B: %q", scale, x.word, y.word)
		}
	}
	if x, y := a.mind.conditional, b.mind.conditional; (x == "") != (y == "") {
		if x != "" {
			return fmt.Sprintf("only A sets a condition (%q)", x)
		}
		return fmt.Sprintf("only B sets a condition (%q)", y)
	}
	return ""
}
