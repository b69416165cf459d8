package text

import (
	"iter"
	"slices"
)

// The functions of this file walk trees. They end whatever the heads are: a file may hold
// circles.

// Root returns the first word of sentence s that has the relation "root", or NoHead.
func (d *Document) Root(s int) int {
	for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
		if d.Words[i].Head == NoHead && d.Words[i].DepRel == "root" {
			return i
		}
	}
	return NoHead
}

// Children yields the words whose head is word i, in text order.
func (d *Document) Children(i int) iter.Seq[int] {
	s := d.Sentences[d.Words[i].Sentence]
	return func(yield func(int) bool) {
		for j := s.First; j < s.Last; j++ {
			if d.Words[j].Head == i && !yield(j) {
				return
			}
		}
	}
}

// Child returns the first child of word i with one of the relations, subtypes aside
// unless they are named ("nsubj" takes "nsubj:pass" too), or NoHead.
func (d *Document) Child(i int, rels ...string) int {
	for j := range d.Children(i) {
		w := &d.Words[j]
		for _, rel := range rels {
			if w.DepRel == rel || w.Rel() == rel {
				return j
			}
		}
	}
	return NoHead
}

// Up yields the heads above word i, nearest first, up to the root.
func (d *Document) Up(i int) iter.Seq[int] {
	s := d.Sentences[d.Words[i].Sentence]
	return func(yield func(int) bool) {
		h := d.Words[i].Head
		for range s.Last - s.First {
			if h == NoHead || !yield(h) {
				return
			}
			h = d.Words[h].Head
		}
	}
}

// Under reports whether word i is word top or hangs on it through any number of others.
func (d *Document) Under(i, top int) bool {
	if i == top {
		return true
	}
	for h := range d.Up(i) {
		if h == top {
			return true
		}
	}
	return false
}

// Subtree returns the smallest range of words [first, last) that holds word i and all
// that hangs on it. Where branches cross, the range holds words of others too.
func (d *Document) Subtree(i int) (first, last int) {
	s := d.Sentences[d.Words[i].Sentence]
	m := newMarks(d.Words[s.First:s.Last], s.First)
	m.state[i-s.First] = in
	first, last = i, i+1
	for j := s.First; j < s.Last; j++ {
		if m.under(j - s.First) {
			first, last = min(first, j), max(last, j+1)
		}
	}
	return first, last
}

// SubtreeBytes returns the bytes of the text that Subtree's words cover.
func (d *Document) SubtreeBytes(i int) (start, end int) {
	first, last := d.Subtree(i)
	return d.Words[first].Start, d.Words[last-1].End
}

// marks tells the words of a sentence that hang on one of them from the others; each
// word is looked at once.
type marks struct {
	words []Word
	base  int
	state []byte
	path  []int
}

const (
	unknown = iota
	open    // on the path that is being followed
	in
	out
)

func newMarks(words []Word, base int) *marks {
	return &marks{words: words, base: base, state: make([]byte, len(words))}
}

func (m *marks) under(j int) bool {
	m.path = m.path[:0]
	for j >= 0 && j < len(m.words) && m.state[j] == unknown {
		m.state[j] = open
		m.path = append(m.path, j)
		j = m.words[j].Head - m.base // negative for NoHead
	}
	verdict := byte(out)
	if j >= 0 && j < len(m.words) && m.state[j] == in {
		verdict = in
	}
	for _, k := range m.path {
		m.state[k] = verdict
	}
	return verdict == in
}

// Path returns the words on the way from word i to word j through the tree, both
// included, and the index in it of the highest: up to there the way climbs. It is nil
// where no way exists.
func (d *Document) Path(i, j int) (way []int, top int) {
	rise := append([]int{i}, slices.Collect(d.Up(i))...)
	fall := []int{j}
	at := slices.Index(rise, j)
	for h := range d.Up(j) {
		if at >= 0 {
			break
		}
		fall = append(fall, h)
		at = slices.Index(rise, h)
	}
	if at < 0 {
		return nil, NoHead
	}
	way = rise[:at]
	for k := len(fall) - 1; k >= 0; k-- {
		way = append(way, fall[k])
	}
	return way, at
}
