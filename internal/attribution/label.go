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
	rowColumns
)

// beyond stands for the words outside of a window or sentence, and unseen for how they are
// seen.
var (
	beyond = word{form: none, lemma: none, tag: none, rel: none, head: -1, subject: -1, clause: -1}
	unseen = sight{near: none, top: -1}
)

// wordAt returns word i of the window, or beyond.
func (v *view) wordAt(p *page, i int32) *word {
	if i < v.first || i >= v.last {
		return &beyond
	}
	return &p.words[i]
}

// plainFeatures appends what is seen of word i of the window whatever the cue, but for the
// side of the cue that it stands on.
func (v *view) plainFeatures(p *page, to []uint32, i int32) []uint32 {
	w, b, bb, a := v.wordAt(p, i), v.wordAt(p, i-1), v.wordAt(p, i-2), v.wordAt(p, i+1)
	side := v.side(i)
	head := uint32(0)
	if w.head >= 0 {
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
		feature3(110, side, marksOf(b, w), join(b.tag, w.tag)),
		feature3(111, side, uint32(w.group[1]), w.tag),
	)
}

// A spot is how a word stands to the cue, apart from the tree.
type spot struct {
	quote, gap uint32 // its quotation, and the words between that and the cue
	delta      uint32 // its sentence, counted from the cue's
	manner     uint32
}

func (v *view) spotOf(p *page, i int32) spot {
	if i < v.first || i >= v.last {
		return spot{quote: 15, delta: 9}
	}
	w := &p.words[i]
	s := spot{quote: v.quote(p, i), gap: v.gap(p, i), delta: uint32(3 + max(-2, min(2, w.sentence-v.sentence))), manner: p.manner[w.sentence]}
	if w.line == i {
		s.manner |= 1 << 7
	}
	return s
}

// edges tells which subtrees start with word i and end before it: of the words that hang on
// what the cue hangs on, or on it, and of the words themselves.
func (v *view) edges(p *page, i int32, w, b *word, at, bat *sight) uint32 {
	edge := uint32(0)
	if at.top >= 0 && p.words[at.top].left == i {
		edge |= 1
	}
	if bat.top >= 0 && p.words[bat.top].right == i {
		edge |= 2
	}
	if at.top == bat.top {
		edge |= 4
	}
	if i < v.last && w.left == i {
		edge |= 8
	}
	if i > v.first && b.head == i {
		edge |= 16
	}
	if i > v.first && w.head == i-1 {
		edge |= 32
	}
	return edge
}

// A branch is a subtree that starts or ends at a border: what it is, and how the cue sees
// the word it hangs on.
type branch struct{ kind, tag, at uint32 }

func (v *view) branchOf(p *page, top int32) branch {
	o := &p.words[top]
	b := branch{kind: join(o.rel, uint32(o.kids&(kidSubject|kidPassiveSubject|kidMark|kidCase|kidCopula))), tag: o.tag, at: none}
	if o.head >= v.first && o.head < v.last {
		b.at = v.seen[o.head-v.first].near
	}
	return b
}

// A seat is where a word and the border before it stand, as far as quotations, sentences and
// counts go. Many words in a row have the same.
type seat struct {
	at, before            spot
	side, distance, marks uint32
	cues                  uint32 // likely cues between it and the cue
}

func (v *view) seatOf(p *page, i int32) seat {
	return seat{
		at: v.spotOf(p, i), before: v.spotOf(p, i-1), side: v.side(i), distance: v.distance(i),
		marks: marksOf(v.wordAt(p, i-1), v.wordAt(p, i)), cues: v.between(p, min(i, v.last-1), cuesBefore),
	}
}

// seatFeatures appends what is seen of a seat from the cue.
func (v *view) seatFeatures(to []uint32, s *seat) []uint32 {
	place := join(s.side, s.at.delta)
	turn := join(s.at.quote, s.before.quote)
	borders := s.at.delta<<4 | s.before.delta
	return append(to,
		feature2(1, place, s.at.quote),
		feature3(13, place, s.distance, turn),
		feature3(14, turn, place, borders),
		feature3(15, turn, v.lemma, s.side),
		feature3(16, turn, place, v.quoted),
		feature3(18, place, s.cues, turn),
		feature3(25, borders, s.side, s.marks),
		feature3(28, borders, s.cues, join(v.quoted, s.side)),
		feature3(38, place, s.at.manner, s.before.manner),
		feature3(39, s.at.gap, s.before.gap, place),
		feature3(40, s.at.gap, s.before.gap, join(place, s.cues)),
		feature3(41, s.at.gap, s.before.gap, join(s.side, v.quoted)),
		feature3(42, s.at.gap, s.before.gap, join(turn, v.lemma)),
	)
}

// A lead is how the tree leads from the cue to a word. Words of one subtree share it, and
// those of other sentences.
type lead struct {
	near, path  uint32
	side, delta uint32
	commas      uint32 // between the word and the cue
}

// leadFeatures appends what is seen of a lead from the cue.
func (v *view) leadFeatures(to []uint32, l *lead) []uint32 {
	return append(to,
		feature2(2, l.near, v.lemma),
		feature2(4, l.path, l.side),
		feature3(5, l.path, v.kind, l.side),
		feature3(6, l.path, v.lemma, l.side),
		feature3(17, join(l.side, l.delta), l.near, l.commas),
		feature3(22, v.text, l.side, l.near),
	)
}

// features appends what is seen of word i of the window, and of the border before it, from
// the cue. Word v.last is the end of the window.
func (v *view) features(p *page, to []uint32, i int32) []uint32 {
	s := v.seatOf(p, i)
	l := v.leadOf(p, i, &s)
	return v.ownFeatures(p, v.leadFeatures(v.seatFeatures(to, &s), &l), i, &s, &l)
}

func (v *view) leadOf(p *page, i int32, s *seat) lead {
	at := v.sightOf(i)
	return lead{near: at.near, path: at.path, side: s.side, delta: s.at.delta, commas: v.between(p, min(i, v.last-1), commasBefore)}
}

// sightOf returns how word i of the window is seen.
func (v *view) sightOf(i int32) *sight {
	if i < v.first || i >= v.last {
		return &unseen
	}
	return &v.seen[i-v.first]
}

// ownFeatures appends what is seen of word i, and of the border before it, beside its seat and
// lead.
func (v *view) ownFeatures(p *page, to []uint32, i int32, s *seat, l *lead) []uint32 {
	w, b, at, bat := v.wordAt(p, i), v.wordAt(p, i-1), v.sightOf(i), v.sightOf(i-1)
	opens, shuts := branch{at: none}, branch{at: none}
	if i < v.last {
		opens = v.branchOf(p, w.opens)
	}
	if i > v.first {
		shuts = v.branchOf(p, b.shuts)
	}
	edge := v.edges(p, i, w, b, at, bat)
	side, distance := s.side, s.distance
	place := join(side, s.at.delta)
	tags := join(b.tag, w.tag)
	ended := join(shuts.kind, shuts.tag)
	return append(to,
		feature3(3, at.near, bat.near, edge),
		feature3(7, at.near, edge, v.lemma),
		feature3(8, place, at.near, w.form),
		feature3(9, at.near, tags, edge),
		feature3(10, at.near, b.form, edge),
		feature3(11, v.lemma, w.form, distance),
		feature3(12, v.lemma, tags, distance),
		feature3(19, place, s.cues, join(at.near, edge)),
		feature3(20, at.near, join(uint32(w.group[0]), w.tag), side),
		feature3(21, at.path, w.tag, b.tag),
		feature3(23, v.text, distance, w.tag),
		feature3(24, v.kind, distance, tags),
		feature3(26, at.near, v.kind, edge),
		feature3(27, at.near, uint32(w.kids)&uint32(kidMark|kidThat|kidClause|kidOpenClause|kidSubject|kidCopula|kidRelative), side),
		feature3(29, at.path, bat.path, b.form),
		feature3(30, bat.near, w.form, join(l.commas, edge)),
		feature3(31, side, opens.kind, opens.at),
		feature3(32, side, ended, shuts.at),
		feature3(33, opens.kind, ended, b.form),
		feature3(34, join(opens.kind, opens.at), w.form, b.form),
		feature3(35, join(opens.kind, opens.tag), at.path, b.tag),
		feature3(36, shuts.at, opens.at, w.tag),
		feature3(37, opens.at, opens.kind, v.lemma),
	)
}

// marksOf tells which of two words are quotation marks.
func marksOf(b, w *word) uint32 { return uint32(w.mark)<<2 | uint32(b.mark) }

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
