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

//go:embed synonym.tsv
var synonymTable string

//go:embed bearing.tsv
var bearingTable string

//go:embed meaning.tsv
var meaningTable string

// A class is what a word says of how somebody stands to a matter; see lexicon.tsv.
type class uint32

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
	generic
	whose
	untrue
	pledge
	refusing
	assenting
	picturing
	demanding
	lawful
	unlawful
	lasting
)

var classNames = map[string]class{"light": light, "minus": minus, "plus": plus, "turn": turn, "change": change,
	"stay": stay, "ask": ask, "negative": negative, "condition": condition, "generic": generic, "whose": whose, "untrue": untrue, "pledge": pledge,
	"refusing": refusing, "assenting": assenting, "picturing": picturing, "demanding": demanding, "lawful": lawful, "unlawful": unlawful, "lasting": lasting}

// A step is a place on a scale of words that say the same with another degree.
type step struct {
	scale string
	at    int
}

// A lexicon is the tables, by lemma; the words of a phrase are joined by "_".
type lexicon struct {
	class    map[string]class
	bearing  map[string]class // of bearing.tsv
	steps    map[string]step
	antonyms map[[2]string]bool // both ways
	meanings map[string][]int   // lines of synonym.tsv
	fields   map[string][]int   // lines of meaning.tsv
	apart    map[[2]int]bool    // pairs of its lines that have antonyms, both ways
	longest  int                // words of the longest phrase
}

var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{class: map[string]class{}, bearing: map[string]class{}, steps: map[string]step{}, antonyms: map[[2]string]bool{}, longest: 1}
	rows(lexiconTable, func(f []string) {
		for w := range strings.FieldsSeq(f[1]) {
			l.class[w] |= classNames[f[0]]
			l.longest = max(l.longest, 1+strings.Count(w, "_"))
		}
	})
	rows(bearingTable, func(f []string) {
		for w := range strings.FieldsSeq(f[1]) {
			l.bearing[w] |= classNames[f[0]]
		}
	})
	rows(scaleTable, func(f []string) {
		for i, same := range f[1:] {
			for w := range strings.FieldsSeq(same) {
				l.steps[w] = step{f[0], i}
				l.longest = max(l.longest, 1+strings.Count(w, "_"))
			}
		}
	})
	rows(antonymTable, func(f []string) {
		l.antonyms[[2]string{f[0], f[1]}], l.antonyms[[2]string{f[1], f[0]}] = true, true
	})
	l.meanings, l.fields = groups(synonymTable), groups(meaningTable)
	l.apart = make(map[[2]int]bool)
	for pair := range l.antonyms {
		for _, x := range l.meanings[pair[0]] {
			for _, y := range l.meanings[pair[1]] {
				l.apart[[2]int{x, y}] = true
			}
		}
	}
	return l
})

// groups reads a table of lines of words that belong together.
func groups(table string) map[string][]int {
	out := make(map[string][]int)
	n := 0
	for line := range strings.Lines(table) {
		if n++; line[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			out[w] = append(out[w], n)
		}
	}
	return out
}

// share reports whether two words stand in one line of a table.
func share(lines map[string][]int, a, b string) bool {
	for _, x := range lines[a] {
		if slices.Contains(lines[b], x) {
			return true
		}
	}
	return false
}

// opposites reports whether two words cannot both hold of one thing, or words of the same
// meanings.
func opposites(a, b string) bool {
	l := words()
	if l.antonyms[[2]string{a, b}] {
		return true
	}
	for _, x := range l.meanings[a] {
		for _, y := range l.meanings[b] {
			if x != y && l.apart[[2]int{x, y}] {
				return true
			}
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
