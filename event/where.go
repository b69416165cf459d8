package event

import (
	"slices"
	"strings"

	"readout/text"
)

// place notes where the words around a mention say that it was: "in Lurra", "at the
// Training Center", "Lurra talks".
func (f *finder) place(m *mention) {
	spine := f.spine(m.head)
	s := f.doc.Sentences[m.sentence]
	i, _ := slices.BinarySearchFunc(f.doc.Names, s.First, func(n text.Name, w int) int { return n.First - w })
	best := 0
	for ; i < len(f.doc.Names) && f.doc.Names[i].First < s.Last; i++ {
		n := &f.doc.Names[i]
		if n.Type != text.Place && n.Type != text.Organisation || !capital(f.doc.Words[n.First].Form) {
			continue
		}
		if rank := f.sets(n, m, spine); rank > best {
			best = rank
			m.where = f.printed(text.Range{First: n.First, Last: n.Last})
		}
	}
	if m.where == "" {
		m.where = f.spot(m)
	}
}

// spots are the common nouns that are places with a name before them: "the Ruvian capital".
var spots = setOf("capital city town airport palace headquarters residence embassy office building center centre")

// spot returns a place that is no name but has one in it.
func (f *finder) spot(m *mention) string {
	for _, v := range f.spine(m.head) {
		for c := range f.doc.Children(v) {
			w := &f.doc.Words[c]
			prep := f.preposition(c)
			if w.Rel() != "obl" || prep != "in" && prep != "at" || !spots[strings.ToLower(w.Lemma)] {
				continue
			}
			first, last := f.doc.Subtree(c)
			if r := f.trim(text.Range{First: f.afterCase(first, c), Last: last}, c); f.hasName(r) {
				return bare(f.printed(r))
			}
		}
	}
	return ""
}

// sets tells how surely a name is the place of a mention, 0 where it is not.
func (f *finder) sets(n *text.Name, m *mention, spine []int) int {
	top := f.top(n.First, n.Last)
	w := &f.doc.Words[top]
	k := slices.Index(spine, w.Head)
	if k < 0 || n.First >= m.trigger.First && n.Last <= m.trigger.Last && w.Rel() != "compound" {
		return 0
	}
	switch w.Rel() {
	case "compound", "amod":
		if n.Type == text.Place && k == 0 && m.noun && top < m.head {
			return 4
		}
	case "obl", "nmod":
		switch prep := f.preposition(top); {
		case prep == "in" && n.Type == text.Place, prep == "at":
			return 9 - k
		case (prep == "to" || prep == "in") && n.Type == text.Place && family(m.kind) == 2:
			return 9 - k
		}
	case "obj":
		if n.Type == text.Place && family(m.kind) == 2 && k == 0 {
			return 5
		}
	}
	return 0
}

func capital(s string) bool {
	return s != "" && strings.ToLower(s[:1]) != s[:1] || s != "" && s[0] >= 0x80
}

func (f *finder) preposition(i int) string {
	for c := range f.doc.Children(i) {
		if w := &f.doc.Words[c]; w.Rel() == "case" && w.UPOS != "PART" {
			return strings.ToLower(f.doc.Words[c].Form)
		}
	}
	return ""
}
