// Package names finds names in sentences: a small recurrent network reads what the encoder
// has made of the words and what a list of names knows of them, and a linear chain over
// its scores decides where names begin and end.
package names

import "readout/internal/nn"

// Types are the kinds of names, in the order of the labels.
var Types = [...]string{"PER", "LOC", "ORG", "NAT", "EVT", "DOC", "MISC"}

// Labels is the number of labels of a word: 0 for no name, and for type k 1+2k for the
// first word of a name and 2+2k for the others.
const Labels = 1 + 2*len(Types)

// First returns the label of the first word of a name of type k, Inside that of the others.
func First(k int) int  { return 1 + 2*k }
func Inside(k int) int { return 2 + 2*k }

// A Span is a name: the words [First, Last). Type is an index into Types.
type Span struct{ First, Last, Type int }

// never is the score of what cannot be.
const never = -1e9

// Allowed reports whether label b may follow label a; a is Labels at the start.
func Allowed(a, b int) bool {
	return b == 0 || b%2 == 1 || a == b || a == b-1
}

// A Model finds names by the mean of the scores of its members. It is safe for concurrent
// use, each goroutine with its own Work.
type Model struct {
	Shape
	members []member
	lean    [scores]float32 // by label
	step    [Labels + 1][Labels]float32
}

// A member is one network, trained apart from the others.
type member struct {
	weights *Weights
	in      [4]nn.Panels // inputs, tag states, top states, sums of subwords
	sub     *nn.Table
	layers  []nn.Recurrent
	out     nn.Panels
}

func newModel(s Shape) *Model {
	m := &Model{Shape: s}
	for k, v := range s.Lean {
		m.lean[First(k)], m.lean[Inside(k)] = v, v
	}
	return m
}

// join adds to the model the steps between labels of its next member.
func (m *Model) join(next member) {
	m.members = append(m.members, next)
	share := 1 / float32(m.Members)
	for a := range m.step {
		for b := range m.step[a] {
			if Allowed(a, b) {
				m.step[a][b] += share * next.weights.Step[a*Labels+b]
			} else {
				m.step[a][b] = never
			}
		}
	}
}

// newMember makes a member of its weights, the matrices of which are row by row. Its last
// matrix is divided by the number of members, so that the sum of the scores is their mean.
func newMember(s Shape, flat []float32, sub *nn.Table) member {
	w, _ := s.Carve(flat)
	for _, v := range [][]float32{w.Out, w.OutBias} {
		for i := range v {
			v[i] /= float32(s.Members)
		}
	}
	m := member{weights: w, sub: sub}
	from := 0
	for i, k := range s.widths() {
		m.in[i].Pack(w.In[from*s.Width:], k, s.Width, s.Width, 1)
		from += k
	}
	for i := range w.Layers {
		m.layers = append(m.layers, nn.NewRecurrent(packed(&w.Layers[i], s), s.Width, s.Hidden))
	}
	m.out.Pack(w.Out, s.Width, scores, scores, 1)
	return m
}

// packed returns a layer with its matrices in panels.
func packed(l *nn.Layer, s Shape) *nn.Layer {
	out := *l
	var p, q nn.Panels
	p.Pack(l.In, s.Width, 3*s.Hidden, 3*s.Hidden, 1)
	q.Pack(l.Out, s.Hidden, s.Width, s.Width, 1)
	out.In, out.Out = p.Data, q.Data
	return &out
}

// Work is the memory of one run, used again by the next.
type Work struct {
	layers         nn.RecurrentWork
	x, u, sub, row []float32
	hashes         []uint32 // of the subwords of all words
	last           []int    // where those of each word end in hashes
	scores         []float32
	from           []uint8
	labels         []uint8
}

// Label returns the best labels of sequences of words laid end to end; ends are the words
// at which each sequence ends. Known says what a list knows of each word, an index below
// Shape.Known, 0 for nothing; nil for no list. The labels stay valid until the next call.
func (m *Model) Label(w *Work, forms []string, in nn.States, known []uint8, ends []int) []uint8 {
	rows := len(forms)
	m.emit(w, forms, in, known, ends)
	w.labels = grow(w.labels, rows)
	start := 0
	for _, end := range ends {
		m.decode(w, w.scores[start*scores:end*scores], w.labels[start:end])
		start = end
	}
	return w.labels
}

// emit scores the labels of each word.
func (m *Model) emit(w *Work, forms []string, in nn.States, known []uint8, ends []int) {
	w.scores = grow(w.scores, len(forms)*scores)
	nn.Bias(w.scores, m.lean[:])
	w.hash(forms)
	for i := range m.members {
		m.members[i].emit(w, m.Shape, in, known, ends)
	}
}

// emit adds the member's scores of the labels of each word to w.scores.
func (m *member) emit(w *Work, s Shape, in nn.States, known []uint8, ends []int) {
	d, rows := s.Width, len(w.last)
	m.subwords(w, s.Sub)
	w.x, w.u = grow(w.x, rows*d), grow(w.u, rows*d)
	nn.Bias(w.x, m.weights.InBias)
	for i, k := range known {
		if k != 0 && int(k) < s.Known {
			add(w.x[i*d:(i+1)*d], m.weights.Known[int(k)*d:])
		}
	}
	for i, a := range [...][]float32{in.Input, in.Tag, in.Top, w.sub} {
		nn.Mul(w.x, d, a, m.in[i].K, 1, rows, &m.in[i])
	}
	for i := range m.layers {
		m.layers[i].Run(&w.layers, w.x, ends)
	}
	nn.Norm(w.u, w.x, m.weights.TopGain, m.weights.TopBias, d, nil)
	for i := range rows {
		add(w.scores[i*scores:(i+1)*scores], m.weights.OutBias)
	}
	nn.Mul(w.scores, scores, w.u, d, 1, rows, &m.out)
}

func add(sum, x []float32) {
	x = x[:len(sum)]
	for i, v := range x {
		sum[i] += v
	}
}

// hash notes the subwords of all words.
func (w *Work) hash(forms []string) {
	w.hashes, w.last = w.hashes[:0], w.last[:0]
	for _, form := range forms {
		w.hashes = Subwords(w.hashes, form)
		w.last = append(w.last, len(w.hashes))
	}
}

// subwords writes the sums of the subwords' vectors of each word, n wide, to w.sub.
func (m *member) subwords(w *Work, n int) {
	w.sub, w.row = grow(w.sub, len(w.last)*n), grow(w.row, n)
	clear(w.sub)
	at := 0
	for i, last := range w.last {
		to := w.sub[i*n : (i+1)*n]
		for ; at < last; at++ {
			m.sub.Row(w.row, int(w.hashes[at]%SubRows))
			add(to, w.row)
		}
	}
}

// decode finds the best labels (Viterbi) of words whose scores are given.
func (m *Model) decode(w *Work, score []float32, labels []uint8) {
	n := len(labels)
	if n == 0 {
		return
	}
	w.from = grow(w.from, n*Labels)
	var last [Labels]float32
	for l := range last {
		last[l] = score[l] + m.step[Labels][l]
	}
	for i := 1; i < n; i++ {
		last = m.decodeStep(&last, score[i*scores:], w.from[i*Labels:(i+1)*Labels])
	}
	best := 0
	for l := range last {
		if last[l] > last[best] {
			best = l
		}
	}
	for i := n - 1; i >= 0; i-- {
		labels[i] = uint8(best)
		best = int(w.from[i*Labels+best])
	}
}

// decodeStep takes the best scores up to a word to those up to the next. Only two labels
// may stand before the inside of a name; before all others stand all.
func (m *Model) decodeStep(last *[Labels]float32, score []float32, from []uint8) (next [Labels]float32) {
	for b := range Labels {
		top, at := float32(2*never), 0
		if b > 0 && b%2 == 0 {
			top, at = last[b-1]+m.step[b-1][b], b-1
			if v := last[b] + m.step[b][b]; v > top {
				top, at = v, b
			}
		} else {
			for a, v := range last {
				if v += m.step[a][b]; v > top {
					top, at = v, a
				}
			}
		}
		next[b] = top + score[b]
		from[b] = uint8(at)
	}
	return next
}

// Collect appends the names that labels mark; the first label is that of word first.
func Collect(spans []Span, labels []uint8, first int) []Span {
	for i := 0; i < len(labels); {
		l := labels[i]
		if l%2 == 0 {
			i++
			continue
		}
		j := i + 1
		for j < len(labels) && labels[j] == l+1 {
			j++
		}
		spans = append(spans, Span{first + i, first + j, int(l-1) / 2})
		i = j
	}
	return spans
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/2)[:n]
	}
	return s[:n]
}
