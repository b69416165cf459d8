package train

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/internal/names"
	"readout/internal/nn"
	"readout/text"
)

func TestNameSentence_possible(t *testing.T) {
	tests := []struct {
		name    string
		allowed []uint16
		want    bool
	}{
		{"a name", []uint16{none, firstOf(person), insideOf(person), none}, true},
		{"the inside of a name first", []uint16{insideOf(person)}, false},
		{"the inside of another name", []uint16{firstOf(place), insideOf(person)}, false},
		{"one way of several", []uint16{firstOf(place) | none, insideOf(place) | insideOf(person)}, true},
	}
	for _, tt := range tests {
		s := NameSentence{Allowed: tt.allowed}
		if got := s.possible(); got != tt.want {
			t.Errorf("%s: possible = %v", tt.name, got)
		}
	}
}

// TestNameCorpora reads the corpora and asks that what they allow is possible.
func TestNameCorpora(t *testing.T) {
	dir := os.Getenv("READOUT_DATA")
	if dir == "" {
		t.Skip("READOUT_DATA is not set")
	}
	if _, err := os.Stat(filepath.Join(dir, "ner")); err != nil {
		t.Skip(err)
	}
	cut := func(s string) *text.Document { return text.Annotate(nil, s) }
	all, err := NameCorpora(dir, cut, func(string) []text.Known { return nil }, NameLists{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	counts := make([]int, len(nameCorpora))
	for i := range all {
		counts[all[i].Corpus]++
		for _, s := range append(all[i].Variants, all[i]) {
			if len(s.Forms) != len(s.Allowed) || len(s.Forms) != len(s.Known) || !s.possible() {
				t.Fatalf("%s: %q cannot be read: %v", nameCorpora[s.Corpus], s.Forms, s.Allowed)
			}
		}
	}
	for i, n := range counts {
		if n < 100 {
			t.Errorf("%s has %d sentences", nameCorpora[i], n)
		}
	}
}

// reading is "Ana/PER Lim/PER met Kai/PER" as a sentence of the first corpus.
func reading(line string) NameSentence {
	var s NameSentence
	last := -1
	for field := range strings.FieldsSeq(line) {
		form, kind, _ := strings.Cut(field, "/")
		mask, at := uint16(none), -1
		for k, t := range names.Types {
			if t == kind {
				at = k
			}
		}
		switch {
		case at >= 0 && at == last:
			mask = insideOf(at)
		case at >= 0:
			mask = firstOf(at)
		}
		last = at
		s.Forms, s.Allowed, s.Known = append(s.Forms, form), append(s.Allowed, mask), append(s.Known, 0)
	}
	return s
}

// TestNames trains twice on a few sentences: both runs give the same bytes, and a name
// is found in a sentence not seen.
func TestNames(t *testing.T) {
	file, err := Run(smallOptions(), Corpus{Train: grammar(40, 1), Keys: []uint32{nn.Key("envoy")}, Values: make([]float32, 16), Width: 16}, "test", io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	net, err := nn.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []NameSentence
	for _, who := range []string{"Ana/PER Lim/PER", "Kai/PER", "Ode/PER Brun/PER"} {
		for _, where := range []string{"Ruvia/LOC", "Kesh/LOC", "Port/LOC Ost/LOC"} {
			all = append(all, reading("the envoy "+who+" signed a pact in "+where+" ."), reading(who+" praised the visit to "+where+" ."))
		}
	}
	swapNames(all, NameLists{}, 1)
	o := NameDefaults()
	o.Shape = names.Shape{Net: nn.Sum(file), Width: 32, Hidden: 32, Layers: 1, Sub: 16, Known: text.KnownMarks}
	o.Epochs, o.Batch, o.Rate, o.Sure, o.Swap, o.Members = 60, 20, 5e-3, 0, 0.3, 2
	train := func() []byte {
		data, err := Names(o, NameCorpus{Net: nn.NewNetwork(net), Read: func(uint64) ([]NameSentence, error) { return all, nil }, Watch: func([]byte) string { return "" }}, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	data := train()
	if !bytes.Equal(data, train()) {
		t.Error("two runs give different weights")
	}
	m, err := text.Load(text.Bundle(map[string][]byte{text.PartNet: file, text.PartNames: data}))
	if err != nil {
		t.Fatal(err)
	}
	d := &text.Document{Text: "the envoy Ana Brun signed a pact in Kesh ."}
	at := 0
	for form := range strings.FieldsSeq(d.Text) {
		d.Words = append(d.Words, text.Word{Start: at, End: at + len(form), Form: form})
		at += len(form) + 1
	}
	d.Sentences = []text.Sentence{{First: 0, Last: len(d.Words)}}
	m.Analyse(d)
	var found strings.Builder
	for _, n := range d.Names {
		found.WriteString(n.Type + " " + d.Text[d.Words[n.First].Start:d.Words[n.Last-1].End] + ";")
	}
	// The small network's tags are no guide to names, so places may be left out by them.
	if want := "PER Ana Brun;"; !strings.Contains(found.String(), want) {
		t.Errorf("names %q, want %q among them", found.String(), want)
	}
	if _, err := text.Load(text.Bundle(map[string][]byte{text.PartNet: file[:len(file)-1], text.PartNames: data})); err == nil {
		t.Error("a network that was cut loads")
	}
}

// TestSwapNames asks that variants of a sentence have labels that may follow each other,
// and that a place now and then gets its region as a name of its own.
func TestSwapNames(t *testing.T) {
	all := []NameSentence{reading("Ana/PER Lim/PER left Ruvia/LOC .")}
	regions := 0
	for seed := range uint64(20) {
		all[0].Variants = nil
		swapNames(all, NameLists{Regions: [][2]string{{"Port Ost", "Kesh"}}}, seed)
		for _, v := range all[0].Variants {
			if len(v.Forms) != len(v.Allowed) || len(v.Forms) != len(v.Known) || !v.possible() {
				t.Errorf("seed %d: %+v", seed, v)
			}
			for i, form := range v.Forms {
				if form == "Kesh" && v.Allowed[i] == firstOf(place) {
					regions++
				}
			}
		}
	}
	if regions == 0 {
		t.Error("no place has its region beside it")
	}
}
