package train

import (
	"math/rand/v2"

	"readout/internal/eval"
	"readout/internal/linear"
	"readout/text"
)

// CorefBits is the logarithm of the number of weights for pronouns.
const CorefBits = 15

// Coref learns what pronouns are linked to from files with marked coreference, as
// [eval.LoadCoref] reads them, and from files of GAP, and returns the weights. Tags and
// trees are those of the model m; what know knows of names, which may be nil, is used as
// when documents are read.
func Coref(m *text.Model, know text.Knowledge, files, gap []string, seed uint64) ([]byte, error) {
	var lessons []lesson
	for _, file := range files {
		docs, err := eval.LoadCoref(file)
		if err != nil {
			return nil, err
		}
		for i := range docs {
			lessons = append(lessons, documentLesson(m, know, &docs[i]))
		}
	}
	for _, file := range gap {
		cases, err := eval.LoadGAP(file)
		if err != nil {
			return nil, err
		}
		for i := range cases {
			lessons = append(lessons, gapLesson(m, know, &cases[i]))
		}
	}
	return teach(lessons, seed).Model().Bytes(), nil
}

// teach goes through the lessons in several runs, each in another order: the mean of their
// weights is steadier than any of them.
func teach(lessons []lesson, seed uint64) *ranking {
	l := &ranking{Trainer: linear.NewTrainer(1, CorefBits)}
	l.Rate, l.Decay, l.Drop = corefRate, corefDecay, corefDrop
	r := rand.New(rand.NewPCG(seed, 3))
	for range corefRuns {
		l.Restart()
		for epoch := range corefEpochs {
			r.Shuffle(len(lessons), func(i, j int) { lessons[i], lessons[j] = lessons[j], lessons[i] })
			for _, learn := range lessons {
				learn(l)
			}
			if epoch >= corefEpochs/2 {
				l.Keep()
			}
		}
	}
	return l
}

// How the weights are learnt.
const (
	corefRuns   = 5
	corefEpochs = 5
	corefRate   = 0.03
	corefDecay  = 1e-3
	corefDrop   = 0.3
)

// A lesson lets a ranker learn from one document.
type lesson func(*ranking)

// A ranking is a trainer with the choices it has made in a document.
type ranking struct {
	*linear.Trainer
	chosen   map[int]int // by pronoun, the mention it was linked to
	features [][]uint32
	right    []bool
}

// standsFor returns the mention that mention k was linked to through pronouns.
func (l *ranking) standsFor(k int) int {
	for range 100 {
		to, ok := l.chosen[k]
		if !ok {
			return k
		}
		k = to
	}
	return k
}

// rank makes a step towards the right options, or to none where there are none, and returns
// the best of them.
func (l *ranking) rank(options []text.Option, right func(mention int) bool) int {
	l.features, l.right = l.features[:0], l.right[:0]
	none := true
	for i := range options[1:] {
		none = none && !right(options[i+1].Mention)
	}
	for i := range options {
		k := options[i].Mention
		if k == text.NoMention {
			l.features, l.right = append(l.features, options[i].Features), append(l.right, none)
			continue
		}
		l.features, l.right = append(l.features, options[i].Features), append(l.right, right(k))
	}
	l.Rank(l.features, l.right)
	return l.best(options, func(i int) bool { return i == 0 && none || i > 0 && right(options[i].Mention) })
}

// best returns the option with the highest score of those that are allowed.
func (l *ranking) best(options []text.Option, allowed func(i int) bool) int {
	best, top := 0, 0.0
	first := true
	for i := range options {
		if !allowed(i) {
			continue
		}
		if s := l.Odds(options[i].Features); first || s > top {
			best, top, first = i, s, false
		}
	}
	return best
}

// choose notes that a pronoun was linked to option k and returns it.
func (l *ranking) choose(pronoun int, options []text.Option, k int) int {
	if k > 0 {
		l.chosen[pronoun] = options[k].Mention
	}
	return k
}

func documentLesson(m *text.Model, know text.Knowledge, doc *eval.CorefDocument) lesson {
	d := doc.Bare()
	m.Analyse(d)
	m.ResolveBy(d, know, func(int, []text.Option) int { return 0 })
	chains := doc.Chains(d)
	return func(l *ranking) {
		l.chosen = make(map[int]int)
		m.ResolveBy(d, know, func(pronoun int, options []text.Option) int {
			right := func(k int) bool { return chains[pronoun] >= 0 && chains[l.standsFor(k)] == chains[pronoun] }
			return l.choose(pronoun, options, l.rank(options, right))
		})
	}
}

// gapLesson learns from one pronoun. Which others mean what is not known: they are linked
// as the weights so far would have it; a chain of pronouns alone counts as wrong.
func gapLesson(m *text.Model, know text.Knowledge, c *eval.GAPCase) lesson {
	d := text.Annotate(m, c.Text)
	m.ResolveBy(d, know, func(int, []text.Option) int { return 0 })
	at := c.Find(d)
	const isA, isB = 1, 2
	name := make([]int, len(d.Mentions))
	for i := range d.Mentions {
		switch e := d.Mentions[i].Entity; {
		case eval.Holds(d, e, c.A):
			name[i] = isA
		case eval.Holds(d, e, c.B):
			name[i] = isB
		}
	}
	right := 0
	if c.IsA {
		right = isA
	} else if c.IsB {
		right = isB
	}
	return func(l *ranking) {
		l.chosen = make(map[int]int)
		m.ResolveBy(d, know, func(pronoun int, options []text.Option) int {
			if pronoun != at {
				return l.choose(pronoun, options, l.best(options, func(int) bool { return true }))
			}
			means := func(k int) int { return name[l.standsFor(k)] }
			if right == 0 {
				l.rank(options, func(k int) bool { return means(k) == 0 })
				return 0
			}
			l.rank(options, func(k int) bool { return means(k) == right })
			return 0
		})
	}
}
