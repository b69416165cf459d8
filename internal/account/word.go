package account

import (
	"math"
	"strings"

	"readout/internal/nn"
	"readout/text"
)

// Words knows which words are near in meaning, by the vectors of a language model.
type Words struct {
	keys nn.Keys
	rows *nn.Table
}

// WordsOf takes the vectors of a language model.
func WordsOf(m *text.Model) *Words {
	keys, rows := m.Vectors()
	return &Words{keys, rows}
}

// Near and far are the cosines between which two words begin to be and are as good as the
// same, for vectors learnt from contexts: words of one field lie around 0.5, words that
// can replace each other above 0.7.
const (
	far  = 0.55
	near = 0.90
)

// sameStem is what words of one stem or one meaning are worth beside the same word.
const sameStem = 0.9

// related is what words that speak of one matter are worth beside the same word; see near.tsv.
const related = 0.6

// soft is what the likeness of words that are only near in meaning is worth beside the
// same word.
const soft = 0.75

// like returns how much two lemmas mean the same, 0 to 1.
func (w *Words) like(a, b string) float64 {
	switch {
	case a == b:
		return 1
	case derived(a, b), share(words().meanings, a, b):
		return sameStem
	case share(words().matters, a, b):
		return related
	case w == nil:
		return 0
	}
	x, y := w.vector(a), w.vector(b)
	if x == nil || y == nil {
		return 0
	}
	return soft * max(0, min(1, (cosine(x, y)-far)/(near-far)))
}

func (w *Words) vector(lemma string) []float32 {
	var f nn.Features
	f.Read(lemma, nil)
	row := w.keys.Find(f.Vector)
	if row < 0 {
		return nil
	}
	out := make([]float32, w.rows.Width)
	w.rows.Row(out, row)
	return out
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

// suffixes are what English words of one stem differ in.
var suffixes = setOf("e s ed ing ment ments ion ions ation ations ition tion sion ance ence al er or r y ive ity ness ful ous able ible ition ly d t n an ian i ure ures ise ize ised ized")

// derived reports whether two lemmas have one stem: "establish", "establishment".
func derived(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	// "accuse" and "accusation" part before the last letter they share.
	return n >= 4 && ending(a[n:]) && ending(b[n:])
}

func ending(s string) bool { return s == "" || suffixes[s] }

func setOf(list string) map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(list) {
		out[w] = true
	}
	return out
}
