package statement

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed refusals.tsv
var refusalTable string

// A refusalLexicon is the embedded table of refusals.
type refusalLexicon struct {
	lists   map[string]map[string]bool // the lists that a word is in: most words are in none
	phrases map[string][]evasion       // "strong", "weak" and "whole"
	silent  map[string]bool            // words of the lists at which constructions of silence are looked for
}

// An evasion is a phrase that refuses an answer, and the class of refusal.
type evasion struct {
	class  string
	phrase [][]string // a list of choices for each word; "" as a choice: may be missing
}

// refusalWords is the lexicon, read once.
var refusalWords = sync.OnceValue(func() *refusalLexicon {
	l := &refusalLexicon{lists: map[string]map[string]bool{}, phrases: map[string][]evasion{}, silent: setOf("no available unavailable unanswered")}
	for line := range strings.Lines(refusalTable) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) < 3 || line[0] == '#' {
			continue
		}
		if f[0] == "words" {
			l.add(f[1], f[2])
		} else {
			l.phrases[f[0]] = append(l.phrases[f[0]], evasion{f[1], phraseOf(f[2])})
		}
	}
	for w, in := range l.lists {
		if slices.ContainsFunc([]string{"answered", "refers", "avoids", "spurns", "claims", "recalls"}, func(list string) bool { return in[list] }) {
			l.silent[w] = true
		}
	}
	return l
})

// add puts words into a list.
func (l *refusalLexicon) add(list, words string) {
	for w := range strings.FieldsSeq(words) {
		if l.lists[w] == nil {
			l.lists[w] = map[string]bool{}
		}
		l.lists[w][list] = true
	}
}

func phraseOf(s string) [][]string {
	var out [][]string
	for w := range strings.FieldsSeq(s) {
		choices := strings.Split(w, "/")
		for i, c := range choices {
			if base, optional := strings.CutSuffix(c, "?"); optional {
				choices[i] = base
				choices = append(choices, "")
			}
		}
		out = append(out, choices)
	}
	return out
}

// begins reports whether the words begin with the phrase.
func (e *evasion) begins(ws []string) bool {
	i := 0
	for n, choices := range e.phrase {
		switch {
		case choices[0] == "~":
			rest := evasion{phrase: e.phrase[n+1:]}
			return slices.ContainsFunc([]int{0, 1, 2, 3, 4, 5}, func(k int) bool { return i+k <= len(ws) && rest.begins(ws[i+k:]) })
		case i < len(ws) && slices.Contains(choices, ws[i]):
			i++
		case !slices.Contains(choices, ""):
			return false
		}
	}
	return true
}

// isRefusalWord reports whether a word is in a list of the table.
func isRefusalWord(list, w string) bool { return refusalWords().lists[w][list] }

// tellsOf is isRefusalWord of an item.
func (it *item) tellsOf(list string) bool { return it.lists[list] }

// phraseAt returns the class of the first phrase of a list with which the words begin, or "".
func phraseAt(name string, ws []string) string {
	list := refusalWords().phrases[name]
	for i := range list {
		if list[i].begins(ws) {
			return list[i].class
		}
	}
	return ""
}
