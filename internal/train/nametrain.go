package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"sync"
	"time"

	"readout/internal/names"
	"readout/internal/nn"
	"readout/text"
)

// NameOptions say how to train the names. [NameDefaults] has those of the checked-in
// model.
type NameOptions struct {
	Shape     names.Shape // sizes of inputs follow from the network
	Epochs    int
	Batch     int // words in a batch, about
	Rate      float64
	Decay     float64
	Input     float64   // share of the encoder's values dropped
	Layer     float64   // share of values dropped in layers and at the top
	Unknown   float64   // share of sentences read without what a list knows
	Hidden    float64   // share of words whose vectors are hidden
	Sub       float64   // share of subwords dropped
	Swap      float64   // share of sentences with names read with other names
	Weights   []float64 // of the corpora, in the order of nameCorpora; 0 leaves one out
	Sure      float64   // added to the score of no name, against names that are none
	Guideline bool      // learn what differs between the corpora apart
	Members   int       // networks, each with a seed of its own, whose scores are averaged
	Seed      uint64
}

// NameDefaults returns the options of the checked-in model.
func NameDefaults() NameOptions {
	return NameOptions{
		Shape: names.Shape{Width: 128, Hidden: 128, Layers: 2, Sub: 32, Known: text.KnownMarks,
			Lean: [len(names.Types)]float32{organisation: 0.5}},
		Epochs: 12, Batch: 500, Rate: 2e-3, Decay: 0.02, Input: 0.4, Layer: 0.4, Unknown: 0.3, Hidden: 0.1, Sub: 0.5, Swap: 0.5,
		Weights: []float64{1, 0.5, 0.5, 0.5, 0.5}, Sure: 1.2, Guideline: true, Members: 1, Seed: 1,
	}
}

// NameCorpus is what to train names on: sentences, and the network that reads them.
type NameCorpus struct {
	Net   *nn.Network
	Read  func(seed uint64) ([]NameSentence, error) // what a member learns from
	Watch func(model []byte) string                 // called after each epoch; its words are printed
}

// nameParams are the trained values: those of the model, then a row for each corpus.
type nameParams struct {
	flat    []float32
	dense   *names.Weights
	corpora []float32
	sub     []float32 // SubRows rows
}

func newNameParams(s names.Shape) *nameParams {
	_, n := s.Carve(nil)
	p := &nameParams{flat: make([]float32, n+len(nameCorpora)*s.Width+names.SubRows*s.Sub)}
	p.dense, _ = s.Carve(p.flat[:n:n])
	p.corpora, p.sub = p.flat[n:n+len(nameCorpora)*s.Width], p.flat[n+len(nameCorpora)*s.Width:]
	return p
}

func (p *nameParams) start(s names.Shape, rng *rand.Rand) {
	w := p.dense
	draw := func(v []float32, scale float64) {
		for i := range v {
			v[i] = float32(rng.NormFloat64() * scale)
		}
	}
	draw(w.In, 1/math.Sqrt(float64(s.Input())))
	for _, l := range w.Layers {
		set(l.Gain, 1)
		set(l.Taps[s.Width:2*s.Width], 1)
		draw(l.Taps[:s.Width], 0.3)
		draw(l.Taps[2*s.Width:], 0.3)
		draw(l.In, 1/math.Sqrt(float64(s.Width)))
		for i := range l.InBias[:s.Hidden] {
			l.InBias[i] = float32(rng.Float64()*4 - 2.5)
		}
		draw(l.Out, 1/math.Sqrt(float64(s.Hidden*s.Layers)))
	}
	set(w.TopGain, 1)
	draw(w.Out, 1/math.Sqrt(float64(s.Width)))
	draw(p.sub, 0.1)
}

// nameWorker is one worker: its gradients and the memory of one batch.
type nameWorker struct {
	backpropagation
	o      *NameOptions
	shape  names.Shape
	params *nameParams
	grad   *nameParams
	chain  chain
	drawn  [][]uint16 // rows of the subwords of each word
	loss   float64
}

// A nameSample is a sentence with the states of the network.
type nameSample struct {
	*NameSentence
	input    []float32 // rows of what the network gives
	subwords [][]uint32
	variants []nameSample
}

type nameTrainer struct {
	o       NameOptions
	c       NameCorpus
	samples []nameSample
	params  *nameParams
	mean    []float32 // of the weights, the later the more
	workers []*nameWorker
	adam    optimiser
	rng     *rand.Rand
	total   int
}

// Names trains a model of names and returns its part of a weights file, text.PartNames.
func Names(o NameOptions, c NameCorpus, log io.Writer) ([]byte, error) {
	s := &o.Shape
	s.Inputs = [3]int{c.Net.Shape.Input(), c.Net.Shape.Width, c.Net.Shape.Width}
	if s.Input()%nn.PanelWidth != 0 || s.Width%nn.PanelWidth != 0 || s.Hidden%(2*nn.PanelWidth) != 0 {
		return nil, fmt.Errorf("widths of %+v are not multiples of %d", *s, nn.PanelWidth)
	}
	fmt.Fprintf(log, "%+v\n", o)
	var members [][]byte
	for range o.Members {
		all, err := c.Read(o.Seed)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(log, "names: seed %d, %d sentences\n", o.Seed, len(all))
		t := newNameTrainer(o, c, nameSamples(c.Net, all))
		if err := t.run(log); err != nil {
			return nil, err
		}
		members = append(members, t.member())
		o.Seed++
	}
	return names.Encode(*s, members)
}

func newNameTrainer(o NameOptions, c NameCorpus, samples []nameSample) *nameTrainer {
	t := &nameTrainer{o: o, c: c, samples: samples, params: newNameParams(o.Shape), rng: rand.New(rand.NewPCG(o.Seed, 11))}
	t.params.start(o.Shape, t.rng)
	n := len(t.params.flat)
	t.mean = make([]float32, n)
	t.adam = optimiser{m: make([]float32, n), v: make([]float32, n)}
	for range shards {
		w := &nameWorker{o: &t.o, shape: o.Shape, params: t.params, grad: newNameParams(o.Shape)}
		w.backpropagation.shape = nn.Shape{Width: o.Shape.Width, Hidden: o.Shape.Hidden}
		w.drop.layer = float32(o.Layer)
		t.workers = append(t.workers, w)
	}
	return t
}

// run trains one network.
func (t *nameTrainer) run(log io.Writer) error {
	order := t.order()
	t.total = len(t.batches(order)) * t.o.Epochs
	for epoch := range t.o.Epochs {
		began := time.Now()
		t.rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		loss, words := 0.0, 0
		for _, batch := range t.batches(order) {
			l, n := t.step(batch)
			loss, words = loss+l, words+n
		}
		file, err := names.Encode(t.o.Shape, [][]byte{t.member()})
		if err != nil {
			return err
		}
		fmt.Fprintf(log, "names, epoch %d: loss %.4f %s (%s)\n", epoch+1, loss/float64(words), t.c.Watch(file), time.Since(began).Round(time.Second))
	}
	return nil
}

// nameSamples runs the network over all sentences.
func nameSamples(net *nn.Network, all []NameSentence) []nameSample {
	out := make([]nameSample, len(all))
	if len(all) == 0 {
		return nil
	}
	var w nn.Work
	var f []nn.Features
	var buf []byte
	for i := range all {
		f = f[:0]
		for _, form := range all[i].Forms {
			f = append(f, nn.Features{})
			buf = f[len(f)-1].Read(form, buf)
		}
		net.Encode(&w, f, []int{len(f)})
		s := w.States()
		a, b := net.Shape.Input(), net.Shape.Width
		out[i].NameSentence = &all[i]
		out[i].variants = nameSamples(net, all[i].Variants)
		for k := range f {
			out[i].subwords = append(out[i].subwords, names.Subwords(nil, all[i].Forms[k]))
			out[i].input = append(out[i].input, s.Input[k*a:(k+1)*a]...)
			out[i].input = append(out[i].input, s.Tag[k*b:(k+1)*b]...)
			out[i].input = append(out[i].input, s.Top[k*b:(k+1)*b]...)
		}
	}
	return out
}

func (t *nameTrainer) order() (order []int) {
	for i := range t.samples {
		if t.o.Weights[t.samples[i].Corpus] > 0 {
			order = append(order, i)
		}
	}
	return order
}

func (t *nameTrainer) batches(order []int) [][]int {
	var out [][]int
	first, words := 0, 0
	for i, s := range order {
		if words += len(t.samples[s].Forms); words >= t.o.Batch || i+1 == len(order) {
			out = append(out, order[first:i+1])
			first, words = i+1, 0
		}
	}
	return out
}

func (t *nameTrainer) step(batch []int) (float64, int) {
	words, seen := 0, 0
	for _, s := range batch {
		words += len(t.samples[s].Forms)
	}
	parts := make([][]*nameSample, shards)
	for _, s := range batch {
		k := min(seen*shards/words, shards-1)
		parts[k] = append(parts[k], t.pick(&t.samples[s]))
		seen += len(t.samples[s].Forms)
	}
	var wait sync.WaitGroup
	grads := make([][]float32, shards)
	for k, w := range t.workers {
		grads[k], w.loss = w.grad.flat, 0
		w.rng = rand.New(rand.NewPCG(t.o.Seed, uint64(t.adam.step*shards+k+1)))
		if len(parts[k]) > 0 {
			wait.Go(func() { w.run(parts[k], 1/float32(words)) })
		}
	}
	wait.Wait()
	t.adam.update(t.params.flat, grads, t.rate(), t.o.Decay)
	const late = 0.002
	keep := float32(1 - max(late, 1/float64(t.adam.step)))
	for i, v := range t.params.flat {
		t.mean[i] = v + keep*(t.mean[i]-v)
	}
	loss := 0.0
	for _, w := range t.workers {
		loss += w.loss
	}
	return loss, words
}

// pick returns a sentence or, now and then, one of its variants.
func (t *nameTrainer) pick(s *nameSample) *nameSample {
	if n := len(s.variants); n > 0 && t.rng.Float64() < t.o.Swap {
		return &s.variants[t.rng.IntN(n)]
	}
	return s
}

func (t *nameTrainer) rate() float64 {
	const warm = 200
	step := float64(t.adam.step)
	if step < warm {
		return t.o.Rate * (step + 1) / warm
	}
	return t.o.Rate * (0.02 + 0.98*(1+math.Cos(math.Pi*(step-warm)/max(1, float64(t.total)-warm)))/2)
}

// member returns the network with the mean weights, those of the reference corpus in its bias.
func (t *nameTrainer) member() []byte {
	p := newNameParams(t.o.Shape)
	copy(p.flat, t.mean)
	for i := range p.sub {
		p.sub[i] *= float32(1 - t.o.Sub) // all are read, not some
	}
	p.dense.OutBias[0] += float32(t.o.Sure)
	if t.o.Guideline {
		add(p.dense.InBias, p.corpora[:t.o.Shape.Width])
	}
	return names.EncodeMember(t.o.Shape, p.flat[:len(p.flat)-len(p.corpora)-len(p.sub)], p.sub)
}

// run adds the gradients of a batch to w.grad and its losses to w.loss.
func (w *nameWorker) run(batch []*nameSample, scale float32) {
	s, p, g := w.shape, w.params.dense, w.grad.dense
	w.used, w.rows, w.ends, w.layers = 0, 0, w.ends[:0], w.layers[:0]
	for _, b := range batch {
		w.rows += len(b.Forms)
		w.ends = append(w.ends, w.rows)
	}
	d, wide := s.Width, s.Input()
	w.input = w.take(w.rows * wide)
	x := w.take(w.rows * d)
	nn.Bias(x, p.InBias)
	listed := w.embed(batch, x)
	inMask := w.dropped(w.input, float32(w.o.Input))
	w.times(x, d, w.input, wide, w.rows, p.In, wide)
	for i := range s.Layers {
		x = w.layer(x, &p.Layers[i])
	}
	inv, top, scores := w.take(w.rows), w.take(len(x)), w.take(w.rows*names.Scores)
	nn.Norm(top, x, p.TopGain, p.TopBias, d, inv)
	mask := w.dropped(top, float32(w.o.Layer))
	nn.Bias(scores, p.OutBias)
	w.times(scores, names.Scores, top, d, w.rows, p.Out, d)
	dscores := w.take(len(scores))
	w.learn(batch, scores, dscores, scale)
	columns(g.OutBias, dscores)
	dtop, dx := w.take(len(top)), w.take(len(x))
	w.back(dtop, d, g.Out, dscores, names.Scores, top, d, w.rows, p.Out, d)
	masked(dtop, mask)
	normBack(dx, g.TopGain, g.TopBias, dtop, x, p.TopGain, inv, d)
	for i := s.Layers - 1; i >= 0; i-- {
		w.layerBack(dx, &w.layers[i], &p.Layers[i], &g.Layers[i])
	}
	columns(g.InBias, dx)
	din := w.take(len(w.input))
	w.back(din, wide, g.In, dx, d, w.input, wide, w.rows, p.In, wide)
	masked(din, inMask)
	w.embedBack(batch, dx, din, listed)
}

// embed copies the inputs of the batch, the vectors of some words hidden, and adds to x
// what a list knows, which it returns by word, and what goes for the corpus.
func (w *nameWorker) embed(batch []*nameSample, x []float32) (listed []uint8) {
	d, wide, row := w.shape.Width, len(w.input)/w.rows, 0
	w.drawn = w.drawn[:0]
	for _, b := range batch {
		given := wide - w.shape.Sub
		use := w.rng.Float64() >= w.o.Unknown
		for i := range b.Forms {
			copy(w.input[row*wide:], b.input[i*given:(i+1)*given])
			for _, h := range w.draw(b.subwords[i]) {
				add(w.input[row*wide+given:(row+1)*wide], w.params.sub[int(h)*w.shape.Sub:][:w.shape.Sub])
			}
			if w.rng.Float64() < w.o.Hidden {
				clear(w.input[row*wide:][:w.shape.Inputs[0]])
			}
			k := uint8(0)
			if use {
				k = b.Known[i]
			}
			listed = append(listed, k)
			to := x[row*d : (row+1)*d]
			if k != 0 {
				add(to, w.params.dense.Known[int(k)*d:][:d])
			}
			if w.o.Guideline {
				add(to, w.params.corpora[b.Corpus*d:][:d])
			}
			row++
		}
	}
	return listed
}

// draw returns the rows of those subwords of the next word that are not dropped.
func (w *nameWorker) draw(subwords []uint32) []uint16 {
	var kept []uint16
	for _, h := range subwords {
		if w.rng.Float64() >= w.o.Sub {
			kept = append(kept, uint16(h%names.SubRows))
		}
	}
	w.drawn = append(w.drawn, kept)
	return kept
}

func (w *nameWorker) embedBack(batch []*nameSample, dx, din []float32, listed []uint8) {
	d, row := w.shape.Width, 0
	for _, b := range batch {
		for range b.Forms {
			sub := din[(row+1)*w.shape.Input()-w.shape.Sub : (row+1)*w.shape.Input()]
			for _, h := range w.drawn[row] {
				add(w.grad.sub[int(h)*w.shape.Sub:], sub)
			}
			from := dx[row*d : (row+1)*d]
			if k := int(listed[row]); k != 0 {
				add(w.grad.dense.Known[k*d:], from)
			}
			if w.o.Guideline {
				add(w.grad.corpora[b.Corpus*d:], from)
			}
			row++
		}
	}
}

// learn sets the gradient of the scores.
func (w *nameWorker) learn(batch []*nameSample, scores, dscores []float32, scale float32) {
	w.chain.ready(w.params.dense.Step)
	at := 0
	for _, b := range batch {
		end := at + len(b.Forms)*names.Scores
		weight := scale * float32(w.o.Weights[b.Corpus])
		w.loss += w.chain.learn(scores[at:end], b.Allowed, weight, dscores[at:end], w.grad.dense.Step)
		at = end
	}
}
