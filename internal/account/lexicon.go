package account

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon.tsv
var lexiconTable string

//go:embed scale.tsv
var scaleTable string

//go:embed antonym.tsv
var antonymTable string

//go:embed near.tsv
var nearTable string

// A class is what a word says of how somebody stands to a matter; see lexicon.tsv.
type class uint16

const (
	light class = 1 << iota
	minus
	plus
	turn
	change
	stay
	ask
	negative
	condition
)

var classNames = map[string]class{"light": light, "minus": minus, "plus": plus, "turn": turn, "change": change,
	"stay": stay, "ask": ask, "negative": negative, "condition": condition}

// A step is a place on a scale of words that say the same with another degree.
type step struct {
	scale string
	at    int
}

// A lexicon is the tables, by lemma; the words of a phrase are joined by "_".
type lexicon struct {
	class    map[string]class
	steps    map[string]step
	antonyms map[[2]string]bool // both ways
	matters  map[string][]int   // lines of near.tsv
	longest  int                // words of the longest phrase
}

var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{class: map[string]class{}, steps: map[string]step{}, antonyms: map[[2]string]bool{}, matters: map[string][]int{}, longest: 1}
	rows(lexiconTable, func(f []string) {
		for _, w := range strings.Fields(f[1]) {
			l.class[w] |= classNames[f[0]]
			l.longest = max(l.longest, 1+strings.Count(w, "_"))
		}
	})
	rows(scaleTable, func(f []string) {
		for i, same := range f[1:] {
			for _, w := range strings.Fields(same) {
				l.steps[w] = step{f[0], i}
				l.longest = max(l.longest, 1+strings.Count(w, "_"))
			}
		}
	})
	rows(antonymTable, func(f []string) {
		l.antonyms[[2]string{f[0], f[1]}], l.antonyms[[2]string{f[1], f[0]}] = true, true
	})
	n := 0
	for line := range strings.Lines(nearTable) {
		if n++; line[0] != '#' {
			for w := range strings.FieldsSeq(line) {
				l.matters[w] = append(l.matters[w], n)
			}
		}
	}
	return l
})

// together reports whether two lemmas speak of one matter.
func (l *lexicon) together(a, b string) bool {
	for _, x := range l.matters[a] {
		if slices.Contains(l.matters[b], x) {
			return true
		}
	}
	return false
}

// rows calls f with the fields of each line of a table; lines that begin with # are left out.
func rows(table string, f func([]string)) {
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if fields := strings.Split(line, "\t"); len(fields) > 1 && line[0] != '#' {
			f(fields)
		}
	}
}
