package account

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed aligner.tsv
var alignerTable string

// An Aligner says how likely two statements are about one matter, as the logarithm of the odds:
// those of two sides, and those of one.
type Aligner struct{ Across, Within Features }

// shipped is the aligner that is used where none is given.
var shipped = sync.OnceValue(func() *Aligner {
	al := new(Aligner)
	rows(alignerTable, func(f []string) {
		if i := slices.Index(featureNames[:], f[0]); i >= 0 && len(f) > 2 {
			al.Across[i], _ = strconv.ParseFloat(f[1], 64)
			al.Within[i], _ = strconv.ParseFloat(f[2], 64)
		}
	})
	return al
})

// String is the aligner as it is stored: a line a feature.
func (al *Aligner) String() string {
	var b strings.Builder
	b.WriteString("# What tells that two statements are about one matter: of two sides, and of one; see feature.go. Made by readout-train -part accounts.\n")
	for i, name := range featureNames {
		fmt.Fprintf(&b, "%s\t%.3f\t%.3f\n", name, al.Across[i], al.Within[i])
	}
	return b.String()
}

// Bounds of the mean score at which two sets of statements are no longer brought together.
// Across it is below even odds: what stands in one row by mistake is seen there, what is
// missing is not.
const (
	leastAcross = -1.5
	leastWithin = -0.5
	saidOnce    = 6 // what two statements of one page's account are below it at first: a page says a thing once
)

// surely is the score of statements of which one takes up the other.
const surely = 20

// A row is the statements of both sides that speak of one matter.
type row struct{ a, b []*unit }

// A tie is how likely the statements of two sets are about one matter: the mean of all pairs,
// and the best, both as far as they are above the bound.
type tie struct{ mean, best float64 }

// align brings the statements of two sides together by matter: the two sets whose statements
// are most likely about one, by the best pair and the mean of all, as long as that is likely
// enough.
func (c *comparer) align() []*row {
	units := append(append([]*unit{}, c.a...), c.b...)
	n := len(units)
	score := make([][]tie, n)
	for i := range score {
		score[i] = make([]tie, n)
	}
	for _, p := range c.pairs() {
		s := c.scoreOf(&p, units)
		score[p.i][p.j], score[p.j][p.i] = tie{s, s}, tie{s, s}
	}
	sets := make([][]int, n)
	for i := range sets {
		sets[i] = []int{i}
	}
	for {
		i, j := likeliest(score, sets)
		if i < 0 {
			break
		}
		x, y := float64(len(sets[i])), float64(len(sets[j]))
		for k := range n {
			s := tie{(x*score[i][k].mean + y*score[j][k].mean) / (x + y), max(score[i][k].best, score[j][k].best)}
			score[i][k], score[k][i] = s, s
		}
		sets[i], sets[j] = append(sets[i], sets[j]...), nil
	}
	var out []*row
	for _, set := range sets {
		r := new(row)
		slices.Sort(set)
		for _, i := range set {
			if i < len(c.a) {
				r.a = append(r.a, units[i])
			} else {
				r.b = append(r.b, units[i])
			}
		}
		if len(set) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// likeliest returns the two sets with the highest score above 0, or -1.
func likeliest(score [][]tie, sets [][]int) (int, int) {
	best, bi, bj := 0.0, -1, -1
	for i := range sets {
		for j := i + 1; j < len(sets); j++ {
			if sets[i] == nil || sets[j] == nil {
				continue
			}
			if s := (score[i][j].mean + score[i][j].best) / 2; s > best {
				best, bi, bj = s, i, j
			}
		}
	}
	return bi, bj
}

// scoreOf is how far a pair is above the bound.
func (c *comparer) scoreOf(p *pair, units []*unit) float64 {
	al := c.in.Aligner
	if al == nil {
		al = shipped()
	}
	a, b := units[p.i], units[p.j]
	switch {
	case c.across(p):
		return dot(al.Across[:], p.x[:]) - leastAcross
	case p.j == p.i+1 && b.goesOn(a):
		return surely
	case a.plain == b.plain:
		return surely
	}
	return dot(al.Within[:], p.x[:]) - leastWithin - saidOnce*p.x[onePage]
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

// verbOf returns the verb of a statement, or nil.
func (c *comparer) verbOf(u *unit) *mark {
	if w := &u.doc.Words[u.head()]; w.UPOS == "VERB" {
		return &mark{lemma: lemmaOf(w), vec: c.vector(lemmaOf(w))}
	}
	return nil
}
