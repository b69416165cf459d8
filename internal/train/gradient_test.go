package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"readout/internal/nn"
)

func tiny() (nn.Shape, *data, [][]sample) {
	s := nn.Shape{Vector: 16, Form: 16, Affix: 16, Width: 32, Hidden: 32, Layers: 3, TagAt: 2, Tags: 5, Feats: 7, Arc: 16, Label: 16, Rels: 6}
	rng := rand.New(rand.NewPCG(5, 5))
	values := make([]float32, 8*s.Vector)
	for i := range values {
		values[i] = float32(rng.NormFloat64())
	}
	d := &data{vectors: nn.Quantise(values, s.Vector)}
	var batch [][]sample
	for _, n := range []int{1, 4, 7} {
		sentence := make([]sample, n)
		for i := range sentence {
			w := &sentence[i]
			*w = sample{vector: int32(rng.IntN(9)) - 1, form: int32(rng.IntN(4)), tag: int32(rng.IntN(s.Tags)), feats: int32(rng.IntN(s.Feats)),
				rel: int32(rng.IntN(s.Rels)), head: int32(i) - 1}
			for k := range w.affix {
				w.affix[k] = uint16(rng.IntN(nn.AffixRows))
			}
		}
		if n > 4 {
			sentence[1].head, sentence[2].head = 4, 0
		}
		batch = append(batch, sentence)
	}
	return s, d, batch
}

// TestGradients holds the gradient of each part of the weights against differences of the
// loss along that gradient.
func TestGradients(t *testing.T) {
	s, d, batch := tiny()
	rng := rand.New(rand.NewPCG(3, 4))
	p := newParams(s, 3)
	p.start(s, rng)
	b := &backpropagation{shape: s, data: d, params: p, grad: newParams(s, 3), rng: rng}
	loss := func() float64 {
		b.losses = losses{}
		b.run(batch, 1)
		return b.losses.total()
	}
	loss()
	grads := append([]float32(nil), b.grad.flat...)
	grad := newParams(s, 3)
	copy(grad.flat, grads)
	for _, part := range parts(p, grad) {
		t.Run(part.name, func(t *testing.T) {
			norm := 0.0
			for _, g := range part.grad {
				norm += float64(g) * float64(g)
			}
			const far = 4e-3
			scale := float32(far / math.Sqrt(norm+1e-20))
			saved := append([]float32(nil), part.values...)
			at := func(x float32) float64 {
				for i, v := range saved {
					part.values[i] = v + x*scale*part.grad[i]
				}
				return loss()
			}
			got, want := (at(1)-at(-1))/2, far*math.Sqrt(norm)
			copy(part.values, saved)
			if math.Abs(got-want) > 0.01*want+1e-5 {
				t.Errorf("difference %g, gradient %g", got, want)
			}
			if norm == 0 {
				t.Error("no gradient at all")
			}
		})
	}
}

type part struct {
	name         string
	values, grad []float32
}

func parts(p, g *params) []part {
	w, d := p.dense, g.dense
	out := []part{
		{"forms", p.forms, g.forms}, {"affix", p.affix, g.affix}, {"input", w.In, d.In}, {"input bias", w.InBias, d.InBias},
		{"tag gain", w.TagGain, d.TagGain}, {"tag bias", w.TagBias, d.TagBias}, {"tag", w.Tag, d.Tag}, {"tag out", w.TagOut, d.TagOut},
		{"tag back", w.TagBack, d.TagBack}, {"feats", w.Feats, d.Feats}, {"feats out", w.FeatsOut, d.FeatsOut},
		{"top gain", w.TopGain, d.TopGain}, {"top bias", w.TopBias, d.TopBias}, {"heads", w.Heads, d.Heads}, {"heads bias", w.HeadsBias, d.HeadsBias},
		{"root", w.RootArc, d.RootArc}, {"arc", w.Arc, d.Arc}, {"arc bias", w.ArcBias, d.ArcBias}, {"distance", w.Distance, d.Distance},
		{"rel", w.Rel, d.Rel}, {"rel bias", w.RelBias, d.RelBias},
	}
	for i := range w.Layers {
		l, m := &w.Layers[i], &d.Layers[i]
		for _, x := range []part{{"gain", l.Gain, m.Gain}, {"bias", l.Bias, m.Bias}, {"taps", l.Taps, m.Taps}, {"in", l.In, m.In},
			{"in bias", l.InBias, m.InBias}, {"out", l.Out, m.Out}} {
			x.name = fmt.Sprintf("layer %d %s", i, x.name)
			out = append(out, x)
		}
	}
	return out
}
