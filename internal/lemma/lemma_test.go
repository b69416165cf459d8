package lemma

import (
	"errors"
	"testing"
)

// small is what the tests learn from: form, tags, lemma.
var small = [][4]string{
	{"said", "VERB", "VBD", "say"}, {"say", "VERB", "VB", "say"}, {"walked", "VERB", "VBD", "walk"}, {"talked", "VERB", "VBD", "talk"},
	{"hoped", "VERB", "VBD", "hope"}, {"hope", "VERB", "VB", "hope"}, {"stop", "VERB", "VB", "stop"}, {"provoke", "VERB", "VB", "provoke"},
	{"ministers", "NOUN", "NNS", "minister"}, {"talks", "NOUN", "NNS", "talk"}, {"countries", "NOUN", "NNS", "country"},
	{"parties", "NOUN", "NNS", "party"}, {"n't", "PART", "RB", "not"}, {"Paris", "PROPN", "NNP", "Paris"}, {"Lima", "PROPN", "NNP", "Lima"},
	{"NATO", "PROPN", "NNP", "NATO"}, {"had", "AUX", "VBD", "have"}, {"The", "DET", "DT", "the"}, {"francisco", "PROPN", "NNP", "Blanco"},
}

func learnt() *Model {
	var examples []Example
	for range 2 {
		for _, w := range small {
			examples = append(examples, Example{Word: Word{w[0], w[1], w[2]}, Lemma: w[3]})
		}
	}
	return Train(examples)
}

func TestModel_Lemma(t *testing.T) {
	m := learnt()
	tests := []struct{ name, form, upos, xpos, want string }{
		{"seen", "said", "VERB", "VBD", "say"},
		{"seen, at the start of a sentence", "Said", "VERB", "VBD", "say"},
		{"by its ending", "balked", "VERB", "VBD", "balk"},
		{"a known verb that ends in e", "provoked", "VERB", "VBN", "provoke"},
		{"a known verb that doubles", "stopping", "VERB", "VBG", "stop"},
		{"a plural", "Deputies", "NOUN", "NNS", "deputy"},
		{"a name", "Torshal", "PROPN", "NNP", "Torshal"},
		{"an acronym", "OPEC", "PROPN", "NNP", "OPEC"},
		{"irregular, with another tag", "had", "AUX", "VBN", "have"},
		{"a name learnt once is no rule", "disco", "PROPN", "NNP", "disco"},
		{"the start of a sentence", "The", "DET", "DT", "the"},
		{"nothing known", "\xff", "SYM", "SYM", "\xff"},
		{"empty", "", "X", "FW", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := m.Lemma(Word{tt.form, tt.upos, tt.xpos}); got != tt.want {
				t.Errorf("Lemma(%q, %s, %s) = %q, want %q", tt.form, tt.upos, tt.xpos, got, tt.want)
			}
		})
	}
}

func TestModel_Lemma_nil(t *testing.T) {
	var m *Model
	if got := m.Lemma(Word{"Talks", "NOUN", "NNS"}); got != "talks" {
		t.Errorf("Lemma = %q, want talks", got)
	}
	if got := m.Lemma(Word{"Paris", "PROPN", "NNP"}); got != "Paris" {
		t.Errorf("Lemma = %q, want Paris", got)
	}
}

func TestParse(t *testing.T) {
	b := learnt().Bytes()
	m, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range small {
		if got := m.Lemma(Word{w[0], w[1], w[2]}); got != w[3] {
			t.Errorf("after reading back, Lemma(%q) = %q, want %q", w[0], got, w[3])
		}
	}
	for n := range len(b) {
		if _, err := Parse(b[:n]); n%4 != len(b)%4 && !errors.Is(err, ErrFormat) {
			t.Errorf("Parse of the first %d bytes: %v", n, err)
		}
	}
}

func FuzzLemma(f *testing.F) {
	m := learnt()
	f.Add("said", "VERB", "VBD")
	f.Add("ſs", "NOUN", "NNS")
	f.Fuzz(func(t *testing.T, form, upos, xpos string) { m.Lemma(Word{form, upos, xpos}) })
}
