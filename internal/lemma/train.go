package lemma

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// An Example is a word with its lemma.
type Example struct {
	Word
	Lemma string
	Typo  bool // the form is misspelled, the lemma not: it teaches only about itself
}

// minSuffix is how often an end of a word must have been seen to count.
const minSuffix = 2

// byForm is the level of keys that words of several tags share. Irregular forms are kept
// there for the tags that they were not seen with.
const byForm = 2

// Train learns from words in running text.
func Train(examples []Example) *Model {
	counts, order := count(examples)
	m := &Model{table: make(map[uint32]uint16), known: lemmas(examples)}
	ids := make(map[edit]uint16)
	// From the least telling: an entry that only repeats what is known is not kept.
	for level := maxKeys - 1; level >= 0; level-- {
		for _, k := range order[level] {
			c := counts[k]
			best := c.best()
			if c.total < minSuffix && c.suffix || already(m, c) == best && (level != byForm || len(best.add) < 2) {
				continue
			}
			id, ok := ids[best]
			if !ok {
				id = uint16(len(m.edits))
				ids[best] = id
				m.edits = append(m.edits, best)
			}
			m.table[k] = id
		}
	}
	return m
}

// A tally is what was seen of the words behind one key.
type tally struct {
	edits  map[edit]int
	total  int
	suffix bool
	rest   []uint32 // the less telling keys of these words
}

// best returns the most frequent edit, of equals the simplest.
func (t *tally) best() edit {
	keys := slices.SortedFunc(maps.Keys(t.edits), func(a, b edit) int {
		return cmp.Or(t.edits[b]-t.edits[a], compareEdits(a, b))
	})
	return keys[0]
}

func compareEdits(a, b edit) int {
	return cmp.Or(cmp.Compare(a.drop, b.drop), strings.Compare(a.add, b.add), cmp.Compare(a.letters, b.letters), bit(a.whole)-bit(b.whole))
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// already returns the edit that the model has for the words of t already.
func already(m *Model, t *tally) edit {
	for _, k := range t.rest {
		if e, ok := m.table[k]; ok {
			return m.edits[e]
		}
	}
	return edit{drop: -1}
}

// count tallies the examples by key; order lists the keys by how telling they are.
func count(examples []Example) (counts map[uint32]*tally, order [maxKeys][]uint32) {
	counts = make(map[uint32]*tally)
	for _, ex := range examples {
		var keys [maxKeys]uint32
		whole, n := seen(&keys, ex.Word)
		e := editOf(ex)
		switch {
		case ex.XPOS == "GW":
			continue
		case ex.Typo || e.whole || len(e.add) > longestAdd || strings.Contains(e.add, "."):
			n = whole // no other word is like this one
		}
		for i, k := range keys[:n] {
			level := i
			if i >= whole {
				level = maxKeys - n + i
			}
			t := counts[k]
			if t == nil {
				t = &tally{edits: make(map[edit]int), suffix: i >= whole, rest: slices.Clone(keys[i+1 : n])}
				counts[k] = t
				order[level] = append(order[level], k)
			}
			t.edits[e]++
			t.total++
		}
	}
	return counts, order
}

// longestEdit is how many bytes an edit may drop before it gives the lemma whole.
const longestEdit = 5

// longestAdd is how many bytes an edit may add that other words than those it was seen
// with may follow.
const longestAdd = 3

// lemmas returns the hashes of the lemmas of words that are not names.
func lemmas(examples []Example) map[uint32]bool {
	m := make(map[uint32]bool)
	for _, ex := range examples {
		if open(ex.UPOS) && !ex.Typo && len(ex.Lemma) > 1 {
			m[known(ex.Lemma)] = true
		}
	}
	return m
}

// editOf returns the edit that makes an example's lemma of its form.
func editOf(ex Example) edit {
	order := []uint8{lowerCase, asWritten, titleCase}
	if ex.UPOS == "PROPN" {
		order = []uint8{titleCase, asWritten, lowerCase}
	}
	letters, n, form := uint8(0), -1, ""
	for _, l := range order {
		f := inCase(ex.Form, l)
		if k := common(f, ex.Lemma); k > n {
			letters, n, form = l, k, f
		}
	}
	if n == 0 || len(form)-n > longestEdit {
		return edit{whole: true, add: ex.Lemma}
	}
	return edit{letters: letters, drop: len(form) - n, add: ex.Lemma[n:]}
}

// common returns the length of the prefix that a and b share, whole runes only.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return n
}
