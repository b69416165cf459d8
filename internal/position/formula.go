package position

import (
	"cmp"
	"maps"
	"slices"

	"readout"
)

// A Formula is what is said of the matter in like words: "is within reach".
type Formula struct {
	Wording string               `json:"wording"` // as the first use has it
	Topic   readout.List[string] `json:"topic"`   // lemmas of what it is said of, the noun first
	Key     readout.List[string] `json:"key"`     // lemmas of what is said
	N       int                  `json:"n"`
	Of      int                  `json:"of"`                          // statements
	Undated int                  `json:"undated"`                     // of N
	First   *Cite                `json:"first" jsonschema:"nullable"` // of the dated ones
	Last    *Cite                `json:"last" jsonschema:"nullable"`
	Uses    readout.List[Cite]   `json:"uses"` // with the words of the clause; the dated ones in order, then the others

	verb, mood string
}

// A Change is a point at which one formula follows another about the same: the last use of
// the old lies before the first of the new.
type Change struct {
	Old         Cite `json:"old"`
	New         Cite `json:"new"`
	OldUses     int  `json:"old_uses"`
	NewUses     int  `json:"new_uses"`
	SameSpeaker bool `json:"same_speaker"` // both are of one speaker
}

// maxFormulas bounds the formulas that a statement is compared with.
const maxFormulas = 2000

// A reading is a statement with its clauses on the issue.
type reading struct {
	cite    *Cite
	clauses []clause
}

// read reads the clauses of statements. What was refused has none.
func (a *Ask) read(list []Cite) []reading {
	var out []reading
	for i := range list {
		if list[i].Kind != readout.Refusal {
			out = append(out, reading{&list[i], a.clauses(&list[i])})
		}
	}
	return out
}

// formulas groups the clauses of statements, given in order of time.
func formulas(list []reading) []Formula {
	var out []Formula
	at := make(map[string][]int) // by a word of the key: formulas
	for _, r := range list {
		seen := make(map[int]bool) // a statement counts once for each formula
		for i := range r.clauses {
			cl := &r.clauses[i]
			k := like(out, at, cl)
			if k < 0 {
				if len(out) == maxFormulas {
					continue
				}
				k = len(out)
				out = append(out, Formula{Wording: cl.span.Text, Topic: cl.topic, Key: cl.predicate, Of: len(list), verb: cl.verb, mood: cl.mood})
				for _, w := range cl.predicate {
					at[w] = append(at[w], k)
				}
			}
			if !seen[k] {
				seen[k] = true
				out[k].add(r.cite, cl)
			}
		}
	}
	return out
}

func (f *Formula) add(c *Cite, cl *clause) {
	u := *c
	u.Words, u.Spans, u.Verbatim = cl.span.Text, readout.List[readout.Span]{cl.span}, cl.verbatim
	f.N++
	f.Uses = append(f.Uses, u)
	if !Dated(u.Said) {
		f.Undated++
		return
	}
	if f.First == nil {
		f.First = &u
	}
	f.Last = &u
}

// alike is the share of the words of two predicates that they have in common from which on
// they are one formula.
const alike = 0.6

// like returns the formula that a clause belongs to, or -1.
func like(list []Formula, at map[string][]int, cl *clause) int {
	best, most := -1, alike
	for _, w := range cl.predicate {
		for _, k := range at[w] {
			f := &list[k]
			if f.verb != cl.verb || f.mood != cl.mood || negated(f.Key) != negated(cl.predicate) || !f.about(cl) {
				continue
			}
			n := shared(f.Key, cl.predicate)
			if s := float64(n) / float64(len(f.Key)+len(cl.predicate)-n); s > most || s == most && best < 0 {
				best, most = k, s
			}
		}
	}
	return best
}

// about reports whether a clause can be about the same as the formula: where something is
// only said to be so, it matters of what.
func (f *Formula) about(cl *clause) bool {
	return f.verb != "be" || len(f.Topic) == 0 || len(cl.topic) == 0 || shared(f.Topic, cl.topic) > 0
}

func negated(lemmas []string) bool {
	return slices.Contains(lemmas, "not") || slices.Contains(lemmas, "no")
}

func shared(a, b []string) int {
	n := 0
	for i, w := range a {
		if slices.Contains(b, w) && !slices.Contains(a[:i], w) {
			n++
		}
	}
	return n
}

// changes finds, for each formula, the one that it follows: about the same, said in the
// same way (that something is so; or with the same verb), and last used before it.
func changes(list []Formula) []Change {
	var out []Change
	for i := range list {
		f := &list[i]
		if f.First == nil || f.verb == "" {
			continue
		}
		var before *Formula
		for j := range list {
			g := &list[j]
			if i == j || g.Last == nil || g.Last.Said.Latest >= f.First.Said.Earliest || g.verb != f.verb || !related(g.Topic, f.Topic) {
				continue
			}
			if before == nil || g.Last.Said.Latest > before.Last.Said.Latest {
				before = g
			}
		}
		if before == nil {
			continue
		}
		out = append(out, Change{Old: *before.Last, New: *f.First, OldUses: before.N, NewUses: f.N, SameSpeaker: same(before.Last.Speaker, f.First.Speaker)})
	}
	return out
}

// changesBySide finds the changes in the words of each side, and of each speaker without
// one: what one says after another is no change.
func changesBySide(list []reading) []Change {
	bySide := make(map[string][]reading)
	for _, r := range list {
		if k := sideKey(r.cite.Speaker); k != "" {
			bySide[k] = append(bySide[k], r)
		}
	}
	var out []Change
	for _, k := range slices.Sorted(maps.Keys(bySide)) {
		out = append(out, changes(formulas(bySide[k]))...)
	}
	slices.SortStableFunc(out, func(a, b Change) int { return earlier(a.New, b.New) })
	return out
}

func sideKey(p *readout.Party) string {
	switch {
	case p == nil:
		return ""
	case p.Side != "":
		return string(p.Side)
	case p.Type == "unnamed":
		return ""
	}
	return cmp.Or(string(p.ID), p.Name)
}

// related reports whether one topic's noun is in the other topic.
func related(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && (slices.Contains(a, b[0]) || slices.Contains(b, a[0]))
}

func same(a, b *readout.Party) bool {
	return a != nil && b != nil && a.Type != "unnamed" && (a.ID != "" && a.ID == b.ID || a.ID == "" && b.ID == "" && a.Name == b.Name)
}
