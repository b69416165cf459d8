package train

import "readout/internal/nn"

// A tagMemory is what reading the tags leaves for the way back.
type tagMemory struct {
	x, inv, state, mask []float32
	share               []float32 // of each tag
	after               []float32 // the states with the tags fed back
	dlogits, dfeats     []float32
}

// tags reads tags and features from the states x and adds the tags to them.
func (b *backpropagation) tags(x []float32) *tagMemory {
	s, w := b.shape, b.params.dense
	d, tags, feats := s.Width, nn.Pad(s.Tags), nn.Pad(s.Feats)
	m := &tagMemory{x: x, inv: b.take(b.rows), state: b.take(b.rows * d), share: b.take(b.rows * tags),
		dlogits: b.take(b.rows * tags), dfeats: b.take(b.rows * feats), after: b.take(len(x))}
	nn.Norm(m.state, x, w.TagGain, w.TagBias, d, m.inv)
	m.mask = b.dropped(m.state, b.drop.top)
	nn.Bias(m.share, w.TagOut)
	b.times(m.share, tags, m.state, d, b.rows, w.Tag, d)
	nn.Bias(m.dfeats, w.FeatsOut)
	b.times(m.dfeats, feats, m.state, d, b.rows, w.Feats, d)
	row := 0
	for _, sentence := range b.batch {
		for i := range sentence {
			share, loss := m.share[row*tags:(row+1)*tags], m.dlogits[row*tags:(row+1)*tags]
			nn.Softmax(share[:s.Tags])
			clear(share[s.Tags:])
			b.losses.tags += shared(loss[:s.Tags], share, int(sentence[i].tag), b.scale)
			f := m.dfeats[row*feats : (row+1)*feats]
			b.losses.feats += entropy(f[:s.Feats], int(sentence[i].feats), b.scale)
			clear(f[s.Feats:])
			row++
		}
	}
	copy(m.after, x)
	b.times(m.after, d, m.share, tags, b.rows, w.TagBack, tags)
	return m
}

// shared is entropy for scores that are shares already.
func shared(grad, share []float32, right int, scale float32) float64 {
	if right < 0 {
		return 0
	}
	for i := range grad {
		grad[i] = share[i] * scale
	}
	grad[right] -= scale
	return minusLog(share[right])
}

// tagsBack returns the gradient before the tags were read, given that after.
func (b *backpropagation) tagsBack(m *tagMemory, dx []float32) []float32 {
	s, w, g := b.shape, b.params.dense, b.grad.dense
	d, tags, feats := s.Width, nn.Pad(s.Tags), nn.Pad(s.Feats)
	dshare := b.take(len(m.share))
	b.back(dshare, tags, g.TagBack, dx, d, m.share, tags, b.rows, w.TagBack, tags)
	for at := 0; at < len(dshare); at += tags {
		p, dp, dl := m.share[at:at+s.Tags], dshare[at:at+s.Tags], m.dlogits[at:at+s.Tags]
		var mean float32
		for i, v := range p {
			mean += v * dp[i]
		}
		for i, v := range p {
			dl[i] += v * (dp[i] - mean)
		}
	}
	columns(g.TagOut, m.dlogits)
	columns(g.FeatsOut, m.dfeats)
	dstate := b.take(len(m.state))
	b.back(dstate, d, g.Tag, m.dlogits, tags, m.state, d, b.rows, w.Tag, d)
	b.back(dstate, d, g.Feats, m.dfeats, feats, m.state, d, b.rows, w.Feats, d)
	masked(dstate, m.mask)
	normBack(dx, g.TagGain, g.TagBias, dstate, m.x, w.TagGain, m.inv, d)
	return dx
}

// trees scores heads and relations from the states x and returns the gradient of x.
func (b *backpropagation) trees(x []float32) []float32 {
	s, w, g := b.shape, b.params.dense, b.grad.dense
	d, wide := s.Width, s.Heads()
	inv, state, heads := b.take(b.rows), b.take(len(x)), b.take(b.rows*wide)
	nn.Norm(state, x, w.TopGain, w.TopBias, d, inv)
	mask := b.dropped(state, b.drop.top)
	nn.Bias(heads, w.HeadsBias)
	b.times(heads, wide, state, d, b.rows, w.Heads, d)
	arcMask := b.take(b.rows * 2 * s.Arc)
	for t := range b.rows {
		rectified(heads[t*wide:][:2*s.Arc], arcMask[t*2*s.Arc:])
	}
	b.dropHeads(heads, arcMask)
	dheads := b.take(len(heads))
	b.arcs(heads, dheads)
	for t := range b.rows {
		masked(dheads[t*wide:][:2*s.Arc], arcMask[t*2*s.Arc:(t+1)*2*s.Arc])
	}
	b.rels(heads, dheads)
	columns(g.HeadsBias, dheads)
	dstate, dx := b.take(len(state)), b.take(len(x))
	b.back(dstate, d, g.Heads, dheads, wide, state, d, b.rows, w.Heads, d)
	masked(dstate, mask)
	normBack(dx, g.TopGain, g.TopBias, dstate, x, w.TopGain, inv, d)
	return dx
}

// rectified sets what is not above zero to zero, and mask to 1 elsewhere.
func rectified(x, mask []float32) {
	for i, v := range x {
		if v > 0 {
			mask[i] = 1
		} else {
			x[i] = 0
		}
	}
}

// dropHeads drops values of the arc's part of heads and of its mask.
func (b *backpropagation) dropHeads(heads, mask []float32) {
	drop := b.dropped(mask, b.drop.heads)
	if drop == nil {
		return
	}
	n := 2 * b.shape.Arc
	for t := range b.rows {
		masked(heads[t*b.shape.Heads():][:n], drop[t*n:(t+1)*n])
	}
}

// arcs adds to dheads the gradient of choosing each word's head.
func (b *backpropagation) arcs(heads, dheads []float32) {
	s, w, g := b.shape, b.params.dense, b.grad.dense
	a, wide := s.Arc, s.Heads()
	compare, dcompare := b.take(b.rows*a), b.take(b.rows*a)
	nn.Bias(compare, w.ArcBias)
	b.times(compare, a, heads, wide, b.rows, w.Arc, a)
	at := 0
	for _, sentence := range b.batch {
		n := len(sentence)
		words, dwords := heads[at*wide:(at+n)*wide], dheads[at*wide:(at+n)*wide]
		b.sentenceArcs(sentence, compare[at*a:(at+n)*a], dcompare[at*a:(at+n)*a], words[a:], dwords[a:])
		at += n
	}
	columns(g.ArcBias, dcompare)
	b.back(dheads, wide, g.Arc, dcompare, a, heads, wide, b.rows, w.Arc, a)
}

// sentenceArcs does it for one sentence: heads and dheads start at the arc-as-head columns.
func (b *backpropagation) sentenceArcs(sentence []sample, compare, dcompare, heads, dheads []float32) {
	s, w, g := b.shape, b.params.dense, b.grad.dense
	n, a, wide := len(sentence), s.Arc, s.Heads()
	b.panels.Pack(heads, a, n, 1, wide)
	stride := b.panels.N + nn.PanelWidth
	scores := b.take(n * stride)
	nn.Mul(scores[1:], stride, compare, a, 1, n, &b.panels)
	for i := range n {
		row, c := scores[i*stride:i*stride+n+1], compare[i*a:(i+1)*a]
		for j, v := range w.RootArc {
			row[0] += c[j] * v
		}
		for j := range n {
			row[j+1] += w.Distance[nn.Distance(i, j)]
		}
		row[i+1] = nn.Never
		b.losses.arcs += entropy(row, int(sentence[i].head)+1, b.scale)
		clear(scores[i*stride+n+1 : (i+1)*stride])
		for j := range n {
			g.Distance[nn.Distance(i, j)] += row[j+1]
		}
		for j, v := range w.RootArc {
			g.RootArc[j] += row[0] * c[j]
			dcompare[i*a+j] += row[0] * v
		}
	}
	b.panels.Pack(heads, n, a, wide, 1)
	nn.Mul(dcompare, a, scores[1:], stride, 1, n, &b.panels)
	b.panels.Pack(compare, n, a, a, 1)
	nn.Mul(dheads, wide, scores[1:], 1, stride, n, &b.panels)
}

// rels adds to dheads the gradient of naming each word's relation to its right head.
func (b *backpropagation) rels(heads, dheads []float32) {
	s, w, g := b.shape, b.params.dense, b.grad.dense
	wide, from, n, rels := s.Heads(), 2*s.Arc, s.Label, nn.Pad(s.Rels)
	mixed, mask := b.take(b.rows*n), b.take(b.rows*n)
	b.pairs(func(row, head int, _ *sample) {
		out := mixed[row*n : (row+1)*n]
		copy(out, heads[row*wide+from:])
		add(out, heads[head*wide+from+n:][:n])
		rectified(out, mask[row*n:])
	})
	drop := b.dropped(mask, b.drop.heads)
	masked(mixed, drop)
	scores := b.take(b.rows * rels)
	nn.Bias(scores, w.RelBias)
	b.times(scores, rels, mixed, n, b.rows, w.Rel, n)
	right := make([]int, b.rows)
	fill(right, -1)
	b.pairs(func(row, _ int, word *sample) { right[row] = int(word.rel) })
	for row := range b.rows {
		b.losses.rels += entropy(scores[row*rels:row*rels+s.Rels], right[row], b.scale)
		clear(scores[row*rels+s.Rels : (row+1)*rels])
	}
	columns(g.RelBias, scores)
	dmixed := b.take(len(mixed))
	b.back(dmixed, n, g.Rel, scores, rels, mixed, n, b.rows, w.Rel, n)
	masked(dmixed, mask)
	b.pairs(func(row, head int, _ *sample) {
		d := dmixed[row*n : (row+1)*n]
		add(dheads[row*wide+from:], d)
		add(dheads[head*wide+from+n:], d)
	})
}

// pairs calls f with the rows of each word that has a head and of that head.
func (b *backpropagation) pairs(f func(row, head int, word *sample)) {
	at := 0
	for _, sentence := range b.batch {
		for i := range sentence {
			if h := int(sentence[i].head); h >= 0 {
				f(at+i, at+h, &sentence[i])
			}
		}
		at += len(sentence)
	}
}
