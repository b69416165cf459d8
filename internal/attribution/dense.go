package attribution

import (
	"encoding/binary"
	"fmt"
	"math"

	"readout/internal/nn"
)

// A dense is a network with one hidden layer over the vectors of the words that decide, and
// over what the chains said. Its outputs are added to the columns of the judge.
type dense struct {
	inputs, hidden int
	in             []float32 // hidden rows of inputs values
	bias           []float32 // hidden
	out            []float32 // wholeColumns rows of hidden values
	panels         nn.Panels // in, as it is read fastest; see ready
}

// hiddenWidth is the width of the layer of one run; maxHidden bounds that of a file.
const (
	hiddenWidth = 32
	maxHidden   = 1024
)

// Words that decide, and scalars beside them.
const (
	deciding = 5
	scalars  = 27
)

// vectors are the word vectors of a language model.
type vectors struct {
	keys nn.Keys
	rows *nn.Table
}

// read writes the vector of a word to out, zeros for a word without.
func (v *vectors) read(w *word, out []float32) {
	row := v.keys.Find(w.lemma)
	if row < 0 {
		row = v.keys.Find(w.form)
	}
	if row < 0 {
		clear(out)
		return
	}
	v.rows.Row(out, row)
	for i := range out {
		out[i] *= 0.5
	}
}

// denseInput writes to x what the network sees of a candidate.
func (w *work) denseInput(x []float32, k *candidate, v *vectors) {
	p, width := &w.page, v.rows.Width
	head := &p.words[k.cue.head]
	words := [deciding]*word{head, &beyond, &beyond, &beyond, &beyond}
	words[1] = &p.words[p.topOf(int32(k.content[0].First), int32(k.content[0].Last))]
	if k.source.First < k.source.Last {
		words[2] = &p.words[p.topOf(int32(k.source.First), int32(k.source.Last))]
	}
	if head.head >= 0 {
		words[3] = &p.words[head.head]
	}
	if k.cue.first != k.cue.head {
		words[4] = &p.words[k.cue.first]
	} else if k.cue.last-1 != k.cue.head {
		words[4] = &p.words[k.cue.last-1]
	}
	for i, word := range words {
		v.read(word, x[i*width:(i+1)*width])
	}
	w.scalars(x[deciding*width:], k)
}

// scalars writes what the chains said of a candidate, and how it is built.
func (w *work) scalars(x []float32, k *candidate) {
	p := &w.page
	head := &p.words[k.cue.head]
	length, quoted := k.size(p)
	last := k.content[len(k.content)-1].Last
	order := w.order(k)
	flag := func(b bool) float32 { return float32(boolean(b)) }
	list := [scalars]float32{
		logit(float64(k.cue.any)), logit(float64(k.cue.p / k.cue.any)), logit(k.pathP), logit(k.sourceP),
		k.nested, k.crossing, k.rival, k.cue.any * float32(math.Sqrt(k.pathP*k.sourceP)),
		float32(quoted) / float32(length), float32(math.Log(float64(length))) / 3, flag(k.source.First < k.source.Last),
		float32(k.source.Last-k.source.First) / 8, float32(k.cue.last-k.cue.first) / 4, flag(head.region > 0), flag(head.verb),
		float32(w.density) / 4, float32(w.voice(k)) / 4, float32(k.follows) / 3, float32(w.spoken) / 3,
		flag(order&1 != 0), flag(order&4 != 0), flag(len(k.content) > 1), float32(min(k.holds, 3)) / 2, flag(last < len(p.words) && p.words[last].punct),
		logit(k.startP), logit(k.endP), min(k.behind, 3) / 3,
	}
	copy(x, list[:])
}

// size returns how many words the content has, and how many of them are quoted.
func (k *candidate) size(p *page) (length, quoted int) {
	for _, s := range k.content {
		for i := s.First; i < s.Last; i++ {
			quoted += boolean(p.words[i].region > 0)
		}
	}
	return lengthOf(k.content), quoted
}

func logit(p float64) float32 {
	p = max(1e-4, min(1-1e-4, p))
	return float32(math.Log(p/(1-p))) / 4
}

// outputs are what speaks for each column of the judge.
type outputs [wholeColumns]float32

// run returns the outputs for x, and leaves the hidden layer in h.
func (d *dense) run(x, h []float32) outputs {
	for j := range h {
		row := d.in[j*d.inputs : (j+1)*d.inputs]
		sum := d.bias[j]
		for i, v := range x[:len(row)] {
			sum += v * row[i]
		}
		h[j] = max(0, sum)
	}
	return d.read(h)
}

// read returns the outputs of a hidden layer.
func (d *dense) read(h []float32) (y outputs) {
	for c := range y {
		for j, w := range d.out[c*d.hidden : (c+1)*d.hidden] {
			y[c] += w * h[j]
		}
	}
	return y
}

// ready makes the network fit for layer.
func (d *dense) ready() *dense {
	d.panels.Pack(d.in, d.inputs, d.hidden, 1, d.inputs)
	return d
}

// layer writes the hidden layer of each row of x to h, by vector code.
func (d *dense) layer(x, h []float32) {
	nn.Bias(h, d.bias)
	nn.Mul(h, d.hidden, x, d.inputs, 1, len(h)/d.hidden, &d.panels)
	for j, v := range h {
		h[j] = max(0, v)
	}
}

// meanOf returns the network whose outputs are the mean of those of others of one size.
func meanOf(list []*dense) *dense {
	out := &dense{inputs: list[0].inputs}
	for _, d := range list {
		out.hidden += d.hidden
		out.in, out.bias = append(out.in, d.in...), append(out.bias, d.bias...)
	}
	for c := range wholeColumns {
		for _, d := range list {
			for _, w := range d.out[c*d.hidden : (c+1)*d.hidden] {
				out.out = append(out.out, w/float32(len(list)))
			}
		}
	}
	return out.ready()
}

func (d *dense) values() [][]float32 { return [][]float32{d.in, d.bias, d.out} }

// append writes the width of the input and of the layer in four bytes each, and the weights.
func (d *dense) append(to []byte) []byte {
	to = binary.LittleEndian.AppendUint32(to, uint32(d.inputs))
	to = binary.LittleEndian.AppendUint32(to, uint32(d.hidden))
	for _, list := range d.values() {
		for _, v := range list {
			to = binary.LittleEndian.AppendUint32(to, math.Float32bits(v))
		}
	}
	return to
}

func cutDense(data []byte, width int) (*dense, []byte, error) {
	const header = 8
	if len(data) < header || binary.LittleEndian.Uint32(data) != uint32(deciding*width+scalars) {
		return nil, nil, fmt.Errorf("%w: network", ErrFile)
	}
	n := binary.LittleEndian.Uint32(data[4:])
	if n == 0 || n > maxHidden {
		return nil, nil, fmt.Errorf("%w: network of width %d", ErrFile, n)
	}
	d := newDense(deciding*width+scalars, int(n))
	data = data[header:]
	for _, list := range d.values() {
		if len(data) < 4*len(list) {
			return nil, nil, fmt.Errorf("%w: network is cut off", ErrFile)
		}
		for i := range list {
			list[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		}
		data = data[4*len(list):]
	}
	return d.ready(), data, nil
}

func newDense(inputs, hidden int) *dense {
	return &dense{inputs: inputs, hidden: hidden, in: make([]float32, hidden*inputs), bias: make([]float32, hidden), out: make([]float32, wholeColumns*hidden)}
}
