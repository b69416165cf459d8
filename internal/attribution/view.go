package attribution

// A view is a paragraph as seen from a cue: what stands between, how trees and quotations
// lead from it to each word.
type view struct {
	cue         cue
	first, last int32 // words of the window
	seen        []sight
	lemma, tag  uint32 // of the cue's head
	text        uint32 // the cue's words together
	kind        uint32 // what the cue's tag and children make of it
	sentence    int32
	before      int32 // region of quotation nearest before the cue, and after, in its paragraph
	after       int32
	inside      int32 // the one it stands in
	quoted      uint32
	gaps        []int32 // of each region of the window, words outside of quotations between it and the cue
	firstRegion int32
}

// A sight is one word as seen from a cue.
type sight struct {
	path  uint32 // way through the tree, all of it
	near  uint32 // the way's rise, and the first step of its fall
	top   int32  // the first word of its fall, -1 for words that are above the cue
	down  uint8  // steps of the fall
	known bool
}

// Bounds of a window, in words from the cue.
const (
	windowBefore = 250
	windowAfter  = 350
)

// look sets v to the paragraph of cue c.
func (v *view) look(p *page, c cue) {
	pa := p.paragraphs[p.words[c.head].paragraph]
	if next := p.words[c.head].paragraph + 1; p.words[pa.last-1].form == colonKey && int(next) < len(p.paragraphs) && c.last+40 > pa.last {
		pa.last = p.paragraphs[next].last
	}
	if at := p.words[c.head].paragraph; at > 0 && p.words[pa.first].dash {
		// A quotation in a paragraph, and below it a dash and who said it.
		pa.first = p.paragraphs[at-1].first
	}
	v.cue = c
	v.first, v.last = max(pa.first, c.first-windowBefore), min(pa.last, c.last+windowAfter)
	w := &p.words[c.head]
	v.lemma, v.tag, v.sentence = w.lemma, w.tag, w.sentence
	v.text = 0
	for i := c.first; i < c.last; i++ {
		v.text = join(v.text, p.words[i].form)
	}
	v.kind = join(w.tag, uint32(w.kids&(kidPassive|kidClause|kidOpenClause|kidObject|kidThat|kidSubject|kidParataxis|kidQuoted)))
	v.regions(p)
	v.climb(p)
}

func (v *view) regions(p *page) {
	v.before, v.after, v.quoted = 0, 0, 0
	v.inside = p.words[v.cue.first].region
	if v.inside == 0 {
		v.inside = p.words[v.cue.head].region
	}
	for i := v.cue.first - 1; i >= v.first && v.before == 0; i-- {
		if r := p.words[i].region; r != v.inside {
			v.before = r
		}
	}
	for i := v.cue.last; i < v.last && v.after == 0; i++ {
		if r := p.words[i].region; r != v.inside {
			v.after = r
		}
	}
	v.measure(p)
	if v.inside > 0 {
		v.quoted = 1 + p.regionSize(v.inside)
	}
	if v.before > 0 {
		v.quoted |= 8 + 16*p.regionSize(v.before)
	}
	if v.after > 0 {
		v.quoted |= 64 + 128*p.regionSize(v.after)
	}
}

// measure works out the gaps between the cue and the regions of the window.
func (v *view) measure(p *page) {
	v.gaps = v.gaps[:0]
	v.firstRegion = 0
	for i := v.first; i < v.last && v.firstRegion == 0; i++ {
		v.firstRegion = p.words[i].region
	}
	if v.firstRegion == 0 {
		return
	}
	n := int32(0)
	note := func(r, n int32) {
		for int(r-v.firstRegion) >= len(v.gaps) {
			v.gaps = append(v.gaps, -1)
		}
		if g := &v.gaps[r-v.firstRegion]; *g < 0 {
			*g = n
		}
	}
	for i := v.cue.last; i < v.last; i++ {
		if r := p.words[i].region; r > 0 {
			note(r, n)
		} else if !p.words[i].punct {
			n++
		}
	}
	n = 0
	for i := v.cue.first - 1; i >= v.first; i-- {
		if r := p.words[i].region; r > 0 {
			note(r, n)
		} else if !p.words[i].punct {
			n++
		}
	}
}

// gap tells how many words that are not quoted lie between the cue and the quotation that
// word i is in.
func (v *view) gap(p *page, i int32) uint32 {
	r := p.words[i].region - v.firstRegion
	if p.words[i].region == 0 || r < 0 || int(r) >= len(v.gaps) {
		return 0
	}
	switch n := v.gaps[r]; {
	case n < 0:
		return 1
	case n <= 4:
		return 2 + uint32(n)
	case n <= 8:
		return 7
	case n <= 15:
		return 8
	}
	return 9
}

// regionSize tells scare quotes and names from speech.
func (p *page) regionSize(r int32) uint32 {
	switch n := p.regions[r-1].last - p.regions[r-1].first; {
	case n <= 5:
		return 0
	case n <= 9:
		return 1
	}
	return 2
}

// climb follows the tree of the cue's sentence.
func (v *view) climb(p *page) {
	s := p.sentences[v.sentence]
	n := int(v.last - v.first)
	if cap(v.seen) < n {
		v.seen = make([]sight, n, n+n/2)
	}
	v.seen = v.seen[:n]
	for i := range v.seen {
		v.seen[i] = sight{top: -1}
	}
	way := uint32(17)
	at := v.cue.head
	for step := range 12 {
		if at >= v.first && at < v.last {
			v.seen[at-v.first] = sight{path: way, near: way, top: -1, known: true}
		}
		w := &p.words[at]
		if w.head < s.first || w.head >= s.last {
			break
		}
		if step < 4 {
			way = join(way, w.rel)
		}
		at = w.head
	}
	for i := max(s.first, v.first); i < min(s.last, v.last); i++ {
		v.fall(p, i, 0)
	}
}

// fall works out how the tree leads to word i, and to the words above it first.
func (v *view) fall(p *page, i int32, depth int) *sight {
	to := &v.seen[i-v.first]
	if to.known {
		return to
	}
	w := &p.words[i]
	to.known = true // ends circles
	if w.head < v.first || w.head >= v.last || depth > 200 {
		*to = sight{path: join(23, w.rel), near: join(23, w.rel), top: i, known: true}
		return to
	}
	up := v.fall(p, w.head, depth+1)
	if up.top < 0 {
		*to = sight{path: join(up.path, w.rel), top: i, down: 1, known: true}
		to.near = to.path
		return to
	}
	*to = sight{path: up.path, near: up.near, top: up.top, down: min(up.down+1, 9), known: true}
	if to.down <= 3 {
		to.path = join(up.path, w.rel)
	}
	return to
}

// side is where a word stands: 0 before the cue, 1 in it, 2 after it.
func (v *view) side(i int32) uint32 {
	switch {
	case i < v.cue.first:
		return 0
	case i < v.cue.last:
		return 1
	}
	return 2
}

// between returns how many of a running count lie between word i and the cue, 3 at most.
func (v *view) between(p *page, i int32, count func(*word) int32) uint32 {
	var n int32
	if i < v.cue.first {
		n = count(&p.words[v.cue.first]) - count(&p.words[i])
	} else {
		n = count(&p.words[i]) - count(&p.words[v.cue.last-1])
	}
	return uint32(min(3, max(0, n)))
}

func commasBefore(w *word) int32 { return w.commas }
func cuesBefore(w *word) int32   { return w.cues }

// quote tells how word i stands to the quotations as seen from the cue.
func (v *view) quote(p *page, i int32) uint32 {
	r := p.words[i].region
	switch {
	case r == 0:
		return 0
	case r == v.inside:
		return 1
	case r == v.before:
		return 2 + p.regionSize(r)
	case r == v.after:
		return 5 + p.regionSize(r)
	case r < v.inside || r < v.before || r < v.after && i < v.cue.first:
		return 8 + p.regionSize(r)
	}
	return 11 + p.regionSize(r)
}
