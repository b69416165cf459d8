package link

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"readout/text"
)

// docsOf makes texts of given words, all nouns.
func docsOf(texts ...[]string) []*text.Document {
	var out []*text.Document
	for _, words := range texts {
		d := &text.Document{}
		for _, w := range words {
			d.Words = append(d.Words, text.Word{Form: w, Lemma: w, UPOS: "NOUN", Head: text.NoHead})
		}
		out = append(out, d)
	}
	return out
}

// Two floods and a wedding: what the floods have in common does not keep them together.
func TestSubjects(t *testing.T) {
	var texts [][]string
	rnd := rand.New(rand.NewPCG(1, 1))
	own := [][]string{{"Orum", "Lind", "mill", "bridge", "Friday"}, {"Ves", "Tarn", "dam", "valley", "May"}, {"Port", "Sala", "harbour", "boat", "June"}}
	shared := [][]string{{"flood", "river", "water", "rain", "house", "rescue"}, {"flood", "river", "water", "rain", "house", "rescue"}, {"wedding", "bride", "ring", "cake", "guest", "dance"}}
	for i := range 24 {
		k := i % 3
		words := slices.Concat(own[k], shared[k], []string{"noise" + fmt.Sprint(rnd.IntN(40)), "noise" + fmt.Sprint(rnd.IntN(40))})
		texts = append(texts, words)
	}
	got := Subjects(docsOf(texts...))
	for i := range got {
		for j := range i {
			if (got[i] == got[j]) != (i%3 == j%3) {
				t.Fatalf("texts %d and %d: groups %v", i, j, got)
			}
		}
	}
}

func TestSubjects_few(t *testing.T) {
	for n := range 5 {
		texts := make([][]string, n)
		for i := range texts {
			texts[i] = []string{"flood"}
		}
		if got := Subjects(docsOf(texts...)); len(got) != n || n > 0 && slices.Max(got) != 0 {
			t.Errorf("%d texts alike: groups %v", n, got)
		}
	}
	if got := Subjects(docsOf(nil, nil, nil, nil, nil)); len(got) != 5 {
		t.Errorf("empty texts: %v", got)
	}
}

func TestStem(t *testing.T) {
	c := newConcepts()
	for _, pair := range [][2]string{{"shooting", "shoot"}, {"arrested", "detention"}, {"earthquake", "quake"}, {"foiled", "thwart"}, {"announcement", "announce"}} {
		if c.of(pair[0]) != c.of(pair[1]) {
			t.Errorf("%s is %q, %s is %q", pair[0], c.of(pair[0]), pair[1], c.of(pair[1]))
		}
	}
	if c.of("meeting") == c.of("mining") {
		t.Error("meeting and mining are one")
	}
}
