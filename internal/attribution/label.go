package attribution

// Columns of the labeller's rows: what speaks for a word in the source, in the content, for
// the source to start with it, to have ended before it, and the same of the content.
const (
	inSource = iota
	inContent
	startSource
	endSource
	startContent
	endContent
)

// plainFeatures appends what is seen of word i of the window whatever the cue, but for the
// side of the cue that it stands on.
func (v *view) plainFeatures(p *page, to []uint32, i int32) []uint32 {
	var w, b, bb, a word
	b.form, bb.tag, b.tag, a.form, a.tag, w.form, w.tag = none, none, none, none, none, none, none
	if i < v.last {
		w = p.words[i]
	}
	if i > v.first {
		b = p.words[i-1]
	}
	if i > v.first+1 {
		bb = p.words[i-2]
	}
	if i+1 < v.last {
		a = p.words[i+1]
	}
	side := v.side(i)
	head := uint32(0)
	if w.head >= 0 && i < v.last {
		head = p.words[w.head].tag
	}
	return append(to,
		feature2(101, side, w.form),
		feature2(102, side, b.form),
		feature3(103, side, b.form, w.form),
		feature3(104, side, b.tag, w.tag),
		feature3(105, join(side, b.tag), w.tag, a.tag),
		feature3(106, join(side, bb.tag), b.tag, w.tag),
		feature2(107, side, w.lemma),
		feature3(108, side, join(w.rel, w.tag), head),
		feature3(109, side, w.form, a.form),
		feature3(110, side, uint32(w.mark)<<2|uint32(b.mark), join(b.tag, w.tag)),
		feature3(111, side, uint32(w.group[1]), w.tag),
	)
}

// features appends what is seen of word i of the window from the cue. Word v.last is the
// end of the window.
func (v *view) features(p *page, to []uint32, i int32) []uint32 {
	var w, b word
	var at, bat sight
	w.form, w.tag, b.form, b.tag, at.near, bat.near = none, none, none, none, none, none
	side := v.side(i)
	quote, quoteB, delta, deltaB := uint32(15), uint32(15), uint32(9), uint32(9)
	if i < v.last {
		w, at = p.words[i], v.seen[i-v.first]
		quote, delta = v.quote(p, i), uint32(3+max(-2, min(2, w.sentence-v.sentence)))
	}
	manner, mannerB := uint32(0), uint32(0)
	if i < v.last {
		manner = p.manner[p.words[i].sentence]
	}
	if i > v.first {
		mannerB = p.manner[p.words[i-1].sentence]
	}
	if i > v.first {
		b, bat = p.words[i-1], v.seen[i-1-v.first]
		quoteB, deltaB = v.quote(p, i-1), uint32(3+max(-2, min(2, b.sentence-v.sentence)))
	}
	edge := uint32(0)
	if i < v.last && at.top >= 0 && p.words[at.top].left == i {
		edge |= 1
	}
	if i > v.first && bat.top >= 0 && p.words[bat.top].right == i {
		edge |= 2
	}
	if at.top == bat.top {
		edge |= 4
	}
	if i < v.last && w.left == i {
		edge |= 8
	}
	if i > v.first && i < v.last && b.head == i {
		edge |= 16
	}
	if i > v.first && w.head == i-1 {
		edge |= 32
	}
	opens, opensAt, opensBy := uint32(0), uint32(none), uint32(0)
	if i < v.last {
		o := &p.words[w.opens]
		opens = join(o.rel, uint32(o.kids&(kidSubject|kidPassiveSubject|kidMark|kidCase|kidCopula)))
		opensBy = o.tag
		if o.head >= v.first && o.head < v.last {
			opensAt = v.seen[o.head-v.first].near
		}
	}
	shuts, shutsAt := uint32(0), uint32(none)
	if i > v.first {
		o := &p.words[b.shuts]
		shuts = join(o.rel, o.tag)
		if o.head >= v.first && o.head < v.last {
			shutsAt = v.seen[o.head-v.first].near
		}
	}
	gap, gapB := uint32(0), uint32(0)
	if i < v.last {
		gap = v.gap(p, i)
	}
	if i > v.first {
		gapB = v.gap(p, i-1)
	}
	last := min(i, v.last-1)
	commas, cues := v.between(p, last, commasBefore), v.between(p, last, cuesBefore)
	distance := v.distance(i)
	place := join(side, delta)
	turn := join(quote, quoteB)
	borders := delta<<4 | deltaB
	return append(to,
		feature2(1, place, quote),
		feature2(2, at.near, v.lemma),
		feature3(3, at.near, bat.near, edge),
		feature2(4, at.path, side),
		feature3(5, at.path, v.kind, side),
		feature3(6, at.path, v.lemma, side),
		feature3(7, at.near, edge, v.lemma),
		feature3(8, place, at.near, w.form),
		feature3(9, at.near, join(b.tag, w.tag), edge),
		feature3(10, at.near, b.form, edge),
		feature3(11, v.lemma, w.form, distance),
		feature3(12, v.lemma, join(b.tag, w.tag), distance),
		feature3(13, place, distance, turn),
		feature3(14, turn, place, borders),
		feature3(15, turn, v.lemma, side),
		feature3(16, turn, place, v.quoted),
		feature3(17, place, at.near, commas),
		feature3(18, place, cues, turn),
		feature3(19, place, cues, join(at.near, edge)),
		feature3(20, at.near, join(uint32(w.group[0]), w.tag), side),
		feature3(21, at.path, w.tag, b.tag),
		feature3(22, v.text, side, at.near),
		feature3(23, v.text, distance, w.tag),
		feature3(24, v.kind, distance, join(b.tag, w.tag)),
		feature3(25, borders, side, w.mark2(b)),
		feature3(26, at.near, v.kind, edge),
		feature3(27, at.near, uint32(w.kids)&uint32(kidMark|kidThat|kidClause|kidOpenClause|kidSubject|kidCopula|kidRelative), side),
		feature3(28, borders, cues, join(v.quoted, side)),
		feature3(29, at.path, bat.path, b.form),
		feature3(30, bat.near, w.form, join(commas, edge)),
		feature3(31, side, opens, opensAt),
		feature3(32, side, shuts, shutsAt),
		feature3(33, opens, shuts, b.form),
		feature3(34, join(opens, opensAt), w.form, b.form),
		feature3(35, join(opens, opensBy), at.path, b.tag),
		feature3(36, shutsAt, opensAt, w.tag),
		feature3(37, opensAt, opens, v.lemma),
		feature3(38, place, manner, mannerB),
		feature3(39, gap, gapB, place),
		feature3(40, gap, gapB, join(place, cues)),
		feature3(41, gap, gapB, join(side, v.quoted)),
		feature3(42, gap, gapB, join(turn, v.lemma)),
	)
}

func (w *word) mark2(b word) uint32 { return uint32(w.mark)<<2 | uint32(b.mark) }

// distance is how far a word is from the cue, in words, with its side.
func (v *view) distance(i int32) uint32 {
	d := uint32(0)
	switch {
	case i < v.cue.first:
		d = uint32(v.cue.first - i)
	case i >= v.cue.last:
		d = uint32(i-v.cue.last) + 1
	default:
		return 99
	}
	switch {
	case d <= 4:
	case d <= 7:
		d = 5
	case d <= 12:
		d = 6
	case d <= 25:
		d = 7
	case d <= 50:
		d = 8
	default:
		d = 9
	}
	return d<<2 | v.side(i)
}

// wholeFeatures appends what is seen of the cue for a path without a source and for a
// content in another piece.
func (v *view) wholeFeatures(p *page, to []uint32) []uint32 {
	w := &p.words[v.cue.head]
	return append(to,
		feature1(201, 0),
		feature1(202, v.lemma),
		feature1(203, v.kind),
		feature2(204, v.tag, w.rel),
		feature2(205, uint32(w.kids), v.tag),
		feature1(206, v.text),
		feature1(207, v.quoted),
	)
}
