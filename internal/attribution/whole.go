package attribution

import (
	"math"
	"slices"

	"readout/internal/nn"
)

// Columns of the judge's rows: what speaks for half of content and source being right, and
// for all of both.
const (
	isRight = iota
	isExact
	wholeColumns
)

// batch is how many candidates are judged at once: the network's weights are read once for all.
const batch = 32

// judge gives each candidate its P.
func (m *Model) judge(w *work) {
	w.relate()
	for list := w.found; len(list) > 0; {
		n := min(batch, len(list))
		m.judgeBatch(w, list[:n])
		list = list[n:]
	}
}

func (m *Model) judgeBatch(w *work, list []candidate) {
	inputs, hidden := m.dense.inputs, m.dense.hidden
	w.x = slices.Grow(w.x[:0], len(list)*inputs)[:len(list)*inputs]
	w.h = slices.Grow(w.h[:0], len(list)*hidden)[:len(list)*hidden]
	for i := range list {
		w.denseInput(w.x[i*inputs:(i+1)*inputs], &list[i], m.vectors)
	}
	m.dense.layer(w.x, w.h)
	for i := range list {
		k := &list[i]
		if k.fixed {
			continue
		}
		w.features = w.wholeOf(w.features[:0], k)
		sum := m.wholes.sum(w.features)
		y := m.dense.read(w.h[i*hidden : (i+1)*hidden])
		k.p = float64(sigmoid(float32(sum[isRight])*m.wholes.scale + y[isRight]))
		k.exact = float64(sigmoid(float32(sum[isExact])*m.wholes.scale + y[isExact]))
	}
}

// relate notes how the candidates stand to each other.
func (w *work) relate() {
	w.survey()
	for i := range w.found {
		k := &w.found[i]
		k.nested, k.crossing, k.rival, k.holds = 0, 0, 0, 0
		for j := max(0, i-reach); j < min(len(w.found), i+reach+1); j++ {
			if w.found[j].rank == 0 && w.found[j].cue.first != k.cue.first {
				k.meet(&w.found[j])
			}
		}
	}
}

var (
	iKey, _   = nn.LowerKey("i", nil)
	youKey, _ = nn.LowerKey("you", nil)
	weKey, _  = nn.LowerKey("we", nil)
)

// strong is the chance of a cue from which it counts as found where candidates are counted.
const strong = 0.7

// survey counts the sources of the likely candidates, and how thickly they stand.
func (w *work) survey() {
	if w.voices == nil {
		w.voices = make(map[uint32]int)
	}
	clear(w.voices)
	n := 0
	for i := range w.found {
		if k := &w.found[i]; k.cue.any >= strong && k.rank == 0 {
			n++
			if k.source.First < k.source.Last {
				w.voices[w.page.words[k.source.Last-1].form]++
			}
		}
	}
	w.spoken = w.page.spoken()
	w.density = uint32(min(7, 10*n/max(1, len(w.page.sentences))))
	before := int32(-9)
	for i := range w.found {
		k := &w.found[i]
		if k.rank > 0 {
			k.follows = w.found[i-1].follows
			continue
		}
		k.follows = uint32(min(3, max(0, w.page.words[k.cue.first].sentence-before)))
		if k.cue.any >= strong {
			before = w.page.words[k.cue.first].sentence
		}
	}
}

// spoken tells how much a text speaks of I and you outside of quotations, in four steps.
func (p *page) spoken() uint32 {
	n := 0
	for i := range p.words {
		w := &p.words[i]
		n += boolean(w.region == 0 && (w.form == iKey || w.form == youKey || w.form == weKey))
	}
	switch n = 200 * n / max(1, len(p.words)); {
	case n < 1:
		return 0
	case n < 3:
		return 1
	case n < 6:
		return 2
	}
	return 3
}

// voice is how many likely candidates have a source that ends with the same word.
func (w *work) voice(k *candidate) uint32 {
	if k.source.First == k.source.Last {
		return 9
	}
	n := w.voices[w.page.words[k.source.Last-1].form]
	if k.cue.any >= strong {
		n--
	}
	return uint32(min(n, 4))
}

// meet notes what another candidate says of k.
func (k *candidate) meet(o *candidate) {
	cue := Span{int(k.cue.first), int(k.cue.last)}
	strength := o.cue.any * float32(math.Sqrt(o.pathP))
	if shared(o.content, []Span{cue}) > 0 {
		k.nested = max(k.nested, strength)
	}
	if o.cue.any >= likely && shared(k.content, []Span{{int(o.cue.first), int(o.cue.last)}}) > 0 {
		k.holds++
	}
	both := shared(k.content, o.content)
	if both == 0 {
		return
	}
	mine, theirs := lengthOf(k.content), lengthOf(o.content)
	if both < mine && both < theirs {
		k.crossing = max(k.crossing, o.cue.any)
	}
	if 2*both >= mine+theirs-both {
		k.rival = max(k.rival, strength*float32(math.Sqrt(o.sourceP)))
	}
}

// shared returns how many words two lists of spans in order have in common.
func shared(a, b []Span) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		n += max(0, min(a[i].Last, b[j].Last)-max(a[i].First, b[j].First))
		if a[i].Last < b[j].Last {
			i++
		} else {
			j++
		}
	}
	return n
}

func lengthOf(list []Span) int {
	n := 0
	for _, s := range list {
		n += s.Last - s.First
	}
	return n
}

// overlapOf returns the words two lists of spans share by all they have.
func overlapOf(a, b []Span) float64 {
	both := shared(a, b)
	return float64(both) / float64(max(1, lengthOf(a)+lengthOf(b)-both))
}

// wholeOf appends what is seen of a candidate.
func (w *work) wholeOf(to []uint32, k *candidate) []uint32 {
	p := &w.page
	head := &p.words[k.cue.head]
	first, last := k.content[0].First, k.content[len(k.content)-1].Last
	any, exact := odds(float64(k.cue.any), 2), odds(float64(k.cue.p/k.cue.any), 1)
	path, from := odds(math.Sqrt(k.pathP), 1), odds(k.sourceP, 1)
	nested, crossing := odds(float64(k.nested), 1), odds(float64(k.crossing), 1)
	length, quoted := k.size(p)
	size := bucket(length)
	quote := uint32(4 * quoted / length)
	who, whoSize := uint32(1), uint32(0)
	if k.source.First < k.source.Last {
		top := p.topOf(int32(k.source.First), int32(k.source.Last))
		who, whoSize = p.sketch(top), bucket(k.source.Last-k.source.First)
	}
	order := w.order(k)
	ends := w.page.endsOf(k)
	beforeTag, after, afterTag := uint32(none), uint32(none), uint32(none)
	if first > 0 {
		beforeTag = p.words[first-1].tag
	}
	if last < len(p.words) {
		afterTag = p.words[last].tag
		if p.words[last].punct {
			after = p.words[last].form
		}
	}
	inside := uint32(0)
	if head.region > 0 {
		inside = 1
	}
	return append(to,
		feature1(301, 0),
		feature1(302, any),
		feature2(303, any, exact),
		feature2(304, any, path),
		feature2(305, any, from),
		feature2(306, any, nested),
		feature3(307, nested, inside, any),
		feature2(308, crossing, any),
		feature2(309, head.lemma, any/4),
		feature2(310, head.lemma, who),
		feature2(311, head.lemma, quote),
		feature2(312, who, any/4),
		feature3(313, who, whoSize, from),
		feature3(314, size, quote, any/4),
		feature3(315, order, quote, any/4),
		feature2(316, order, head.lemma),
		feature2(317, uint32(min(k.holds, 3)), any/4),
		feature2(318, p.words[first].tag, p.words[first].form),
		feature2(319, p.words[last-1].tag, join(path, uint32(boolean(last < len(p.words) && p.words[last].punct)))),
		feature3(320, uint32(head.kids), head.tag, any/4),
		feature3(321, head.rel, head.tag, any/4),
		feature3(322, path, from, size),
		feature3(323, uint32(head.group[1]), head.tag, any/4),
		feature2(324, uint32(k.cue.last-k.cue.first), exact),
		feature2(325, uint32(len(k.content)), quote),
		feature2(326, head.lemma, size),
		feature3(327, k.rivalry(), quote, any/4),
		feature2(328, k.rivalry(), head.lemma),
		feature3(329, k.rivalry(), inside, odds(float64(k.rival), 1)),
		feature2(330, p.manner[head.sentence], quote),
		feature2(332, w.density, any/4),
		feature3(337, w.spoken, head.lemma, inside),
		feature3(338, w.spoken, any/4, who),
		feature3(339, w.spoken, uint32(head.kids), head.tag),
		feature3(333, w.density, head.tag, who),
		feature3(334, w.voice(k), who, any/4),
		feature3(335, k.follows, who, any/4),
		feature3(336, w.voice(k), k.follows, quote),
		feature3(340, uint32(k.rank), path, quote),
		feature2(341, uint32(k.rank), head.lemma),
		feature3(342, ends, quote, size),
		feature3(343, ends, beforeTag, afterTag),
		feature3(344, p.words[last-1].form, after, quote),
		feature3(345, beforeTag, p.words[first].tag, head.lemma),
		feature3(346, afterTag, after, head.lemma),
		feature3(347, ends, uint32(len(k.content)), order),
		feature3(348, odds(k.endP, 1), after, afterTag),
		feature3(349, odds(k.startP, 1), odds(k.endP, 1), any/4),
		feature3(350, uint32(2*min(k.behind, 3)), uint32(k.rank), quote),
		feature3(331, from, join(path, any/4), quote),
	)
}

// endsOf tells how the last piece of the content fits trees and quotations.
func (p *page) endsOf(k *candidate) uint32 {
	s := k.content[len(k.content)-1]
	first, last := &p.words[s.First], &p.words[s.Last-1]
	top := &p.words[p.topOf(int32(s.First), int32(s.Last))]
	code := uint32(boolean(int(top.left) == s.First) | boolean(int(top.right) == s.Last)<<1 |
		boolean(first.region == last.region)<<2 | boolean(last.mark == closing)<<3 | boolean(first.mark == opening)<<4)
	if s.Last < len(p.words) {
		next := &p.words[s.Last]
		code |= uint32(boolean(next.sentence != last.sentence)<<5 | boolean(next.region > 0 && next.region == last.region)<<6)
	}
	if s.First > 0 {
		code |= uint32(boolean(p.words[s.First-1].region > 0 && p.words[s.First-1].region == first.region) << 7)
	}
	return code
}

// rivalry is how another candidate with much the same content compares.
func (k *candidate) rivalry() uint32 {
	mine := k.cue.any * float32(math.Sqrt(k.pathP*k.sourceP))
	switch {
	case k.rival == 0:
		return 0
	case k.rival < mine/3:
		return 1
	case k.rival < mine:
		return 2
	case k.rival < 3*mine:
		return 3
	}
	return 4
}

// order is how cue, source and content follow each other.
func (w *work) order(k *candidate) uint32 {
	code := uint32(0)
	if int(k.cue.first) < k.content[0].First {
		code |= 1
	}
	if int(k.cue.first) < k.content[len(k.content)-1].First {
		code |= 2
	}
	if k.source.First == k.source.Last {
		return code | 16
	}
	if k.source.First < int(k.cue.first) {
		code |= 4
	}
	if k.source.First < k.content[0].First {
		code |= 8
	}
	return code
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bucket is the length of a span, roughly.
func bucket(n int) uint32 {
	b := uint32(0)
	for n > 3 && b < 8 {
		n = n * 2 / 3
		b++
	}
	return b<<2 | uint32(min(n, 3))
}

// odds cuts the log odds of p into steps of 1/fine.
func odds(p float64, fine float64) uint32 {
	p = max(1e-4, min(1-1e-4, p))
	return uint32(10*fine + math.Round(fine*math.Log(p/(1-p))))
}
