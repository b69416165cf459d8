package nn

// A Network is a [Model] made ready to run. It is not changed by running, so any number of
// goroutines may share it, each with its own [Work].
type Network struct {
	*Model
	in, tag, tagBack, heads, arc, rel Panels
	layers                            []Recurrent
}

// NewNetwork makes a network of a model that [Decode] returned.
func NewNetwork(m *Model) *Network {
	n, s, w := &Network{Model: m}, m.Shape, m.Weights
	panels := func(data []float32, k int) Panels { return Panels{K: k, N: len(data) / k, Data: data} }
	n.in, n.heads, n.arc, n.rel = panels(w.In, s.Input()), panels(w.Heads, s.Width), panels(w.Arc, s.Arc), panels(w.Rel, s.Label)
	n.tag, n.tagBack = panels(w.Tag, s.Width), panels(w.TagBack, Pad(s.Tags))
	for i := range w.Layers {
		n.layers = append(n.layers, NewRecurrent(&w.Layers[i], s.Width, s.Hidden))
	}
	return n
}

// Work is the memory of one run, used again by the next.
type Work struct {
	layers                RecurrentWork
	input, x, top         []float32
	tags, tagState, heads []float32
	arcs, compare         []float32
	headPanels            Panels
	label, rels           []float32
}

// fit returns a slice of n values in *buf's memory, grown where needed.
func fit(buf *[]float32, n int) []float32 {
	if cap(*buf) < n {
		*buf = make([]float32, n+n/2)
	}
	*buf = (*buf)[:n]
	return *buf
}

// Encode runs the network over sequences of words laid end to end; ends are the indexes at
// which each one ends. What it found is then asked of w, by index of the word.
func (n *Network) Encode(w *Work, words []Features, ends []int) {
	s, rows := n.Shape, len(words)
	d := s.Width
	n.embed(fit(&w.input, rows*s.Input()), words)
	x := fit(&w.x, rows*d)
	Bias(x, n.Weights.InBias)
	Mul(x, d, w.input, s.Input(), 1, rows, &n.in)
	for i := range n.layers {
		n.layers[i].Run(&w.layers, x, ends)
		if i+1 == s.TagAt {
			n.readTags(w, rows)
		}
	}
	Norm(fit(&w.top, rows*d), x, n.Weights.TopGain, n.Weights.TopBias, d, nil)
	heads := fit(&w.heads, rows*s.Heads())
	Bias(heads, n.Weights.HeadsBias)
	Mul(heads, s.Heads(), w.top, d, 1, rows, &n.heads)
	for ; len(heads) > 0; heads = heads[s.Heads():] {
		rectify(heads[:2*s.Arc])
	}
}

// embed writes the inputs of the words: fixed vector, trained form, affixes.
func (n *Network) embed(out []float32, words []Features) {
	s := n.Shape
	for i := range words {
		f, to := &words[i], out[i*s.Input():(i+1)*s.Input()]
		if row := n.VectorKeys.Find(f.Vector); row >= 0 {
			n.Vectors.Row(to, row)
		} else {
			clear(to[:s.Vector])
		}
		row := n.FormKeys.Find(f.Form)
		if row < 0 {
			row = n.Known
		}
		n.Forms.Row(to[s.Vector:], row)
		for k, a := range f.Affix {
			n.Affix.Row(to[s.Vector+s.Form+k*s.Affix:], k*AffixRows+int(a))
		}
	}
}

// readTags scores the tags and adds what they say to the states.
func (n *Network) readTags(w *Work, rows int) {
	d, tags := n.Shape.Width, Pad(n.Shape.Tags)
	state, out := fit(&w.tagState, rows*d), fit(&w.tags, rows*tags)
	Norm(state, w.x, n.Weights.TagGain, n.Weights.TagBias, d, nil)
	Bias(out, n.Weights.TagOut)
	Mul(out, tags, state, d, 1, rows, &n.tag)
	for at := 0; at < len(out); at += tags {
		Softmax(out[at : at+n.Shape.Tags])
		clear(out[at+n.Shape.Tags : at+tags])
	}
	Mul(w.x, d, out, tags, 1, rows, &n.tagBack)
}

// Tag returns the best tag of word i and the best features that go with it.
func (n *Network) Tag(w *Work, i int) (tag, feats int) {
	tag = best(w.tags[i*Pad(n.Shape.Tags):][:n.Shape.Tags])
	allowed := n.Allow[tag]
	if len(allowed) == 1 {
		return tag, allowed[0]
	}
	d, top := n.Shape.Width, float32(0)
	state := w.tagState[i*d : (i+1)*d]
	feats = -1
	for _, f := range allowed {
		if score := n.Weights.FeatsOut[f] + dot(state, n.Weights.Feats[f*d:(f+1)*d]); feats < 0 || score > top {
			feats, top = f, score
		}
	}
	return tag, feats
}

func best(x []float32) int {
	at := 0
	for i, v := range x {
		if v > x[at] {
			at = i
		}
	}
	return at
}

// Never is the score of a word as its own head.
const Never = -1e9

// Arcs returns the scores of all heads of the words [first, last): row i, stride wide, is
// for word first+i, its column 0 for the root and column j+1 for word first+j. They stay
// valid until the next call.
func (n *Network) Arcs(w *Work, first, last int) (scores []float32, stride int) {
	s, rows := n.Shape, last-first
	words := w.heads[first*s.Heads() : last*s.Heads()]
	compare := fit(&w.compare, rows*s.Arc)
	Bias(compare, n.Weights.ArcBias)
	Mul(compare, s.Arc, words, s.Heads(), 1, rows, &n.arc)
	w.headPanels.Pack(words[s.Arc:], s.Arc, rows, 1, s.Heads())
	stride = w.headPanels.N + PanelWidth
	scores = fit(&w.arcs, rows*stride)
	for i := range rows {
		row := scores[i*stride : (i+1)*stride]
		row[0] = dot(compare[i*s.Arc:(i+1)*s.Arc], n.Weights.RootArc)
		for j := range rows {
			row[j+1] = n.Weights.Distance[Distance(i, j)]
		}
		clear(row[rows+1:])
	}
	Mul(scores[1:], stride, compare, s.Arc, 1, rows, &w.headPanels)
	for i := range rows {
		scores[i*stride+i+1] = Never
	}
	return scores, stride
}

// Rels writes to out the best relation of each word to its head: of word first+i to word
// first+heads[i]. Root is the number of the relation that a word with a head below 0 has
// and no other.
func (n *Network) Rels(w *Work, first int, heads []int, root int, out []int) {
	s, rows, width := n.Shape, len(heads), Pad(n.Shape.Rels)
	mixed, scores := fit(&w.label, rows*s.Label), fit(&w.rels, rows*width)
	words := w.heads[first*s.Heads() : (first+rows)*s.Heads()]
	for i, h := range heads {
		to := mixed[i*s.Label : (i+1)*s.Label]
		h = max(h, 0) // what is worked out for the root is not used
		asWord, asHead := words[i*s.Heads()+2*s.Arc:], words[h*s.Heads()+2*s.Arc+s.Label:]
		asWord, asHead = asWord[:len(to)], asHead[:len(to)]
		for j, v := range asWord {
			to[j] = v + asHead[j]
		}
	}
	rectify(mixed)
	Bias(scores, n.Weights.RelBias)
	Mul(scores, width, mixed, s.Label, 1, rows, &n.rel)
	for i, h := range heads {
		row := scores[i*width : i*width+s.Rels]
		row[root] = Never
		out[i] = best(row)
		if h < 0 {
			out[i] = root
		}
	}
}
