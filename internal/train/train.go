package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"sync"
	"time"

	"readout/internal/nn"
	"readout/text"
)

// Options say how to train. [Defaults] has those of the checked-in model.
type Options struct {
	Shape     nn.Shape // sizes of vectors, tags, features and relations follow from the data
	Vectors   int      // number of fixed word vectors
	MinCount  int      // how often a form must stand in the corpus to have a vector of its own
	Epochs    int
	Batch     int     // words in a batch, about
	Rate      float64 // learning rate after warming up; it then falls to 0
	Decay     float64 // of the weights
	NewsTwice bool    // take GUM's news, interviews and speeches twice an epoch
	Dropout   float64 // share of values dropped in inputs and layers; of heads, a third
	DropForm  float64 // share of words whose form is hidden; of half as many the fixed vector too
	Rewrite   float64 // share of sentences read in small letters, in capitals, in title case, each
	Seed      uint64
}

// Defaults returns the options of the checked-in model.
func Defaults() Options {
	return Options{
		Shape:   nn.Shape{Form: 60, Affix: 32, Width: 192, Hidden: 192, Layers: 4, TagAt: 2, Arc: 128, Label: 96},
		Vectors: 90000, MinCount: 2, Epochs: 20, Batch: 700, Rate: 3e-3, Decay: 0.01, NewsTwice: true, Dropout: 0.2, DropForm: 0.2, Rewrite: 0.005, Seed: 1,
	}
}

// A Corpus is what to train on and what to watch.
type Corpus struct {
	Train []Sentence
	Dev   map[string][]Sentence
	// Keys and Values are the fixed vectors, Width values each.
	Keys   []uint32
	Values []float32
	Width  int
}

// shards is the number of parts in which a batch is worked on. It is fixed: the order of
// sums, and so the last bits of the weights, depend on it.
const shards = 2

type trainer struct {
	Options
	data    *data
	params  *params
	workers []*backpropagation
	adam    optimiser
	rng     *rand.Rand
	total   int // steps
	log     io.Writer
}

// Run trains a network and returns its part of a weights file, text.PartNet. After each epoch it
// writes a line to log with the scores on c.Dev.
func Run(o Options, c Corpus, origin string, log io.Writer) ([]byte, error) {
	t := &trainer{Options: o, data: prepare(c.Train, c.Keys, c.Values, c.Width, o.MinCount), log: log, rng: rand.New(rand.NewPCG(o.Seed, 0))}
	s := &t.Shape
	s.Vector, s.Tags, s.Feats, s.Rels = c.Width, len(t.data.tags.list), len(t.data.feats.list), len(t.data.rels.list)
	known := len(t.data.formKeys) / 4
	t.params = newParams(*s, known)
	t.params.start(*s, t.rng)
	t.adam = optimiser{m: make([]float32, len(t.params.flat)), v: make([]float32, len(t.params.flat))}
	for range shards {
		t.workers = append(t.workers, &backpropagation{shape: *s, data: t.data, params: t.params, grad: newParams(*s, known), drop: t.dropout()})
	}
	fmt.Fprintf(log, "%+v\n%d sentences, %d forms, %d dense weights, %d in all\n", *s, len(c.Train), known, t.dense(), len(t.params.flat))
	order := t.order(c.Train)
	batches := t.batches(order)
	t.total = len(batches) * t.Epochs
	for epoch := range t.Epochs {
		began := time.Now()
		t.shuffle(order)
		l, words := t.epoch(t.batches(order))
		fmt.Fprintf(log, "epoch %d: loss tags %.3f feats %.3f arcs %.3f rels %.3f", epoch+1, l.tags/words, l.feats/words, l.arcs/words, l.rels/words)
		file, err := t.file(origin)
		if err != nil {
			return nil, err
		}
		if err := score(log, file, c.Dev); err != nil {
			return nil, err
		}
		fmt.Fprintf(log, " (%s)\n", time.Since(began).Round(time.Second))
	}
	return t.file(origin)
}

func (t *trainer) dense() int {
	_, n := t.Shape.Carve(nil)
	return n
}

func (t *trainer) dropout() dropout {
	d := float32(t.Dropout)
	form := float32(t.DropForm)
	return dropout{input: d, layer: d, top: d, heads: 0.33, word: form / 2, form: form / 2, capitals: float32(t.Rewrite)}
}

// newsLike are the genres of GUM nearest to what will be read.
var newsLike = map[string]bool{"news": true, "interview": true, "speech": true}

// order lists the sentences of an epoch, some twice.
func (t *trainer) order(all []Sentence) []int {
	var order []int
	for i, s := range all {
		order = append(order, i)
		if t.NewsTwice && newsLike[s.Genre] {
			order = append(order, i)
		}
	}
	return order
}

func (t *trainer) shuffle(order []int) {
	t.rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
}

// batches cuts the order into parts of about t.Batch words.
func (t *trainer) batches(order []int) [][]int {
	var out [][]int
	first, words := 0, 0
	for i, s := range order {
		if words += len(t.data.train[s]); words >= t.Batch || i+1 == len(order) {
			out = append(out, order[first:i+1])
			first, words = i+1, 0
		}
	}
	return out
}

func (t *trainer) epoch(batches [][]int) (sum losses, words float64) {
	for _, batch := range batches {
		l, n := t.step(batch)
		sum.add(l)
		words += float64(n)
	}
	return sum, words
}

// step learns from one batch, its shards side by side.
func (t *trainer) step(batch []int) (losses, int) {
	words := 0
	for _, s := range batch {
		words += len(t.data.train[s])
	}
	parts := make([][][]sample, shards)
	seen := 0
	for _, s := range batch {
		k := min(seen*shards/words, shards-1)
		parts[k] = append(parts[k], t.data.train[s])
		seen += len(t.data.train[s])
	}
	var wait sync.WaitGroup
	grads := make([][]float32, shards)
	for k, w := range t.workers {
		grads[k] = w.grad.flat
		w.losses = losses{}
		w.rng = rand.New(rand.NewPCG(t.Seed, uint64(t.adam.step*shards+k+1)))
		if len(parts[k]) > 0 {
			wait.Go(func() { w.run(parts[k], 1/float32(words)) })
		}
	}
	wait.Wait()
	t.adam.update(t.params.flat, grads, t.rate(), t.Decay)
	var sum losses
	for _, w := range t.workers {
		sum.add(w.losses)
	}
	return sum, words
}

// rate rises over the first steps and then falls along a half cosine to 0.
func (t *trainer) rate() float64 {
	const warm = 200
	step := float64(t.adam.step)
	if step < warm {
		return t.Rate * (step + 1) / warm
	}
	return t.Rate * (1 + math.Cos(math.Pi*(step-warm)/max(1, float64(t.total)-warm))) / 2
}

// file returns the weights file of the network as it is now.
func (t *trainer) file(origin string) ([]byte, error) {
	d := t.data
	m := &nn.Model{
		Shape: t.Shape, Tags: d.tags.list, Feats: d.feats.list, Rels: d.rels.list, Allow: d.allow,
		Vocab: len(d.vectorKeys) / 4, Known: len(d.formKeys) / 4, Origin: origin,
		VectorKeys: d.vectorKeys, FormKeys: d.formKeys,
		Vectors: d.vectors, Forms: nn.Quantise(t.params.forms, t.Shape.Form), Affix: nn.Quantise(t.params.affix, t.Shape.Affix),
	}
	return m.Encode(t.params.flat[:t.dense()])
}

// score writes the scores of a model on annotated sentences.
func score(log io.Writer, file []byte, dev map[string][]Sentence) error {
	m, err := text.Load(text.Bundle(map[string][]byte{text.PartNet: file}))
	if err != nil {
		return err
	}
	for _, name := range sortedNames(dev) {
		s := Score(m, dev[name])
		fmt.Fprintf(log, "  %s UPOS %.2f XPOS %.2f feats %.2f UAS %.2f LAS %.2f", name, s.UPOS, s.XPOS, s.Feats, s.UAS, s.LAS)
	}
	return nil
}
