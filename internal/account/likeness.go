package account

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"sync"
	"unicode"

	"readout/text"
)

//go:embed common.tsv
var commonTable string

// rarest is how many of a thousand sentences have a lemma that is as rare as one that was
// never seen.
const rarest = 0.1

// commonness is how many of a thousand sentences of news have a lemma, of those that are not among
// the rarest.
var commonness = sync.OnceValue(func() map[string]float64 {
	out := make(map[string]float64)
	rows(commonTable, func(f []string) { out[f[0]], _ = strconv.ParseFloat(f[1], 64) })
	return out
})

// tellsOfMatter is how much a lemma tells of what a statement is about, 0 to 1: the more, the
// rarer it is.
func tellsOfMatter(lemma string) float64 {
	rare := math.Log(1000/max(rarest, commonness()[lemma])) / math.Log(1000/rarest)
	return rare * rare
}

// A mark is a word of a statement, for what the statement is about.
type mark struct {
	lemma  string
	name   bool
	spare  bool // stands before the statement: counts only where the other one has it too
	weight float64
	vec    []float64 // of length 1; nil where it is not known
	lines  []int     // of meaning.tsv
}

// markWorth is what parts of speech tell of a matter.
var markWorth = map[string]float64{"NOUN": 1, "PROPN": 1, "VERB": 0.7, "ADJ": 0.6, "ADV": 0.3}

// leastMark is the weight below which a word is left out.
const leastMark = 0.02

// attitudes are words for how somebody stands to a matter, which they tell little of.
var attitudes = setOf("readiness ready willingness willing importance important intention desire wish hope necessity need")

// What such a word, and one that says nothing of any matter ("thing", "question"), is worth beside
// others, and what one of which there are many ("agreement", "border").
const (
	attitudeWorth = 0.3
	genericWorth  = 0.7
)

// marks returns the words of a list that tell of a matter, each lemma once; the names of those
// who take part tell nothing.
func (c *comparer) marks(d *text.Document, list []int, known map[string]bool) []mark {
	var out []mark
	for _, i := range list {
		w := &d.Words[i]
		l := lemmaOf(w)
		weight := markWorth[w.UPOS] * tellsOfMatter(l)
		if attitudes[l] {
			weight *= attitudeWorth
		}
		if weight < leastMark || !unicode.IsLetter(first(l)) || known[l] || calendar[l] || len(out) == maxTerms ||
			slices.ContainsFunc(out, func(m mark) bool { return m.lemma == l }) {
			continue
		}
		out = append(out, mark{lemma: l, name: w.UPOS == "PROPN", weight: weight, vec: c.vector(l), lines: words().fields[l]})
	}
	return out
}

// vector returns the vector of a lemma with length 1, or nil.
func (c *comparer) vector(lemma string) []float64 {
	out, known := c.vectors[lemma]
	if known {
		return out
	}
	if c.in.Words != nil {
		v := c.in.Words.vector(lemma)
		length := math.Sqrt(dot32(v, v))
		for _, x := range v {
			out = append(out, float64(x)/length)
		}
	}
	c.vectors[lemma] = out
	return out
}

// Far and near are the cosines between which two words begin to be and are as good as
// related, for vectors learnt from contexts.
const (
	far  = 0.35
	near = 0.80
)

// What words are worth beside the same word.
const (
	sameStem = 0.9
	sameRoot = 0.7 // they begin alike
	related  = 0.8 // their vectors are near
)

// alike is how much two words mean the same, 0 to 1.
func alike(a, b *mark) float64 {
	switch {
	case a.lemma == b.lemma:
		return 1
	case derived(a.lemma, b.lemma):
		return sameStem
	case a.name != b.name:
		return 0
	}
	begin := rooted(a.lemma, b.lemma)
	if a.name || a.vec == nil || b.vec == nil {
		return begin
	}
	return max(begin, related*max(0, min(1, (dot(a.vec, b.vec)-far)/(near-far))))
}

// rooted is how alike two lemmas are by their beginning: "peat" and "peatland" are as good as
// of one stem, "meteorologist" and "meteorological" nearly.
func rooted(a, b string) float64 {
	const least = 4 // letters of a word that may begin another
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	switch {
	case n == len(a) && n >= least && len(b) >= n+least:
		return sameStem
	case n > least && 2*n > len(b):
		return sameRoot
	}
	return 0
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}

func dot32(a, b []float32) float64 {
	s := 0.0
	for i := range a {
		s += float64(a[i]) * float64(b[i])
	}
	return s
}
