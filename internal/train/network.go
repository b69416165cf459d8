package train

import (
	"math/rand/v2"

	"readout/internal/nn"
)

// Rates of the values set to zero while training, and of the words whose vectors are
// hidden.
type dropout struct {
	input, layer, top, heads float32
	word, form               float32
	capitals                 float32 // sentences read as if in small letters, in capitals or in title case, each
}

// A layerMemory is what a layer's forward run leaves for the way back.
type layerMemory struct {
	x, inv, u, v, y, pre, state, out, mask []float32
}

// backpropagation is one worker: its gradients, and the memory of one batch.
type backpropagation struct {
	shape  nn.Shape
	data   *data
	params *params
	grad   *params
	drop   dropout
	rng    *rand.Rand
	arena  []float32
	used   int
	panels nn.Panels

	batch   [][]sample
	ends    []int // the row at which each sentence of the batch ends
	rows    int
	scale   float32 // of the loss of one word
	input   []float32
	hidden  []bool // words whose form counts as unknown
	writing []int  // how each sentence is written, see written
	layers  []layerMemory
	losses  losses
}

// Losses are sums over words, in nats.
type losses struct{ tags, feats, arcs, rels float64 }

func (l losses) total() float64 { return l.tags + l.feats + l.arcs + l.rels }

func (l *losses) add(o losses) {
	l.tags, l.feats, l.arcs, l.rels = l.tags+o.tags, l.feats+o.feats, l.arcs+o.arcs, l.rels+o.rels
}

// take returns n zeros from the batch's memory.
func (b *backpropagation) take(n int) []float32 {
	if b.used+n > len(b.arena) {
		b.arena, b.used = make([]float32, max(2*len(b.arena), n+1<<20)), 0
	}
	v := b.arena[b.used : b.used+n : b.used+n]
	b.used += n
	clear(v)
	return v
}

// drop multiplies x by a mask that is 0 at the given rate, and returns the mask: nil at
// rate 0.
func (b *backpropagation) dropped(x []float32, rate float32) []float32 {
	if rate == 0 {
		return nil
	}
	mask := b.take(len(x))
	limit, keep := uint16(rate*65536), 1/(1-rate)
	for i := 0; i < len(mask); i += 4 {
		bits := b.rng.Uint64()
		for j := i; j < min(i+4, len(mask)); j++ {
			if uint16(bits) >= limit {
				mask[j] = keep
			}
			bits >>= 16
		}
	}
	masked(x, mask)
	return mask
}

func masked(x, mask []float32) {
	if mask == nil {
		return
	}
	mask = mask[:len(x)]
	for i := range x {
		x[i] *= mask[i]
	}
}

// run adds the gradients of a batch to b.grad and its losses to b.losses.
func (b *backpropagation) run(batch [][]sample, scale float32) {
	b.used, b.batch, b.rows, b.scale = 0, batch, 0, scale
	b.ends = b.ends[:0]
	for _, s := range batch {
		b.rows += len(s)
		b.ends = append(b.ends, b.rows)
	}
	s, w := b.shape, b.params.dense
	b.embed()
	inMask := b.dropped(b.input, b.drop.input)
	x := b.take(b.rows * s.Width)
	nn.Bias(x, w.InBias)
	b.times(x, s.Width, b.input, s.Input(), b.rows, w.In, s.Input())
	b.layers = b.layers[:0]
	var tags *tagMemory
	for i := range s.Layers {
		x = b.layer(x, &w.Layers[i])
		if i+1 == s.TagAt {
			tags = b.tags(x)
			x = tags.after
		}
	}
	dx := b.trees(x)
	for i := s.Layers - 1; i >= 0; i-- {
		if i+1 == s.TagAt {
			dx = b.tagsBack(tags, dx)
		}
		b.layerBack(dx, &b.layers[i], &w.Layers[i], &b.grad.dense.Layers[i])
	}
	columns(b.grad.dense.InBias, dx)
	din := b.take(len(b.input))
	b.back(din, s.Input(), b.grad.dense.In, dx, s.Width, b.input, s.Input(), b.rows, w.In, s.Input())
	masked(din, inMask)
	b.embedBack(din)
}

// embed writes the inputs of the batch. Now and then a word's vectors are hidden, so that
// the network learns to do with its affixes.
func (b *backpropagation) embed() {
	s, last := b.shape, int32(len(b.params.forms)/b.shape.Form-1)
	b.input = b.take(b.rows * s.Input())
	b.hidden, b.writing = b.hidden[:0], b.writing[:0]
	at := 0
	for _, sentence := range b.batch {
		written := b.written()
		for i := range sentence {
			w, to := &sentence[i], b.input[at:at+s.Input()]
			at += s.Input()
			noVector := b.drop.word > 0 && b.rng.Float32() < b.drop.word
			noForm := noVector || b.drop.form > 0 && b.rng.Float32() < b.drop.form
			b.hidden = append(b.hidden, noForm)
			if w.vector >= 0 && !noVector {
				b.data.vectors.Row(to, int(w.vector))
			}
			form := w.form
			if noForm {
				form = last
			}
			copy(to[s.Vector:], b.params.forms[int(form)*s.Form:][:s.Form])
			for k, a := range w.shaped(written) {
				copy(to[s.Vector+s.Form+k*s.Affix:], b.params.affix[(k*nn.AffixRows+int(a))*s.Affix:][:s.Affix])
			}
		}
	}
}

// written draws how a sentence is to be written: as it is (-1), or as one of the shapes of
// its words. Headlines differ from the corpora in nothing so much as in their capitals.
func (b *backpropagation) written() int {
	way := -1
	if b.drop.capitals > 0 {
		if at := int(b.rng.Float32() / b.drop.capitals); at < 3 {
			way = at
		}
	}
	b.writing = append(b.writing, way)
	return way
}

// shaped returns the rows of the word's affixes when written in one of the ways.
func (w *sample) shaped(way int) [nn.Affixes]uint16 {
	rows := w.affix
	if way >= 0 {
		rows[nn.ShapeAffix] = w.shapes[way]
	}
	return rows
}

func (b *backpropagation) embedBack(din []float32) {
	s, last := b.shape, int32(len(b.params.forms)/b.shape.Form-1)
	row := 0
	for n, sentence := range b.batch {
		for i := range sentence {
			w, from := &sentence[i], din[row*s.Input():(row+1)*s.Input()]
			form := w.form
			if b.hidden[row] {
				form = last
			}
			row++
			add(b.grad.forms[int(form)*s.Form:], from[s.Vector:s.Vector+s.Form])
			for k, a := range w.shaped(b.writing[n]) {
				at := s.Vector + s.Form + k*s.Affix
				add(b.grad.affix[(k*nn.AffixRows+int(a))*s.Affix:], from[at:at+s.Affix])
			}
		}
	}
}

func add(sum, x []float32) {
	sum = sum[:len(x)]
	for i, v := range x {
		sum[i] += v
	}
}

// layer returns the states after a layer; x stays as it is.
func (b *backpropagation) layer(x []float32, l *nn.Layer) []float32 {
	d, h := b.shape.Width, b.shape.Hidden
	m := layerMemory{
		x: x, inv: b.take(b.rows), u: b.take(b.rows * d), v: b.take(b.rows * d), y: b.take(b.rows * 3 * h),
		pre: b.take(b.rows * h), state: b.take(b.rows * h), out: b.take(b.rows * h),
	}
	nn.Norm(m.u, x, l.Gain, l.Bias, d, m.inv)
	b.each(func(i, j int) { nn.Conv(m.v[i*d:j*d], m.u[i*d:j*d], l.Taps, d) })
	nn.Bias(m.y, l.InBias)
	b.times(m.y, 3*h, m.v, d, b.rows, l.In, d)
	for t := range b.rows {
		copy(m.pre[t*h:(t+1)*h], m.y[(3*t+2)*h:])
	}
	nn.Gate(m.y, h)
	b.each(func(i, j int) { nn.Scan(m.out[i*h:j*h], m.state[i*h:j*h], m.y[3*i*h:3*j*h], h) })
	m.mask = b.dropped(m.out, b.drop.layer)
	next := b.take(len(x))
	copy(next, x)
	b.times(next, d, m.out, h, b.rows, l.Out, h)
	b.layers = append(b.layers, m)
	return next
}

// each calls f with the rows [i, j) of every sentence.
func (b *backpropagation) each(f func(i, j int)) {
	at := 0
	for _, end := range b.ends {
		f(at, end)
		at = end
	}
}

// layerBack turns dx, the gradient of the states after a layer, into that before it.
func (b *backpropagation) layerBack(dx []float32, m *layerMemory, l, g *nn.Layer) {
	d, h := b.shape.Width, b.shape.Hidden
	dout := b.take(len(m.out))
	b.back(dout, h, g.Out, dx, d, m.out, h, b.rows, l.Out, h)
	masked(dout, m.mask)
	dy := b.take(len(m.y))
	b.each(func(i, j int) {
		scanBack(dy[3*i*h:3*j*h], dout[i*h:j*h], m.state[i*h:j*h], m.y[3*i*h:3*j*h], m.pre[i*h:j*h], h)
	})
	columns(g.InBias, dy)
	dv := b.take(len(m.v))
	b.back(dv, d, g.In, dy, 3*h, m.v, d, b.rows, l.In, d)
	du := b.take(len(m.u))
	b.each(func(i, j int) { convBack(du[i*d:j*d], g.Taps, dv[i*d:j*d], m.u[i*d:j*d], l.Taps, d) })
	normBack(dx, g.Gain, g.Bias, du, m.x, l.Gain, m.inv, d)
}
