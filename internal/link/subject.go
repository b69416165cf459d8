package link

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"readout/text"
)

// How the terms of texts are weighed and their groups are split.
const (
	properWeight = 1.5  // names and figures tell stories apart that other words do not
	commonWeight = 0.2  // what a term weighs that all texts of a group have
	splitBelow   = 0.4  // likeness between two halves of a group, by that within the looser of them
	maxGroup     = 4000 // texts compared each with each
)

// Subjects groups texts by the event that they are about: two texts have the same number
// where they are about the same one. A group is cut in two as long as its halves are much
// less like each other than the texts within them; what all texts of a group have in
// common says little there, so every cut weighs terms anew. At most 4,000 texts are
// grouped; each further one is alone.
func Subjects(docs []*text.Document) []int {
	s := newSubjects(docs)
	all := make([]int, min(len(docs), maxGroup))
	for i := range all {
		all[i] = i
	}
	s.split(all)
	out := make([]int, len(docs))
	for i := range out {
		out[i] = -1
	}
	for n, group := range s.groups {
		for _, i := range group {
			out[i] = n
		}
	}
	for i := len(all); i < len(out); i++ {
		out[i] = len(s.groups) + i
	}
	return out
}

// term is a term of a text: its number, and how often it stands there.
type term struct {
	id    int
	count float64
}

type subjects struct {
	texts  [][]term // in order of numbers
	weight []float64
	groups [][]int
}

func newSubjects(docs []*text.Document) *subjects {
	s := &subjects{}
	ids := make(map[string]int)
	proper := []int{} // how often a term is a name or a figure, less how often it is not
	for _, d := range docs {
		counts := make(map[int]int)
		for i := range d.Words {
			w := &d.Words[i]
			lemma, ok := content(w)
			if !ok {
				continue
			}
			id, known := ids[lemma]
			if !known {
				id = len(ids)
				ids[lemma] = id
				proper = append(proper, 0)
			}
			counts[id]++
			if w.UPOS == "PROPN" || w.UPOS == "NUM" {
				proper[id]++
			} else {
				proper[id]--
			}
		}
		var terms []term
		for id, n := range counts {
			terms = append(terms, term{id, 1 + math.Log(float64(n))})
		}
		slices.SortFunc(terms, func(a, b term) int { return cmp.Compare(a.id, b.id) })
		s.texts = append(s.texts, terms)
	}
	for _, n := range proper {
		if n > 0 {
			s.weight = append(s.weight, properWeight)
		} else {
			s.weight = append(s.weight, 1)
		}
	}
	return s
}

// content returns the lemma of a word that says what a text is about.
func content(w *text.Word) (string, bool) {
	switch w.UPOS {
	case "NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM":
	default:
		return "", false
	}
	lemma := lemmaOf(w)
	if lemma == "be" || lemma == "have" || lemma == "do" || lemma == "say" {
		return "", false
	}
	return lemma, strings.ContainsFunc(lemma, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

func lemmaOf(w *text.Word) string { return strings.ToLower(cmp.Or(w.Lemma, w.Form)) }

// split cuts a group of texts, given in order, and what comes out, as long as that parts
// what is not alike.
func (s *subjects) split(group []int) {
	if len(group) < 4 {
		s.groups = append(s.groups, group)
		return
	}
	like := s.likeness(group)
	side := settle(like, halves(like))
	between, within := contrast(like, side)
	a, b := pick(group, side, 0), pick(group, side, 1)
	if len(a) < 2 || len(b) < 2 || between > splitBelow*within {
		s.groups = append(s.groups, group)
		return
	}
	s.split(a)
	s.split(b)
}

func pick(group, side []int, which int) []int {
	var out []int
	for i, n := range group {
		if side[i] == which {
			out = append(out, n)
		}
	}
	return out
}

// likeness returns the cosines of the texts of a group. Terms weigh by how few of these
// texts have them; a term that one text alone has makes it like no other.
func (s *subjects) likeness(group []int) [][]float64 {
	n := make([]int, len(s.weight))
	for _, i := range group {
		for _, t := range s.texts[i] {
			n[t.id]++
		}
	}
	vectors := make([][]term, len(group))
	for k, i := range group {
		sum := 0.0
		for _, t := range s.texts[i] {
			if n[t.id] > 1 {
				w := t.count * s.weight[t.id] * (commonWeight + math.Log((float64(len(group))+0.5)/float64(n[t.id])))
				vectors[k] = append(vectors[k], term{t.id, w})
				sum += w * w
			}
		}
		for j := range vectors[k] {
			vectors[k][j].count /= math.Sqrt(sum)
		}
	}
	like := make([][]float64, len(group))
	for i := range like {
		like[i] = make([]float64, len(group))
		for j := range i {
			like[i][j] = dot(vectors[i], vectors[j])
			like[j][i] = like[i][j]
		}
	}
	return like
}

func dot(a, b []term) float64 {
	sum := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].id < b[j].id:
			i++
		case a[i].id > b[j].id:
			j++
		default:
			sum += a[i].count * b[j].count
			i, j = i+1, j+1
		}
	}
	return sum
}

// halves brings texts together, the likest first by the average of their likeness, until
// two groups are left, and returns the side of each text, 0 or 1. Time grows with the
// square of their number: each group looks for its nearest along a chain.
func halves(like [][]float64) []int {
	n := len(like)
	m := make([][]float64, n)
	for i := range m {
		m[i] = slices.Clone(like[i])
	}
	size, alive := make([]int, n), make([]bool, n)
	for i := range n {
		size[i], alive[i] = 1, true
	}
	type merge struct {
		a, b int
		like float64
	}
	var merges []merge
	var chain []int
	for len(merges) < n-1 {
		if len(chain) == 0 {
			chain = append(chain, slices.Index(alive, true))
		}
		at := chain[len(chain)-1]
		next := -1
		if len(chain) > 1 {
			next = chain[len(chain)-2] // of equally near ones the one before
		}
		for k := range n {
			if alive[k] && k != at && (next < 0 || m[at][k] > m[at][next]) {
				next = k
			}
		}
		if len(chain) < 2 || next != chain[len(chain)-2] {
			chain = append(chain, next)
			continue
		}
		chain = chain[:len(chain)-2]
		merges = append(merges, merge{at, next, m[at][next]})
		for k := range n {
			if alive[k] && k != at && k != next {
				m[at][k] = (m[at][k]*float64(size[at]) + m[next][k]*float64(size[next])) / float64(size[at]+size[next])
				m[k][at] = m[at][k]
			}
		}
		size[at] += size[next]
		alive[next] = false
	}
	slices.SortStableFunc(merges, func(a, b merge) int { return cmp.Compare(b.like, a.like) })
	root := newUnion(n)
	for _, g := range merges[:n-2] {
		root.join(g.a, g.b)
	}
	side := make([]int, n)
	for i := range side {
		if root.find(i) != root.find(0) {
			side[i] = 1
		}
	}
	return side
}

type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

func (u union) join(a, b int) { u[u.find(b)] = u.find(a) }

// rounds is how often texts may change sides.
const rounds = 5

// settle moves each text to the side whose texts it is more like on average.
func settle(like [][]float64, side []int) []int {
	for range rounds {
		moved := false
		for i := range side {
			var sum, n [2]float64
			for j := range side {
				if j != i {
					sum[side[j]] += like[i][j]
					n[side[j]]++
				}
			}
			if n[0] == 0 || n[1] == 0 {
				continue
			}
			to := 1
			if sum[0]/n[0] > sum[1]/n[1] {
				to = 0
			}
			moved = moved || to != side[i]
			side[i] = to
		}
		if !moved {
			break
		}
	}
	return side
}

// contrast returns the average likeness of texts on different sides, and that of those on
// the side that holds together less.
func contrast(like [][]float64, side []int) (between, within float64) {
	var in, pairs [2]float64
	across := 0.0
	for i := range side {
		for j := range i {
			if side[i] == side[j] {
				in[side[i]] += like[i][j]
				pairs[side[i]]++
			} else {
				between += like[i][j]
				across++
			}
		}
	}
	return between / max(across, 1), min(in[0]/max(pairs[0], 1), in[1]/max(pairs[1], 1))
}
