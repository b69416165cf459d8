package train

import (
	"maps"
	"slices"

	"readout/text"
)

// Scores are percentages of words. LAS leaves subtypes of relations aside, and counts
// punctuation, as the CoNLL 2018 shared task did.
type Scores struct{ UPOS, XPOS, Feats, UAS, LAS float64 }

// Score analyses the words of annotated sentences and compares.
func Score(m *text.Model, all []Sentence) Scores {
	var s Scores
	words := 0.0
	for _, sentence := range all {
		d := document(sentence)
		m.Analyse(d)
		for i := range d.Words {
			got, want := &d.Words[i], &sentence.Words[i]
			words++
			hit(&s.UPOS, got.UPOS == want.UPOS)
			hit(&s.XPOS, got.XPOS == want.XPOS)
			hit(&s.Feats, got.Feats == want.Feats || got.Feats == "" && want.Feats == "_")
			hit(&s.UAS, got.Head == want.Head)
			right := text.Word{DepRel: want.Rel}
			hit(&s.LAS, got.Head == want.Head && got.Rel() == right.Rel())
		}
	}
	for _, v := range []*float64{&s.UPOS, &s.XPOS, &s.Feats, &s.UAS, &s.LAS} {
		*v *= 100 / max(words, 1)
	}
	return s
}

func hit(n *float64, ok bool) {
	if ok {
		*n++
	}
}

// document returns the words of a sentence without what training knows of them.
func document(s Sentence) *text.Document {
	d := &text.Document{Sentences: []text.Sentence{{First: 0, Last: len(s.Words)}}}
	for _, w := range s.Words {
		d.Words = append(d.Words, text.Word{Form: w.Form})
	}
	return d
}

func sortedNames(m map[string][]Sentence) []string { return slices.Sorted(maps.Keys(m)) }
