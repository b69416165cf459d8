package train

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"readout/internal/nn"
	"readout/text"
)

// grammar makes sentences like "the old envoys met a minister ." with their trees.
func grammar(n int, seed uint64) []Sentence {
	rng := rand.New(rand.NewPCG(seed, 0))
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	var all []Sentence
	for range n {
		var s Sentence
		noun := func(rel string, verb *[]int) {
			first := len(s.Words)
			s.Words = append(s.Words, Word{Form: pick("the", "a"), UPOS: "DET", XPOS: "DT", Feats: "_", Rel: "det"})
			if rng.IntN(2) == 0 {
				s.Words = append(s.Words, Word{Form: pick("old", "new", "frozen"), UPOS: "ADJ", XPOS: "JJ", Feats: "Degree=Pos", Rel: "amod"})
			}
			at := len(s.Words)
			s.Words = append(s.Words, Word{Form: pick("envoy", "minister", "pact", "visit"), UPOS: "NOUN", XPOS: "NN", Feats: "Number=Sing", Rel: rel})
			for i := first; i < at; i++ {
				s.Words[i].Head = at
			}
			*verb = append(*verb, at)
		}
		var hang []int
		noun("nsubj", &hang)
		verb := len(s.Words)
		s.Words = append(s.Words, Word{Form: pick("met", "signed", "praised"), UPOS: "VERB", XPOS: "VBD", Feats: "Tense=Past", Rel: "root", Head: -1})
		noun("obj", &hang)
		hang = append(hang, len(s.Words))
		s.Words = append(s.Words, Word{Form: ".", UPOS: "PUNCT", XPOS: ".", Feats: "_", Rel: "punct"})
		for _, i := range hang {
			s.Words[i].Head = verb
		}
		all = append(all, s)
	}
	return all
}

func smallOptions() Options {
	o := Defaults()
	o.Shape = nn.Shape{Form: 16, Affix: 16, Width: 32, Hidden: 32, Layers: 2, TagAt: 1, Arc: 16, Label: 16}
	o.Epochs, o.Batch, o.Dropout, o.DropForm = 8, 30, 0.05, 0.05
	return o
}

// TestRun trains twice on a language that can be learnt: both runs give the same bytes, and
// what they learnt holds for sentences not seen.
func TestRun(t *testing.T) {
	c := Corpus{Train: grammar(500, 1), Keys: []uint32{nn.Key("envoy")}, Values: make([]float32, 16), Width: 16}
	train := func() []byte {
		file, err := Run(smallOptions(), c, "test", io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	file := train()
	if !bytes.Equal(file, train()) {
		t.Error("two runs with one seed give different weights")
	}
	m, err := text.Load(text.Bundle(map[string][]byte{text.PartNet: file}))
	if err != nil {
		t.Fatal(err)
	}
	if s := Score(m, grammar(100, 2)); s.UPOS < 99 || s.LAS < 97 {
		t.Errorf("scores %+v", s)
	}
}

func TestParseVectors(t *testing.T) {
	file := `{"precision":8,"dimensions":2,"words":["the","of","lim"],"unk":[0,0],"vectors":{"the":[3,4,5,0],"of":[0,-2,2,1],"lim":[1,1,1,2]}}`
	words, values, width, err := parseVectors(strings.NewReader(file), 2)
	if got := fmt.Sprint(words, width, values); err != nil || got != "[the of] 2 [2.4 3.2 0 -4]" {
		t.Errorf("parseVectors = %v, %v", got, err)
	}
	for _, broken := range []string{"", "{}", `{"words":["a"],"dimensions":1,"vectors":{"a":["x"]}}`, file[:100]} {
		if _, _, _, err := parseVectors(strings.NewReader(broken), 2); err == nil {
			t.Errorf("%q gives no error", broken)
		}
	}
}
