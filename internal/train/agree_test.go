package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"readout/internal/nn"
)

// TestRun_agrees holds the network in training equal to the one that users run, by the
// loss of its heads, which all layers but the last have a part in.
func TestRun_agrees(t *testing.T) {
	s, d, batch := tiny()
	const known = 3
	p := newParams(s, known)
	p.start(s, rand.New(rand.NewPCG(8, 9)))
	forms, affix := nn.Quantise(p.forms, s.Form), nn.Quantise(p.affix, s.Affix)
	unpack(p.forms, forms)
	unpack(p.affix, affix)
	for i, v := range p.flat { // as the file keeps them
		p.flat[i] = math.Float32frombits(math.Float32bits(v) &^ 0xffff)
	}
	unpack(p.forms, forms)
	unpack(p.affix, affix)

	keys := func(n int) nn.Keys {
		list := make([]uint32, n)
		for i := range list {
			list[i] = uint32(i)
		}
		k, _ := nn.SortKeys(list)
		return k
	}
	m := &nn.Model{Shape: s, Tags: make([]string, s.Tags), Feats: make([]string, s.Feats), Rels: make([]string, s.Rels), Allow: make([][]int, s.Tags),
		Vocab: d.vectors.Rows(), Known: known, VectorKeys: keys(d.vectors.Rows()), FormKeys: keys(known), Vectors: d.vectors, Forms: forms, Affix: affix}
	_, dense := s.Carve(nil)
	file, err := m.Encode(p.flat[:dense])
	if err != nil {
		t.Fatal(err)
	}
	if m, err = nn.Decode(file); err != nil {
		t.Fatal(err)
	}
	b := &backpropagation{shape: s, data: d, params: p, grad: newParams(s, known), rng: rand.New(rand.NewPCG(1, 1))}
	b.run(batch, 1)
	if got := arcLoss(nn.NewNetwork(m), batch); math.Abs(got-b.losses.arcs) > 1e-4*got {
		t.Errorf("loss %v in use, %v in training", got, b.losses.arcs)
	}
}

func unpack(out []float32, t *nn.Table) {
	for i := range t.Rows() {
		t.Row(out[i*t.Width:], i)
	}
}

// arcLoss runs the network as users do.
func arcLoss(n *nn.Network, batch [][]sample) float64 {
	var w nn.Work
	var words []nn.Features
	var ends []int
	for _, sentence := range batch {
		for i := range sentence {
			f := nn.Features{Vector: uint32(sentence[i].vector), Form: uint32(sentence[i].form), Affix: sentence[i].affix}
			words = append(words, f)
		}
		ends = append(ends, len(words))
	}
	n.Encode(&w, words, ends)
	loss, first := 0.0, 0
	for k, last := range ends {
		scores, stride := n.Arcs(&w, first, last)
		for i := range last - first {
			row := append([]float32(nil), scores[i*stride:i*stride+last-first+1]...)
			loss += entropy(row, int(batch[k][i].head)+1, 1)
		}
		first = last
	}
	return loss
}
