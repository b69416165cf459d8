package nn

import "slices"

// A Shape is the sizes of a network.
type Shape struct {
	Vector int `json:"vector"` // width of the fixed word vectors
	Form   int `json:"form"`   // width of the trained vectors of frequent forms
	Affix  int `json:"affix"`  // width of the trained vectors of each affix
	Width  int `json:"width"`  // of the states between layers
	Hidden int `json:"hidden"` // of the recurrence, both directions together
	Layers int `json:"layers"`
	TagAt  int `json:"tag_at"` // the layer after which tags are read and fed back
	Tags   int `json:"tags"`
	Feats  int `json:"feats"`
	Arc    int `json:"arc"`   // width in which words and heads are compared
	Label  int `json:"label"` // width in which relations are read
	Rels   int `json:"rels"`
}

// MaxDistance is the distance between word and head from which on all are scored alike.
const MaxDistance = 24

// Input returns the width of a word's input: its vector, its form and its affixes.
func (s Shape) Input() int { return s.Vector + s.Form + Affixes*s.Affix }

// Heads returns the width of the layer that tells words and heads apart: arc as word, arc
// as head, label as word, label as head.
func (s Shape) Heads() int { return 2*s.Arc + 2*s.Label }

// A Layer is the weights of one recurrent layer.
type Layer struct {
	Gain, Bias []float32 // Width
	Taps       []float32 // 3 x Width
	In         []float32 // Width x 3*Hidden: how much to take in, what, and the output gate
	InBias     []float32 // 3*Hidden
	Out        []float32 // Hidden x Width
}

// Weights are the dense weights of a network, row by row. Widths that count columns are
// padded to a multiple of [PanelWidth].
type Weights struct {
	In, InBias []float32 // Input x Width, Width
	Layers     []Layer

	TagGain, TagBias []float32 // Width
	Tag, TagOut      []float32 // Width x Tags, Tags
	TagBack          []float32 // Tags x Width: tags fed back into the states
	Feats, FeatsOut  []float32 // Width x Feats, Feats

	TopGain, TopBias []float32 // Width
	Heads, HeadsBias []float32 // Width x Heads, Heads
	RootArc          []float32 // Arc: the root as head
	Arc, ArcBias     []float32 // Arc x Arc, Arc
	Distance         []float32 // 2*MaxDistance+1, see [Distance]
	Rel, RelBias     []float32 // Label x Rels, Rels
}

// Carve cuts the weights out of flat in a fixed order and returns them with the number of
// values they take. With a nil flat it only counts.
func (s Shape) Carve(flat []float32) (*Weights, int) {
	w, at := new(Weights), 0
	cut := func(n int) []float32 {
		at += n
		if flat == nil {
			return nil
		}
		return flat[at-n : at : at]
	}
	d, h := s.Width, s.Hidden
	tags, feats, rels := Pad(s.Tags), Pad(s.Feats), Pad(s.Rels)
	w.In, w.InBias = cut(s.Input()*d), cut(d)
	for range s.Layers {
		w.Layers = append(w.Layers, Layer{
			Gain: cut(d), Bias: cut(d), Taps: cut(3 * d), In: cut(d * 3 * h), InBias: cut(3 * h), Out: cut(h * d),
		})
	}
	w.TagGain, w.TagBias = cut(d), cut(d)
	w.Tag, w.TagOut = cut(d*tags), cut(tags)
	w.TagBack = cut(tags * d)
	w.Feats, w.FeatsOut = cut(d*feats), cut(feats)
	w.TopGain, w.TopBias = cut(d), cut(d)
	w.Heads, w.HeadsBias = cut(d*s.Heads()), cut(s.Heads())
	w.RootArc = cut(s.Arc)
	w.Arc, w.ArcBias = cut(s.Arc*s.Arc), cut(s.Arc)
	w.Distance = cut(2*MaxDistance + 1)
	w.Rel, w.RelBias = cut(s.Label*rels), cut(rels)
	return w, at
}

// pack turns the matrices of w from rows into the order in which the network reads them:
// [Panels], and for the features one column after the other.
func (s Shape) pack(w *Weights) {
	panels := func(data []float32, k int) {
		var p Panels
		p.Pack(data, k, len(data)/k, len(data)/k, 1)
		copy(data, p.Data)
	}
	panels(w.In, s.Input())
	for i := range w.Layers {
		panels(w.Layers[i].In, s.Width)
		panels(w.Layers[i].Out, s.Hidden)
	}
	panels(w.Tag, s.Width)
	panels(w.TagBack, Pad(s.Tags))
	panels(w.Heads, s.Width)
	panels(w.Arc, s.Arc)
	panels(w.Rel, s.Label)
	rows, feats := slices.Clone(w.Feats), Pad(s.Feats)
	for i := range s.Width {
		for j := range feats {
			w.Feats[j*s.Width+i] = rows[i*feats+j]
		}
	}
}

// Distance returns the index into Weights.Distance for a word at i and a head at j.
func Distance(i, j int) int {
	return min(max(j-i, -MaxDistance), MaxDistance) + MaxDistance
}
