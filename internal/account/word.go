package account

import (
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

// likeTerm is how much two terms mean the same, 0 to 1.
func (c *comparer) likeTerm(a, b *term) float64 {
	if !a.name && !b.name && share(words().meanings, a.lemma, b.lemma) {
		return sameStem
	}
	return alike(&mark{lemma: a.lemma, name: a.name, vec: c.vector(a.lemma)}, &mark{lemma: b.lemma, name: b.name, vec: c.vector(b.lemma)})
}

// suffixes are what English words of one stem differ in.
var suffixes = setOf("e s ed ing ment ments ion ions ation ations ition tion sion ance ence al er or r y ive ity ness ful ous able ible ition ly d t n an ian i ure ures ise ize ised ized")

// derived reports whether two lemmas have one stem: "establish", "establishment".
func derived(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n == 3 && (a[n:] == "" && b[n:] == "ment" || b[n:] == "" && a[n:] == "ment") {
		return true // "pay", "payment"
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
