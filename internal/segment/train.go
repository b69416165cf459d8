package segment

import (
	"math/rand/v2"
	"strings"

	"readout/internal/linear"
)

// An Example is a text with the parts that it should be cut into.
type Example struct {
	Text string
	Result
}

// How much is learnt: slots of the tables as powers of two, and passes over the examples.
const (
	tokenBits     = 15
	sentenceBits  = 18
	tokenRounds   = 6
	sentenceRound = 8
)

// Train learns a model. The same examples and seed give the same model.
func Train(examples []Example, seed uint64) *Model {
	m := &Model{inner: innerForms(examples)}
	rnd := rand.New(rand.NewPCG(seed, 1))
	m.token = trainTokens(examples, m.inner, rnd)
	m.sentence = trainSentences(examples, rnd)
	return m
}

// innerForms collects the runs of letters that are cut somewhere at the same place.
func innerForms(examples []Example) map[string]int {
	cuts := make(map[string]int)
	for _, ex := range examples {
		starts := wordStarts(ex.Result)
		for _, a := range atomize(ex.Text, nil) {
			if a.kind != letters || a.end-a.start > longestInner {
				continue
			}
			for at := a.start + 1; at < a.end; at++ {
				if _, ok := starts[at]; ok {
					cuts[strings.ToLower(ex.Text[a.start:a.end])] = at - a.start
					break
				}
			}
		}
	}
	return cuts
}

// wordStarts maps the first bytes of words to the kind of border they are.
func wordStarts(r Result) map[int]int {
	starts := make(map[int]int, len(r.Words))
	for _, t := range r.Tokens {
		for i := t.First; i < t.Last; i++ {
			starts[r.Words[i].First] = word
		}
		starts[r.Words[t.First].First] = token
	}
	return starts
}

func trainTokens(examples []Example, inner map[string]int, rnd *rand.Rand) *linear.Model {
	t := linear.NewTrainer(3, tokenBits)
	var f []uint32
	for range tokenRounds {
		for _, k := range rnd.Perm(len(examples)) {
			ex := &examples[k]
			gold := wordStarts(ex.Result)
			b := borders{text: ex.Text, atoms: atomize(ex.Text, inner)}
			for i := range b.atoms {
				kind := gold[b.atoms[i].start] // joined where no word starts
				if b.glued(i) {
					if rule, sure := b.rule(i); !sure {
						f = b.features(f[:0], i, rule)
						t.Learn(f, kind)
					}
				}
				b.moveTo(i, kind)
			}
		}
		t.Keep()
	}
	return t.Model()
}

// moveTo notes that the border before atom i is of a kind.
func (b *borders) moveTo(i, kind int) {
	if kind != joined {
		b.wordStart = i
	}
	if kind == token {
		b.tokenStart = i
	}
}

func trainSentences(examples []Example, rnd *rand.Rand) *linear.Model {
	t := linear.NewTrainer(2, sentenceBits)
	t.Drop = 0.2
	cutters := make([]*cutter, len(examples))
	for k := range examples {
		cutters[k] = cutterOf(&examples[k])
	}
	for range sentenceRound {
		for _, k := range rnd.Perm(len(cutters)) {
			learnSentences(t, cutters[k], &examples[k])
		}
		t.Keep()
	}
	return t.Model()
}

// cutterOf returns a cutter that has found the example's words.
func cutterOf(ex *Example) *cutter {
	c := &cutter{text: ex.Text, model: &Model{}, atoms: atomize(ex.Text, nil)}
	c.out.Words, c.out.Tokens = ex.Words, ex.Tokens
	c.atoms = fit(ex.Text, c.atoms, ex.Words)
	c.look()
	return c
}

// fit cuts the atoms where words start within them.
func fit(s string, atoms []atom, words []Range) []atom {
	var out []atom
	k := 0
	for _, a := range atoms {
		for k < len(words) && words[k].First <= a.start {
			k++
		}
		for k < len(words) && words[k].First < a.end {
			b := a
			b.end = words[k].First
			b.finish(s)
			out = append(out, b)
			a.start, a.space = words[k].First, none
			a.finish(s)
			k++
		}
		out = append(out, a)
	}
	return out
}

// learnSentences walks one example with its true ends behind it.
func learnSentences(t *linear.Trainer, c *cutter, ex *Example) {
	ends := make(map[int]bool, len(ex.Sentences))
	for _, s := range ex.Sentences {
		ends[s.Last] = true
	}
	for _, p := range ex.Paragraphs {
		first, last := ex.Sentences[p.First].First, ex.Sentences[p.Last-1].Last
		g := gaps{cutter: c, first: first, last: last}
		g.restart(first)
		for i := first; i+1 < last; i++ {
			g.pass(i)
			if c.views[i+1].gone {
				continue
			}
			end := 0
			if ends[i+1] {
				end = 1
			}
			if rule, sure := g.rule(i); !sure && !g.within(i) {
				c.features = g.features(c.features[:0], i, rule)
				t.Learn(c.features, end)
			}
			if end == 1 {
				g.restart(i + 1)
			}
		}
	}
}
