package attribution

import (
	"cmp"
	"math"
	"slices"
)

// A cue is words that may tell of an attribution: "said", "according to".
type cue struct {
	first, last int32
	head        int32   // the word of it that the others hang on
	p           float32 // that it is a cue with these borders
	any         float32 // that it, or a cue that overlaps it, is one
}

// maxCue bounds the words of a cue.
const maxCue = 16

// none stands for a word outside of the sentence.
const none = 1

// cueFeatures appends what is seen of word i of sentence s.
func (p *page) cueFeatures(to []uint32, i int32, s wordRange) []uint32 {
	w, b, bb, a, aa := &p.words[i], &beyond, &beyond, &beyond, &beyond
	if i > s.first {
		b = &p.words[i-1]
	}
	if i > s.first+1 {
		bb = &p.words[i-2]
	}
	if i+1 < s.last {
		a = &p.words[i+1]
	}
	if i+2 < s.last {
		aa = &p.words[i+2]
	}
	k := uint32(w.kids)
	quote := p.quoteAround(i, s)
	head, headTag, above := uint32(0), uint32(0), uint32(0)
	if w.head >= 0 {
		h := &p.words[w.head]
		head, headTag = h.lemma, h.tag
		above = p.clauseAbove(w.head)
	}
	manner := p.manner[w.sentence]
	from := uint32(min(5, i-w.line))
	subject, clause := p.sketch(w.subject), p.sketch(w.clause)
	to = append(to,
		feature1(1, 0),
		feature1(2, w.form),
		feature2(3, w.lemma, w.tag),
		feature2(4, w.lemma, k&uint32(kidClause|kidOpenClause|kidObject|kidThat|kidQuoted|kidParataxis|kidPassive|kidSubject)),
		feature2(5, w.tag, k),
		feature2(6, w.tag, w.rel),
		feature2(7, w.lemma, w.rel),
		feature2(8, b.form, w.form),
		feature2(9, w.form, a.form),
		feature2(10, w.lemma, a.tag),
		feature2(11, w.lemma, b.tag),
		feature3(12, b.tag, w.tag, a.tag),
		feature3(13, w.tag, a.tag, aa.tag),
		feature3(14, bb.tag, b.tag, w.tag),
		feature2(15, w.lemma, quote),
		feature3(16, w.tag, quote, w.rel),
		feature2(17, w.rel, head),
		feature3(18, w.rel, headTag, w.tag),
		feature2(19, b.lemma, w.tag),
		feature2(20, a.lemma, w.tag),
		feature2(21, w.lemma, subject),
		feature2(22, w.lemma, clause),
		feature3(23, w.tag, subject, k&uint32(kidClause|kidOpenClause|kidThat|kidQuoted)),
		feature3(24, w.tag, above, w.rel),
		feature2(25, w.lemma, above),
		feature3(26, uint32(w.group[0]), k&uint32(kidClause|kidOpenClause|kidObject|kidThat|kidQuoted|kidPassive), w.tag),
		feature2(27, uint32(w.group[1]), w.tag),
		feature2(28, uint32(w.group[0]), quote),
		feature2(29, w.stem, w.tag),
		feature3(30, uint32(w.group[1]), a.tag, w.rel),
		feature3(31, w.lemma, b.lemma, k&uint32(kidClause|kidOpenClause|kidObject)),
		feature3(32, w.rel, head, w.form),
		feature2(33, w.lemma, manner),
		feature3(34, w.tag, manner, w.rel),
		feature3(35, w.form, from, uint32(b.shape)),
		feature3(36, w.tag, uint32(w.shape), from),
		feature3(37, manner, w.rel, uint32(w.group[0])),
	)
	return to
}

// quoteAround tells how word i of sentence s stands to quotations.
func (p *page) quoteAround(i int32, s wordRange) uint32 {
	w := &p.words[i]
	code := uint32(0)
	if w.region > 0 {
		r := &p.regions[w.region-1]
		code = 1 + min(3, uint32(r.last-r.first)/4)
	}
	before, after := uint32(0), uint32(0)
	for j := i - 1; j >= s.first && j >= i-4; j-- {
		if p.words[j].mark != 0 {
			before = uint32(p.words[j].mark)*4 + uint32(i-j)/2
			break
		}
	}
	if before == 0 && i-s.first < 5 && s.first > 0 && p.words[s.first-1].mark == 2 && p.words[s.first-1].paragraph == w.paragraph {
		before = 15
	}
	for j := i + 1; j < s.last && j <= i+4; j++ {
		if p.words[j].mark != 0 {
			after = uint32(p.words[j].mark)*4 + uint32(j-i)/2
			break
		}
	}
	return code<<8 | before<<4 | after
}

// clauseAbove returns the lemma of the nearest word, from i upwards, that has a clause
// hanging on it, with how far up that is in sight only.
func (p *page) clauseAbove(i int32) uint32 {
	for range 4 {
		w := &p.words[i]
		if w.kids&(kidClause|kidOpenClause|kidParataxis) != 0 {
			return w.lemma
		}
		if w.head < 0 {
			break
		}
		i = w.head
	}
	return 0
}

// sketch is what a child is known by: pronouns by their form, others by their tag.
func (p *page) sketch(i int32) uint32 {
	if i < 0 {
		return 0
	}
	w := &p.words[i]
	if w.group[0] == 0 || w.shape != shapeLower {
		return w.tag
	}
	return join(w.tag, uint32(w.group[0]))
}

// A cueFinder is the memory of the search for cues.
type cueFinder struct {
	features      []uint32
	in, start, to []float64 // e to the scores
	outs, ins     []float64 // forward
	outsB, insB   []float64 // backward
	rows          [][3]float64
	spans         []cue
}

// rowsOf scores the words of a sentence.
func (f *cueFinder) rowsOf(p *page, t *table, s wordRange) [][3]float64 {
	f.rows, f.features = f.rows[:0], f.features[:0]
	for i := s.first; i < s.last; i++ {
		f.features = p.cueFeatures(f.features, i, s)
	}
	each := len(f.features) / max(1, int(s.last-s.first))
	for all := f.features; len(all) > 0; all = all[each:] {
		sum := t.sum(all[:each])
		f.rows = append(f.rows, [3]float64{float64(float32(sum[0]) * t.scale), float64(float32(sum[1]) * t.scale), float64(float32(sum[2]) * t.scale)})
	}
	return f.rows
}

// chance works out the probabilities of the chain of a sentence from the rows of its words:
// in a cue, starting one, having ended one.
func (f *cueFinder) chance(rows [][3]float64) {
	n := len(rows)
	f.in, f.start, f.to = fit(f.in, n+1), fit(f.start, n+1), fit(f.to, n+1)
	f.outs, f.ins, f.outsB, f.insB = fit(f.outs, n+1), fit(f.ins, n+1), fit(f.outsB, n+1), fit(f.insB, n+1)
	for i, r := range rows {
		f.in[i], f.start[i], f.to[i] = math.Exp(clamp(r[0])), math.Exp(clamp(r[1])), math.Exp(clamp(r[2]))
	}
	f.in[n], f.start[n], f.to[n] = 0, 0, 1
	o, c := 1.0, 0.0 // before word 0
	for i := range n + 1 {
		no := o + c*f.to[i]
		nc := (o*f.start[i] + c) * f.in[i]
		sum := no + nc
		o, c = no/sum, nc/sum
		f.outs[i], f.ins[i] = o, c
	}
	o, c = 1, 0
	f.outsB[n], f.insB[n] = 1, 0
	for i := n - 1; i >= 0; i-- {
		no := o + f.start[i+1]*f.in[i+1]*c
		nc := f.to[i+1]*o + f.in[i+1]*c
		sum := no + nc
		o, c = no/sum, nc/sum
		f.outsB[i], f.insB[i] = o, c
	}
}

func clamp(v float64) float64 { return max(-30, min(30, v)) }

// at returns the probabilities that word i of the sentence is part of a cue, starts one and
// follows one.
func (f *cueFinder) at(i int) (in, start, ended float64) {
	o, c := 1.0, 0.0
	if i > 0 {
		o, c = f.outs[i-1], f.ins[i-1]
	}
	stay := o * f.outsB[i]
	start = o * f.start[i] * f.in[i] * f.insB[i]
	on := c * f.in[i] * f.insB[i]
	ended = c * f.to[i] * f.outsB[i]
	total := stay + start + on + ended
	return (start + on) / total, start / total, ended / total
}

// goOn returns the probability that a cue that has reached word i holds word i+1 too.
func (f *cueFinder) goOn(i int) float64 {
	on := f.in[i+1] * f.insB[i+1]
	return on / (on + f.to[i+1]*f.outsB[i+1])
}

// find appends the likely cues of a sentence whose first word is first, best of those that
// overlap, in the order of the text.
func (f *cueFinder) find(p *page, first int32, n int, least float64, out []cue) []cue {
	f.chance(f.rows)
	f.spans = f.spans[:0]
	for i := range n {
		_, start, _ := f.at(i)
		if start < least/4 {
			continue
		}
		reach := start
		for j := i; j < n && j < i+maxCue && reach > least/8; j++ {
			on := f.goOn(j)
			if pr := reach * (1 - on); pr > least/8 {
				f.spans = append(f.spans, cue{first: first + int32(i), last: first + int32(j) + 1, p: float32(pr)})
			}
			reach *= on
		}
	}
	return settle(p, f.spans, float32(least), out)
}

// settle appends to out of the cues that overlap the likeliest, with what they have
// together, in the order of the text. It uses up found.
func settle(p *page, found []cue, least float32, out []cue) []cue {
	begin := len(out)
	slices.SortStableFunc(found, func(a, b cue) int { return cmp.Compare(b.p, a.p) })
	for len(found) > 0 {
		best := found[0]
		rest := found[:0]
		for _, c := range found {
			if c.first < best.last && best.first < c.last {
				best.any += c.p
			} else {
				rest = append(rest, c)
			}
		}
		found = rest
		if best.any >= least {
			best.any = min(best.any, 1)
			best.head = p.topOf(best.first, best.last)
			out = append(out, best)
		}
	}
	slices.SortFunc(out[begin:], func(a, b cue) int { return cmp.Compare(a.first, b.first) })
	return out
}

// topOf returns the first word of a range whose head lies outside of it.
func (p *page) topOf(first, last int32) int32 {
	for i := first; i < last; i++ {
		if h := p.words[i].head; (h < first || h >= last) && !p.words[i].punct {
			return i
		}
	}
	return first
}
