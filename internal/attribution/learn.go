package attribution

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"readout/internal/nn"
	"readout/text"
)

// An Example is an annotated document with its attributions, of which P and Inside are not
// used.
type Example struct {
	Document *text.Document
	Gold     []Attribution
	Skip     []Span // words that were not marked
	Nested   bool   // whether attributions inside of others are marked
}

// Options say how to learn; [Defaults] has those of the checked-in model.
type Options struct {
	CueEpochs, RoleEpochs, WholeEpochs int     // 2 at least
	CueSlots, RoleSlots, WholeSlots    int     // of the tables
	Groups                             [2]int  // of words, in the coarser and the finer division
	CueKeep, RoleKeep, WholeKeep       float64 // share of features that a step keeps
	CueRate, RoleRate, WholeRate       float64
	Runs                               int // each chain is the mean of so many, 1 at least
	Folds                              int // the judge learns from models that miss one of so many parts
	Seed                               uint64
}

// leastSeen is how often a feature must occur to own a slot.
const leastSeen = 3

// Defaults returns the options of the checked-in model.
func Defaults() Options {
	return Options{CueEpochs: 7, RoleEpochs: 5, WholeEpochs: 6, CueSlots: 300_000, RoleSlots: 850_000, WholeSlots: 50_000, Groups: [2]int{96, 768},
		CueKeep: 0.5, RoleKeep: 0.5, WholeKeep: 0.7, CueRate: 0.03, RoleRate: 0.06, WholeRate: 0.05, Runs: 4, Folds: 4, Seed: 1}
}

// A sample is an example made ready.
type sample struct {
	document *text.Document
	work     work
	gold     []goldCue
	inner    bool // whether attributions inside of others are marked
	cued     []bool
	skip     []bool // words that were not marked
	content  []bool // words of a content
}

type goldCue struct {
	cue cue
	at  *Attribution
}

func prepare(e *Example, g *groups) *sample {
	s := &sample{document: e.Document, inner: e.Nested}
	p := &s.work.page
	p.read(e.Document, g)
	n := len(p.words)
	s.cued, s.skip, s.content = make([]bool, n), make([]bool, n), make([]bool, n)
	fill(s.skip, e.Skip...)
	for k := range e.Gold {
		a := &e.Gold[k]
		fill(s.content, a.Content...)
		if a.Cue.First == a.Cue.Last {
			continue
		}
		fill(s.cued, a.Cue)
		c := cue{first: int32(a.Cue.First), last: int32(a.Cue.Last), p: 1, any: 1}
		c.head = p.topOf(c.first, c.last)
		s.gold = append(s.gold, goldCue{c, a})
	}
	return s
}

func fill(list []bool, spans ...Span) {
	for _, s := range spans {
		for i := s.First; i < s.Last; i++ {
			list[i] = true
		}
	}
}

// A school trains on samples.
type school struct {
	Options
	samples []*sample
	place   map[*text.Document]int // the samples of one document count as one
	vectors *vectors
	log     io.Writer
	began   time.Time
}

// Learn returns a model of the examples; the groups of words are made of the word vectors of
// a language model. The same arguments give the same model.
func Learn(o Options, examples []Example, language *text.Model, log io.Writer) *Model {
	keys, rows := language.Vectors()
	m := &Model{groups: groupWords(keys, rows, forms(examples), o), vectors: &vectors{keys, rows}}
	s := newSchool(o, examples, m, log)
	cues := s.learnAll(o.CueSlots, s.eachCue, s.learnCues)
	s.say("cues")
	s.eachFold(func(k int, sm *sample) {
		(&Model{cues: cues[k]}).findCues(&sm.work, learnCue, learnNear)
	})
	roles := s.learnAll(o.RoleSlots, s.eachRole, s.learnRoles)
	s.say("roles")
	s.eachFold(func(k int, sm *sample) {
		(&Model{roles: roles[k]}).mark(&sm.work)
		sm.work.relate()
	})
	m.cues, m.roles = cues[0], roles[0]
	m.wholes, m.dense = s.learnWholes()
	s.say("wholes")
	return m
}

func newSchool(o Options, examples []Example, m *Model, log io.Writer) *school {
	s := &school{Options: o, samples: make([]*sample, len(examples)), vectors: m.vectors,
		place: make(map[*text.Document]int), log: log, began: time.Now()}
	parallel(len(examples), func(i int) { s.samples[i] = prepare(&examples[i], m.groups) })
	for _, sm := range s.samples {
		if _, seen := s.place[sm.document]; !seen {
			s.place[sm.document] = len(s.place)
		}
	}
	return s
}

func (s *school) say(what string) {
	fmt.Fprintf(s.log, "%s (%s)\n", what, time.Since(s.began).Round(time.Second))
}

// learnAll learns a table of all samples and, for each fold, one of the others, each the mean
// of some runs: what one run does by chance evens out.
func (s *school) learnAll(slots int, each func(func([]uint32)), learn func([]*sample, owners, uint64) *learner) []*table {
	own := settleOwners(slots, leastSeen, each)
	out := make([]*table, s.Folds+1)
	parallel(len(out), func(k int) {
		t := learn(s.part(k), own, s.Seed)
		for run := 1; run < s.Runs; run++ {
			t.join(learn(s.part(k), own, s.Seed+uint64(run)))
		}
		out[k] = t.table()
	})
	return out
}

// forms are the keys of all words of the examples.
func forms(examples []Example) map[uint32]bool {
	out := make(map[uint32]bool)
	var buf []byte
	var key uint32
	for _, e := range examples {
		for i := range e.Document.Words {
			key, buf = nn.LowerKey(e.Document.Words[i].Form, buf)
			out[key] = true
		}
	}
	return out
}

// part returns the samples to learn from: all for k = 0, and without fold k-1.
func (s *school) part(k int) []*sample {
	var out []*sample
	for i, sm := range s.samples {
		if k == 0 || s.fold(i) != k {
			out = append(out, sm)
		}
	}
	return out
}

// eachFold calls f for each sample with the number of the model that has not seen it.
func (s *school) eachFold(f func(k int, sm *sample)) {
	parallel(len(s.samples), func(i int) { f(s.fold(i), s.samples[i]) })
}

// fold returns the number of the model that sample i is kept from: the same for all samples
// of a document.
func (s *school) fold(i int) int { return s.place[s.samples[i].document]%s.Folds + 1 }

func parallel(n int, f func(i int)) {
	var wait sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wait.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}

func (s *school) learnCues(samples []*sample, own owners, seed uint64) *learner {
	t := newLearner(3, own, s.CueKeep, s.CueRate, seed)
	type place struct{ sample, sentence int }
	var places []place
	for i, sm := range samples {
		for k := range sm.work.page.sentences {
			places = append(places, place{i, k})
		}
	}
	var f cueFinder
	var features [][]uint32
	for epoch := range s.CueEpochs {
		t.rnd.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		for i, at := range places {
			sm := samples[at.sample]
			features = sm.learnCue(t, &f, sm.work.page.sentences[at.sentence], features)
			t.tick(epoch, i, len(places))
		}
	}
	return t
}

// eachCue calls f with the features of each word.
func (s *school) eachCue(f func([]uint32)) {
	var features []uint32
	for _, sm := range s.samples {
		p := &sm.work.page
		for _, sentence := range p.sentences {
			for i := sentence.first; i < sentence.last; i++ {
				features = p.cueFeatures(features[:0], i, sentence)
				f(features)
			}
		}
	}
}

// learnCue makes a step on one sentence.
func (sm *sample) learnCue(t *learner, f *cueFinder, s wordRange, features [][]uint32) [][]uint32 {
	p := &sm.work.page
	n := int(s.last - s.first)
	for len(features) < n {
		features = append(features, nil)
	}
	f.rows = f.rows[:0]
	for i := range n {
		features[i] = t.drop(p.cueFeatures(features[i][:0], s.first+int32(i), s))
		var sum [3]float32
		t.sum(features[i], sum[:])
		f.rows = append(f.rows, [3]float64{float64(sum[0]), float64(sum[1]), float64(sum[2])})
	}
	f.chance(f.rows)
	before := false
	for i := range n {
		at := int(s.first) + i
		marked := sm.cued[at]
		in, start, ended := f.at(i)
		g := [3]float32{float32(in), float32(start), float32(ended)}
		g[0] -= float32(boolean(marked))
		g[1] -= float32(boolean(marked && !before))
		g[2] -= float32(boolean(!marked && before))
		if !sm.skip[at] {
			t.learn(features[i], g[:])
		}
		before = marked
	}
	return features
}

func (s *school) learnRoles(samples []*sample, own owners, seed uint64) *learner {
	t := newLearner(6, own, s.RoleKeep, s.RoleRate, seed)
	type place struct{ sample, gold int }
	var places []place
	for i, sm := range samples {
		for k := range sm.gold {
			places = append(places, place{i, k})
		}
	}
	r := &roleLearner{learner: t}
	for epoch := range s.RoleEpochs {
		t.rnd.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		for i, at := range places {
			r.learn(samples[at.sample], samples[at.sample].gold[at.gold])
			t.tick(epoch, i, len(places))
		}
	}
	return t
}

// eachRole calls f with the features of each word as seen from each marked cue.
func (s *school) eachRole(f func([]uint32)) {
	var features []uint32
	var v view
	for _, sm := range s.samples {
		p := &sm.work.page
		for _, g := range sm.gold {
			v.look(p, g.cue)
			for i := v.first; i <= v.last; i++ {
				f(v.features(p, v.plainFeatures(p, features[:0], i), i))
			}
			f(v.wholeFeatures(p, features[:0]))
		}
	}
}

// A roleLearner is the memory of learning to mark roles.
type roleLearner struct {
	*learner
	view     view
	lattice  lattice
	features [][]uint32
	whole    []uint32
	want     []uint8
}

// learn makes a step on one cue.
func (r *roleLearner) learn(sm *sample, g goldCue) {
	p, v, l := &sm.work.page, &r.view, &r.lattice
	v.look(p, g.cue)
	if !r.path(g.at) {
		return
	}
	n := int(v.last-v.first) + 1
	for len(r.features) < n {
		r.features = append(r.features, nil)
	}
	l.rows, l.fixed = l.rows[:0], l.fixed[:0]
	for k := range n {
		i := v.first + int32(k)
		fs := v.plainFeatures(p, r.features[k][:0], i)
		r.features[k] = r.drop(v.features(p, fs, i))
		var row [rowColumns]float32
		r.sum(r.features[k], row[:])
		l.rows = append(l.rows, row)
		l.fixed = append(l.fixed, i >= v.cue.first && i < v.cue.last || i == v.last)
	}
	r.whole = r.drop(v.wholeFeatures(p, r.whole[:0]))
	var whole [6]float32
	r.sum(r.whole, whole[:])
	l.noSource, l.again = whole[0], whole[1]
	l.run()
	repeated := float32(0)
	for k := range n {
		var grad gradient
		l.each(k, func(s *step, q float64) { grad.add(s, float32(q)) })
		from := uint8(outside)
		if k > 0 {
			from = r.want[k-1]
		}
		grad.add(stepOf(from, r.want[k]), -1)
		repeated += grad[again]
		r.learner.learn(r.features[k], grad[:rowColumns])
	}
	none := float32(1 - l.sourceSeen())
	if r.want[n-1] == outsideC {
		none--
	}
	r.learner.learn(r.whole, []float32{none, repeated, 0, 0, 0, 0})
}

// A gradient is that of a row, in the columns of a step.
type gradient [stepColumns]float32

// add adds q to the columns of a step.
func (g *gradient) add(s *step, q float32) {
	for _, column := range [...]uint8{s.end, s.add, s.in, s.repeat} {
		g[column] += q
	}
}

func stepOf(from, to uint8) *step {
	i := slices.IndexFunc(steps[:], func(s step) bool { return s.from == from && s.to == to })
	return &steps[i]
}

// sourceSeen returns the probability of a path with a source.
func (l *lattice) sourceSeen() float64 { return 1 - l.sourceChance(Span{}, 0) }

// path sets want to the states that a gold attribution has in the window. It reports false
// where there is no such path.
func (r *roleLearner) path(a *Attribution) bool {
	v := &r.view
	n := int(v.last-v.first) + 1
	roles := make([]int, n)
	put := func(s Span, role int) {
		for i := max(s.First, int(v.first)); i < min(s.Last, int(v.last)); i++ {
			if i < int(v.cue.first) || i >= int(v.cue.last) {
				roles[i-int(v.first)] = role
			}
		}
	}
	for _, c := range a.Content {
		put(c, 2)
	}
	put(a.Source, 1)
	r.want = r.want[:0]
	passedS, passedC := 0, 0
	before := 0
	for _, role := range roles {
		if role == 1 && before != 1 && passedS > 0 {
			return false
		}
		switch role {
		case 1:
			passedS = 1
			r.want = append(r.want, uint8(source+passedC))
		case 2:
			passedC = 1
			r.want = append(r.want, uint8(content+passedS))
		default:
			r.want = append(r.want, uint8(passedS+2*passedC))
		}
		before = role
	}
	return passedC > 0 && r.consistent()
}

// consistent reports whether all steps of the wanted path exist.
func (r *roleLearner) consistent() bool {
	from := uint8(outside)
	for _, to := range r.want {
		if !slices.ContainsFunc(steps[:], func(s step) bool { return s.from == from && s.to == to }) {
			return false
		}
		from = to
	}
	return true
}

// A trial is a candidate that the judge learns from.
type trial struct {
	features     []uint32
	x            []float32 // what the network sees
	right, exact bool
}

// trials lists the candidates of all samples of which it can be told whether they are right.
func (s *school) trials() []trial {
	inputs := deciding*s.vectors.rows.Width + scalars
	var out []trial
	right, setRight, set := 0, 0, 0
	for _, sm := range s.samples {
		for i := range sm.work.found {
			k := &sm.work.found[i]
			ok, judged := sm.verdict(k)
			switch {
			case !judged:
				continue
			case k.fixed:
				set++
				setRight += boolean(ok)
				continue
			}
			right += boolean(ok)
			t := trial{features: sm.work.wholeOf(nil, k), x: make([]float32, inputs), right: ok, exact: ok && sm.exact(k)}
			sm.work.denseInput(t.x, k, s.vectors)
			out = append(out, t)
		}
	}
	fmt.Fprintf(s.log, "candidates %d, right %d; by the setting %d, right %d\n", len(out), right, set, setRight)
	return out
}

func (s *school) learnWholes() (*table, *dense) {
	trials := s.trials()
	own := settleOwners(s.WholeSlots, 2, func(f func([]uint32)) {
		for _, tr := range trials {
			f(tr.features)
		}
	})
	tables, nets := make([]*learner, s.Runs), make([]*dense, s.Runs)
	parallel(s.Runs, func(run int) {
		tables[run], nets[run] = s.learnWhole(slices.Clone(trials), own, s.Seed+uint64(run))
	})
	for _, t := range tables[1:] {
		tables[0].join(t)
	}
	return tables[0].table(), meanOf(nets)
}

func (s *school) learnWhole(trials []trial, own owners, seed uint64) (*learner, *dense) {
	t := newLearner(wholeColumns, own, s.WholeKeep, s.WholeRate, seed)
	net := newDenseLearner(deciding*s.vectors.rows.Width+scalars, seed)
	rnd := rand.New(rand.NewPCG(seed, 5))
	var kept []uint32
	for epoch := range s.WholeEpochs {
		rnd.Shuffle(len(trials), func(i, j int) { trials[i], trials[j] = trials[j], trials[i] })
		for i, tr := range trials {
			kept = t.drop(append(kept[:0], tr.features...))
			var g outputs
			t.sum(kept, g[:])
			y := net.forward(tr.x)
			g[isRight] = sigmoid(g[isRight]+y[isRight]) - float32(boolean(tr.right))
			g[isExact] = sigmoid(g[isExact]+y[isExact]) - float32(boolean(tr.exact))
			t.learn(kept, g[:])
			net.backward(g)
			if t.tick(epoch, i, len(trials)) {
				net.mean()
			}
		}
	}
	return t, net.result()
}

// verdict reports whether a candidate is right, and whether that can be told.
func (sm *sample) verdict(k *candidate) (right, judged bool) {
	if slices.Contains(sm.skip[k.cue.first:k.cue.last], true) {
		return false, false
	}
	for _, g := range sm.gold {
		if overlapOf(k.content, g.at.Content) < 0.5 {
			continue
		}
		if a, b := k.source, g.at.Source; a.First == a.Last && b.First == b.Last || overlapOf([]Span{a}, []Span{b}) >= 0.5 {
			return true, true
		}
	}
	return false, true
}

// exact reports whether content and source of a candidate are those of a marked attribution.
func (sm *sample) exact(k *candidate) bool {
	return slices.ContainsFunc(sm.gold, func(g goldCue) bool {
		return k.source == g.at.Source && slices.Equal(k.content, g.at.Content)
	})
}
