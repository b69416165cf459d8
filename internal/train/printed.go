package train

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// Printed returns sentences of a corpus as other papers would print them: titles without
// their full stop ("Mr Lim"), directed quotation marks, single ones too, and datelines.
// The treebanks have few of these, news has many. Trees stay as they are.
func Printed(all []Sentence, seed uint64) []Sentence {
	rng := rand.New(rand.NewPCG(seed, 2))
	cities := placesIn(all)
	var out []Sentence
	for _, s := range all {
		if p, ok := untitled(s); ok {
			out = append(out, p)
		}
		if p, ok := directed(s, rng); ok && rng.IntN(2) == 0 {
			out = append(out, p)
		}
		if len(cities) > 0 && newsLike[s.Genre] && rng.IntN(4) == 0 && datable(s) {
			out = append(out, datelined(s, cities, rng))
		}
	}
	return out
}

// untitled drops the full stop of abbreviated titles before names.
func untitled(s Sentence) (Sentence, bool) {
	changed := false
	words := slices.Clone(s.Words)
	for i := range words[:max(0, len(words)-1)] {
		w := &words[i]
		if n := len(w.Form); n > 2 && n <= 5 && w.UPOS == "PROPN" && w.Form[n-1] == '.' && strings.Count(w.Form, ".") == 1 &&
			words[i+1].UPOS == "PROPN" && (w.Rel == "nmod:desc" || w.Head == i+1 || words[i+1].Head == i) {
			w.Form, changed = w.Form[:n-1], true
		}
	}
	return Sentence{s.Genre, words}, changed
}

// directed gives quotation marks a direction: double ones, or single ones as British
// papers have them. An apostrophe becomes the mark that it is then set with.
func directed(s Sentence, rng *rand.Rand) (Sentence, bool) {
	marks := [2]string{"“", "”"}
	if rng.IntN(3) == 0 {
		marks = [2]string{"‘", "’"}
	}
	words := slices.Clone(s.Words)
	changed := false
	for i := range words {
		w := &words[i]
		switch {
		case w.Form == `"` && w.XPOS == "``":
			w.Form, changed = marks[0], true
		case w.Form == `"` && w.XPOS == "''":
			w.Form, changed = marks[1], true
		case strings.Contains(w.Form, "'") && w.UPOS != "PUNCT":
			w.Form = strings.ReplaceAll(w.Form, "'", "’")
		}
	}
	return Sentence{s.Genre, words}, changed
}

// placesIn lists the names that stand after "in", in capitals.
func placesIn(all []Sentence) []string {
	var out []string
	for _, s := range all {
		for i := 1; i < len(s.Words); i++ {
			w := &s.Words[i]
			if w.UPOS == "PROPN" && len(w.Form) > 3 && strings.EqualFold(s.Words[i-1].Form, "in") && s.Words[i-1].Head == i && w.XPOS == "NNP" && !isMonth(w.Form) {
				out = append(out, strings.ToUpper(w.Form))
			}
		}
	}
	return out
}

var monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

func isMonth(s string) bool { return slices.Contains(monthNames, s) }

// datable reports whether a sentence may open a report: it has a verb as root and no mark
// at its start.
func datable(s Sentence) bool {
	root := slices.IndexFunc(s.Words, func(w Word) bool { return w.Head < 0 })
	return len(s.Words) > 6 && len(s.Words) < 50 && s.Words[root].UPOS == "VERB" && s.Words[0].UPOS != "PUNCT"
}

// datelined returns s behind a dateline: "LURRA, March 3 (ANA) –", in parts by chance.
func datelined(s Sentence, cities []string, rng *rand.Rand) Sentence {
	p := phrase{{cities[rng.IntN(len(cities))], "PROPN", "NNP", singular, "parataxis", -1}}
	if rng.IntN(2) == 0 {
		month := monthNames[rng.IntN(len(monthNames))]
		if rng.IntN(2) == 0 {
			month = strings.ToUpper(month)
		}
		p = append(p, Word{",", "PUNCT", ",", "_", "punct", 3}, Word{month, "PROPN", "NNP", singular, "nmod:unmarked", 3},
			Word{strconv.Itoa(1 + rng.IntN(31)), "NUM", "CD", "NumForm=Digit|NumType=Card", "nmod:unmarked", 0})
	}
	if rng.IntN(2) == 0 {
		at := len(p) + 1
		p = append(p, Word{"(", "PUNCT", "-LRB-", "_", "punct", at}, Word{agency(rng), "PROPN", "NNP", singular, "appos", 0}, Word{")", "PUNCT", "-RRB-", "_", "punct", at})
	}
	dash := []string{"–", "—", "-", "--"}[rng.IntN(4)]
	p = append(p, Word{dash, "PUNCT", ":", "_", "punct", 0})
	out := Sentence{Genre: s.Genre, Words: slices.Clone(s.Words)}
	root := slices.IndexFunc(s.Words, func(w Word) bool { return w.Head < 0 })
	out.insert(0, p, root)
	return out
}

// agency makes up the name of an agency.
func agency(rng *rand.Rand) string {
	n := 2 + rng.IntN(4)
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('A' + rng.IntN(26))
	}
	return string(b)
}
