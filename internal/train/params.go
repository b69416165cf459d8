package train

import (
	"math"
	"math/rand/v2"

	"readout/internal/nn"
)

// Params are all trained values in one slice, with the parts cut from it: weights, their
// gradients and the optimiser's moments have the same form.
type params struct {
	flat  []float32
	dense *nn.Weights
	forms []float32 // one row more than there are keys
	affix []float32
}

func newParams(s nn.Shape, known int) *params {
	_, dense := s.Carve(nil)
	forms, affix := (known+1)*s.Form, nn.Affixes*nn.AffixRows*s.Affix
	p := &params{flat: make([]float32, dense+forms+affix)}
	p.dense, _ = s.Carve(p.flat[:dense:dense])
	p.forms = p.flat[dense : dense+forms : dense+forms]
	p.affix = p.flat[dense+forms:]
	return p
}

// start draws the first weights.
func (p *params) start(s nn.Shape, rng *rand.Rand) {
	w := p.dense
	draw := func(v []float32, scale float64) {
		for i := range v {
			v[i] = float32(rng.NormFloat64() * scale)
		}
	}
	by := func(v []float32, in int) { draw(v, 1/math.Sqrt(float64(in))) }
	by(w.In, s.Input())
	for _, l := range w.Layers {
		set(l.Gain, 1)
		set(l.Taps[s.Width:2*s.Width], 1)
		draw(l.Taps[:s.Width], 0.3)
		draw(l.Taps[2*s.Width:], 0.3)
		by(l.In, s.Width)
		for i := range l.InBias[:s.Hidden] { // some remember long, some briefly
			l.InBias[i] = float32(rng.Float64()*4 - 2.5)
		}
		draw(l.Out, 1/math.Sqrt(float64(s.Hidden*s.Layers)))
	}
	set(w.TagGain, 1)
	set(w.TopGain, 1)
	by(w.Tag, s.Width)
	draw(w.TagBack, 0.1)
	by(w.Feats, s.Width)
	by(w.Heads, s.Width)
	draw(w.Arc, 0.5/math.Sqrt(float64(s.Arc)))
	draw(w.RootArc, 0.5)
	by(w.Rel, s.Label)
	draw(p.forms, 0.3)
	draw(p.affix, 0.3)
}

func set(v []float32, x float32) {
	for i := range v {
		v[i] = x
	}
}
